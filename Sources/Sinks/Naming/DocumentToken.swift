/// A document's public name: 160 bits that nobody can guess, as 27 letters (RFC 4648, section 5).
///
/// Stands for the key wherever the public sees a path, so that no key can be read off one, or counted up from one.
public struct DocumentToken: Hashable, Sendable {
  /// Letters of a token.
  public static let length = 27

  /// The token.
  public let text: String
  /// Its first twelve bits: the folder among 4,096.
  let bucket: Int

  /// Takes the first 160 bits of a keyed hash.
  public init(_ code: SHA256Digest) {
    text = Base64URL.text(of: code.octets.prefix(20))
    bucket = DocumentPath.bucket(of: code)
  }

  /// Where its document stands beneath the output folder, without a final `/`.
  public var path: String { "\(DocumentPath.root)/\(DocumentPath.name(ofBucket: bucket))/\(text)" }

  /// Whether a path is that of some token: its folder follows from its first letters.
  public static func isPath(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == DocumentPath.root, parts[2].utf8.count == length,
      let bytes = Base64URL.bytes(of: parts[2]), bytes.count == 20
    else { return false }
    return parts[1] == DocumentPath.name(ofBucket: Int(bytes[0]) << 4 | Int(bytes[1]) >> 4)
  }
}
