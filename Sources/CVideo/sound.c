// A sound's file in memory to samples, by FFmpeg's libraries.

#include "CVideo.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

// What sound programs write. No format is among them that names other files, and nothing outside the memory is opened.
static const char FORMATS[] = "wav,flac,mp3,aac,mov,ogg,matroska";

typedef struct decoder {
  AVIOContext *input;
  AVFormatContext *file;
  AVCodecContext *codec;
  SwrContext *resampler;
  AVPacket *packet;
  AVFrame *frame;
  int rate;
  // What the first frame was; a file that changes it on its way is refused.
  int given_rate, given_format, given_channels;
  // 1 where the file has one, else 2.
  int channels;
  int16_t *samples;
  int64_t count, capacity, most;
} decoder;

static int reserve(decoder *it, int64_t more) {
  if (it->count + more <= it->capacity) return 0;
  int64_t capacity = it->capacity ? it->capacity : 1 << 16;
  while (capacity < it->count + more) capacity *= 2;
  int16_t *grown = realloc(it->samples, (size_t)capacity * 2 * sizeof(int16_t));
  if (!grown) return AVERROR(ENOMEM);
  it->samples = grown;
  it->capacity = capacity;
  return 0;
}

static int open_resampler(decoder *it, const AVFrame *frame) {
  AVChannelLayout given, made;
  // By number: files without a layout are common, and what more than two channels hold is mixed down. One channel stays
  // one until the end: made two here, each would be 3 dB fainter.
  it->channels = frame->ch_layout.nb_channels == 1 ? 1 : 2;
  av_channel_layout_default(&given, frame->ch_layout.nb_channels);
  av_channel_layout_default(&made, it->channels);
  int code = swr_alloc_set_opts2(&it->resampler, &made, AV_SAMPLE_FMT_S16, it->rate, &given, frame->format,
                                 frame->sample_rate, 0, NULL);
  it->given_rate = frame->sample_rate;
  it->given_format = frame->format;
  it->given_channels = frame->ch_layout.nb_channels;
  return code < 0 ? code : swr_init(it->resampler);
}

// Takes a frame's samples over; those that the resampler still holds where there is none.
static int take(decoder *it, const AVFrame *frame) {
  if (frame && !it->resampler) {
    int code = open_resampler(it, frame);
    if (code < 0) return code;
  }
  if (!it->resampler) return 0;
  if (frame && (frame->sample_rate != it->given_rate || frame->format != it->given_format ||
                frame->ch_layout.nb_channels != it->given_channels))
    return AVERROR_INVALIDDATA;
  int given = frame ? frame->nb_samples : 0;
  int room = swr_get_out_samples(it->resampler, given);
  if (room < 0) return room;
  int code = reserve(it, room);
  if (code < 0) return code;
  uint8_t *into = (uint8_t *)(it->samples + it->channels * it->count);
  int made = swr_convert(it->resampler, &into, room, frame ? (const uint8_t **)frame->extended_data : NULL, given);
  if (made < 0) return made;
  it->count += made;
  return it->count > it->most ? AVERROR(EFBIG) : 0;
}

// Decodes a packet, or what is left where there is none.
static int decode(decoder *it, const AVPacket *packet) {
  int code = avcodec_send_packet(it->codec, packet);
  while (code >= 0) {
    code = avcodec_receive_frame(it->codec, it->frame);
    if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return 0;
    if (code >= 0) code = take(it, it->frame);
    av_frame_unref(it->frame);
  }
  return code;
}

static int refuse(AVFormatContext *file, AVIOContext **made, const char *url, int flags, AVDictionary **options) {
  (void)file, (void)made, (void)url, (void)flags, (void)options;
  return AVERROR(EACCES);
}

static int open_file(decoder *it, const uint8_t *bytes, size_t length) {
  it->input = billow_memory_reader(bytes, length);
  it->file = avformat_alloc_context();
  it->packet = av_packet_alloc();
  it->frame = av_frame_alloc();
  if (!it->input || !it->file || !it->packet || !it->frame) return AVERROR(ENOMEM);
  it->file->pb = it->input;
  it->file->io_open = refuse;
  it->file->flags |= AVFMT_FLAG_CUSTOM_IO;
  AVDictionary *options = NULL;
  av_dict_set(&options, "format_whitelist", FORMATS, 0);
  int code = avformat_open_input(&it->file, NULL, NULL, &options);
  av_dict_free(&options);
  if (code < 0) return code;
  if ((code = avformat_find_stream_info(it->file, NULL)) < 0) return code;
  const AVCodec *found = NULL;
  int stream = av_find_best_stream(it->file, AVMEDIA_TYPE_AUDIO, -1, -1, &found, 0);
  if (stream < 0) return stream;
  it->codec = avcodec_alloc_context3(found);
  if (!it->codec) return AVERROR(ENOMEM);
  it->codec->thread_count = 1;
  it->codec->pkt_timebase = it->file->streams[stream]->time_base;
  code = avcodec_parameters_to_context(it->codec, it->file->streams[stream]->codecpar);
  if (code >= 0) code = avcodec_open2(it->codec, found, NULL);
  return code < 0 ? code : stream;
}

int64_t billow_sound_decode(const uint8_t *bytes, size_t length, int rate, int64_t most, int16_t **samples) {
  decoder it = {.rate = rate, .most = most};
  int stream = open_file(&it, bytes, length);
  int code = stream;
  while (code >= 0) {
    code = av_read_frame(it.file, it.packet);
    if (code < 0) break;
    if (it.packet->stream_index == stream) code = decode(&it, it.packet);
    av_packet_unref(it.packet);
  }
  if (code == AVERROR_EOF) code = decode(&it, NULL);
  if (code >= 0) code = take(&it, NULL);
  if (code >= 0 && it.count == 0) code = AVERROR_INVALIDDATA;
  swr_free(&it.resampler);
  avcodec_free_context(&it.codec);
  avformat_close_input(&it.file);
  billow_memory_reader_free(it.input);
  av_packet_free(&it.packet);
  av_frame_free(&it.frame);
  if (code < 0) {
    free(it.samples);
    return code;
  }
  // From the end, so that none is overwritten before it is read.
  if (it.channels == 1)
    for (int64_t at = it.count - 1; at >= 0; at--) it.samples[2 * at] = it.samples[2 * at + 1] = it.samples[at];
  *samples = it.samples;
  return it.count;
}
