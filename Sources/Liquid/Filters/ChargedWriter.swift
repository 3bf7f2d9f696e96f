/// A string under construction whose every growth is charged before it is allocated.
///
/// For results whose length is not known beforehand.
struct ChargedWriter {
  private let scope: FilterScope
  private var writer: ArenaWriter
  /// Bytes charged for and not yet written.
  private var credit = 0

  /// What is charged for at once: small pieces cost one addition.
  private static let portion = 256

  init(_ scope: FilterScope, capacity: Int) {
    self.scope = scope
    writer = ArenaWriter(scope.arena, capacity: capacity)
  }

  /// Appends bytes.
  ///
  /// - Throws: `RenderFailure.limit` when the string or the document would be too long.
  @inline(__always)
  mutating func append(_ bytes: UnsafeRawBufferPointer) throws(RenderFailure) {
    credit &-= bytes.count
    if credit < 0 { try charge(for: bytes.count) }
    writer.append(bytes)
  }

  @inline(never)
  private mutating func charge(for count: Int) throws(RenderFailure) {
    let room = scope.limits.stringBytes - writer.count - count
    if room < 0 { try scope.charge(bytes: writer.count + count) }
    // Never beyond the limit of a string, so that its last byte is counted exactly.
    let wanted = -credit + max(0, min(Self.portion, room))
    try scope.charge(bytes: wanted)
    credit += wanted
  }

  /// Charges a step, for work besides the bytes that are appended.
  func chargeStep() throws(RenderFailure) { try scope.charge(steps: 1) }

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
