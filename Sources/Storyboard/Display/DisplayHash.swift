/// 128 bits that stand for what something paints.
public struct DisplayHash: Hashable, Sendable, BitwiseCopyable {
  /// Bits 0 to 63.
  public var low: UInt64
  /// Bits 64 to 127.
  public var high: UInt64

  /// Makes one from its parts.
  @inlinable public init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// Half of what is spread evenly already is enough to find it by.
  @inlinable public func hash(into hasher: inout Hasher) { hasher.combine(low) }

  /// No hash yet.
  public static let zero = DisplayHash(low: 0, high: 0)
}

/// Makes a `DisplayHash`: the same on every machine and in every process, unlike the standard library's `Hasher`.
///
/// Two lanes, each a full 64 by 64 bit multiplication folded in half, with different odd constants and the other
/// lane's state mixed in at the end. Not cryptographic: reuse by it can be checked with `--verify-reuse`, and nothing
/// made from one customer's values is kept for another.
public struct DisplayHasher: Sendable, BitwiseCopyable {
  @usableFromInline var first: UInt64 = 0x9E37_79B9_7F4A_7C15
  @usableFromInline var second: UInt64 = 0xC2B2_AE3D_27D4_EB4F

  /// Makes one from its parts.
  @inlinable public init() {}

  /// Mixes in one more part.
  @inlinable public mutating func combine(_ word: UInt64) {
    let left = (first ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    first = (left.high ^ left.low) &+ word
    let right = (second &+ word &* 0xE703_7ED1_A0B4_28DB)
      .multipliedFullWidth(by: 0x8EBC_6AF0_9C88_C6E3)
    second = (right.high ^ right.low) ^ (word << 32 | word >> 32)
  }

  /// Equal numbers hash alike: both zeros are one.
  @inlinable public mutating func combine(_ number: Double) {
    combine((number == 0 ? 0 : number).bitPattern)
  }

  /// Mixes in one more part.
  @inlinable public mutating func combine(_ number: Float) { combine(Double(number)) }

  /// Mixes in one more part.
  @inlinable public mutating func combine(_ number: Int) {
    combine(UInt64(bitPattern: Int64(number)))
  }

  /// Mixes in one more part.
  @inlinable public mutating func combine(_ flag: Bool) { combine(flag ? 1 as UInt64 : 2) }

  /// Mixes in one more part.
  @inlinable public mutating func combine(_ hash: DisplayHash) {
    combine(hash.low)
    combine(hash.high)
  }

  /// Length first, so that neighbouring strings cannot flow together.
  @inlinable public mutating func combine(bytes: UnsafeRawBufferPointer) {
    combine(bytes.count)
    var offset = 0
    while offset + 8 <= bytes.count {
      combine(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
      offset += 8
    }
    var tail: UInt64 = 0
    var shift: UInt64 = 0
    while offset < bytes.count {
      tail |= UInt64(bytes[offset]) << shift
      shift += 8
      offset += 1
    }
    combine(tail)
  }

  /// Mixes in one more part.
  @inlinable public mutating func combine(_ string: String) {
    var copy = string
    copy.withUTF8 { combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// Mixes in one more part.
  @inlinable public mutating func combine(_ color: DisplayColor) {
    combine(UInt64(color.red.bitPattern) << 32 | UInt64(color.green.bitPattern))
    combine(UInt64(color.blue.bitPattern) << 32 | UInt64(color.alpha.bitPattern))
  }

  /// The hash of everything mixed in.
  @inlinable public consuming func finish() -> DisplayHash {
    let one = (first ^ 0xD6E8_FEB8_6659_FD93).multipliedFullWidth(by: second | 1)
    let two = (second ^ 0x5895_6557_5B4B_1E2D).multipliedFullWidth(by: first | 1)
    return DisplayHash(low: one.high ^ one.low ^ second, high: two.high ^ two.low ^ first)
  }
}
