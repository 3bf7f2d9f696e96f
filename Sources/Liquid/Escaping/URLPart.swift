/// How far into a URL the template text has come.
///
/// Finer than Go's three parts: it must be known whether a value could still complete a scheme or an origin.
enum URLPart: UInt8 {
  /// Nothing but white space so far.
  case none
  /// A value stands at the start and nothing decided its end.
  case dynamic
  /// Text that is exactly `http` or `https`, colon missing.
  case scheme
  /// Text without a delimiter: a relative name, or a scheme whose colon is missing.
  case word
  /// As `word`, with a value in it.
  case dynamicWord
  /// After the colon of a scheme that has no origin (`mailto:`), or of `data:image/`.
  case opaque
  /// After `http:`, slashes perhaps, no host yet.
  case afterScheme
  /// In the host.
  case authority
  /// Exactly one slash: another would start a host.
  case slash
  /// In the path; the origin is constant.
  case path
  /// In the query or fragment.
  case query
  /// After a colon that makes the rest code: `javascript:`.
  case blocked
  /// Two branches ended in different parts.
  case unknown

  /// What Go calls before the query.
  var isBeforeQuery: Bool {
    switch self {
    case .scheme, .word, .dynamicWord, .opaque, .afterScheme, .authority, .slash, .path, .blocked:
      true
    case .none, .dynamic, .query, .unknown: false
    }
  }

  /// The part after one of two branches.
  func joined(_ other: URLPart) -> URLPart {
    if self == other { return self }
    if self == .blocked || other == .blocked { return .blocked }
    switch (self, other) {
    case (.none, .dynamic), (.dynamic, .none): return .dynamic
    default: break
    }
    guard isBeforeQuery, other.isBeforeQuery else { return .unknown }
    // The less certain of the two: its rules are safe for the other as well.
    if self == .dynamicWord || other == .dynamicWord { return .dynamicWord }
    return rawValue < other.rawValue ? self : other
  }

  /// Moves on over template text.
  ///
  /// `allowsImageData` says that `data:image/` may be continued by a value.
  mutating func advance(
    over bytes: UnsafeBufferPointer<UInt8>, allowsImageData: Bool
  ) throws(EscapeProblem) {
    var index = 0
    if self == .none {
      while index < bytes.count, ASCII.isSpace(bytes[index]) { index += 1 }
    }
    let start = index
    let began = self == .none
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") {
        if self != .blocked { self = .query }
        return
      }
      switch self {
      case .none, .dynamic, .scheme, .word, .dynamicWord:
        try advanceBeforeColon(bytes, index, from: began ? start : nil, allowsImageData)
      case .afterScheme:
        if !ASCII.isSlash(byte) { self = .authority }
      case .authority:
        if ASCII.isSlash(byte) { self = .path }
      case .slash:
        self = ASCII.isSlash(byte) ? .afterScheme : .path
      case .opaque, .path, .query, .blocked, .unknown:
        break
      }
      index += 1
    }
    if self == .word, began, start < bytes.count {
      let text = UnsafeBufferPointer(rebasing: bytes[start...])
      if ASCII.matches(text, "http") || ASCII.matches(text, "https") { self = .scheme }
    }
  }

  private mutating func advanceBeforeColon(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, from start: Int?, _ allowsImageData: Bool
  ) throws(EscapeProblem) {
    let byte = bytes[index]
    if ASCII.isSlash(byte) {
      self = self == .none ? .slash : .path
      return
    }
    guard byte == UInt8(ascii: ":") else {
      switch self {
      case .none: self = .word
      case .dynamic: self = .dynamicWord
      case .scheme where byte | 0x20 == UInt8(ascii: "s"): break
      case .scheme: self = .word
      default: break
      }
      return
    }
    switch self {
    case .dynamic, .dynamicWord:
      throw EscapeProblem(.dynamicScheme, at: index)
    case .scheme:
      self = .afterScheme
    default:
      guard let start else {
        self = .blocked
        return
      }
      let scheme = UnsafeBufferPointer(rebasing: bytes[start..<index])
      let rest = UnsafeBufferPointer(rebasing: bytes[(index + 1)...])
      self = URLPart.after(scheme, rest, allowsImageData)
    }
  }

  /// The part after a whole scheme written in the template, where a value may follow.
  private static func after(
    _ scheme: UnsafeBufferPointer<UInt8>, _ rest: UnsafeBufferPointer<UInt8>,
    _ allowsImageData: Bool
  ) -> URLPart {
    if ASCII.matches(scheme, "http") || ASCII.matches(scheme, "https") { return .afterScheme }
    if ASCII.matches(scheme, "data") {
      return allowsImageData && ASCII.hasPrefix(rest, "image/") ? .opaque : .blocked
    }
    // Anything odd in it (`java&Tab;script`) is no scheme an author means.
    let isName = scheme.allSatisfy { ASCII.isAlphanumeric($0) || "+-.".utf8.contains($0) }
    let code: [StaticString] = [
      "javascript", "vbscript", "livescript", "mocha", "blob", "filesystem", "jar", "view-source",
    ]
    return isName && !code.contains { ASCII.matches(scheme, $0) } ? .opaque : .blocked
  }
}
