#include "CRepeats.h"

static size_t go_on(const uint8_t *bytes, size_t back, size_t count, size_t at) {
  const uint8_t *source = bytes - back;
  while (at < count && bytes[at] == source[at]) at++;
  return at;
}

#if defined(__x86_64__)

#include <immintrin.h>

static size_t length_sse2(const uint8_t *bytes, size_t back, size_t count) {
  size_t at = 0;
  for (; at + 16 <= count; at += 16) {
    __m128i here = _mm_loadu_si128((const __m128i *)(bytes + at));
    __m128i there = _mm_loadu_si128((const __m128i *)(bytes + at - back));
    uint32_t equal = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(here, there));
    if (equal != 0xFFFF) return at + (size_t)__builtin_ctz(~equal);
  }
  return go_on(bytes, back, count, at);
}

__attribute__((target("avx2"))) static size_t length_avx2(const uint8_t *bytes, size_t back, size_t count) {
#define EQUAL(offset)                                                             \
  _mm256_cmpeq_epi8(_mm256_loadu_si256((const __m256i *)(bytes + at + (offset))), \
                    _mm256_loadu_si256((const __m256i *)(bytes + at + (offset) - back)))
  size_t at = 0;
  // Two at a time while all is equal, then the one that holds the end.
  while (at + 64 <= count && _mm256_movemask_epi8(_mm256_and_si256(EQUAL(0), EQUAL(32))) == -1) at += 64;
  for (; at + 32 <= count; at += 32) {
    uint32_t equal = (uint32_t)_mm256_movemask_epi8(EQUAL(0));
    if (equal != 0xFFFFFFFF) return at + (size_t)__builtin_ctz(~equal);
  }
#undef EQUAL
  return go_on(bytes, back, count, at);
}

__attribute__((target("avx512f,avx512bw"))) static size_t length_avx512(const uint8_t *bytes, size_t back,
                                                                        size_t count) {
  size_t at = 0;
  for (; at + 64 <= count; at += 64) {
    uint64_t different =
        _mm512_cmpneq_epi8_mask(_mm512_loadu_si512(bytes + at), _mm512_loadu_si512(bytes + at - back));
    if (different != 0) return at + (size_t)__builtin_ctzll(different);
  }
  return go_on(bytes, back, count, at);
}

unsigned repeats_widest(void) {
  if (__builtin_cpu_supports("avx512bw")) return 64;
  return __builtin_cpu_supports("avx2") ? 32 : 16;
}

#else

unsigned repeats_widest(void) { return 1; }

#endif

size_t repeats_length_by(unsigned width, const uint8_t *bytes, size_t back, size_t count) {
#if defined(__x86_64__)
  if (width >= 64) return length_avx512(bytes, back, count);
  if (width >= 32) return length_avx2(bytes, back, count);
  if (width >= 16) return length_sse2(bytes, back, count);
#endif
  return go_on(bytes, back, count, 0);
}

size_t repeats_length(const uint8_t *bytes, size_t back, size_t count) {
  return repeats_length_by(repeats_widest(), bytes, back, count);
}
