import CCrypto

/// A SHA-256 value (FIPS 180-4), comparable and trivially copyable.
public struct SHA256Digest: Hashable, Sendable, BitwiseCopyable {
  /// The value as four big-endian words, first bytes first.
  public let words: (UInt64, UInt64, UInt64, UInt64)

  /// All bits zero: what the first journal line names as its predecessor.
  public static let zero = SHA256Digest(words: (0, 0, 0, 0))

  /// Makes a digest from its words.
  public init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

  /// Reads 64 lower-case hexadecimal digits; nil if they are anything else.
  public init?(hex: String) {
    var parts: [UInt64] = []
    let digits = Array(hex.utf8)
    guard digits.count == 64 else { return nil }
    for part in 0..<4 {
      var word: UInt64 = 0
      for digit in digits[(part * 16)..<(part * 16 + 16)] {
        switch digit {
        case 0x30...0x39: word = word << 4 | UInt64(digit - 0x30)
        case 0x61...0x66: word = word << 4 | UInt64(digit - 0x57)
        default: return nil
        }
      }
      parts.append(word)
    }
    words = (parts[0], parts[1], parts[2], parts[3])
  }

  /// The digest of a run of bytes.
  public init(of bytes: UnsafeRawBufferPointer) {
    var hasher = SHA256Hasher()
    hasher.update(bytes)
    self = hasher.finish()
  }

  /// 64 lower-case hexadecimal digits.
  public var hex: String {
    var store = ByteStore(capacity: 64)
    store.append(digest: self)
    return String(decoding: store.bytes, as: UTF8.self)
  }

  /// The 32 bytes.
  public var bytes: [UInt8] {
    let big = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
    return withUnsafeBytes(of: big) { Array($0) }
  }

  /// Equal when all bits are.
  public static func == (left: SHA256Digest, right: SHA256Digest) -> Bool {
    left.words == right.words
  }

  /// Feeds the first word, which is already evenly spread.
  public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}

/// Computes SHA-256, step by step, with libcrypto (which uses the processor's own instructions).
///
/// Reusable after `finish`. Not thread-safe.
public struct SHA256Hasher: ~Copyable {
  private let context: OpaquePointer

  /// Makes a hasher that has seen nothing.
  public init() {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      preconditionFailure("libcrypto has no SHA-256")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Takes more bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    let outcome = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    precondition(outcome == 1, "libcrypto failed to hash")
  }

  /// The digest of everything taken; the hasher starts anew.
  public mutating func finish() -> SHA256Digest {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    let outcome = withUnsafeMutableBytes(of: &words) { buffer -> Int32 in
      let target = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
      let final = EVP_DigestFinal_ex(context, target, nil)
      return final == 1 ? EVP_DigestInit_ex(context, nil, nil) : final
    }
    precondition(outcome == 1, "libcrypto failed to hash")
    return SHA256Digest(
      words: (
        words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
      ))
  }
}

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
