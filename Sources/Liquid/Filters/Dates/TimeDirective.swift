/// The flags and width between `%` and the letter of a `strftime` directive.
struct TimeDirective {
  /// `-`: no padding.
  private(set) var isLeft = false
  /// `^`: upper case.
  private(set) var isUpper = false
  /// `#`: the other case.
  private(set) var changesCase = false
  /// What fills a width.
  ///
  /// `0` or, for `_`, a space; 0 when not said.
  private(set) var padding: UInt8 = 0
  /// 0 when not said.
  private(set) var width = 0
  /// How many colons stand before `z`.
  var colons = 0

  /// Takes a flag in.
  mutating func set(flag: UInt8) {
    switch flag {
    case UInt8(ascii: "-"):
      isLeft = true
      padding = 0
    case UInt8(ascii: "^"): isUpper = true
    case UInt8(ascii: "#"): changesCase = true
    default: padding = UInt8(ascii: " ")
    }
  }

  /// Reads a width, a leading 0 meaning padding; false when it exceeds what Ruby takes for one.
  mutating func readWidth(_ format: UnsafeRawBufferPointer, _ index: inout Int) -> Bool {
    if format[index] == UInt8(ascii: "0") { padding = UInt8(ascii: "0") }
    while index < format.count, format[index].isDigit {
      width = width * 10 + Int(format[index] &- UInt8(ascii: "0"))
      if width > Int(Int32.max) { return false }
      index += 1
    }
    return true
  }
}
