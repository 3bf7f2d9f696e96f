#ifndef BILLOW_CVIDEO_H
#define BILLOW_CVIDEO_H

// FFmpeg's libraries as one module, with what Swift cannot import of them and what is faster in C.

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>
#include <errno.h>
#include <stddef.h>
#include <stdint.h>

// Codes that are macros.
static inline int billow_again(void) { return AVERROR(EAGAIN); }
static inline int billow_end_of_stream(void) { return AVERROR_EOF; }

// Opens the libraries; call it before any other function. Returns 1, or 0 where the machine does not have them.
int billow_video_load(void);

// Converts rows `first..<last` of `width` x `height` pixels (0xAARRGGBB, opaque) to planes of Y, U and V: BT.709, limited
// range, one pair of U and V for two by two pixels, sited as H.264 and VP9 have it by default: between two rows, on the
// left column. `first` is even; `last` is even or the height, and width and height are even.
void billow_pixels_to_yuv(const uint32_t *pixels, int width, int height, int first, int last, uint8_t *const planes[3],
                          const int strides[3]);

// The same without vector instructions, for tests: the bytes are the same.
void billow_pixels_to_yuv_plainly(const uint32_t *pixels, int width, int height, int first, int last,
                                  uint8_t *const planes[3], const int strides[3]);

// A file that a muxer writes into memory.
typedef struct billow_memory {
  uint8_t *bytes;
  size_t length;
  size_t capacity;
  size_t position;
} billow_memory;

// Lets a muxer write to `memory`, which must outlive it; also to read again what it wrote, as it does to put its index
// in front. Returns 0, or libav's code.
int billow_memory_attach(billow_memory *memory, AVFormatContext *muxer);
// Ends that; what is in memory stays.
void billow_memory_detach(AVFormatContext *muxer);
// Frees the bytes.
void billow_memory_free(billow_memory *memory);

// A reader of bytes that outlive it; NULL where there is no memory.
AVIOContext *billow_memory_reader(const uint8_t *bytes, size_t length);
void billow_memory_reader_free(AVIOContext *context);

// Decodes the sound of a file in memory to `rate` Hz, left and right in turn; returns how many pairs and sets `samples`,
// which the caller frees, or returns libav's code: `billow_too_long()` for a sound of more than `most` pairs.
int64_t billow_sound_decode(const uint8_t *bytes, size_t length, int rate, int64_t most, int16_t **samples);
static inline int64_t billow_too_long(void) { return AVERROR(EFBIG); }

#endif
