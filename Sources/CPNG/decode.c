// setjmp and longjmp stay in this file: a jump over Swift's frames would be undefined.

#include "CPNG.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

struct source {
  const struct billow_png_range *ranges;
  size_t count;
  size_t range;
  size_t offset;
  char *message;
};

static void fail(png_structp png, png_const_charp words) {
  struct source *source = png_get_error_ptr(png);
  strncpy(source->message, words, BILLOW_PNG_MESSAGE - 1);
  source->message[BILLOW_PNG_MESSAGE - 1] = 0;
  longjmp(png_jmpbuf(png), 1);
}

static void ignore(png_structp png, png_const_charp words) {
  (void)png;
  (void)words;
}

static void read_bytes(png_structp png, png_bytep into, size_t wanted) {
  struct source *source = png_get_io_ptr(png);
  while (wanted > 0) {
    if (source->range == source->count) png_error(png, "the file ends early");
    const struct billow_png_range *range = &source->ranges[source->range];
    size_t left = range->length - source->offset;
    size_t step = left < wanted ? left : wanted;
    memcpy(into, range->bytes + source->offset, step);
    into += step;
    wanted -= step;
    source->offset += step;
    if (source->offset == range->length) {
      source->range++;
      source->offset = 0;
    }
  }
}

// What libpng may allocate for one chunk other than IDAT: a palette is 768 bytes.
static const png_alloc_size_t chunk_limit = 1 << 16;

int billow_png_decode(const struct billow_png_range *ranges, size_t count, uint32_t width, uint32_t height,
                      uint8_t *pixels, char *message) {
  struct source source = {ranges, count, 0, 0, message};
  message[0] = 0;
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, fail, ignore);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (!info) {
    png_destroy_read_struct(&png, NULL, NULL);
    strncpy(message, "libpng has no memory", BILLOW_PNG_MESSAGE);
    return 0;
  }
  if (setjmp(png_jmpbuf(png))) {
    png_destroy_read_struct(&png, &info, NULL);
    return 0;
  }
  png_set_read_fn(png, &source, read_bytes);
  png_set_user_limits(png, width, height);
  png_set_chunk_malloc_max(png, chunk_limit);
  png_read_info(png, info);
  if (png_get_image_width(png, info) != width || png_get_image_height(png, info) != height)
    png_error(png, "the size is not that of the header");
  png_set_expand(png);
  png_set_scale_16(png);
  png_set_gray_to_rgb(png);
  png_set_add_alpha(png, 0xff, PNG_FILLER_AFTER);
  int passes = png_set_interlace_handling(png);
  png_read_update_info(png, info);
  if (png_get_rowbytes(png, info) != (size_t)width * 4) png_error(png, "the rows are not RGBA");
  for (int pass = 0; pass < passes; pass++)
    for (uint32_t row = 0; row < height; row++) png_read_row(png, pixels + (size_t)row * width * 4, NULL);
  png_read_end(png, NULL);
  png_destroy_read_struct(&png, &info, NULL);
  return 1;
}
