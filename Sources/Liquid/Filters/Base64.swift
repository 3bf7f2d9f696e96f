/// Base64 (RFC 4648), as Ruby's strict and URL-safe forms.
enum Base64 {
  case standard
  case urlSafe

  /// The text encoded, with padding.
  func encode(_ text: Value, in scope: FilterScope) throws(RenderFailure) -> Value {
    let bytes = text.bytes
    let count = (bytes.count + 2) / 3 * 4
    try scope.charge(bytes: count)
    var writer = ArenaWriter(scope.arena, capacity: count)
    var index = 0
    while index < bytes.count {
      let left = bytes.count - index
      let second = left > 1 ? bytes[index + 1] : 0
      let third = left > 2 ? bytes[index + 2] : 0
      let group = UInt32(bytes[index]) << 16 | UInt32(second) << 8 | UInt32(third)
      writer.append(letter(group >> 18))
      writer.append(letter(group >> 12 & 63))
      writer.append(left > 1 ? letter(group >> 6 & 63) : UInt8(ascii: "="))
      writer.append(left > 2 ? letter(group & 63) : UInt8(ascii: "="))
      index += 3
    }
    return writer.finish()
  }

  /// The text decoded; nil when it is not strict Base64, or not UTF-8 once decoded.
  ///
  /// The URL-safe form may lack its padding.
  func decode(_ text: Value, in scope: FilterScope) throws(RenderFailure) -> Value? {
    var bytes = text.bytes
    try scope.charge(bytes: bytes.count / 4 * 3 + 3)
    let isPadded = bytes.last == UInt8(ascii: "=")
    if isPadded || self == .standard {
      guard bytes.count.isMultiple(of: 4) else { return nil }
    }
    var padding = 0
    while padding < 2, let last = bytes.last, last == UInt8(ascii: "=") {
      bytes = UnsafeRawBufferPointer(rebasing: bytes.dropLast())
      padding += 1
    }
    guard bytes.count % 4 != 1 else { return nil }
    var writer = ArenaWriter(scope.arena, capacity: bytes.count)
    var group: UInt32 = 0
    for (index, byte) in bytes.enumerated() {
      guard let value = value(of: byte) else { return nil }
      group = group << 6 | value
      if index % 4 == 3 {
        writer.append(UInt8(truncatingIfNeeded: group >> 16))
        writer.append(UInt8(truncatingIfNeeded: group >> 8))
        writer.append(UInt8(truncatingIfNeeded: group))
        group = 0
      }
    }
    if bytes.count % 4 == 2 {
      guard group & 15 == 0 else { return nil }
      writer.append(UInt8(truncatingIfNeeded: group >> 4))
    } else if bytes.count % 4 == 3 {
      guard group & 3 == 0 else { return nil }
      writer.append(UInt8(truncatingIfNeeded: group >> 10))
      writer.append(UInt8(truncatingIfNeeded: group >> 2))
    }
    let result = writer.finish()
    return UTF8Scanner.isValid(result.bytes) ? result : nil
  }

  private func letter(_ value: UInt32) -> UInt8 {
    let value = UInt8(truncatingIfNeeded: value)
    switch value {
    case 0..<26: return UInt8(ascii: "A") + value
    case 26..<52: return UInt8(ascii: "a") + value - 26
    case 52..<62: return UInt8(ascii: "0") + value - 52
    case 62: return self == .standard ? UInt8(ascii: "+") : UInt8(ascii: "-")
    default: return self == .standard ? UInt8(ascii: "/") : UInt8(ascii: "_")
    }
  }

  private func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): return UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): return UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): return 62
    case UInt8(ascii: "/"): return 63
    case UInt8(ascii: "-"): return self == .urlSafe ? 62 : nil
    case UInt8(ascii: "_"): return self == .urlSafe ? 63 : nil
    default: return nil
    }
  }
}
