/// The address that links begin with: `https://bills.example.com/b/`.
public struct LinkAddress: Sendable, Hashable, CustomStringConvertible {
  /// Longer ones do not survive mail programs.
  public static let mostBytes = 1000

  /// The address as it was given.
  public let description: String
  /// What the site is: scheme, host and port.
  public let origin: String

  /// Reads an address; nil unless it is `https:` - or `http:` on this machine, for trials - without user, query or fragment,
  /// in the characters an address may have, and written as browsers ask for it: without segments `.` and `..`, which they resolve.
  public init?(_ text: String) {
    guard text.utf8.count <= Self.mostBytes, text.utf8.allSatisfy(Self.isPlain) else { return nil }
    let isSecure = text.hasPrefix("https://")
    guard isSecure || text.hasPrefix("http://") else { return nil }
    let scheme = isSecure ? "https://" : "http://"
    let authority = text.dropFirst(scheme.count).prefix { $0 != "/" }
    let (host, port) = Self.split(authority)
    guard Self.isPort(port), Self.isHost(host) || Self.loopback.contains(String(host)),
      Self.isPath(text.dropFirst(scheme.count + authority.count))
    else { return nil }
    guard isSecure || Self.loopback.contains(String(host)) else { return nil }
    description = text
    origin = scheme + authority
  }

  /// The address with a path: browsers ask for `/` where there is none.
  var withPath: LinkAddress { description == origin ? LinkAddress(root: origin) : self }

  private init(root origin: String) {
    description = origin + "/"
    self.origin = origin
  }

  private static let loopback: Set<String> = ["localhost", "127.0.0.1", "[::1]"]

  private static func split(_ authority: Substring) -> (host: Substring, port: Substring) {
    guard let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") else {
      return (authority, "")
    }
    let port = authority[authority.index(after: colon)...]
    // A colon without a number is written by nobody.
    return port.isEmpty ? ("", "") : (authority[..<colon], port)
  }

  /// None, or one of 65,535 without zeros in front.
  private static func isPort(_ text: Substring) -> Bool {
    guard !text.isEmpty else { return true }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), text.utf8.first != 0x30,
      let number = Int(text)
    else { return false }
    return number <= 65_535
  }

  private static func isHost(_ text: Substring) -> Bool {
    text.utf8.allSatisfy(isHost)
      && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
  }

  private static func isPath(_ text: Substring) -> Bool {
    for piece in text.utf8.split(separator: 0x25, omittingEmptySubsequences: false).dropFirst() {
      guard piece.count >= 2, piece.prefix(2).allSatisfy(isHex) else { return false }
    }
    return !text.utf8.split(separator: 0x2F).contains(where: isDots)
  }

  /// `.` and `..`, percent-encoded or not.
  private static func isDots(_ segment: Substring.UTF8View.SubSequence) -> Bool {
    let plain = String(Substring(segment)).lowercased()
      .split(separator: "%2e", omittingEmptySubsequences: false).joined(separator: ".")
    return plain == "." || plain == ".."
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
  }

  private static func isHost(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E: true
    default: false
    }
  }

  /// RFC 3986: unreserved, percent, and the delimiters of a path, without `?`, `#`, `@`, quotes and brackets but of an IPv6 host.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: true
    case 0x2D, 0x2E, 0x5F, 0x7E, 0x25, 0x2F, 0x3A, 0x5B, 0x5D, 0x2B, 0x2C, 0x3B, 0x3D: true
    default: false
    }
  }
}
