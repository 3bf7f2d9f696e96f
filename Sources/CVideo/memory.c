// A muxer's file in memory. libavformat writes it through one context, and reads it again through another when it moves
// what it wrote to make room for the index in front.

#include "CVideo.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { BUFFER = 1 << 15, FIRST_CAPACITY = 1 << 18 };

// A film of an hour has fewer bytes; more than this is a fault, not a film.
static const size_t LIMIT = (size_t)1 << 31;

// A second reader of the memory, with a place of its own.
typedef struct reader {
  billow_memory *memory;
  size_t position;
} reader;

static int write_bytes(void *opaque, uint8_t *bytes, int count) {
  billow_memory *memory = opaque;
  size_t end = memory->position + (size_t)count;
  if (end > LIMIT) return AVERROR(EFBIG);
  if (end > memory->capacity) {
    size_t capacity = memory->capacity ? memory->capacity : FIRST_CAPACITY;
    while (capacity < end) capacity *= 2;
    uint8_t *grown = realloc(memory->bytes, capacity);
    if (!grown) return AVERROR(ENOMEM);
    memory->bytes = grown;
    memory->capacity = capacity;
  }
  // What is between the end and a place written to further on is nothing yet.
  if (memory->position > memory->length)
    memset(memory->bytes + memory->length, 0, memory->position - memory->length);
  memcpy(memory->bytes + memory->position, bytes, (size_t)count);
  memory->position = end;
  if (end > memory->length) memory->length = end;
  return count;
}

static int64_t place(const billow_memory *memory, size_t position, int64_t offset, int whence) {
  switch (whence & ~AVSEEK_FORCE) {
    case AVSEEK_SIZE: return (int64_t)memory->length;
    case SEEK_SET: break;
    case SEEK_CUR: offset += (int64_t)position; break;
    case SEEK_END: offset += (int64_t)memory->length; break;
    default: return AVERROR(EINVAL);
  }
  return offset < 0 || (uint64_t)offset > LIMIT ? AVERROR(EINVAL) : offset;
}

static int64_t seek_writer(void *opaque, int64_t offset, int whence) {
  billow_memory *memory = opaque;
  int64_t at = place(memory, memory->position, offset, whence);
  if (at >= 0 && !(whence & AVSEEK_SIZE)) memory->position = (size_t)at;
  return at;
}

static int read_bytes(void *opaque, uint8_t *into, int count) {
  reader *from = opaque;
  if (from->position >= from->memory->length) return AVERROR_EOF;
  size_t rest = from->memory->length - from->position;
  size_t taken = rest < (size_t)count ? rest : (size_t)count;
  memcpy(into, from->memory->bytes + from->position, taken);
  from->position += taken;
  return (int)taken;
}

static int64_t seek_reader(void *opaque, int64_t offset, int whence) {
  reader *from = opaque;
  int64_t at = place(from->memory, from->position, offset, whence);
  if (at >= 0 && !(whence & AVSEEK_SIZE)) from->position = (size_t)at;
  return at;
}

static void free_context(AVIOContext **context) {
  if (!*context) return;
  av_freep(&(*context)->buffer);
  avio_context_free(context);
}

static int open_reader(AVFormatContext *muxer, AVIOContext **made, const char *url, int flags, AVDictionary **options) {
  (void)url;
  (void)options;
  if (flags & AVIO_FLAG_WRITE) return AVERROR(EACCES);
  reader *from = calloc(1, sizeof *from);
  uint8_t *buffer = av_malloc(BUFFER);
  if (from && buffer) {
    from->memory = muxer->opaque;
    *made = avio_alloc_context(buffer, BUFFER, 0, from, read_bytes, NULL, seek_reader);
    if (*made) return 0;
  }
  free(from);
  av_free(buffer);
  return AVERROR(ENOMEM);
}

static int close_reader(AVFormatContext *muxer, AVIOContext *context) {
  (void)muxer;
  free(context->opaque);
  free_context(&context);
  return 0;
}

int billow_memory_attach(billow_memory *memory, AVFormatContext *muxer) {
  uint8_t *buffer = av_malloc(BUFFER);
  if (!buffer) return AVERROR(ENOMEM);
  muxer->pb = avio_alloc_context(buffer, BUFFER, 1, memory, NULL, write_bytes, seek_writer);
  if (!muxer->pb) {
    av_free(buffer);
    return AVERROR(ENOMEM);
  }
  muxer->opaque = memory;
  muxer->io_open = open_reader;
  muxer->io_close2 = close_reader;
  muxer->flags |= AVFMT_FLAG_CUSTOM_IO;
  return 0;
}

void billow_memory_detach(AVFormatContext *muxer) { free_context(&muxer->pb); }

void billow_memory_free(billow_memory *memory) {
  free(memory->bytes);
  *memory = (billow_memory){0};
}

AVIOContext *billow_memory_reader(const uint8_t *bytes, size_t length) {
  reader *from = calloc(1, sizeof *from);
  billow_memory *memory = calloc(1, sizeof *memory);
  uint8_t *buffer = av_malloc(BUFFER);
  if (from && memory && buffer) {
    // Only read through `reader`.
    memory->bytes = (uint8_t *)bytes;
    memory->length = length;
    from->memory = memory;
    AVIOContext *made = avio_alloc_context(buffer, BUFFER, 0, from, read_bytes, NULL, seek_reader);
    if (made) return made;
  }
  free(from);
  free(memory);
  av_free(buffer);
  return NULL;
}

void billow_memory_reader_free(AVIOContext *context) {
  if (!context) return;
  reader *from = context->opaque;
  free(from->memory);
  free(from);
  free_context(&context);
}
