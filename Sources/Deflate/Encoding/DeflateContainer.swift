/// What stands round a deflate stream.
public enum DeflateContainer: Sendable {
  /// Nothing: RFC 1951 alone, as ZIP holds it.
  case raw
  /// A gzip member without name and time (RFC 1952).
  case gzip
  /// A zlib stream (RFC 1950).
  case zlib

  /// The bytes before the stream.
  var header: [UInt8] {
    switch self {
    case .raw: []
    // No name, no time, unknown system: nothing of the machine shows.
    case .gzip: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    // Window of 32 KiB, fastest method, check bits.
    case .zlib: [0x78, 0x01]
    }
  }
}
