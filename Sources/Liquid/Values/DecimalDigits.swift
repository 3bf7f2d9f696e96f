/// The digits of an integer or decimal, made from the right into a small buffer of its own.
struct DecimalDigits {
  // 20 digits of a UInt64, a point, a sign and 18 leading zeros fit.
  private typealias Storage = (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)
  private static let capacity = 48
  private var storage: Storage = (0, 0, 0, 0, 0, 0)
  private var first = DecimalDigits.capacity

  /// The digits of a whole number.
  init(_ integer: Int64) {
    fill { buffer in
      Self.write(integer.magnitude, minimum: 1, negative: integer < 0, into: buffer)
    }
  }

  /// The digits of `mantissa / 10^scale`, all its decimals kept; `scale` is at most 18.
  init(mantissa: Int64, scale: Int) {
    fill { buffer in
      var first = Self.write(
        mantissa.magnitude, minimum: scale + 1, negative: false, into: buffer)
      if scale > 0 {
        let whole = Self.capacity - scale - first
        for index in first..<(first + whole) { buffer[index - 1] = buffer[index] }
        first -= 1
        buffer[Self.capacity - scale - 1] = UInt8(ascii: ".")
      }
      if mantissa < 0 {
        first -= 1
        buffer[first] = UInt8(ascii: "-")
      }
      return first
    }
  }

  /// Hands out the bytes.
  func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var copy = storage
    return try withUnsafeMutableBytes(of: &copy) { (bytes) throws(Failure) -> Result in
      try body(UnsafeRawBufferPointer(rebasing: bytes[first...]))
    }
  }

  private mutating func fill(_ body: (UnsafeMutableRawBufferPointer) -> Int) {
    first = withUnsafeMutableBytes(of: &storage) { body($0) }
  }

  private static func write(
    _ magnitude: UInt64, minimum: Int, negative: Bool, into buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    var rest = magnitude
    var first = capacity
    let least = capacity - minimum
    while rest != 0 || first > least {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      first -= 1
      buffer[first] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
      rest = quotient
    }
    if negative {
      first -= 1
      buffer[first] = UInt8(ascii: "-")
    }
    return first
  }
}
