#include "CPixels.h"

// A sum of products of bytes over 255, rounded to the nearest.
static uint32_t over_255(uint32_t sum) {
  sum += 128;
  return (sum + (sum >> 8)) >> 8;
}

static void lay_over(uint32_t *into, const uint32_t *behind, const uint32_t *pixels, size_t count, uint32_t opacity) {
  for (size_t at = 0; at < count; at++) {
    uint32_t from = pixels[at], under = behind[at], result = 0;
    // What is left of what is behind. The sum below stays within 16 bits, because no channel is above its alpha.
    uint32_t rest = 255 - over_255((from >> 24) * opacity);
    for (int shift = 0; shift < 32; shift += 8)
      result |= over_255((from >> shift & 255) * opacity + (under >> shift & 255) * rest) << shift;
    into[at] = result;
  }
}

#if defined(__x86_64__)

#include <immintrin.h>

// Turns of eight or sixteen pixels. A layer is mostly clear or mostly opaque; turns that are neither go one pixel after
// another.

__attribute__((target("avx2"))) static size_t lay_over_avx2(uint32_t *into, const uint32_t *behind,
                                                            const uint32_t *pixels, size_t count, uint32_t opacity) {
  const __m256i zero = _mm256_setzero_si256(), opaque = _mm256_set1_epi32((int)0xFF000000);
  const __m256i share = _mm256_set1_epi16((short)opacity), rest = _mm256_set1_epi16((short)(255 - opacity));
  const __m256i half = _mm256_set1_epi16(128);
  size_t at = 0;
  for (; at + 8 <= count; at += 8) {
    __m256i from = _mm256_loadu_si256((const __m256i *)(pixels + at));
    __m256i under = _mm256_loadu_si256((const __m256i *)(behind + at));
    if (_mm256_testz_si256(from, from)) {
      _mm256_storeu_si256((__m256i *)(into + at), under);
      continue;
    }
    if (!_mm256_testc_si256(from, opaque)) {
      lay_over(into + at, behind + at, pixels + at, 8, opacity);
      continue;
    }
    __m256i low = _mm256_add_epi16(_mm256_mullo_epi16(_mm256_unpacklo_epi8(from, zero), share),
                                   _mm256_mullo_epi16(_mm256_unpacklo_epi8(under, zero), rest));
    __m256i high = _mm256_add_epi16(_mm256_mullo_epi16(_mm256_unpackhi_epi8(from, zero), share),
                                    _mm256_mullo_epi16(_mm256_unpackhi_epi8(under, zero), rest));
    low = _mm256_add_epi16(low, half);
    high = _mm256_add_epi16(high, half);
    low = _mm256_srli_epi16(_mm256_add_epi16(low, _mm256_srli_epi16(low, 8)), 8);
    high = _mm256_srli_epi16(_mm256_add_epi16(high, _mm256_srli_epi16(high, 8)), 8);
    _mm256_storeu_si256((__m256i *)(into + at), _mm256_packus_epi16(low, high));
  }
  return at;
}

__attribute__((target("avx512f,avx512bw"))) static size_t lay_over_avx512(uint32_t *into, const uint32_t *behind,
                                                                          const uint32_t *pixels, size_t count,
                                                                          uint32_t opacity) {
  const __m512i zero = _mm512_setzero_si512(), opaque = _mm512_set1_epi32((int)0xFF000000);
  const __m512i share = _mm512_set1_epi16((short)opacity), rest = _mm512_set1_epi16((short)(255 - opacity));
  const __m512i half = _mm512_set1_epi16(128);
  size_t at = 0;
  for (; at + 16 <= count; at += 16) {
    __m512i from = _mm512_loadu_si512(pixels + at);
    __m512i under = _mm512_loadu_si512(behind + at);
    // Pixels whose alpha is not 255.
    if (_mm512_cmplt_epu32_mask(from, opaque) != 0) {
      if (_mm512_test_epi32_mask(from, from) == 0)
        _mm512_storeu_si512(into + at, under);
      else
        lay_over(into + at, behind + at, pixels + at, 16, opacity);
      continue;
    }
    __m512i low = _mm512_add_epi16(_mm512_mullo_epi16(_mm512_unpacklo_epi8(from, zero), share),
                                   _mm512_mullo_epi16(_mm512_unpacklo_epi8(under, zero), rest));
    __m512i high = _mm512_add_epi16(_mm512_mullo_epi16(_mm512_unpackhi_epi8(from, zero), share),
                                    _mm512_mullo_epi16(_mm512_unpackhi_epi8(under, zero), rest));
    low = _mm512_add_epi16(low, half);
    high = _mm512_add_epi16(high, half);
    low = _mm512_srli_epi16(_mm512_add_epi16(low, _mm512_srli_epi16(low, 8)), 8);
    high = _mm512_srli_epi16(_mm512_add_epi16(high, _mm512_srli_epi16(high, 8)), 8);
    _mm512_storeu_si512(into + at, _mm512_packus_epi16(low, high));
  }
  return at;
}
#endif

void pixels_lay_over_by(unsigned width, uint32_t *into, const uint32_t *behind, const uint32_t *pixels, size_t count,
                        uint32_t opacity) {
  size_t done = 0;
#if defined(__x86_64__)
  if (width >= 64)
    done = lay_over_avx512(into, behind, pixels, count, opacity);
  else if (width >= 32)
    done = lay_over_avx2(into, behind, pixels, count, opacity);
#endif
  lay_over(into + done, behind + done, pixels + done, count - done, opacity);
}

void pixels_lay_over(uint32_t *into, const uint32_t *behind, const uint32_t *pixels, size_t count, uint32_t opacity) {
  pixels_lay_over_by(pixels_widest(), into, behind, pixels, count, opacity);
}
