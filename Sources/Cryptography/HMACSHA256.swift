internal import CCrypto

/// HMAC with SHA-256 (RFC 2104, FIPS 198-1), by libcrypto.
public enum HMACSHA256 {
  /// The code of `message` under `key`; a microsecond for a short message.
  public static func code(
    of message: UnsafeRawBufferPointer, key: UnsafeRawBufferPointer
  ) -> SHA256Digest {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    let isDone = withUnsafeMutableBytes(of: &words) { buffer -> Bool in
      // OpenSSL takes a null key for "the one before".
      var none: UInt8 = 0
      return withUnsafePointer(to: &none) { empty in
        HMAC(
          EVP_sha256(), key.baseAddress ?? UnsafeRawPointer(empty), Int32(key.count),
          message.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? empty, message.count,
          buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), nil) != nil
      }
    }
    precondition(isDone, "libcrypto has no HMAC")
    return SHA256Digest(
      words: (
        words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
      ))
  }

  /// The code of `message` under `key`.
  public static func code(of message: [UInt8], key: [UInt8]) -> SHA256Digest {
    message.withUnsafeBytes { message in key.withUnsafeBytes { code(of: message, key: $0) } }
  }
}

/// Bytes that nobody may guess piece by piece.
public enum SecretBytes {
  /// Whether two runs of bytes are the same, in a time that depends on their length alone.
  public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return CRYPTO_memcmp(left, right, left.count) == 0
  }
}
