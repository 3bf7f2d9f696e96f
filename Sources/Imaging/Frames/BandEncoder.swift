internal import CPNG

/// How hard frames are compressed.
public enum PNGCompression: String, CaseIterable, Sendable {
  /// As fast as bytes are written.
  case fast
  /// As small as zlib makes them.
  case small
}

/// Makes a band's chunk out of its rows; one worker's own.
///
/// The one place where frames are compressed.
final class BandEncoder {
  private let deflater: OpaquePointer
  private var piece: [UInt8] = []

  init(_ compression: PNGCompression) {
    let level: Int32 =
      switch compression {
      case .fast: 1
      case .small: 9
      }
    guard let made = billow_deflater_create(level) else { fatalError("zlib has no memory") }
    deflater = made
  }

  deinit { billow_deflater_destroy(deflater) }

  /// Rows, each its filter byte and its pixels, as a chunk.
  func encode(_ rows: UnsafeBufferPointer<UInt8>) -> EncodedBand {
    let bound = billow_deflater_bound(deflater, rows.count)
    if piece.count < bound { piece = Array(repeating: 0, count: bound) }
    let length = piece.withUnsafeMutableBufferPointer { into in
      billow_deflater_flush(deflater, rows.baseAddress, rows.count, into.baseAddress, into.count)
    }
    precondition(length > 0, "the bound holds all that zlib can make of the rows")
    let chunk = piece.withUnsafeBufferPointer {
      PNGChunk.bytes(PNGChunks.data, UnsafeBufferPointer(rebasing: $0[..<length]))
    }
    return EncodedBand(
      chunk: chunk, adler: billow_adler32(rows.baseAddress, rows.count), rowBytes: rows.count)
  }
}

/// A PNG's chunk: length, kind, content, checksum.
enum PNGChunk {
  /// A chunk of some content.
  static func bytes(_ kind: UInt32, _ content: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: content.count + 12) { buffer, count in
      let place = UnsafeMutableRawBufferPointer(buffer)
      place.storeBytes(of: UInt32(content.count).bigEndian, as: UInt32.self)
      place.storeBytes(of: kind.bigEndian, toByteOffset: 4, as: UInt32.self)
      if let from = content.baseAddress, let into = place.baseAddress {
        (into + 8).copyMemory(from: from, byteCount: content.count)
      }
      let checksum = billow_crc32(
        0, buffer.baseAddress.map { UnsafePointer($0 + 4) }, content.count + 4)
      place.storeBytes(
        of: checksum.bigEndian, toByteOffset: content.count + 8, as: UInt32.self)
      count = content.count + 12
    }
  }

  static func bytes(_ kind: UInt32, _ content: [UInt8]) -> [UInt8] {
    content.withUnsafeBufferPointer { bytes(kind, $0) }
  }
}
