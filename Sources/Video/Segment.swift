/// Frames encoded together: the first is a key frame, none refers to one outside, so segments are joined by copying.
///
/// Or a whole film's sound, whose times are in sample pairs.
final class Segment: Sendable {
  /// One frame's bytes; times are in frames from the segment's start.
  struct Packet: Equatable, Sendable {
    var bytes: Range<Int>
    var time: Int
    var duration: Int
    var isKey: Bool
  }

  /// All packets' bytes.
  let bytes: [UInt8]
  /// In the order they are decoded in; a frame may stand before one that is shown earlier.
  let packets: [Packet]

  init(bytes: [UInt8], packets: [Packet]) {
    self.bytes = bytes
    self.packets = packets
  }

  /// The frames' times in the order they are shown in.
  var times: [Int] { packets.map(\.time).sorted() }

  /// Whether both are the same frames, byte for byte.
  func isSame(as other: Segment) -> Bool { bytes == other.bytes && packets == other.packets }

  /// Bytes of memory, about.
  var byteCount: Int { bytes.count + packets.count * MemoryLayout<Packet>.stride }
}
