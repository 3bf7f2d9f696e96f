import Records
import Sinks

/// The one door between a run and the encoder of packs and gzip siblings.
///
/// A worker owns one. What it makes depends on the file's bytes alone, never on what came before.
final class FileCompressor {
  private let deflater = Deflater()
  private var member = ByteStore(capacity: 1 << 16)

  /// The check value that ZIP and gzip keep of a file.
  func check(_ bytes: UnsafeRawBufferPointer) -> UInt32 { Deflater.check(bytes) }

  /// Appends a raw deflate stream (RFC 1951) of `bytes`.
  func deflate(_ bytes: UnsafeRawBufferPointer, to store: inout ByteStore) {
    store.append(room: deflater.bound(bytes.count)) { deflater.deflate(bytes, into: $0) }
  }

  /// A gzip member (RFC 1952) of `bytes`, without name or time; valid until the next call.
  func gzip(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    member.truncate(to: 0)
    // Magic, deflate, no flags, no time, no effort named, no system named.
    member.append(0x1F)
    member.append(0x8B)
    member.append(8)
    for _ in 0..<6 { member.append(0) }
    member.append(0xFF)
    deflate(bytes, to: &member)
    append(little: check(bytes))
    append(little: UInt32(truncatingIfNeeded: bytes.count))
    return member.bytes
  }

  private func append(little value: UInt32) {
    withUnsafeBytes(of: value.littleEndian) { member.append($0) }
  }
}
