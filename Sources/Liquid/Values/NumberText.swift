/// Numbers as text, written straight into the page.
enum NumberText {
  /// A sign, 19 digits before a point, the point and 18 digits behind it.
  private static let longest = 40

  /// Writes a whole number in base ten.
  @inline(__always)
  static func write(_ number: Int64, to output: Output) {
    let start = output.room(for: longest)
    var next = start
    if number < 0 {
      next.storeBytes(of: UInt8(ascii: "-"), as: UInt8.self)
      next += 1
    }
    let magnitude = number.magnitude
    if magnitude < 10 {
      next.storeBytes(of: UInt8(truncatingIfNeeded: magnitude) &+ 0x30, as: UInt8.self)
      next += 1
    } else {
      next = writeDigits(magnitude, digitCount(magnitude), to: next)
    }
    output.advance(by: next - start)
  }

  /// Writes `mantissa / 10^scale` with all its decimals; `scale` is 1...18.
  @inline(__always)
  static func write(mantissa: Int64, scale: Int, to output: Output) {
    let start = output.room(for: longest)
    var next = start
    if mantissa < 0 {
      next.storeBytes(of: UInt8(ascii: "-"), as: UInt8.self)
      next += 1
    }
    let magnitude = mantissa.magnitude
    let count = max(digitCount(magnitude), scale &+ 1)
    // Digits are written behind the point's place; those before it then move one to the left.
    let end = writeDigits(magnitude, count, to: next + 1)
    let whole = count &- scale
    next.storeBytes(of: (next + 1).load(as: UInt8.self), as: UInt8.self)
    var index = 1
    while index < whole {
      let digit = next.load(fromByteOffset: index &+ 1, as: UInt8.self)
      next.storeBytes(of: digit, toByteOffset: index, as: UInt8.self)
      index &+= 1
    }
    next.storeBytes(of: UInt8(ascii: "."), toByteOffset: whole, as: UInt8.self)
    output.advance(by: end - start)
  }

  /// Writes exactly `count` digits, with zeros in front where the number has fewer; returns the end.
  @inline(__always)
  private static func writeDigits(
    _ number: UInt64, _ count: Int, to start: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    var rest = number
    var index = count
    while index >= 2 {
      let hundredth = rest / 100
      let pair = rest &- hundredth &* 100
      rest = hundredth
      index &-= 2
      let tens = (pair &* 103) &>> 10
      let digits = tens | (pair &- tens &* 10) &<< 8 | 0x3030
      (start + index).storeBytes(
        of: UInt16(truncatingIfNeeded: digits).littleEndian, as: UInt16.self)
    }
    if index == 1 {
      start.storeBytes(of: UInt8(truncatingIfNeeded: rest % 10) &+ 0x30, as: UInt8.self)
    }
    return start + count
  }

  /// How many digits a number has; one for zero.
  @inline(__always)
  private static func digitCount(_ number: UInt64) -> Int {
    if number < 10_000 {
      if number < 100 { return number < 10 ? 1 : 2 }
      return number < 1_000 ? 3 : 4
    }
    if number < 100_000_000 {
      if number < 1_000_000 { return number < 100_000 ? 5 : 6 }
      return number < 10_000_000 ? 7 : 8
    }
    return longDigitCount(number)
  }

  @inline(never)
  private static func longDigitCount(_ number: UInt64) -> Int {
    var count = 8
    var rest = number / 100_000_000
    while rest > 0 {
      rest /= 10
      count &+= 1
    }
    return count
  }
}
