/// Bytes on their way to standard output, with room for a bill more than it may hold.
///
/// Texts come from tables that are JSON already, so nothing is escaped here.
struct SampleBuffer: ~Copyable {
  private let bytes: UnsafeMutableRawBufferPointer
  private(set) var count = 0

  /// No bill comes near it; each append checks it all the same.
  static let roomForBill = 1 << 15
  private static let capacity = 8 * roomForBill

  init() {
    bytes = .allocate(byteCount: Self.capacity, alignment: 64)
  }

  deinit { bytes.deallocate() }

  /// Whether the next bill might not fit.
  var isFull: Bool { Self.capacity - count < Self.roomForBill }

  /// Hands the content to `body` and forgets it.
  mutating func drain(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    try body(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
    count = 0
  }

  mutating func text(_ text: StaticString) {
    let size = text.utf8CodeUnitCount
    precondition(text.hasPointerRepresentation && size <= bytes.count - count)
    guard let start = bytes.baseAddress else { return }
    (start + count).copyMemory(from: text.utf8Start, byteCount: size)
    count += size
  }

  mutating func byte(_ byte: UInt8) {
    bytes[count] = byte
    count += 1
  }

  /// A whole number with at least `width` digits.
  mutating func number(_ value: Int, width: Int = 1) {
    if value < 0 { byte(UInt8(ascii: "-")) }
    var rest = value.magnitude
    var digits = 1
    var bound: UInt = 10
    while digits < width || (digits < 19 && rest >= bound) {
      digits += 1
      bound = bound &* 10
    }
    var position = count + digits
    precondition(position <= bytes.count)
    for _ in 0..<digits {
      position -= 1
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      bytes[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
      rest = quotient
    }
    count += digits
  }

  /// An amount of cents, with two decimals.
  mutating func cents(_ value: Int) { fraction(value, scale: 100, decimals: 2) }

  /// A price in millionths: four decimals where they are enough.
  mutating func price(_ millionths: Int) {
    if millionths % 100 == 0 {
      fraction(millionths / 100, scale: 10_000, decimals: 4)
    } else {
      fraction(millionths, scale: 1_000_000, decimals: 6)
    }
  }

  /// A number of `decimals` decimals, given times `scale`.
  mutating func fraction(_ value: Int, scale: UInt, decimals: Int) {
    if value < 0 { byte(UInt8(ascii: "-")) }
    let (whole, part) = value.magnitude.quotientAndRemainder(dividingBy: scale)
    number(Int(whole))
    byte(UInt8(ascii: "."))
    number(Int(part), width: decimals)
  }

  /// `YYYY-MM-DD`, in quotes.
  mutating func day(_ day: SampleDay) {
    let (year, month, date) = day.civil
    byte(UInt8(ascii: "\""))
    number(year, width: 4)
    byte(UInt8(ascii: "-"))
    number(month, width: 2)
    byte(UInt8(ascii: "-"))
    number(date, width: 2)
    byte(UInt8(ascii: "\""))
  }

  /// `YYYY-MM`, in quotes.
  mutating func month(_ month: SampleMonth) {
    byte(UInt8(ascii: "\""))
    number(month.year, width: 4)
    byte(UInt8(ascii: "-"))
    number(month.number, width: 2)
    byte(UInt8(ascii: "\""))
  }
}
