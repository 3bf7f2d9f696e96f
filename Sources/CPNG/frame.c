// What a frame's bands are made with: pixels to RGB rows, and zlib where small is wanted.

#include "CPNG.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#if defined(__x86_64__)
#include <tmmintrin.h>

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
#endif

void billow_pixels_to_rgb(const uint32_t *pixels, uint8_t *rgb, size_t count) {
  size_t done = 0;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("ssse3")) done = rgb_ssse3(pixels, rgb, count);
#endif
  for (; done < count; done++) {
    uint32_t pixel = pixels[done];
    rgb[done * 3] = (uint8_t)(pixel >> 16);
    rgb[done * 3 + 1] = (uint8_t)(pixel >> 8);
    rgb[done * 3 + 2] = (uint8_t)pixel;
  }
}

struct billow_deflater {
  z_stream stream;
};

billow_deflater *billow_deflater_create(int level) {
  billow_deflater *made = calloc(1, sizeof *made);
  if (!made) return NULL;
  if (deflateInit2(&made->stream, level, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
    free(made);
    return NULL;
  }
  return made;
}

void billow_deflater_destroy(billow_deflater *deflater) {
  deflateEnd(&deflater->stream);
  free(deflater);
}

size_t billow_deflater_bound(billow_deflater *deflater, size_t length) {
  // The flush adds an empty stored block.
  return deflateBound(&deflater->stream, length) + 16;
}

size_t billow_deflater_flush(billow_deflater *deflater, const uint8_t *bytes, size_t length, uint8_t *into,
                             size_t capacity) {
  z_stream *stream = &deflater->stream;
  if (deflateReset(stream) != Z_OK) return 0;
  stream->next_in = (Bytef *)bytes;
  stream->avail_in = (uInt)length;
  stream->next_out = into;
  stream->avail_out = (uInt)capacity;
  if (deflate(stream, Z_FULL_FLUSH) != Z_OK || stream->avail_in != 0 || stream->avail_out == 0) return 0;
  return capacity - stream->avail_out;
}
