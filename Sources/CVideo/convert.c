// Painted pixels to what video codecs take.
//
// The matrix is BT.709's (ITU-R BT.709-6, 3.2 to 3.5): Kr = 0.2126, Kb = 0.0722; the range is the limited one of 8 bits,
// 16 to 235 for Y and 16 to 240 for U and V. Weights are in units of 2^-15, which keeps a weight in 16 signed bits and
// every sum in 32, and each triple is rounded so that greys stay grey: those of Y sum to 219/255, those of U and V to 0.

#include "CVideo.h"

enum { RY = 5983, GY = 20127, BY = 2032 };    // 28142 = 219 / 255 * 2^15
enum { RU = -3298, GU = -11094, BU = 14392 };  // 14392 = 112 / 255 * 2^15
enum { RV = 14392, GV = -13072, BV = -1320 };

// Half, for rounding, and the offset, of sums in 2^-15 and of sums of eight pixels' weights in 2^-18.
enum { LUMA_BIAS = (16 << 15) + (1 << 14), CHROMA_BIAS = (128 << 18) + (1 << 17) };

static inline int channel(uint32_t pixel, int shift) { return (int)(pixel >> shift & 255); }

static void luma_plainly(const uint32_t *pixels, uint8_t *into, int from, int width) {
  for (int x = from; x < width; x++) {
    uint32_t p = pixels[x];
    into[x] = (uint8_t)((RY * channel(p, 16) + GY * channel(p, 8) + BY * channel(p, 0) + LUMA_BIAS) >> 15);
  }
}

// Two rows and three columns go into a pair, weighted 1 2 1 across and 1 1 down.
static void chroma_plainly(const uint32_t *upper, const uint32_t *lower, uint8_t *u, uint8_t *v, int from, int to) {
  for (int x = from; x < to; x++) {
    int left = x > 0 ? 2 * x - 1 : 0, middle = 2 * x, right = 2 * x + 1;
    int sums[3];
    for (int c = 0; c < 3; c++) {
      int shift = 16 - 8 * c;
      sums[c] = channel(upper[left], shift) + channel(lower[left], shift) +
                2 * (channel(upper[middle], shift) + channel(lower[middle], shift)) + channel(upper[right], shift) +
                channel(lower[right], shift);
    }
    u[x] = (uint8_t)((RU * sums[0] + GU * sums[1] + BU * sums[2] + CHROMA_BIAS) >> 18);
    v[x] = (uint8_t)((RV * sums[0] + GV * sums[1] + BV * sums[2] + CHROMA_BIAS) >> 18);
  }
}

#if defined(__x86_64__)
#include <emmintrin.h>

// Adds the two halves of each of four weighted pixels.
static inline __m128i paired(__m128i low, __m128i high) {
  __m128 a = _mm_castsi128_ps(low), b = _mm_castsi128_ps(high);
  return _mm_add_epi32(_mm_castps_si128(_mm_shuffle_ps(a, b, _MM_SHUFFLE(2, 0, 2, 0))),
                       _mm_castps_si128(_mm_shuffle_ps(a, b, _MM_SHUFFLE(3, 1, 3, 1))));
}

static inline __m128i weights(int b, int g, int r) {
  return _mm_setr_epi16((short)b, (short)g, (short)r, 0, (short)b, (short)g, (short)r, 0);
}

static inline __m128i luma_of_four(const uint32_t *pixels, __m128i weight, __m128i bias) {
  __m128i zero = _mm_setzero_si128(), four = _mm_loadu_si128((const __m128i *)pixels);
  __m128i low = _mm_madd_epi16(_mm_unpacklo_epi8(four, zero), weight);
  __m128i high = _mm_madd_epi16(_mm_unpackhi_epi8(four, zero), weight);
  return _mm_srai_epi32(_mm_add_epi32(paired(low, high), bias), 15);
}

static int luma(const uint32_t *pixels, uint8_t *into, int width) {
  __m128i weight = weights(BY, GY, RY), bias = _mm_set1_epi32(LUMA_BIAS);
  int x = 0;
  for (; x + 16 <= width; x += 16) {
    __m128i a = luma_of_four(pixels + x, weight, bias), b = luma_of_four(pixels + x + 4, weight, bias);
    __m128i c = luma_of_four(pixels + x + 8, weight, bias), d = luma_of_four(pixels + x + 12, weight, bias);
    _mm_storeu_si128((__m128i *)(into + x), _mm_packus_epi16(_mm_packs_epi32(a, b), _mm_packs_epi32(c, d)));
  }
  return x;
}

