#ifndef BILLOW_CVIDEO_H
#define BILLOW_CVIDEO_H

// FFmpeg's libraries as one module, with what Swift cannot import of them and what is faster in C.

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <stddef.h>
#include <stdint.h>

// Codes that are macros.
static inline int billow_again(void) { return AVERROR(EAGAIN); }
static inline int billow_end_of_stream(void) { return AVERROR_EOF; }

// Lets no word of the libraries reach standard error: they would be of customers' films, and in another style than
// ours. What fails is told by its code.
static inline void billow_silence(void) { av_log_set_level(AV_LOG_QUIET); }

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

#endif
