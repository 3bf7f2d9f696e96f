internal import CVideo

/// Encodes a film's sound: AAC in MP4, Opus in WebM.
///
/// A film of so many frames always sounds the same, so that tracks are kept by their length for the next customers.
final class SoundEncoder {
  private let bed: SoundBed
  private let context: UnsafeMutablePointer<AVCodecContext>
  private let packet: UnsafeMutablePointer<AVPacket>
  private let frame: UnsafeMutablePointer<AVFrame>

  /// What the two encoders are told; enough for music under a voice.
  private struct Options {
    let name: String
    let format: AVSampleFormat
    let bitsPerSecond: Int64

    init(_ format: VideoFormat) {
      switch format {
      case .mp4: (name, self.format, bitsPerSecond) = ("aac", AV_SAMPLE_FMT_FLTP, 96_000)
      case .webm: (name, self.format, bitsPerSecond) = ("libopus", AV_SAMPLE_FMT_FLT, 64_000)
      }
    }
  }

  /// Opens an encoder for one track.
  init(_ bed: SoundBed, _ format: VideoFormat) throws(VideoError) {
    self.bed = bed
    let options = Options(format)
    guard billow_video_load() != 0 else { throw .missing(name: "libavformat") }
    guard let codec = avcodec_find_encoder_by_name(options.name) else {
      throw .missing(name: options.name)
    }
    guard let made = avcodec_alloc_context3(codec), let packet = av_packet_alloc(),
      let frame = av_frame_alloc()
    else { fatalError("libavcodec has no memory") }
    made.pointee.sample_fmt = options.format
    made.pointee.sample_rate = Int32(SoundBed.rate)
    av_channel_layout_default(&made.pointee.ch_layout, 2)
    made.pointee.bit_rate = options.bitsPerSecond
    made.pointee.time_base = AVRational(num: 1, den: Int32(SoundBed.rate))
    made.pointee.thread_count = 1
    made.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT
    context = made
    self.packet = packet
    self.frame = frame
    let code = avcodec_open2(made, codec, nil)
    guard code >= 0 else { throw .failed(step: "open \(options.name)", code: code) }
    frame.pointee.format = options.format.rawValue
    frame.pointee.sample_rate = made.pointee.sample_rate
    av_channel_layout_default(&frame.pointee.ch_layout, 2)
    frame.pointee.nb_samples = made.pointee.frame_size
    guard av_frame_get_buffer(frame, 0) >= 0 else { fatalError("libavutil has no memory") }
  }

  deinit {
    var context: UnsafeMutablePointer<AVCodecContext>? = context
    avcodec_free_context(&context)
    var packet: UnsafeMutablePointer<AVPacket>? = packet
    av_packet_free(&packet)
    var frame: UnsafeMutablePointer<AVFrame>? = frame
    av_frame_free(&frame)
  }

  /// What a file says of the stream before its first packet.
  func parameters() throws(VideoError) -> StreamParameters { try StreamParameters(context) }

  /// The track of a film of so many sample pairs; times are in pairs, the encoder's lead-in before zero.
  func track(length: Int) throws(VideoError) -> Segment {
    var track = Track()
    let size = Int(context.pointee.frame_size)
    var at = 0
    while at < length {
      let count = min(size, length - at)
      guard av_frame_make_writable(frame) >= 0 else { fatalError("libavutil has no memory") }
      frame.pointee.nb_samples = Int32(count)
      frame.pointee.pts = Int64(at)
      fill(bed.pairs(from: at, count: count, of: length))
      try send(frame, &track)
      at += count
    }
    try send(nil, &track)
    return Segment(bytes: track.bytes, packets: track.packets)
  }

  private struct Track {
    var bytes: [UInt8] = []
    var packets: [Segment.Packet] = []
  }

  private func fill(_ pairs: [Float]) {
    let data = frame.pointee.data
    let isPlanar = context.pointee.sample_fmt == AV_SAMPLE_FMT_FLTP
    for (index, sample) in pairs.enumerated() {
      let plane = isPlanar && index % 2 == 1 ? data.1 : data.0
      let place = isPlanar ? index / 2 : index
      UnsafeMutableRawPointer(plane)?.storeBytes(
        of: sample, toByteOffset: 4 * place, as: Float.self)
    }
  }

  private func send(
    _ frame: UnsafeMutablePointer<AVFrame>?, _ track: inout Track
  ) throws(VideoError) {
    let code = avcodec_send_frame(context, frame)
    guard code >= 0 else { throw .failed(step: "encode sound", code: code) }
    while true {
      let code = avcodec_receive_packet(context, packet)
      if code == billow_again() || code == billow_end_of_stream() { return }
      guard code >= 0 else { throw .failed(step: "take sound's bytes", code: code) }
      let first = track.bytes.count
      track.bytes.append(
        contentsOf: UnsafeBufferPointer(
          start: packet.pointee.data, count: Int(packet.pointee.size)))
      track.packets.append(
        Segment.Packet(
          bytes: first..<track.bytes.count, time: Int(packet.pointee.pts),
          duration: Int(packet.pointee.duration), isKey: true))
      av_packet_unref(packet)
    }
  }
}
