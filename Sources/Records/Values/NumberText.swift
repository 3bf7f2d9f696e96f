internal import Liquid

/// Reads JSON's number grammar (RFC 8259, section 6) into exact values.
enum NumberText {
  /// More digits than this may not fit a mantissa of 64 bits.
  private static let exactDigits = 18

  /// What was read and where it ended.
  struct Result: BitwiseCopyable {
    var value: Value
    var end: UnsafePointer<UInt8>
  }

  /// Why there is no value.
  enum Fault: Error {
    case syntax
    case range
  }

  /// Reads the number at `start`; the byte behind the text must be readable and no digit.
  ///
  /// Whole numbers become integers, beyond 64 bits big integers whose text stays where it is; numbers with a
  /// fraction, no exponent and at most 18 digits become decimals that keep their scale; others floats.
  @inline(__always)
  static func parse(_ start: UnsafePointer<UInt8>) throws(Fault) -> Result {
    var next = start
    let isNegative = next.pointee == 0x2D
    if isNegative { next += 1 }
    let firstDigit = next
    var mantissa: UInt64 = 0
    var digit = next.pointee &- 0x30
    while digit < 10 {
      mantissa = mantissa &* 10 &+ UInt64(digit)
      next += 1
      digit = next.pointee &- 0x30
    }
    let wholeDigits = next - firstDigit
    if wholeDigits == 0 || (wholeDigits > 1 && firstDigit.pointee == 0x30) { throw .syntax }
    var fractionDigits = 0
    if next.pointee == 0x2E {
      next += 1
      let firstFraction = next
      digit = next.pointee &- 0x30
      while digit < 10 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        next += 1
        digit = next.pointee &- 0x30
      }
      fractionDigits = next - firstFraction
      if fractionDigits == 0 { throw .syntax }
    }
    if next.pointee | 0x20 == 0x65 { return try float(from: start, exponentAt: next) }
    let significant = wholeDigits &+ fractionDigits
    if significant <= exactDigits {
      let signed = isNegative ? 0 &- Int64(mantissa) : Int64(mantissa)
      if fractionDigits == 0 { return Result(value: Value(signed), end: next) }
      return Result(value: Value(mantissa: signed, scale: fractionDigits), end: next)
    }
    return try long(start, next, fractionDigits: fractionDigits)
  }

  private static func float(
    from start: UnsafePointer<UInt8>, exponentAt exponent: UnsafePointer<UInt8>
  ) throws(Fault) -> Result {
    var next = exponent + 1
    if next.pointee == 0x2B || next.pointee == 0x2D { next += 1 }
    let firstDigit = next
    while next.pointee &- 0x30 < 10 { next += 1 }
    if next == firstDigit { throw .syntax }
    return Result(value: try float(start, next), end: next)
  }

  private static func float(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>)
    throws(Fault) -> Value
  {
    let text = UnsafeBufferPointer(start: start, count: end - start)
    guard let number = Double(String(decoding: text, as: UTF8.self)), number.isFinite else {
      throw .range
    }
    return Value(number)
  }

  private static func long(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, fractionDigits: Int
  ) throws(Fault) -> Result {
    if fractionDigits > 0 {
      // `0.` in front does not count: 18 decimals below one are exact, too.
      let isBelowOne = start[start.pointee == 0x2D ? 1 : 0] == 0x30
      if isBelowOne, fractionDigits <= exactDigits {
        var mantissa: Int64 = 0
        var next = end - fractionDigits
        while next < end {
          mantissa = mantissa &* 10 &+ Int64(next.pointee &- 0x30)
          next += 1
        }
        if start.pointee == 0x2D { mantissa = 0 &- mantissa }
        return Result(value: Value(mantissa: mantissa, scale: fractionDigits), end: end)
      }
      return Result(value: try float(start, end), end: end)
    }
    let text = UnsafeRawBufferPointer(start: start, count: end - start)
    var whole: Int64 = 0
    let isNegative = start.pointee == 0x2D
    for byte in text.dropFirst(isNegative ? 1 : 0) {
      let (product, overflows) = whole.multipliedReportingOverflow(by: 10)
      let digit = Int64(byte &- 0x30)
      let (sum, overflowsToo) = product.addingReportingOverflow(isNegative ? -digit : digit)
      if overflows || overflowsToo { return Result(value: Value(bigInteger: text), end: end) }
      whole = sum
    }
    return Result(value: Value(whole), end: end)
  }
}
