internal import CCrypto

/// Keys made of other secrets.
public enum KeyDerivation {
  /// PBKDF2 with HMAC-SHA256 (RFC 8018, section 5.2): 32 bytes of a word that people know, slowly.
  ///
  /// Costs about a microsecond for each four iterations.
  public static func slow(password: [UInt8], salt: [UInt8], iterations: Int) -> [UInt8] {
    precondition((1...Int(Int32.max)).contains(iterations), "a number of iterations")
    var key = [UInt8](repeating: 0, count: 32)
    let isDone = password.withUnsafeBytes { password in
      PKCS5_PBKDF2_HMAC(
        password.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(password.count), salt,
        Int32(salt.count), Int32(iterations), EVP_sha256(), 32, &key)
    }
    precondition(isDone == 1, "libcrypto has no PBKDF2")
    return key
  }

  /// HKDF with HMAC-SHA256 (RFC 5869), for the 32 bytes that one step gives.
  public static func expanded(_ secret: [UInt8], salt: [UInt8], purpose: [UInt8]) -> [UInt8] {
    let extracted = HMACSHA256.code(of: secret, key: salt).octets
    return HMACSHA256.code(of: purpose + [1], key: extracted).octets
  }
}
