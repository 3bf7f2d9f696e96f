/// The escaping that the filters `escape` and `escape_once` do; pages escape by context on their own.
enum HTMLText {
  private enum Special: UInt8 {
    case quote = 0x22
    case ampersand = 0x26
    case apostrophe = 0x27
    case less = 0x3C
    case greater = 0x3E

    var entity: StaticString {
      switch self {
      case .quote: "&quot;"
      case .ampersand: "&amp;"
      case .apostrophe: "&#39;"
      case .less: "&lt;"
      case .greater: "&gt;"
      }
    }
  }

  /// The text with `& < > " '` as entities; markup is left alone unless the page is plain text.
  static func escape(_ text: Value, in scope: FilterScope) throws(RenderFailure) -> Value {
    try escape(text, in: scope) { _, _ in false }
  }

  /// As `escape`, but an `&` that begins an entity stays (`&name;`, `&#1;`, not `&#x1;`: as Ruby Liquid).
  static func escapeOnce(_ text: Value, in scope: FilterScope) throws(RenderFailure) -> Value {
    try escape(text, in: scope, keeping: beginsEntity)
  }

  private static func escape(
    _ text: Value, in scope: FilterScope, keeping isKept: (UnsafeRawBufferPointer, Int) -> Bool
  ) throws(RenderFailure) -> Value {
    let flags: Value.Flags = scope.isPlainText ? [] : .markup
    if !scope.isPlainText, text.flags.contains(.markup) { return text }
    let bytes = text.bytes
    try scope.charge(steps: bytes.count / 64)
    let first = firstSpecial(bytes)
    if first == bytes.count { return text.with(flags) }
    var count = bytes.count
    for index in first..<bytes.count where isSpecial(bytes[index]) {
      if let special = special(bytes, index, isKept) {
        count += special.entity.utf8CodeUnitCount - 1
      }
    }
    try scope.charge(bytes: count)
    var writer = ArenaWriter(scope.arena, capacity: count)
    var copied = 0
    for index in first..<bytes.count where isSpecial(bytes[index]) {
      guard let special = special(bytes, index, isKept) else { continue }
      writer.append(UnsafeRawBufferPointer(rebasing: bytes[copied..<index]))
      writer.append(special.entity)
      copied = index + 1
    }
    writer.append(UnsafeRawBufferPointer(rebasing: bytes[copied...]))
    return writer.finish().with(flags)
  }

  /// One bit for each of the five, all below 64.
  @inline(__always)
  private static func isSpecial(_ byte: UInt8) -> Bool {
    let five: UInt64 = 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E
    return byte < 64 && five >> UInt64(byte) & 1 == 1
  }

  private static func special(
    _ bytes: UnsafeRawBufferPointer, _ index: Int,
    _ isKept: (UnsafeRawBufferPointer, Int) -> Bool
  ) -> Special? {
    let special = Special(rawValue: bytes[index])
    return special == .ampersand && isKept(bytes, index) ? nil : special
  }

  /// The offset of the first character to escape, or the text's end; sixteen bytes at a time.
  private static func firstSpecial(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var index = 0
    while index + 16 <= bytes.count {
      let chunk = (base + index).loadUnaligned(as: SIMD16<UInt8>.self)
      // & and ' differ in one bit, as < and > do in another.
      let isFirstPair = (chunk & SIMD16<UInt8>(repeating: 0xFE)) .== SIMD16<UInt8>(repeating: 0x26)
      let isSecondPair = (chunk & SIMD16<UInt8>(repeating: 0xFD)) .== SIMD16<UInt8>(repeating: 0x3C)
      let isQuote = chunk .== SIMD16<UInt8>(repeating: 0x22)
      if any(isFirstPair .| isSecondPair .| isQuote) { break }
      index += 16
    }
    while index < bytes.count {
      if isSpecial(bytes[index]) { return index }
      index += 1
    }
    return bytes.count
  }

  private static func beginsEntity(_ bytes: UnsafeRawBufferPointer, _ ampersand: Int) -> Bool {
    var index = ampersand + 1
    let isNumeric = index < bytes.count && bytes[index] == UInt8(ascii: "#")
    if isNumeric { index += 1 }
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      let belongs = isNumeric ? byte.isDigit : (byte | 0x20) &- UInt8(ascii: "a") < 26
      if !belongs { break }
      index += 1
    }
    return index > start && index < bytes.count && bytes[index] == UInt8(ascii: ";")
  }
}
