/// Numbers as text, written straight into the page.
enum NumberText {
  /// A sign, 20 digits, the point, and sixteen bytes that may be moved behind it.
  static let longest = 40

  /// Digits of a whole number, without its sign.
  static let mostDigits = 20

  /// Writes a whole number in base ten.
  @inline(__always)
  static func write(_ number: Int64, to output: Output) {
    output.advance(by: write(number, at: output.room(for: longest)))
  }

  /// Writes `mantissa / 10^scale` with all its decimals; `scale` is 1...18.
  @inline(__always)
  static func write(mantissa: Int64, scale: Int, to output: Output) {
    output.advance(
      by: write(mantissa: mantissa, scale: scale, at: output.room(for: longest)))
  }

  /// Writes a whole number where `longest` bytes have room; returns how many it took.
  @inline(__always)
  static func write(_ number: Int64, at start: UnsafeMutableRawPointer) -> Int {
    var next = start
    if number < 0 {
      next.storeBytes(of: UInt8(ascii: "-"), as: UInt8.self)
      next += 1
    }
    return next - start &+ write(number.magnitude, at: next)
  }

  /// Writes a number's digits where `mostDigits` bytes have room; returns how many it took.
  @inline(__always)
  static func write(_ number: UInt64, at start: UnsafeMutableRawPointer) -> Int {
    if number < 10 {
      start.storeBytes(of: UInt8(truncatingIfNeeded: number) &+ 0x30, as: UInt8.self)
      return 1
    }
    return writeDigits(number, digitCount(number), to: start) - start
  }

  /// Writes `mantissa / 10^scale` where `longest` bytes have room; returns how many it took.
  @inline(__always)
  static func write(mantissa: Int64, scale: Int, at start: UnsafeMutableRawPointer) -> Int {
    var next = start
    if mantissa < 0 {
      next.storeBytes(of: UInt8(ascii: "-"), as: UInt8.self)
      next += 1
    }
    let magnitude = mantissa.magnitude
    let count = max(digitCount(magnitude), scale &+ 1)
    let end = writeDigits(magnitude, count, to: next)
    // The decimals move on by one, for the point: at most 18, and what is moved behind them is not counted.
    let point = end - scale
    let decimals = point.loadUnaligned(as: SIMD16<UInt8>.self)
    let last = (end - 2).loadUnaligned(as: UInt16.self)
    (end - 1).storeBytes(of: last, as: UInt16.self)
    (point + 1).storeBytes(of: decimals, as: SIMD16<UInt8>.self)
    point.storeBytes(of: UInt8(ascii: "."), as: UInt8.self)
    return end - start &+ 1
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