// The sums of two rows' pixels `x` and `x + 1`, a channel in 16 bits.
static inline __m128i two_rows(const uint32_t *upper, const uint32_t *lower, int x) {
  __m128i zero = _mm_setzero_si128();
  return _mm_add_epi16(_mm_unpacklo_epi8(_mm_loadl_epi64((const __m128i *)(upper + x)), zero),
                       _mm_unpacklo_epi8(_mm_loadl_epi64((const __m128i *)(lower + x)), zero));
}

// The weighted sums of the pair at column `2 * x`, `x` > 0: 1 2 1 across.
static inline __m128i pair_sums(const uint32_t *upper, const uint32_t *lower, int x) {
  __m128i before = two_rows(upper, lower, 2 * x - 1);  // columns -1 and 0
  __m128i after = two_rows(upper, lower, 2 * x);       // columns 0 and 1
  __m128i left_and_right = _mm_add_epi16(before, _mm_srli_si128(after, 8));
  __m128i twice = _mm_add_epi16(after, _mm_srli_si128(before, 8));
  return _mm_add_epi16(left_and_right, twice);
}

static inline __m128i chroma_of_four(__m128i a, __m128i b, __m128i weight, __m128i bias) {
  return _mm_srai_epi32(_mm_add_epi32(paired(_mm_madd_epi16(a, weight), _mm_madd_epi16(b, weight)), bias), 18);
}

static inline void store_eight(uint8_t *into, __m128i a, __m128i b) {
  __m128i packed = _mm_packs_epi32(a, b);
  _mm_storel_epi64((__m128i *)into, _mm_packus_epi16(packed, packed));
}

static int chroma(const uint32_t *upper, const uint32_t *lower, uint8_t *u, uint8_t *v, int width) {
  __m128i u_weight = weights(BU, GU, RU), v_weight = weights(BV, GV, RV), bias = _mm_set1_epi32(CHROMA_BIAS);
  int x = 1;
  for (; x + 8 <= width; x += 8) {
    __m128i sums[4];
    for (int pair = 0; pair < 4; pair++) {
      __m128i one = pair_sums(upper, lower, x + 2 * pair), two = pair_sums(upper, lower, x + 2 * pair + 1);
      sums[pair] = _mm_unpacklo_epi64(one, two);
    }
    store_eight(u + x, chroma_of_four(sums[0], sums[1], u_weight, bias),
                chroma_of_four(sums[2], sums[3], u_weight, bias));
    store_eight(v + x, chroma_of_four(sums[0], sums[1], v_weight, bias),
                chroma_of_four(sums[2], sums[3], v_weight, bias));
  }
  return x;
}
#else
static int luma(const uint32_t *pixels, uint8_t *into, int width) { return 0; }
static int chroma(const uint32_t *upper, const uint32_t *lower, uint8_t *u, uint8_t *v, int width) { return 1; }
#endif

static inline void convert(const uint32_t *pixels, int width, int first, int last, uint8_t *const planes[3],
                           const int strides[3], int plainly) {
  for (int y = first; y < last; y += 2) {
    const uint32_t *upper = pixels + (size_t)y * width, *lower = upper + width;
    for (int row = 0; row < 2; row++) {
      const uint32_t *from = row ? lower : upper;
      uint8_t *into = planes[0] + (size_t)(y + row) * strides[0];
      luma_plainly(from, into, plainly ? 0 : luma(from, into, width), width);
    }
    uint8_t *u = planes[1] + (size_t)(y / 2) * strides[1], *v = planes[2] + (size_t)(y / 2) * strides[2];
    int done = plainly ? 1 : chroma(upper, lower, u, v, width / 2);
    chroma_plainly(upper, lower, u, v, 0, 1);
    chroma_plainly(upper, lower, u, v, done, width / 2);
  }
}

void billow_pixels_to_yuv(const uint32_t *pixels, int width, int height, int first, int last, uint8_t *const planes[3],
                          const int strides[3]) {
  convert(pixels, width, first, last < height ? last : height, planes, strides, 0);
}

void billow_pixels_to_yuv_plainly(const uint32_t *pixels, int width, int height, int first, int last,
                                  uint8_t *const planes[3], const int strides[3]) {
  convert(pixels, width, first, last < height ? last : height, planes, strides, 1);
}
