/// The commonest forms of a date, read without detours: `YYYY-MM-DD`, and with ` ` or `T` and `HH:MM:SS`.
///
/// `Z` or an offset like `+01:00` may follow.
struct ISOText {
  private let bytes: UnsafeRawBufferPointer
  private let offset: Int

  /// Nil when the text has another form.
  init?(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    guard bytes.count >= 10, Self.fits(bytes, "0000-00-00", at: 0) else { return nil }
    switch bytes.count {
    case 10: offset = 0
    case 19, 20, 25:
      guard bytes[10] | 0x20 == UInt8(ascii: "t") || bytes[10] == UInt8(ascii: " "),
        Self.fits(bytes, "00:00:00", at: 11)
      else { return nil }
      if bytes.count == 20, bytes[19] | 0x20 != UInt8(ascii: "z") { return nil }
      offset = bytes.count == 25 ? Self.offset(bytes) ?? .min : 0
      if offset == .min { return nil }
    default: return nil
    }
  }

  /// The instant; nil when no clock or calendar shows it.
  var time: CivilTime? {
    let hasClock = bytes.count > 10
    return CivilTime(
      year: number(0, 4), month: number(5, 2), day: number(8, 2),
      hour: hasClock ? number(11, 2) : 0, minute: hasClock ? number(14, 2) : 0,
      second: hasClock ? number(17, 2) : 0, nanosecond: 0, offset: offset)
  }

  private func number(_ start: Int, _ count: Int) -> Int { Self.number(bytes, start, count) }

  private static func number(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int {
    var value = 0
    for index in start..<start + count {
      value = value * 10 + Int(bytes[index] &- UInt8(ascii: "0"))
    }
    return value
  }

  private static func offset(_ bytes: UnsafeRawBufferPointer) -> Int? {
    let sign = bytes[19]
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), fits(bytes, "00:00", at: 20)
    else {
      return nil
    }
    let seconds = number(bytes, 20, 2) * 3600 + number(bytes, 23, 2) * 60
    return sign == UInt8(ascii: "-") ? -seconds : seconds
  }

  /// Whether a form stands at `start`; each 0 of it stands for any digit.
  private static func fits(
    _ bytes: UnsafeRawBufferPointer, _ form: StaticString, at start: Int
  ) -> Bool {
    for index in 0..<form.utf8CodeUnitCount {
      let wanted = form.utf8Start[index]
      let byte = bytes[start + index]
      if wanted == UInt8(ascii: "0") ? !byte.isDigit : byte != wanted { return false }
    }
    return true
  }
}
