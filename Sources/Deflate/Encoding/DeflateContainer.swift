/// What stands round a deflate stream.
public enum DeflateContainer: Sendable {
  /// Nothing: RFC 1951 alone, as ZIP holds it.
  case raw
  /// A gzip member without name and time (RFC 1952).
  case gzip
  /// A zlib stream (RFC 1950).
  case zlib

  /// How many bytes a gzip member has before its stream, and behind it: CRC-32 and length.
  public static let gzipOverhead = (before: gzipHeader.count, behind: 8)

  /// The bytes before the stream.
  public var header: [UInt8] {
    switch self {
    case .raw: Self.rawHeader
    case .gzip: Self.gzipHeader
    case .zlib: Self.zlibHeader
    }
  }

  private static let rawHeader: [UInt8] = []
  /// No name, no time, unknown system: nothing of the machine shows.
  private static let gzipHeader: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
  /// A window of 32 KiB, the fastest method, check bits.
  private static let zlibHeader: [UInt8] = [0x78, 0x01]
}
