/// The address that links begin with: `https://bills.example.com/b/`.
public struct LinkAddress: Sendable, Hashable, CustomStringConvertible {
  /// Longer ones do not survive mail programs.
  public static let mostBytes = 1000

  /// The address as it was given.
  public let description: String
  /// What the site is: scheme, host and port.
  public let origin: String

  /// Reads an address; nil unless it is `https:` - or `http:` on this machine, for trials - without user, query or fragment,
  /// in the characters an address may have.
  public init?(_ text: String) {
    guard text.utf8.count <= Self.mostBytes, text.utf8.allSatisfy(Self.isPlain) else { return nil }
    let isSecure = text.hasPrefix("https://")
    guard isSecure || text.hasPrefix("http://") else { return nil }
    let scheme = isSecure ? "https://" : "http://"
    let authority = text.dropFirst(scheme.count).prefix { $0 != "/" }
    let (host, port) = Self.split(authority)
    guard !host.isEmpty, port.allSatisfy(\.isNumber), port.count <= 5,
      host.utf8.allSatisfy({ Self.isHost($0) }) || Self.loopback.contains(String(host))
    else { return nil }
    guard isSecure || Self.loopback.contains(String(host)) else { return nil }
    description = text
    origin = scheme + authority
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
