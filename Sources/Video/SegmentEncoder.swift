internal import CVideo

/// Encodes one segment, a frame at a time.
final class SegmentEncoder {
  /// The number of its first frame in the film.
  let start: Int
  private let context: UnsafeMutablePointer<AVCodecContext>
  private let packet: UnsafeMutablePointer<AVPacket>
  private let settings: VideoSettings
  private var bytes: [UInt8] = []
  private var packets: [Segment.Packet] = []
  /// The frame encoded last.
  private var last: Int
  /// The time of each frame encoded, from the segment's start.
  ///
  /// Encoders are told that frames come one a tick. Told true times, x264 weighs frames by durations, some of which it
  /// reads before it knows them: the same pictures then become other bytes from run to run (found by MALLOC_PERTURB_).
  private var times: [Int] = []

  /// Makes an encoder whose first frame is the film's frame `start`.
  init(_ settings: VideoSettings, start: Int) throws(VideoError) {
    self.settings = settings
    self.start = start
    last = start - 1
    context = try EncoderOptions(settings.format).open(settings)
    guard let packet = av_packet_alloc() else { fatalError("libavcodec has no memory") }
    self.packet = packet
  }

  deinit {
    var context: UnsafeMutablePointer<AVCodecContext>? = context
    avcodec_free_context(&context)
    var packet: UnsafeMutablePointer<AVPacket>? = packet
    av_packet_free(&packet)
  }

  /// What a file says of the stream before its first frame; the same for every segment of the same settings.
  func parameters() throws(VideoError) -> StreamParameters { try StreamParameters(context) }

  /// Makes sure that all frames before one are told: at a constant rate those that a picture is held for, too.
  func hold(_ picture: YUVPicture, until number: Int) throws(VideoError) {
    guard settings.rate == .constant, last >= start else { return }
    while last + 1 < number { try encode(picture, at: last + 1) }
  }

  /// Encodes a picture as the film's frame of a number.
  func encode(_ picture: YUVPicture, at number: Int) throws(VideoError) {
    precondition(number > last, "frames come in order")
    last = number
    picture.frame.pointee.pts = Int64(times.count)
    times.append(number - start)
    picture.frame.pointee.pict_type = AV_PICTURE_TYPE_NONE
    try send(picture.frame)
  }

  /// Ends the segment before the film's frame `end`.
  func finish(before end: Int) throws(VideoError) -> Segment {
    try send(nil)
    precondition(packets.count > 0, "a segment has a frame")
    let shown = packets.indices.sorted { packets[$0].time < packets[$1].time }
    for (index, next) in zip(shown, shown.dropFirst()) {
      packets[index].duration = packets[next].time - packets[index].time
    }
    packets[shown[shown.count - 1]].duration = end - start - packets[shown[shown.count - 1]].time
    return Segment(bytes: bytes, packets: packets)
  }

  private func send(_ frame: UnsafeMutablePointer<AVFrame>?) throws(VideoError) {
    let code = avcodec_send_frame(context, frame)
    guard code >= 0 else { throw .failed(step: "encode a frame", code: code) }
    while true {
      let code = avcodec_receive_packet(context, packet)
      if code == billow_again() || code == billow_end_of_stream() { return }
      guard code >= 0 else { throw .failed(step: "take a frame's bytes", code: code) }
      take()
      av_packet_unref(packet)
    }
  }

  private func take() {
    let content = UnsafeRawBufferPointer(
      start: packet.pointee.data, count: Int(packet.pointee.size))
    let first = bytes.count
    let kept = settings.format == .mp4 ? Self.withoutMessage(content) : content[...]
    bytes.append(contentsOf: kept)
    packets.append(
      Segment.Packet(
        bytes: first..<bytes.count, time: times[Int(packet.pointee.pts)], duration: 0,
        isKey: packet.pointee.flags & AV_PKT_FLAG_KEY != 0))
  }

  /// A packet without the encoder's message about itself (H.264, 7.3.2.3), which would stand in the film as often as it
  /// has segments, 700 bytes each.
  static func withoutMessage(_ packet: UnsafeRawBufferPointer) -> Slice<UnsafeRawBufferPointer> {
    // Annex B: units begin after 00 00 01; the low five bits of a unit's first byte are its type, and 6 is a message.
    func unit(from start: Int) -> Int? {
      var index = start
      while index + 3 < packet.count {
        if packet[index] == 0, packet[index + 1] == 0, packet[index + 2] == 1 { return index + 3 }
        index += 1
      }
      return nil
    }
    guard let first = unit(from: 0), packet[first] & 31 == 6, let second = unit(from: first) else {
      return packet[...]
    }
    return packet[(second - 3)...]
  }
}

/// What a file says of a stream before its first packet.
final class StreamParameters {
  let pointer: UnsafeMutablePointer<AVCodecParameters>

  init(_ context: UnsafeMutablePointer<AVCodecContext>) throws(VideoError) {
    guard let made = avcodec_parameters_alloc() else { fatalError("libavcodec has no memory") }
    pointer = made
    let code = avcodec_parameters_from_context(pointer, context)
    guard code >= 0 else { throw .failed(step: "describe the stream", code: code) }
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVCodecParameters>? = pointer
    avcodec_parameters_free(&pointer)
  }

  /// How many frames later than it is decoded a frame may be shown.
  var delay: Int { Int(pointer.pointee.video_delay) }

  /// Whether decoders that were told the one can decode what was encoded under the other.
  func isSame(as other: StreamParameters) -> Bool { bytes.elementsEqual(other.bytes) }

  private var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: pointer.pointee.extradata, count: Int(pointer.pointee.extradata_size))
  }
}
