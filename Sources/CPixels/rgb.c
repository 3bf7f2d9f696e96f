#include "CPixels.h"

#if defined(__x86_64__)
#include <immintrin.h>

// Sixteen pixels a turn: each four become twelve bytes by one shuffle.
__attribute__((target("ssse3"))) static size_t rgb_ssse3(const uint32_t *pixels, uint8_t *rgb, size_t count) {
  const __m128i order = _mm_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1);
  size_t done = 0;
  for (; done + 16 <= count; done += 16) {
    const __m128i *from = (const __m128i *)(pixels + done);
    __m128i a = _mm_shuffle_epi8(_mm_loadu_si128(from), order);
    __m128i b = _mm_shuffle_epi8(_mm_loadu_si128(from + 1), order);
    __m128i c = _mm_shuffle_epi8(_mm_loadu_si128(from + 2), order);
    __m128i d = _mm_shuffle_epi8(_mm_loadu_si128(from + 3), order);
    __m128i *into = (__m128i *)(rgb + done * 3);
    _mm_storeu_si128(into, _mm_or_si128(a, _mm_slli_si128(b, 12)));
    _mm_storeu_si128(into + 1, _mm_or_si128(_mm_srli_si128(b, 4), _mm_slli_si128(c, 8)));
    _mm_storeu_si128(into + 2, _mm_or_si128(_mm_srli_si128(c, 8), _mm_slli_si128(d, 4)));
  }
  return done;
}

// Eight pixels a load: each half becomes twelve bytes by one shuffle, and the halves are moved together. A store writes
// eight bytes too many, which the next one overwrites; the last pixels are left.
__attribute__((target("avx2"))) static size_t rgb_avx2(const uint32_t *pixels, uint8_t *rgb, size_t count) {
  const __m256i order = _mm256_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1, 2, 1, 0, 6, 5, 4, 10,
                                         9, 8, 14, 13, 12, -1, -1, -1, -1);
  const __m256i together = _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 3, 7);
  size_t done = 0;
  for (; done + 11 <= count; done += 8) {
    __m256i eight = _mm256_shuffle_epi8(_mm256_loadu_si256((const __m256i *)(pixels + done)), order);
    _mm256_storeu_si256((__m256i *)(rgb + done * 3), _mm256_permutevar8x32_epi32(eight, together));
  }
  return done;
}

// Sixteen pixels a load and one shuffle. A store writes sixteen bytes too many; the last pixels are left.
__attribute__((target("avx512f,avx512vbmi"))) static size_t rgb_avx512(const uint32_t *pixels, uint8_t *rgb,
                                                                       size_t count) {
  static const uint8_t order[64] = {
      2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 18, 17, 16, 22, 21, 20, 26, 25, 24, 30, 29, 28, 34, 33, 32, 38,
      37, 36, 42, 41, 40, 46, 45, 44, 50, 49, 48, 54, 53, 52, 58, 57, 56, 62, 61, 60};
  const __m512i places = _mm512_loadu_si512(order);
  size_t done = 0;
  for (; done + 22 <= count; done += 16)
    _mm512_storeu_si512(rgb + done * 3, _mm512_permutexvar_epi8(places, _mm512_loadu_si512(pixels + done)));
  return done;
}

unsigned pixels_widest(void) {
  if (__builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512bw")) return 64;
  if (__builtin_cpu_supports("avx2")) return 32;
  return __builtin_cpu_supports("ssse3") ? 16 : 4;
}

#else

unsigned pixels_widest(void) { return 4; }

#endif

void pixels_to_rgb_by(unsigned width, const uint32_t *pixels, uint8_t *rgb, size_t count) {
  size_t done = 0;
#if defined(__x86_64__)
  if (width >= 64)
    done = rgb_avx512(pixels, rgb, count);
  else if (width >= 32)
    done = rgb_avx2(pixels, rgb, count);
  else if (width >= 16)
    done = rgb_ssse3(pixels, rgb, count);
#endif
  for (; done < count; done++) {
    uint32_t pixel = pixels[done];
    rgb[done * 3] = (uint8_t)(pixel >> 16);
    rgb[done * 3 + 1] = (uint8_t)(pixel >> 8);
    rgb[done * 3 + 2] = (uint8_t)pixel;
  }
}

void pixels_to_rgb(const uint32_t *pixels, uint8_t *rgb, size_t count) {
  pixels_to_rgb_by(pixels_widest(), pixels, rgb, count);
}
