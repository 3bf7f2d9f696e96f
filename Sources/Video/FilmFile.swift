internal import CVideo

/// Puts a film's encoded pictures, sound and captions into a file in memory, its index in front.
struct FilmFile {
  let settings: VideoSettings
  let parameters: StreamParameters
  /// Of the sound; nil for silent films.
  let sound: StreamParameters?

  /// Appends a film's file.
  ///
  /// Nothing of the clock or the machine gets in: libavformat's bitexact mode leaves out times and its own version.
  func append(_ film: Film, to output: inout [UInt8]) throws(VideoError) {
    let muxer = try Muxer(settings.format)
    let video = try muxer.addStream(parameters, framesPerSecond: settings.framesPerSecond)
    let voice = try sound.map { sound throws(VideoError) in try muxer.addSound(sound) }
    let texts = film.captions.isEmpty ? nil : try muxer.addCaptions(film.language, settings)
    muxer.setTitle(film.title)
    try muxer.begin()
    var captions = film.captions[...]
    var heard = (film.sound?.packets ?? [])[...]
    /// Sound before the pictures it goes with.
    func hear(until time: Int?) throws(VideoError) {
      guard let voice, let sound = film.sound else { return }
      while let packet = heard.first {
        if let time, packet.time * settings.framesPerSecond > time * SoundBed.rate { return }
        try muxer.write(
          sound.bytes[packet.bytes], to: voice, at: packet.time, decodedAt: packet.time,
          lasting: packet.duration, isKey: true)
        heard.removeFirst()
      }
    }
    // A packet's time to be decoded is the time to be shown of the frame `delay` places before it, over the whole film:
    // never after its own, always after the one before it, and across segments, too.
    let shown = film.segments.flatMap { part in part.segment.times.map { part.start + $0 } }
    let delay = parameters.delay
    var index = 0
    for (start, segment) in film.segments {
      for packet in segment.packets {
        let time = start + packet.time
        // Captions before the pictures they go with, as a player reads them.
        while let texts, let caption = captions.first,
          caption.start * Double(settings.framesPerSecond) <= Double(time)
        {
          try muxer.write(caption, to: texts)
          captions.removeFirst()
        }
        try hear(until: time)
        try muxer.write(
          segment.bytes[packet.bytes], to: video, at: time,
          decodedAt: index < delay ? index - delay : shown[index - delay],
          lasting: packet.duration, isKey: packet.isKey)
        index += 1
      }
    }
    if let texts { for caption in captions { try muxer.write(caption, to: texts) } }
    try hear(until: nil)
    try muxer.finish(appendingTo: &output)
  }
}

/// libavformat's writer of one file, in memory.
private final class Muxer {
  typealias Stream = UnsafeMutablePointer<AVStream>

  private let format: VideoFormat
  private let context: UnsafeMutablePointer<AVFormatContext>
  private let packet: UnsafeMutablePointer<AVPacket>
  /// An allocation of its own, because libavformat keeps its address.
  private let memory: UnsafeMutablePointer<billow_memory>
  /// The unit of each stream's times as they are given here.
  private var units: [Int32: AVRational] = [:]

  init(_ format: VideoFormat) throws(VideoError) {
    self.format = format
    var made: UnsafeMutablePointer<AVFormatContext>?
    guard avformat_alloc_output_context2(&made, nil, format.rawValue, nil) >= 0, let made else {
      throw .missing(name: format.rawValue)
    }
    context = made
    context.pointee.flags |= AVFMT_FLAG_BITEXACT
    guard let packet = av_packet_alloc() else { fatalError("libavcodec has no memory") }
    self.packet = packet
    memory = .allocate(capacity: 1)
    memory.initialize(to: billow_memory())
    guard billow_memory_attach(memory, context) >= 0 else {
      fatalError("libavformat has no memory")
    }
  }

  deinit {
    billow_memory_detach(context)
    avformat_free_context(context)
    var packet: UnsafeMutablePointer<AVPacket>? = packet
    av_packet_free(&packet)
    billow_memory_free(memory)
    memory.deallocate()
  }

  /// Adds the pictures' stream.
  func addStream(_ parameters: StreamParameters, framesPerSecond: Int) throws(VideoError) -> Stream
  {
    let stream = makeStream(AVRational(num: 1, den: Int32(framesPerSecond)))
    try check(avcodec_parameters_copy(stream.pointee.codecpar, parameters.pointer), "add pictures")
    // The tag is the file format's affair.
    stream.pointee.codecpar.pointee.codec_tag = 0
    stream.pointee.avg_frame_rate = AVRational(num: Int32(framesPerSecond), den: 1)
    stream.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
    return stream
  }

