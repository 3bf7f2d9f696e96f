/// Where a key's document stands beneath the output folder: `documents/<3 hex>/<name>`.
///
/// The three digits open the key's SHA-256, so a million documents spread over 4,096 folders.
public enum DocumentPath {
  /// The folder that holds all documents.
  public static let root = "documents"
  /// The bytes before a document's own name.
  static let prefixLength = 14

  /// The path of a key's document, without a final `/`.
  public static func path(of key: String) -> String {
    var text = ByteStore()
    var key = key
    key.withUTF8 { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      append(raw, digest: SHA256Digest(of: raw), to: &text)
    }
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// Appends the path of a key's document.
  static func append(
    _ key: UnsafeRawBufferPointer, digest: SHA256Digest, to text: inout ByteStore
  ) {
    text.append("documents/")
    let bucket = bucket(of: digest)
    text.append(hexDigit(UInt8(bucket >> 8)))
    text.append(hexDigit(UInt8(bucket >> 4 & 15)))
    text.append(hexDigit(UInt8(bucket & 15)))
    text.append(0x2F)
    SafeName.append(key, digest: digest, to: &text)
  }

  /// A folder's name: three hexadecimal digits.
  static func name(ofBucket bucket: Int) -> String {
    String(String(bucket + BucketFolders.count, radix: 16).dropFirst())
  }

  /// The number of the folder among 4,096.
  static func bucket(of digest: SHA256Digest) -> Int { Int(digest.words.0 >> 52) }

  /// Whether a name that a template gives a file inside a document is plain and safe.
  ///
  /// Parts of ASCII letters, digits, `.`, `_`, `-`, divided by single `/`; no part begins or ends
  /// in a dot; at most 200 bytes.
  public static func isSafeFileName(_ name: String) -> Bool {
    var name = name
    return name.withUTF8 { isSafeFileName(UnsafeRawBufferPointer($0)) }
  }

  static func isSafeFileName(_ name: UnsafeRawBufferPointer) -> Bool {
    guard !name.isEmpty, name.count <= SafeName.maximumLength else { return false }
    var before: UInt8 = 0x2F
    for byte in name {
      switch byte {
      case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x5F: break
      case 0x2D, 0x2E: if before == 0x2F { return false }
      case 0x2F: if before == 0x2F || before == 0x2E { return false }
      default: return false
      }
      before = byte
    }
    return before != 0x2F && before != 0x2E
  }
}
