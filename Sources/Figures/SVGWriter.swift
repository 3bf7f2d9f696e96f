/// A figure being written as SVG, byte by byte and always the same: no locale, no font, no clock.
///
/// Owns its memory and writes straight into it: a figure has thousands of short parts, and an array asked for each of them
/// took longer than making them.
public struct SVGWriter: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var next: UnsafeMutablePointer<UInt8>
  private var end: UnsafeMutablePointer<UInt8>
  private let shortNumbers = Self.shortNumbers

  /// Most figures fit; it grows by doubling.
  private static let initialCapacity = 16 << 10
  /// A sign, the nineteen digits of `Int.max`, a point: what `svg` writes of a number has room.
  private static let numberRoom = 24

  /// Makes an empty figure.
  public init() {
    start = .allocate(capacity: Self.initialCapacity)
    next = start
    end = start + Self.initialCapacity
  }

  deinit { start.deallocate() }

  /// Hands over what was written, valid as long as `body` runs.
  public borrowing func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    body(UnsafeRawBufferPointer(start: start, count: next - start))
  }

  /// Makes room for `more` bytes.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if end - next < more { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    let count = next - start
    let capacity = max(2 * (end - start), count + more)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    moved.update(from: start, count: count)
    start.deallocate()
    start = moved
    next = moved + count
    end = moved + capacity
  }

  /// Appends one byte.
  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    next.pointee = byte
    next += 1
  }

  /// Appends a run of bytes.
  @inline(__always)
  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    UnsafeMutableRawPointer(next).copyMemory(from: source, byteCount: bytes.count)
    next += bytes.count
  }

  /// Appends the bytes of a short text.
  mutating func append(contentsOf text: String.UTF8View) {
    for byte in text { append(byte) }
  }

  /// Appends markup as it is.
  @inline(__always)
  mutating func svg(_ markup: StaticString) {
    append(UnsafeRawBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  /// Appends a length, rounded to hundredths, halves away from zero, without trailing zeros.
  mutating func svg(_ number: Double) {
    precondition(number.isFinite, "a figure's geometry is finite")
    var hundredths = Int((number * 100).rounded())
    reserve(Self.numberRoom)
    if hundredths < 0 {
      put(UInt8(ascii: "-"))
      hundredths = -hundredths
    }
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    put(whole)
    if rest == 0 { return }
    put(UInt8(ascii: "."))
    put(digit: rest / 10)
    if rest % 10 != 0 { put(digit: rest % 10) }
  }

  /// Appends a whole number that is not negative.
  mutating func svg(integer number: Int) {
    reserve(Self.numberRoom)
    put(number)
  }

  /// Appends ` name="number"`.
  @inline(__always)
  mutating func svg(_ name: StaticString, _ number: Double) {
    append(0x20)
    svg(name)
    svg("=\"")
    svg(number)
    append(UInt8(ascii: "\""))
  }
}

extension SVGWriter {
  /// Appends a text, safe in element content and in quoted attributes of HTML and XML.
  ///
  /// Control characters, which XML does not have, are left out.
  mutating func svg(text: FigureText) {
    let bytes = text.bytes
    var copied = 0
    for index in bytes.indices where Self.isSpecial(bytes[index]) {
      append(UnsafeRawBufferPointer(rebasing: bytes[copied..<index]))
      copied = index + 1
      switch bytes[index] {
      case UInt8(ascii: "&"): svg("&amp;")
      case UInt8(ascii: "<"): svg("&lt;")
      case UInt8(ascii: ">"): svg("&gt;")
      case UInt8(ascii: "\""): svg("&#34;")
      case UInt8(ascii: "'"): svg("&#39;")
      case 0x09, 0x0A, 0x0D: append(0x20)
      default: break
      }
    }
    append(UnsafeRawBufferPointer(rebasing: bytes[copied...]))
  }

  /// Whether a byte is not written as it is: control characters, and `& < > " '`.
  @inline(__always)
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 0x40 ? specials &>> UInt64(byte) & 1 != 0 : byte == 0x7F
  }

  private static var specials: UInt64 {
    0xFFFF_FFFF | 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E
  }
}

/// Short parts of a figure, put into room that was reserved for all of them.
extension SVGWriter {
  @inline(__always)
  mutating func put(_ byte: UInt8) {
    next.pointee = byte
    next += 1
  }

  @inline(__always)
  mutating func put(_ markup: StaticString) {
    UnsafeMutableRawPointer(next).copyMemory(
      from: markup.utf8Start, byteCount: markup.utf8CodeUnitCount)
    next += markup.utf8CodeUnitCount
  }

  /// Puts a whole number that is not negative, with four bytes of room even where it needs fewer.
  ///
  /// Places in a drawing rarely have more than three digits.
  @inline(__always)
  mutating func put(_ number: Int) {
    precondition(number >= 0, "places and counts are not negative")
    if number >= Self.shortNumberCount { return putLong(number) }
    let text = shortNumbers[number]
    UnsafeMutableRawPointer(next).storeBytes(of: text.littleEndian, as: UInt32.self)
    next += Int(text >> 24)
  }

  @inline(never)
  private mutating func putLong(_ number: Int) {
    put(number / 1000)
    put(digit: number / 100 % 10)
    put(digit: number / 10 % 10)
    put(digit: number % 10)
  }

  @inline(__always)
  private mutating func put(digit: Int) { put(0x30 | UInt8(truncatingIfNeeded: digit)) }

  private static let shortNumberCount = 1000

  /// The digits of short numbers, first digit lowest, and in the top byte how many there are.
  private nonisolated(unsafe) static let shortNumbers: UnsafePointer<UInt32> = {
    // Unsafe only in name: written here once, read by everyone after.
    let numbers = UnsafeMutablePointer<UInt32>.allocate(capacity: shortNumberCount)
    for number in 0..<shortNumberCount {
      let text = Array("\(number)".utf8)
      let digits = text.reversed().reduce(0) { $0 << 8 | UInt32($1) }
      (numbers + number).initialize(to: digits | UInt32(text.count) << 24)
    }
    return UnsafePointer(numbers)
  }()
}