  /// Adds the sound's stream.
  func addSound(_ parameters: StreamParameters) throws(VideoError) -> Stream {
    let stream = makeStream(AVRational(num: 1, den: Int32(SoundBed.rate)))
    try check(avcodec_parameters_copy(stream.pointee.codecpar, parameters.pointer), "add sound")
    stream.pointee.codecpar.pointee.codec_tag = 0
    return stream
  }

  /// Adds a stream of captions that a player can show and hide.
  func addCaptions(_ language: String, _ settings: VideoSettings) throws(VideoError) -> Stream {
    let stream = makeStream(AVRational(num: 1, den: 1000))
    let parameters = stream.pointee.codecpar.pointee
    stream.pointee.codecpar.pointee.codec_type = AVMEDIA_TYPE_SUBTITLE
    stream.pointee.codecpar.pointee.codec_id =
      format == .mp4 ? AV_CODEC_ID_MOV_TEXT : AV_CODEC_ID_WEBVTT
    precondition(parameters.extradata == nil)
    if format == .mp4 {
      let description = CaptionText.description(height: settings.height)
      let size = description.count + Int(AV_INPUT_BUFFER_PADDING_SIZE)
      guard let room = av_mallocz(size) else { fatalError("libavutil has no memory") }
      room.copyMemory(from: description, byteCount: description.count)
      stream.pointee.codecpar.pointee.extradata = room.assumingMemoryBound(to: UInt8.self)
      stream.pointee.codecpar.pointee.extradata_size = Int32(description.count)
    }
    stream.pointee.disposition = AV_DISPOSITION_DEFAULT
    av_dict_set(&stream.pointee.metadata, "language", LanguageCode.threeLetters(language), 0)
    return stream
  }

  private func makeStream(_ unit: AVRational) -> Stream {
    guard let stream = avformat_new_stream(context, nil) else {
      fatalError("libavformat has no memory")
    }
    stream.pointee.time_base = unit
    units[stream.pointee.index] = unit
    return stream
  }

  func setTitle(_ title: String) {
    if !title.isEmpty { av_dict_set(&context.pointee.metadata, "title", title, 0) }
  }

  /// Writes what stands before the first picture.
  func begin() throws(VideoError) {
    var options: OpaquePointer?
    defer { av_dict_free(&options) }
    switch format {
    case .mp4: av_dict_set(&options, "movflags", "+faststart", 0)
    case .webm: av_dict_set(&options, "cues_to_front", "1", 0)
    }
    try check(avformat_write_header(context, &options), "begin the file")
  }

  func write(
    _ content: ArraySlice<UInt8>, to stream: Stream, at time: Int, decodedAt decoding: Int,
    lasting duration: Int, isKey: Bool
  ) throws(VideoError) {
    packet.pointee.pts = Int64(time)
    packet.pointee.dts = Int64(decoding)
    packet.pointee.duration = Int64(duration)
    packet.pointee.flags = isKey ? AV_PKT_FLAG_KEY : 0
    packet.pointee.stream_index = stream.pointee.index
    if let unit = units[stream.pointee.index] {
      av_packet_rescale_ts(packet, unit, stream.pointee.time_base)
    }
    let code = content.withUnsafeBytes { bytes in
      // The muxer copies what it keeps, and does not write through the pointer.
      packet.pointee.data = UnsafeMutablePointer(
        mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
      packet.pointee.size = Int32(bytes.count)
      return av_interleaved_write_frame(context, packet)
    }
    try check(code, "write a frame")
  }

  func write(_ caption: Film.Caption, to stream: Stream) throws(VideoError) {
    let start = Int((caption.start * 1000).rounded())
    let end = Int((caption.end * 1000).rounded())
    try write(
      CaptionText.packet(caption.text, format)[...], to: stream, at: start, decodedAt: start,
      lasting: end - start, isKey: true)
  }

  func finish(appendingTo output: inout [UInt8]) throws(VideoError) {
    try check(av_write_trailer(context), "finish the file")
    avio_flush(context.pointee.pb)
    output.append(
      contentsOf: UnsafeBufferPointer(start: memory.pointee.bytes, count: memory.pointee.length))
  }

  private func check(_ code: Int32, _ step: String) throws(VideoError) {
    if code < 0 { throw .failed(step: step, code: code) }
  }
}
