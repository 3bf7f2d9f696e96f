/// How far bytes are equal.
extension PageEncoder {
  @inline(__always)
  func word(_ at: Int) -> UInt64 {
    UInt64(littleEndian: page.loadUnaligned(fromByteOffset: at, as: UInt64.self))
  }

  /// The bytes round those from `start` to `end` that equal those `back` before them; never what is written already.
  @inline(__always)
  func grown(_ start: Int, _ end: Int, _ back: Int) -> (first: Int, last: Int) {
    if position >= start { return (position, Self.grownForward(page, end, back, limit)) }
    if start &- back < 8 {
      return (
        Self.grownBackward(page, start, back, position), Self.grownForward(page, end, back, limit)
      )
    }
    let difference = word(start &- 8) ^ word(start &- 8 &- back)
    let first =
      difference != 0
      ? max(position, start &- difference.leadingZeroBitCount &>> 3)
      : Self.grownBackward(page, start, back, position)
    return (first, Self.grownForward(page, end, back, limit))
  }

  /// The first place, not below `least`, from which on bytes before `start` equal those `back` before them.
  @inline(never)
  private static func grownBackward(
    _ page: UnsafeRawPointer, _ start: Int, _ back: Int, _ least: Int
  ) -> Int {
    var at = start
    while at &- back >= 8, at > least {
      let difference =
        page.loadUnaligned(fromByteOffset: at &- 8, as: UInt64.self)
        ^ page.loadUnaligned(fromByteOffset: at &- 8 &- back, as: UInt64.self)
      if difference != 0 {
        return max(least, at &- UInt64(littleEndian: difference).leadingZeroBitCount &>> 3)
      }
      at &-= 8
    }
    if at <= least { return least }
    while at > least, at > back,
      page.load(fromByteOffset: at &- 1, as: UInt8.self)
        == page.load(fromByteOffset: at &- 1 &- back, as: UInt8.self)
    {
      at &-= 1
    }
    return at
  }

  /// The position after `end`, up to `limit`, from which on bytes differ from those `back` before them.
  @inline(__always)
  static func grownForward(_ page: UnsafeRawPointer, _ end: Int, _ back: Int, _ limit: Int) -> Int {
    var at = end
    while at &+ 8 <= limit {
      let difference =
        page.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        ^ page.loadUnaligned(fromByteOffset: at &- back, as: UInt64.self)
      if difference != 0 {
        return at &+ UInt64(littleEndian: difference).trailingZeroBitCount &>> 3
      }
      at &+= 8
    }
    while at < limit,
      page.load(fromByteOffset: at, as: UInt8.self)
        == page.load(fromByteOffset: at &- back, as: UInt8.self)
    {
      at &+= 1
    }
    return at
  }
}
