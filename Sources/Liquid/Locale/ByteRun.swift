/// Some bytes that live as long as the process: a locale's separator, name or affix.
@usableFromInline
struct ByteRun: BitwiseCopyable {
  @usableFromInline let start: UnsafePointer<UInt8>
  @usableFromInline let count: Int

  /// Whether there is nothing.
  var isEmpty: Bool { count == 0 }

  /// The bytes.
  var buffer: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  /// Copies the bytes to `target` and returns the place behind them.
  ///
  /// Up to 16 bytes are moved as one word pair, whatever the count: `LocaleMemory` leaves that much readable
  /// behind every run, and the caller's room has as much to spare.
  @inline(__always)
  func write(to target: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    if count <= 16 {
      UnsafeMutableRawPointer(target).storeBytes(
        of: UnsafeRawPointer(start).loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
    } else {
      target.update(from: start, count: count)
    }
    return target + count
  }
}

/// Memory for locale tables: given out, never taken back.
///
/// A process loads a locale once and formats with it to its end, so that tables can be plain pointers that no
/// thread ever counts references on. What is held is bounded by the locales there are, about 20 KB each.
struct LocaleMemory {
  private var cursor = UnsafeMutableRawPointer.allocate(byteCount: chunk, alignment: 16)
  private var left = chunk

  private static let chunk = 16 << 10
  /// Bytes readable behind every run; see `ByteRun.write(to:)`.
  private static let slack = 16

  /// A copy of `bytes` that lives for ever.
  mutating func keep(_ bytes: some Collection<UInt8>) -> ByteRun {
    let target = take(bytes.count + Self.slack)
    let typed = target.bindMemory(to: UInt8.self, capacity: bytes.count + Self.slack)
    typed.initialize(repeating: 0, count: bytes.count + Self.slack)
    for (index, byte) in bytes.enumerated() { typed[index] = byte }
    return ByteRun(start: typed, count: bytes.count)
  }

  /// A copy of `elements` that lives for ever.
  mutating func keep<Element: BitwiseCopyable>(array elements: [Element]) -> UnsafePointer<Element>
  {
    let target = take(max(1, elements.count) * MemoryLayout<Element>.stride)
    let typed = target.bindMemory(to: Element.self, capacity: elements.count)
    for (index, element) in elements.enumerated() { (typed + index).initialize(to: element) }
    return UnsafePointer(typed)
  }

  private mutating func take(_ count: Int) -> UnsafeMutableRawPointer {
    let rounded = (count + 15) & ~15
    if rounded > left {
      left = max(rounded, Self.chunk)
      cursor = .allocate(byteCount: left, alignment: 16)
    }
    defer {
      cursor += rounded
      left -= rounded
    }
    return cursor
  }
}
