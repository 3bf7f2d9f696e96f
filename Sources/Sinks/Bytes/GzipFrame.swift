/// What makes a gzip member (RFC 1952) of a raw deflate stream, so that one hash can stand for both.
///
/// A file of which only the compressed form exists is hashed as such a member: its stream, CRC-32 and length are what a pack's entry
/// holds, so the hash is proved without inflating, and it is that of the `.gz` file which `--gzip` writes for the same page.
enum GzipFrame {
  /// No name, no time, unknown system: as `DeflateContainer.gzip` of the room Deflate, which packs' tests hold to this.
  private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]

  /// SHA-256 of the member of `stream`, whose contents have the CRC-32 `check` and `size` bytes.
  static func digest(
    of stream: UnsafeRawBufferPointer, check: UInt32, size: Int, _ hasher: inout SHA256Hasher
  ) -> SHA256Digest {
    header.withUnsafeBytes { hasher.update($0) }
    hasher.update(stream)
    let trailer = UInt64(check) | UInt64(UInt32(truncatingIfNeeded: size)) << 32
    withUnsafeBytes(of: trailer.littleEndian) { hasher.update($0) }
    return hasher.finish()
  }
}
