// Digests are part of what this room hands out: whoever reads the books compares them.
@_exported public import Cryptography

extension ByteStore {
  /// Appends a digest's 64 hexadecimal digits.
  mutating func append(digest: SHA256Digest) {
    let words = digest.words
    let bytes = (
      words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
    )
    withUnsafeBytes(of: bytes) { append(hex: $0) }
  }
}
