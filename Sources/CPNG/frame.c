// zlib, where a frame is to be small.

#include "CPNG.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

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
