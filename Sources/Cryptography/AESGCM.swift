internal import CCrypto

/// AES-256 in Galois/Counter Mode (NIST SP 800-38D), with tags of 16 bytes, by libcrypto.
public enum AESGCM {
  /// Bytes of a key.
  public static let keyLength = 32
  /// Bytes of a nonce: the one length that needs no hashing.
  public static let nonceLength = 12
  /// Bytes of a tag.
  public static let tagLength = 16

  /// Encrypts, and appends the tag, as WebCrypto does.
  ///
  /// A key must never see one nonce with two texts: both texts could be read then.
  public static func seal(
    _ text: UnsafeRawBufferPointer, key: [UInt8], nonce: [UInt8], authenticating header: [UInt8]
  ) -> [UInt8] {
    precondition(key.count == keyLength && nonce.count == nonceLength, "lengths of AES-256-GCM")
    let context = makeContext()
    defer { EVP_CIPHER_CTX_free(context) }
    var sealed = [UInt8](repeating: 0, count: text.count + tagLength)
    var written: Int32 = 0
    var isDone = EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1
    isDone = isDone && EVP_EncryptUpdate(context, nil, &written, header, Int32(header.count)) == 1
    sealed.withUnsafeMutableBytes { buffer in
      let target = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
      let source = text.baseAddress?.assumingMemoryBound(to: UInt8.self)
      if !text.isEmpty {
        isDone =
          isDone && EVP_EncryptUpdate(context, target, &written, source, Int32(text.count)) == 1
      }
      isDone = isDone && EVP_EncryptFinal_ex(context, target, &written) == 1
      isDone =
        isDone
        && EVP_CIPHER_CTX_ctrl(
          context, EVP_CTRL_AEAD_GET_TAG, Int32(tagLength), target.map { $0 + text.count }) == 1
    }
    precondition(isDone, "libcrypto failed to encrypt")
    return sealed
  }

  /// Decrypts what `seal` made; nil when key, nonce, header or a single bit is another.
  public static func open(
    _ sealed: [UInt8], key: [UInt8], nonce: [UInt8], authenticating header: [UInt8]
  ) -> [UInt8]? {
    guard key.count == keyLength, nonce.count == nonceLength, sealed.count >= tagLength else {
      return nil
    }
    let context = makeContext()
    defer { EVP_CIPHER_CTX_free(context) }
    let length = sealed.count - tagLength
    var text = [UInt8](repeating: 0, count: length + tagLength)
    var tag = Array(sealed[length...])
    var written: Int32 = 0
    var isDone = EVP_DecryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1
    isDone = isDone && EVP_DecryptUpdate(context, nil, &written, header, Int32(header.count)) == 1
    if length > 0 {
      isDone =
        isDone && EVP_DecryptUpdate(context, &text, &written, sealed, Int32(length)) == 1
    }
    isDone =
      isDone
      && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagLength), &tag) == 1
    var rest = [UInt8](repeating: 0, count: tagLength)
    guard isDone, EVP_DecryptFinal_ex(context, &rest, &written) == 1 else { return nil }
    return Array(text[..<length])
  }

  private static func makeContext() -> OpaquePointer {
    guard let context = EVP_CIPHER_CTX_new() else {
      preconditionFailure("libcrypto has no memory for a cipher")
    }
    return context
  }
}
