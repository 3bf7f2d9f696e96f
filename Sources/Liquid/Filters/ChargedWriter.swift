/// A string under construction whose every growth is charged before it is allocated.
///
/// For results whose length is not known beforehand.
struct ChargedWriter {
  private let scope: FilterScope
  private var writer: ArenaWriter

  init(_ scope: FilterScope, capacity: Int) {
    self.scope = scope
    writer = ArenaWriter(scope.arena, capacity: capacity)
  }

  /// Appends bytes.
  ///
  /// - Throws: `RenderFailure.limit` when the string or the document would be too long.
  mutating func append(_ bytes: UnsafeRawBufferPointer) throws(RenderFailure) {
    if writer.count + bytes.count > scope.limits.stringBytes {
      try scope.charge(bytes: writer.count + bytes.count)
    }
    try scope.charge(bytes: bytes.count)
    writer.append(bytes)
  }

  /// Appends one byte that was charged for elsewhere.
  mutating func append(_ byte: UInt8) { writer.append(byte) }

  /// Changes each byte from offset `start` on.
  mutating func rewrite(from start: Int, _ change: (UInt8) -> UInt8) {
    let bytes = writer.finish().bytes
    guard start < bytes.count else { return }
    let target = UnsafeMutableRawBufferPointer(mutating: bytes)
    for index in start..<bytes.count { target[index] = change(target[index]) }
  }

  /// Bytes written so far.
  var count: Int { writer.count }

  /// The string written.
  func finish() -> Value { writer.finish() }
}
