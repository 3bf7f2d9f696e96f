internal import CChecksum

/// CRC-32 and Adler-32 at memory speed, and their sums over parts joined without reading them again.
public enum Checksums {
  /// CRC-32 of bytes (RFC 1952, section 8), going on from `crc`.
  public static func crc32(_ bytes: UnsafeRawBufferPointer, after crc: UInt32 = 0) -> UInt32 {
    guard let start = bytes.baseAddress else { return crc }
    return checksum_crc32(crc, start, bytes.count)
  }

  /// Adler-32 of bytes (RFC 1950, section 8.2), going on from `adler`.
  public static func adler32(_ bytes: UnsafeRawBufferPointer, after adler: UInt32 = 1) -> UInt32 {
    guard let start = bytes.baseAddress else { return adler }
    return checksum_adler32(adler, start, bytes.count)
  }

  /// The CRC-32 of two parts, from theirs: `shift` is `crcShift(over:)` of the second part's length.
  public static func joined(_ first: UInt32, _ second: UInt32, shift: UInt32) -> UInt32 {
    product(shift, first) ^ second
  }

  /// What carries a CRC-32 over `count` bytes: x^(8 count) modulo the polynomial, bit-reflected.
  public static func crcShift(over count: Int) -> UInt32 {
    precondition(count >= 0, "a length is not negative")
    var power: UInt32 = 1 << 23  // x^8
    var result: UInt32 = 1 << 31  // x^0
    var left = count
    while left > 0 {
      if left & 1 == 1 { result = product(result, power) }
      power = product(power, power)
      left >>= 1
    }
    return result
  }

  /// The Adler-32 of two parts, from theirs and the second part's length.
  public static func joined(adler first: UInt32, _ second: UInt32, count: Int) -> UInt32 {
    precondition(count >= 0, "a length is not negative")
    let modulus: UInt64 = 65521
    let a1 = UInt64(first & 0xFFFF)
    let a2 = UInt64(second & 0xFFFF)
    let a = (a1 + a2 + modulus - 1) % modulus
    let steps = UInt64(count) % modulus
    // Each byte of the second part saw `a1` instead of 1 before it.
    let b = (UInt64(first >> 16) + UInt64(second >> 16) + steps * (a1 + modulus - 1)) % modulus
    return UInt32(b << 16 | a)
  }

  /// The product of two polynomials modulo the CRC's, all bit-reflected.
  private static func product(_ x: UInt32, _ y: UInt32) -> UInt32 {
    var y = y
    var result: UInt32 = 0
    var mask: UInt32 = 1 << 31
    while mask != 0 {
      if x & mask != 0 { result ^= y }
      y = (y >> 1) ^ (0xEDB8_8320 & (0 &- (y & 1)))
      mask >>= 1
    }
    return result
  }
}

extension Checksums {
  /// The same by tables alone: what processors without carry-less multiplication do.
  static func portableCRC32(_ bytes: UnsafeRawBufferPointer, after crc: UInt32 = 0) -> UInt32 {
    guard let start = bytes.baseAddress else { return crc }
    return checksum_crc32_portable(crc, start, bytes.count)
  }

  /// The same by so many bytes at once: 1, or what the processor knows of 16, 32 and 64.
  static func adler32(
    _ bytes: UnsafeRawBufferPointer, after adler: UInt32 = 1, width: UInt32
  ) -> UInt32 {
    guard let start = bytes.baseAddress else { return adler }
    return checksum_adler32_by(width, adler, start, bytes.count)
  }

  static var widths: [UInt32] { [1, 16, 32, 64].filter { $0 <= checksum_widest() } }
}
