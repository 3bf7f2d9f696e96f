#include "CChecksum.h"

#include <pthread.h>
#include <string.h>

// CRC-32 by tables: eight bytes a step ("slicing").

static uint32_t tables[8][256];
static pthread_once_t tables_once = PTHREAD_ONCE_INIT;

static void make_tables(void) {
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t crc = byte;
    for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1)));
    tables[0][byte] = crc;
  }
  for (int slice = 1; slice < 8; slice++)
    for (uint32_t byte = 0; byte < 256; byte++)
      tables[slice][byte] =
          (tables[slice - 1][byte] >> 8) ^ tables[0][tables[slice - 1][byte] & 0xFF];
}

// On the inverted register.
static uint32_t crc_by_tables(uint32_t crc, const uint8_t *p, size_t size) {
  pthread_once(&tables_once, make_tables);
  for (; size >= 8; size -= 8, p += 8) {
    uint32_t low = crc ^ ((uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
                          (uint32_t)p[3] << 24);
    crc = tables[7][low & 0xFF] ^ tables[6][low >> 8 & 0xFF] ^ tables[5][low >> 16 & 0xFF] ^
          tables[4][low >> 24] ^ tables[3][p[4]] ^ tables[2][p[5]] ^ tables[1][p[6]] ^
          tables[0][p[7]];
  }
  for (; size > 0; size--, p++) crc = (crc >> 8) ^ tables[0][(crc ^ *p) & 0xFF];
  return crc;
}

uint32_t checksum_crc32_portable(uint32_t crc, const void *bytes, size_t size) {
  return ~crc_by_tables(~crc, bytes, size);
}

static uint32_t adler_portable(uint32_t adler, const void *bytes, size_t size) {
  const uint8_t *p = bytes;
  uint32_t a = adler & 0xFFFF, b = adler >> 16;
  while (size > 0) {
    // The longest run of 0xFF that cannot overflow `b` (RFC 1950's reference, as zlib's NMAX).
    size_t run = size < 5552 ? size : 5552;
    size -= run;
    for (; run > 0; run--) {
      a += *p++;
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return b << 16 | a;
}

#if defined(__x86_64__)

#include <immintrin.h>

// CRC-32 by folding ("Fast CRC Computation for Generic Polynomials Using PCLMULQDQ", Gopal et al., 2009): four
// lanes of 16 bytes, each multiplied by x^512 modulo the polynomial and added to the next 64 bytes; the
// constants are the bit-reflected powers of x that the paper names. At least 64 bytes, a multiple of 16.
__attribute__((target("pclmul,sse4.1"))) static uint32_t crc_by_folding(
    uint32_t crc, const uint8_t *p, size_t size) {
  const __m128i by512 = _mm_set_epi64x(0x1c6e41596, 0x154442bd4);
  const __m128i by128 = _mm_set_epi64x(0x0ccaa009e, 0x1751997d0);
#define LOAD(at) _mm_loadu_si128((const __m128i *)(at))
#define FOLD(x, by, next)                                                            \
  _mm_xor_si128(_mm_xor_si128(_mm_clmulepi64_si128(x, by, 0x00),                     \
                              _mm_clmulepi64_si128(x, by, 0x11)),                    \
                next)
  __m128i x0 = _mm_xor_si128(LOAD(p), _mm_cvtsi32_si128((int)crc));
  __m128i x1 = LOAD(p + 16), x2 = LOAD(p + 32), x3 = LOAD(p + 48);
  p += 64;
  size -= 64;
  for (; size >= 64; size -= 64, p += 64) {
    x0 = FOLD(x0, by512, LOAD(p));
    x1 = FOLD(x1, by512, LOAD(p + 16));
    x2 = FOLD(x2, by512, LOAD(p + 32));
    x3 = FOLD(x3, by512, LOAD(p + 48));
  }
  x0 = FOLD(x0, by128, x1);
  x0 = FOLD(x0, by128, x2);
  x0 = FOLD(x0, by128, x3);
  for (; size >= 16; size -= 16, p += 16) x0 = FOLD(x0, by128, LOAD(p));
#undef FOLD
#undef LOAD
  // 128 bits to 64, to 32, then Barrett's reduction.
  const __m128i low32 = _mm_setr_epi32(-1, 0, -1, 0);
  __m128i t = _mm_clmulepi64_si128(x0, by128, 0x10);
  x0 = _mm_xor_si128(_mm_srli_si128(x0, 8), t);
  t = _mm_srli_si128(x0, 4);
  x0 = _mm_and_si128(x0, low32);
  x0 = _mm_xor_si128(_mm_clmulepi64_si128(x0, _mm_set_epi64x(0, 0x163cd6124), 0x00), t);
  const __m128i reduction = _mm_set_epi64x(0x1f7011641, 0x1db710641);
  t = _mm_and_si128(x0, low32);
  t = _mm_clmulepi64_si128(t, reduction, 0x10);
  t = _mm_and_si128(t, low32);
  t = _mm_clmulepi64_si128(t, reduction, 0x00);
  return (uint32_t)_mm_extract_epi32(_mm_xor_si128(x0, t), 1);
}

uint32_t checksum_crc32(uint32_t crc, const void *bytes, size_t size) {
  const uint8_t *p = bytes;
  if (size >= 64 && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("sse4.1")) {
    size_t folded = size & ~(size_t)15;
    crc = ~crc_by_folding(~crc, p, folded);
    p += folded;
    size -= folded;
  }
  return size == 0 ? crc : ~crc_by_tables(~crc, p, size);
}

// Adler-32, 32 or 64 bytes a step: the plain sum by sums of absolute differences with zero, the weighted one by
// multiplying with 32...1 or 64...1; `before` sums up, step by step, what the plain sum was before it.
struct sums {
  uint32_t plain, before, weighted;
};

// SSE2 is in every x86-64.
static struct sums sums_sse2(const uint8_t *p, size_t steps) {
  const __m128i zero = _mm_setzero_si128();
  const __m128i w0 = _mm_setr_epi16(32, 31, 30, 29, 28, 27, 26, 25);
  const __m128i w1 = _mm_setr_epi16(24, 23, 22, 21, 20, 19, 18, 17);
  const __m128i w2 = _mm_setr_epi16(16, 15, 14, 13, 12, 11, 10, 9);
  const __m128i w3 = _mm_setr_epi16(8, 7, 6, 5, 4, 3, 2, 1);
  __m128i plain = zero, before = zero, weighted = zero;
  for (; steps > 0; steps--, p += 32) {
    __m128i v0 = _mm_loadu_si128((const __m128i *)p);
    __m128i v1 = _mm_loadu_si128((const __m128i *)(p + 16));
    before = _mm_add_epi32(before, plain);
    plain = _mm_add_epi32(plain, _mm_add_epi32(_mm_sad_epu8(v0, zero), _mm_sad_epu8(v1, zero)));
    weighted = _mm_add_epi32(
        weighted,
        _mm_add_epi32(
            _mm_add_epi32(_mm_madd_epi16(_mm_unpacklo_epi8(v0, zero), w0),
                          _mm_madd_epi16(_mm_unpackhi_epi8(v0, zero), w1)),
            _mm_add_epi32(_mm_madd_epi16(_mm_unpacklo_epi8(v1, zero), w2),
                          _mm_madd_epi16(_mm_unpackhi_epi8(v1, zero), w3))));
  }
  uint32_t s[4], f[4], w[4];
  _mm_storeu_si128((__m128i *)s, plain);
  _mm_storeu_si128((__m128i *)f, before);
  _mm_storeu_si128((__m128i *)w, weighted);
  return (struct sums){s[0] + s[2], f[0] + f[2], w[0] + w[1] + w[2] + w[3]};
}

__attribute__((target("avx2"))) static struct sums sums_avx2(const uint8_t *p, size_t steps) {
  const __m256i zero = _mm256_setzero_si256(), ones = _mm256_set1_epi16(1);
  const __m256i weights = _mm256_setr_epi8(32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14,
                                           13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
  __m256i plain = zero, before = zero, weighted = zero;
  for (; steps > 0; steps--, p += 32) {
    __m256i v = _mm256_loadu_si256((const __m256i *)p);
    before = _mm256_add_epi32(before, plain);
    plain = _mm256_add_epi32(plain, _mm256_sad_epu8(v, zero));
    // A pair's products stay within 16 bits: 255 * (32 + 31).
    weighted = _mm256_add_epi32(weighted, _mm256_madd_epi16(_mm256_maddubs_epi16(v, weights), ones));
  }
  uint32_t s[8], f[8], w[8];
  _mm256_storeu_si256((__m256i *)s, plain);
  _mm256_storeu_si256((__m256i *)f, before);
  _mm256_storeu_si256((__m256i *)w, weighted);
  return (struct sums){s[0] + s[2] + s[4] + s[6], f[0] + f[2] + f[4] + f[6],
                       w[0] + w[1] + w[2] + w[3] + w[4] + w[5] + w[6] + w[7]};
}

__attribute__((target("avx512f,avx512bw,avx512vnni"))) static struct sums sums_avx512(const uint8_t *p, size_t steps) {
  static const int8_t weights[64] = {64, 63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49,
                                     48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33,
                                     32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17,
                                     16, 15, 14, 13, 12, 11, 10, 9,  8,  7,  6,  5,  4,  3,  2,  1};
  const __m512i zero = _mm512_setzero_si512(), by = _mm512_loadu_si512(weights);
  __m512i plain = zero, before = zero, weighted = zero;
  for (; steps > 0; steps--, p += 64) {
    __m512i v = _mm512_loadu_si512(p);
    before = _mm512_add_epi32(before, plain);
    plain = _mm512_add_epi32(plain, _mm512_sad_epu8(v, zero));
    weighted = _mm512_dpbusd_epi32(weighted, v, by);
  }
  return (struct sums){(uint32_t)_mm512_reduce_add_epi32(plain), (uint32_t)_mm512_reduce_add_epi32(before),
                       (uint32_t)_mm512_reduce_add_epi32(weighted)};
}

typedef struct sums (*summing)(const uint8_t *p, size_t steps);

static uint32_t adler(uint32_t adler, const uint8_t *p, size_t size, uint32_t step, summing sum) {
  uint32_t a = adler & 0xFFFF, b = adler >> 16;
  while (size >= step) {
    // Within 5,552 bytes no sum passes 32 bits.
    size_t steps = (size < 5552 ? size : 5552) / step;
    struct sums sums = sum(p, steps);
    size -= steps * step;
    p += steps * step;
    b = (b + step * (uint32_t)steps * a + step * sums.before + sums.weighted) % 65521;
    a = (a + sums.plain) % 65521;
  }
  return size == 0 ? (b << 16 | a) : adler_portable(b << 16 | a, p, size);
}

unsigned checksum_widest(void) {
  if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw")) return 64;
  return __builtin_cpu_supports("avx2") ? 32 : 16;
}

#else

uint32_t checksum_crc32(uint32_t crc, const void *bytes, size_t size) {
  return checksum_crc32_portable(crc, bytes, size);
}

unsigned checksum_widest(void) { return 1; }

#endif

uint32_t checksum_adler32_by(unsigned width, uint32_t before, const void *bytes, size_t size) {
#if defined(__x86_64__)
  if (width >= 64) return adler(before, bytes, size, 64, sums_avx512);
  if (width >= 16) return adler(before, bytes, size, 32, width >= 32 ? sums_avx2 : sums_sse2);
#endif
  return adler_portable(before, bytes, size);
}

uint32_t checksum_adler32(uint32_t before, const void *bytes, size_t size) {
  return checksum_adler32_by(checksum_widest(), before, bytes, size);
}
