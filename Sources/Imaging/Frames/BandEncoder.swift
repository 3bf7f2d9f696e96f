internal import CPNG
internal import Deflate

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
  private let shape: BandShape
  private let fast: DeflateEncoder?
  private let deflater: OpaquePointer?
  private var piece: [UInt8] = []

  /// Makes an encoder; `program` is what fast compression knows of the pictures.
  init(_ compression: PNGCompression, width: Int, program: DeflateProgram?) {
    shape = FrameRows.shape(width: width)
    switch compression {
    case .fast:
      fast = DeflateEncoder(program ?? DeflateProgram(bands: [], shape: shape))
      deflater = nil
    case .small:
      fast = nil
      guard let made = billow_deflater_create(9) else { fatalError("zlib has no memory") }
      deflater = made
    }
  }

  deinit {
    if let deflater { billow_deflater_destroy(deflater) }
  }

  /// Encodes one band's rows.
  func encode(_ rows: FrameRows.Band) -> EncodedBand {
    rows.bytes.withUnsafeBytes { bytes in
      let chunk =
        if let fast {
          PNGChunk.bytes(
            PNGChunks.data, fast.encode(band: bytes, shape: shape, adler32: rows.adler))
        } else {
          deflated(bytes.bindMemory(to: UInt8.self))
        }
      return EncodedBand(chunk: chunk, adler: rows.adler, rowBytes: bytes.count)
    }
  }

  private func deflated(_ rows: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let bound = billow_deflater_bound(deflater, rows.count)
    if piece.count < bound { piece = Array(repeating: 0, count: bound) }
    let length = piece.withUnsafeMutableBufferPointer { into in
      billow_deflater_flush(deflater, rows.baseAddress, rows.count, into.baseAddress, into.count)
    }
    precondition(length > 0, "the bound holds all that zlib can make of the rows")
    return piece.withUnsafeBytes {
      PNGChunk.bytes(PNGChunks.data, UnsafeRawBufferPointer(rebasing: $0[..<length]))
    }
  }
}

/// A PNG's chunk: length, kind, content, checksum.
enum PNGChunk {
  /// A chunk of some content.
  static func bytes(_ kind: UInt32, _ content: UnsafeRawBufferPointer) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: content.count + 12) { buffer, count in
      let place = UnsafeMutableRawBufferPointer(buffer)
      place.storeBytes(of: UInt32(content.count).bigEndian, as: UInt32.self)
      place.storeBytes(of: kind.bigEndian, toByteOffset: 4, as: UInt32.self)
      if let from = content.baseAddress, let into = place.baseAddress {
        (into + 8).copyMemory(from: from, byteCount: content.count)
      }
      let checksum = Checksums.crc32(
        UnsafeRawBufferPointer(rebasing: place[4..<content.count + 8]))
      place.storeBytes(
        of: checksum.bigEndian, toByteOffset: content.count + 8, as: UInt32.self)
      count = content.count + 12
    }
  }

  static func bytes(_ kind: UInt32, _ content: [UInt8]) -> [UInt8] {
    content.withUnsafeBytes { bytes(kind, $0) }
  }
}
