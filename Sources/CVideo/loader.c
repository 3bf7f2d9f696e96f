// FFmpeg's libraries, opened when the first film is asked for.
//
// Linked with them, every run of the program would load 140 libraries, which takes longer than most runs; and a machine
// that makes no films needs none of them. The functions here have the libraries' own names and hand every call on.

#include "CVideo.h"

#include <dlfcn.h>
#include <pthread.h>

#define FORWARDED(F)                                                                                                  \
  F(const AVCodec *, avcodec_find_encoder_by_name, (const char *a), (a))                                              \
  F(AVCodecContext *, avcodec_alloc_context3, (const AVCodec *a), (a))                                                \
  F(int, avcodec_open2, (AVCodecContext * a, const AVCodec *b, AVDictionary **c), (a, b, c))                          \
  F(void, avcodec_free_context, (AVCodecContext * *a), (a))                                                           \
  F(int, avcodec_send_frame, (AVCodecContext * a, const AVFrame *b), (a, b))                                          \
  F(int, avcodec_receive_packet, (AVCodecContext * a, AVPacket * b), (a, b))                                          \
  F(AVCodecParameters *, avcodec_parameters_alloc, (void), ())                                                        \
  F(int, avcodec_parameters_from_context, (AVCodecParameters * a, const AVCodecContext *b), (a, b))                   \
  F(int, avcodec_parameters_copy, (AVCodecParameters * a, const AVCodecParameters *b), (a, b))                        \
  F(void, avcodec_parameters_free, (AVCodecParameters * *a), (a))                                                     \
  F(int, avcodec_parameters_to_context, (AVCodecContext * a, const AVCodecParameters *b), (a, b))                     \
  F(int, avcodec_send_packet, (AVCodecContext * a, const AVPacket *b), (a, b))                                        \
  F(int, avcodec_receive_frame, (AVCodecContext * a, AVFrame * b), (a, b))                                            \
  F(void, av_frame_unref, (AVFrame * a), (a))                                                                         \
  F(void, av_channel_layout_default, (AVChannelLayout * a, int b), (a, b))                                            \
  F(AVFormatContext *, avformat_alloc_context, (void), ())                                                            \
  F(int, avformat_open_input, (AVFormatContext * *a, const char *b, const AVInputFormat *c, AVDictionary **d),        \
    (a, b, c, d))                                                                                                     \
  F(void, avformat_close_input, (AVFormatContext * *a), (a))                                                          \
  F(int, avformat_find_stream_info, (AVFormatContext * a, AVDictionary * *b), (a, b))                                 \
  F(int, av_find_best_stream,                                                                                         \
    (AVFormatContext * a, enum AVMediaType b, int c, int d, const AVCodec **e, int f), (a, b, c, d, e, f))            \
  F(int, av_read_frame, (AVFormatContext * a, AVPacket * b), (a, b))                                                  \
  F(int, swr_alloc_set_opts2,                                                                                         \
    (struct SwrContext * *a, AVChannelLayout *b, enum AVSampleFormat c, int d, AVChannelLayout *e,                    \
     enum AVSampleFormat f, int g, int h, void *i),                                                                   \
    (a, b, c, d, e, f, g, h, i))                                                                                      \
  F(int, swr_init, (struct SwrContext * a), (a))                                                                      \
  F(int, swr_get_out_samples, (struct SwrContext * a, int b), (a, b))                                                 \
  F(int, swr_convert, (struct SwrContext * a, uint8_t * *b, int c, const uint8_t **d, int e), (a, b, c, d, e))        \
  F(void, swr_free, (struct SwrContext * *a), (a))                                                                    \
  F(AVPacket *, av_packet_alloc, (void), ())                                                                          \
  F(void, av_packet_free, (AVPacket * *a), (a))                                                                       \
  F(void, av_packet_unref, (AVPacket * a), (a))                                                                       \
  F(void, av_packet_rescale_ts, (AVPacket * a, AVRational b, AVRational c), (a, b, c))                                \
  F(AVFrame *, av_frame_alloc, (void), ())                                                                            \
  F(void, av_frame_free, (AVFrame * *a), (a))                                                                         \
  F(int, av_frame_get_buffer, (AVFrame * a, int b), (a, b))                                                           \
  F(int, av_frame_make_writable, (AVFrame * a), (a))                                                                  \
  F(int, avformat_alloc_output_context2, (AVFormatContext * *a, const AVOutputFormat *b, const char *c, const char *d), \
    (a, b, c, d))                                                                                                     \
  F(void, avformat_free_context, (AVFormatContext * a), (a))                                                          \
  F(AVStream *, avformat_new_stream, (AVFormatContext * a, const AVCodec *b), (a, b))                                 \
  F(int, avformat_write_header, (AVFormatContext * a, AVDictionary * *b), (a, b))                                     \
  F(int, av_interleaved_write_frame, (AVFormatContext * a, AVPacket * b), (a, b))                                     \
  F(int, av_write_trailer, (AVFormatContext * a), (a))                                                                \
  F(AVIOContext *, avio_alloc_context,                                                                                \
    (unsigned char *a, int b, int c, void *d, int (*e)(void *, uint8_t *, int), int (*f)(void *, uint8_t *, int),     \
     int64_t (*g)(void *, int64_t, int)),                                                                             \
    (a, b, c, d, e, f, g))                                                                                            \
  F(void, avio_context_free, (AVIOContext * *a), (a))                                                                 \
  F(void, avio_flush, (AVIOContext * a), (a))                                                                         \
  F(int, av_opt_set, (void *a, const char *b, const char *c, int d), (a, b, c, d))                                    \
  F(int, av_dict_set, (AVDictionary * *a, const char *b, const char *c, int d), (a, b, c, d))                         \
  F(void, av_dict_free, (AVDictionary * *a), (a))                                                                     \
  F(void, av_log_set_level, (int a), (a))                                                                             \
  F(void *, av_malloc, (size_t a), (a))                                                                               \
  F(void *, av_mallocz, (size_t a), (a))                                                                              \
  F(void, av_free, (void *a), (a))                                                                                    \
  F(void, av_freep, (void *a), (a))

#define DEFINE(result, name, parameters, arguments) \
  static result(*real_##name) parameters;           \
  result name parameters { return real_##name arguments; }
FORWARDED(DEFINE)

#define STRING(text) #text
#define LIBRARY(version) "libavformat.so." STRING(version)

static int is_loaded;

static void load(void) {
  // It brings the others, and `dlsym` looks into them, too. Never closed: what is opened once is used to the end.
  void *library = dlopen(LIBRARY(LIBAVFORMAT_VERSION_MAJOR), RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  is_loaded = 1;
#define FIND(result, name, parameters, arguments)            \
  *(void **)&real_##name = dlsym(library, #name);            \
  if (!real_##name) is_loaded = 0;
  FORWARDED(FIND)
  // No word of the libraries may reach standard error: they would be of customers' films, and in another style than
  // ours. What fails is told by its code.
  if (is_loaded) av_log_set_level(AV_LOG_QUIET);
}

int billow_video_load(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return is_loaded;
}
