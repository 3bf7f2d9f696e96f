/// How a locale draws digits, the decimal point and thousands: compiled to bytes.
struct NumberShape: BitwiseCopyable {
  /// Bytes of one digit: 1 for Latin, 2 for Arabic, 3 for Devanagari.
  let digitWidth: Int
  /// The digit zero, first byte lowest; the other digits differ in its last byte.
  let zero: UInt32
  /// Between whole and fraction.
  let point: ByteRun
  /// Between groups.
  let group: ByteRun
  /// Digits of the group next to the point: 3.
  let primary: Int
  /// Digits of the other groups: 3, in India 2.
  let secondary: Int
  /// Digits that must stand before the first separator: 2 in Spanish, where 1234 has none.
  let minimum: Int

  /// Bytes that certainly suffice for a number, with what `ByteRun.write(to:)` needs behind it.
  @inline(__always)
  func widest(_ number: PrintedNumber) -> Int {
    (number.whole &+ number.fraction &+ number.padding &+ 1) &* digitWidth &+ point.count
      &+ number.whole / 2 &* group.count &+ 16
  }

  /// Writes the number and returns the place behind it; the caller has `widest` bytes there.
  @inline(__always)
  func write(
    _ number: PrintedNumber, grouping: Grouping, to target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    if digitWidth == 1 {
      return draw(number, grouping, target) { digit, place in
        place.pointee = digit
        return place + 1
      }
    }
    return drawWide(number, grouping, target)
  }

  @inline(never)
  private func drawWide(
    _ number: PrintedNumber, _ grouping: Grouping, _ target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    let shift = UInt32(truncatingIfNeeded: (digitWidth &- 1) &* 8)
    return draw(number, grouping, target) { digit, place in
      let bytes = zero &+ (UInt32(digit & 15) << shift)
      UnsafeMutableRawPointer(place).storeBytes(of: bytes.littleEndian, as: UInt32.self)
      return place + digitWidth
    }
  }

  /// Places of one digit: where it goes, and the place behind it.
  private typealias Draw = (UInt8, UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>

  @inline(__always)
  private func draw(
    _ number: PrintedNumber, _ grouping: Grouping, _ target: UnsafeMutablePointer<UInt8>,
    _ digit: Draw
  ) -> UnsafeMutablePointer<UInt8> {
    var place = target
    let own = number.whole &- number.zeros
    if number.whole == 0 { place = digit(0x30, place) }
    var untilGroup = first(of: number.whole, grouping)
    for index in 0..<number.whole {
      if untilGroup == 0 {
        place = group.write(to: place)
        untilGroup = number.whole &- index == primary ? primary : secondary
      }
      place = digit(index < own ? number.digits[index] : 0x30, place)
      untilGroup &-= 1
    }
    if number.fraction &+ number.padding > 0 {
      place = point.write(to: place)
      // Of 0.05 only the 5 is a digit of the number: zeros come first.
      let missing = max(0, number.fraction &- number.count)
      for _ in 0..<missing { place = digit(0x30, place) }
      for index in own..<number.count { place = digit(number.digits[index], place) }
      for _ in 0..<number.padding { place = digit(0x30, place) }
    }
    return place
  }

  /// Digits before the first separator; all of them when there is none.
  @inline(__always)
  private func first(of whole: Int, _ grouping: Grouping) -> Int {
    let needed: Int
    switch grouping {
    case .locale: needed = minimum
    case .always: needed = 1
    case .minimumTwo: needed = 2
    case .never: return -1
    }
    if whole < primary &+ needed || group.isEmpty { return -1 }
    let rest = (whole &- primary) % secondary
    return rest == 0 ? secondary : rest
  }
}

/// When thousands are separated; the names are those of Intl's `useGrouping`.
public enum Grouping: String, Sendable, CaseIterable {
  /// As the locale does: in Spanish, Polish, Portuguese of Portugal and Italian 1234 stands without a separator.
  case locale = "auto"
  /// From four digits on.
  case always = "always"
  /// From five digits on.
  case minimumTwo = "min2"
  /// Not at all.
  case never = "never"
}

/// What stands round a number.
struct Affixes: BitwiseCopyable {
  /// Before a number from zero up.
  let prefix: ByteRun
  /// Behind it.
  let suffix: ByteRun
  /// Before a number below zero, minus included.
  let negativePrefix: ByteRun
  /// Behind it.
  let negativeSuffix: ByteRun

  /// Bytes of the longer pair.
  @inline(__always)
  var widest: Int {
    max(prefix.count &+ suffix.count, negativePrefix.count &+ negativeSuffix.count)
  }
}
