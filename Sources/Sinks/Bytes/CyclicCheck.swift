/// A cyclic redundancy check of 32 bits, eight bytes a step ("slicing by 8", Kounavis and Berry 2005).
///
/// Catches torn and altered bytes; no defence against intent, which is SHA-256's task.
public struct CyclicCheck: Sendable {
  /// CRC-32C (Castagnoli, RFC 3720 appendix B.4): closes each journal line.
  public static let castagnoli = CyclicCheck(reversedPolynomial: 0x82F6_3B78)
  /// CRC-32 of ZIP and gzip (PKWARE APPNOTE 4.4.7, RFC 1952 section 8).
  public static let zip = CyclicCheck(reversedPolynomial: 0xEDB8_8320)

  private let tables: [UInt32]

  private init(reversedPolynomial: UInt32) {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var value = UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ reversedPolynomial : value >> 1 }
      tables[byte] = value
    }
    for slice in 1..<8 {
      for byte in 0..<256 {
        let shorter = tables[(slice - 1) * 256 + byte]
        tables[slice * 256 + byte] = shorter >> 8 ^ tables[Int(shorter & 0xFF)]
      }
    }
    self.tables = tables
  }

  /// The check value of `bytes`, or of everything before and `bytes` when going on from `earlier`.
  public func value(of bytes: UnsafeRawBufferPointer, after earlier: UInt32 = 0) -> UInt32 {
    tables.withUnsafeBufferPointer { table in
      var check = ~earlier
      var at = 0
      while bytes.count - at >= 8 {
        let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
        let mixed = word ^ UInt64(check)
        check = 0
        for slice in 0..<8 {
          let byte = Int(truncatingIfNeeded: mixed >> UInt64(slice * 8)) & 0xFF
          check ^= table[(7 - slice) * 256 + byte]
        }
        at += 8
      }
      while at < bytes.count {
        check = check >> 8 ^ table[Int((check ^ UInt32(bytes[at])) & 0xFF)]
        at += 1
      }
      return ~check
    }
  }
}
