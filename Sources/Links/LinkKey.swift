public import Cryptography

/// The secret that a run's addresses and signed links are made with.
///
/// It never leaves this type: others get codes made with it, and its id. Different purposes get codes over texts
/// that begin with different words, so that no code made for one is of use for another.
public struct LinkKey: Sendable {
  /// A key shorter than SHA-256's own length would be its weakest part; a longer file is not a key.
  public static let lengths = 32...4096

  /// What a code is made for.
  public enum Purpose: String, Sendable {
    /// The name of the key itself.
    case name = "billow-key-1"
    /// Where a customer's document stands.
    case page = "billow-page-1"
    /// A link with expiry, and perhaps a payment.
    case link = "billow-link-1"
    /// The secret in a link without which a sealed page stays closed.
    case door = "billow-door-1"
    /// The number a page is encrypted with once.
    case nonce = "billow-nonce-1"
  }

  private let secret: [UInt8]
  /// Sixteen hexadecimal digits that name the key and tell nothing of it.
  public let id: String

  /// Makes a key of a file's bytes, all of them; nil when they are too few or too many.
  public init?(_ bytes: [UInt8]) {
    guard Self.lengths.contains(bytes.count) else { return nil }
    secret = bytes
    let name = HMACSHA256.code(of: CanonicalText.bytes(.name, []), key: bytes)
    id = String(name.hex.prefix(16))
  }

  /// The code of some fields; the same bytes in other fields give another one.
  public func code(_ purpose: Purpose, _ fields: [[UInt8]]) -> SHA256Digest {
    HMACSHA256.code(of: CanonicalText.bytes(purpose, fields), key: secret)
  }
}

/// Fields as one run of bytes from which each can be told again: `<length>:<bytes>`, one after the other.
enum CanonicalText {
  static func bytes(_ purpose: LinkKey.Purpose, _ fields: [[UInt8]]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(fields.reduce(32) { $0 + $1.count + 8 })
    append(Array(purpose.rawValue.utf8), to: &text)
    for field in fields { append(field, to: &text) }
    return text
  }

  private static func append(_ field: [UInt8], to text: inout [UInt8]) {
    text += Array("\(field.count):".utf8)
    text += field
  }
}
