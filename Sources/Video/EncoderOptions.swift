internal import CVideo

/// What an encoder is told; part of what films' bytes depend on.
///
/// One thread, because with more the bytes depend on how many; a run has a worker a core anyway.
struct EncoderOptions {
  /// libavcodec's name of it.
  let name: String
  /// Frames in a row that may refer to a later one.
  let mostBackward: Int32
  /// Its own options.
  let options: [(key: String, value: String)]

  /// Frames from one key frame to the next at most: ten seconds at 25 a second where all change.
  static let keyInterval: Int32 = 250

  init(_ format: VideoFormat) {
    switch format {
    case .mp4:
      name = "libx264"
      mostBackward = 3
      options = [("preset", "veryfast"), ("crf", "20")]
    case .webm:
      name = "libvpx-vp9"
      mostBackward = 0
      options = [
        ("deadline", "good"), ("cpu-used", "5"), ("crf", "30"), ("b", "0"), ("lag-in-frames", "0"),
        ("row-mt", "0"),
      ]
    }
  }

  /// A new encoder.
  func open(_ settings: VideoSettings) throws(VideoError) -> UnsafeMutablePointer<AVCodecContext> {
    guard let codec = avcodec_find_encoder_by_name(name) else { throw .missing(name: name) }
    guard let made = avcodec_alloc_context3(codec) else { fatalError("libavcodec has no memory") }
    var context: UnsafeMutablePointer<AVCodecContext>? = made
    made.pointee.width = Int32(settings.width)
    made.pointee.height = Int32(settings.height)
    made.pointee.pix_fmt = AV_PIX_FMT_YUV420P
    made.pointee.time_base = AVRational(num: 1, den: Int32(settings.framesPerSecond))
    made.pointee.framerate = AVRational(num: Int32(settings.framesPerSecond), den: 1)
    made.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
    made.pointee.color_primaries = AVCOL_PRI_BT709
    made.pointee.color_trc = AVCOL_TRC_BT709
    made.pointee.colorspace = AVCOL_SPC_BT709
    made.pointee.color_range = AVCOL_RANGE_MPEG
    made.pointee.chroma_sample_location = AVCHROMA_LOC_LEFT
    made.pointee.gop_size = Self.keyInterval
    made.pointee.max_b_frames = mostBackward
    made.pointee.thread_count = 1
    made.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT
    var code: Int32 = 0
    for (key, value) in options where code >= 0 {
      code = av_opt_set(made, key, value, AV_OPT_SEARCH_CHILDREN)
    }
    if code >= 0 { code = avcodec_open2(made, codec, nil) }
    guard code >= 0 else {
      avcodec_free_context(&context)
      throw .failed(step: "open \(name)", code: code)
    }
    return made
  }
}
