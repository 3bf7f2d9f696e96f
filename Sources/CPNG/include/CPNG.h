#ifndef BILLOW_CPNG_H
#define BILLOW_CPNG_H

#include <stddef.h>
#include <stdint.h>

// A run of bytes of a file; libpng is shown a file as a list of them.
struct billow_png_range {
  const uint8_t *bytes;
  size_t length;
};

// Room for libpng's words on a failure.
enum { BILLOW_PNG_MESSAGE = 128 };

// Decodes a PNG of exactly `width` x `height` into 8-bit RGBA, rows top down, `width * 4` bytes each.
//
// The caller has walked the chunks: `ranges` are the signature and the chunks libpng is to see. Returns 1, or 0
// with libpng's words in `message`. libpng leaves by longjmp; the jump ends in here.
int billow_png_decode(const struct billow_png_range *ranges, size_t count, uint32_t width, uint32_t height,
                      uint8_t *pixels, char *message);

// zlib making pieces of one deflate stream: each ends on a byte and refers to nothing before it.
typedef struct billow_deflater billow_deflater;
billow_deflater *billow_deflater_create(int level);
void billow_deflater_destroy(billow_deflater *deflater);
// The most bytes that `length` bytes become.
size_t billow_deflater_bound(billow_deflater *deflater, size_t length);
// Returns the piece's length; 0 when it did not fit.
size_t billow_deflater_flush(billow_deflater *deflater, const uint8_t *bytes, size_t length, uint8_t *into,
                             size_t capacity);

#endif
