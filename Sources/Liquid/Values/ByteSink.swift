/// What a value prints itself to: a page, a string in an arena, or a mere count.
///
/// Used generically inside the module only, so every use is specialised.
protocol ByteSink {
  mutating func append(_ byte: UInt8)
  mutating func append(_ bytes: UnsafeRawBufferPointer)
  mutating func append(_ text: StaticString)
}

extension Output: ByteSink {}

extension ArenaWriter: ByteSink {}

/// Counts what would be written, so that a filter can charge for it before it allocates.
struct ByteCounter: ByteSink {
  private(set) var count = 0

  mutating func append(_ byte: UInt8) { count &+= 1 }
  mutating func append(_ bytes: UnsafeRawBufferPointer) { count &+= bytes.count }
  mutating func append(_ text: StaticString) { count &+= text.utf8CodeUnitCount }
}

extension ByteSink {
  /// Appends literal or computed text; for cold paths.
  mutating func append(string text: String) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }
}
