/// The digits a number is printed with, after rounding: what plural rules look at and what is written.
struct PrintedNumber: BitwiseCopyable {
  /// ASCII digits without leading zeros; the last `fraction` stand behind the point.
  let digits: UnsafePointer<UInt8>
  /// How many digits there are.
  let count: Int
  /// Digits printed before the point, `zeros` included; 0 prints one `0`.
  let whole: Int
  /// Zeros that follow the digits before the point.
  let zeros: Int
  /// Digits of the number behind the point; may be more than `count`, then zeros stand between.
  let fraction: Int
  /// Zeros printed behind those.
  let padding: Int
  /// Whether a minus is printed: below zero, and not only before rounding.
  let isNegative: Bool

  /// How many bytes of digits an integer of 64 bits needs.
  static let room = 20

  /// Lays out a rounded number with at least `minimum` decimals.
  ///
  /// `room` holds `Self.room` bytes and must outlive the result.
  @inline(__always)
  init(_ number: DecimalNumber, minimum: Int, room: UnsafeMutablePointer<UInt8>) {
    var fraction = max(0, number.scale)
    var count: Int
    if number.text.isEmpty {
      var rest = number.magnitude
      // Zeros behind the point that nobody asked for.
      while fraction > minimum, rest % 10 == 0 {
        rest /= 10
        fraction &-= 1
      }
      var cursor = Self.room
      while rest > 0 {
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        cursor &-= 1
        room[cursor] = 0x30 &+ UInt8(truncatingIfNeeded: digit)
        rest = quotient
      }
      digits = UnsafePointer(room + cursor)
      count = Self.room &- cursor
    } else {
      count = number.text.count
      digits = number.text.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? UnsafePointer(room)
    }
    self.count = count
    self.fraction = fraction
    padding = max(0, minimum &- fraction)
    zeros = count > 0 ? max(0, 0 &- number.scale) : 0
    whole = max(0, count &- fraction) &+ zeros
    isNegative = number.isNegative && count > 0
  }
}
