/// Where a page holds a segment of its template's static text, unchanged.
@frozen
public struct TracedRun: BitwiseCopyable, Sendable {
  /// The page's offset after the segment.
  public let end: UInt32
  /// Index of the segment among `Program.segments`, or from `ConstantTexts.firstSegment` on among those.
  public let segment: UInt32

  /// Instead of a segment: what a constant output prints begins here.
  ///
  /// Only of programs that note constants.
  public static let opening = UInt32.max
  /// Instead of a segment: what the last `opening` began ends here.
  ///
  /// An opening may lack it where text was taken back.
  public static let closing = UInt32.max - 1

  @inlinable @inline(__always)
  init(end: UInt32, segment: UInt32) {
    self.end = end
    self.segment = segment
  }
}

/// The trace: which bytes of a page are static text, and which segment of it.
///
/// A compressor that has static text ready needs no second look at the page. Text that was captured and printed later
/// counts as any value does. Off, it costs one predicted branch a segment and a value.
extension Output {
  /// Room for a typical page's runs; grows by doubling.
  private static var initialRunCapacity: Int { 2048 }

  /// Starts noting static text, and of what values print the texts of `constants`; call it when the output is empty.
  public func startTracing(noting constants: ConstantTexts? = nil) {
    precondition(count == 0, "a trace starts with an empty page")
    state.pointee.constants = constants?.table
    state.pointee.constantsStart = constants?.table.firstAddress ?? 0
    state.pointee.constantsSpan = constants?.table.addressSpan ?? 0
    state.pointee.constantsOwner = constants
    if state.pointee.runs != nil { return }
    state.pointee.runs = .allocate(capacity: Self.initialRunCapacity)
    state.pointee.runCapacity = Self.initialRunCapacity
  }

  /// Whether static text is noted.
  public var isTracing: Bool { state.pointee.runs != nil }

  /// Stops noting static text and forgets what was noted.
  public func stopTracing() {
    state.pointee.runs?.deallocate()
    state.pointee.runs = nil
    state.pointee.constants = nil
    state.pointee.constantsSpan = 0
    state.pointee.constantsOwner = nil
    state.pointee.runCount = 0
    state.pointee.runCapacity = 0
  }

  /// The static text of what was written, in its order; empty when nothing traces.
  ///
  /// Valid as long as `bytes`.
  @inlinable
  public var tracedRuns: UnsafeBufferPointer<TracedRun> {
    UnsafeBufferPointer(start: state.pointee.runs, count: state.pointee.runCount)
  }

  /// Appends a segment of a program's static text; `Program.textPadding` bytes behind it must be readable.
  ///
  /// Whole blocks are moved, over the segment's end: most segments are short, and asking how short costs more.
  @inline(__always)
  func append(segment: UInt32, _ start: UnsafeRawPointer, count: Int) {
    let target = room(for: count &+ Program.textPadding)
    note(segment, endingAt: self.count &+ count)
    if count <= 64 {
      Self.moveBlock(start, target, 0)
      if count > 16 { Self.moveBlock(start, target, 16) }
      if count > 32 {
        Self.moveBlock(start, target, 32)
        Self.moveBlock(start, target, 48)
      }
    } else {
      target.copyMemory(from: start, byteCount: count)
    }
    advance(by: count)
  }

  @inline(__always)
  private static func moveBlock(
    _ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer, _ offset: Int
  ) {
    let block = source.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
    target.storeBytes(of: block, toByteOffset: offset, as: SIMD16<UInt8>.self)
  }

  /// Notes that what a constant output prints begins here, or ends.
  @inline(__always)
  func note(edge: UInt32) { note(edge, endingAt: count) }

  /// Notes what was written from `start` on if it is a constant text, printed from `source`.
  @inline(__always)
  func note(constant source: UnsafeRawBufferPointer, from start: Int) {
    if mayBeConstant(UInt(bitPattern: source.baseAddress)) { noteConstant(source, start) }
  }

  /// Whether a text that starts at an address may be one of those to note: false for nearly all texts of a record.
  @inline(__always)
  func mayBeConstant(_ address: UInt) -> Bool {
    address &- state.pointee.constantsStart < state.pointee.constantsSpan
  }

  @inline(never)
  private func noteConstant(_ source: UnsafeRawBufferPointer, _ start: Int) {
    let written = UnsafeRawBufferPointer(rebasing: bytes[start...])
    if let segment = state.pointee.constants?.segment(of: source, writtenAs: written) {
      note(segment, endingAt: count)
    }
  }

  /// Notes where a segment ends, if a trace runs.
  @inline(__always)
  private func note(_ segment: UInt32, endingAt end: Int) {
    guard var runs = state.pointee.runs else { return }
    let number = state.pointee.runCount
    if number == state.pointee.runCapacity { runs = growRuns(runs) }
    runs[number] = TracedRun(end: UInt32(truncatingIfNeeded: end), segment: segment)
    state.pointee.runCount = number &+ 1
  }

  @inline(never)
  private func growRuns(
    _ old: UnsafeMutablePointer<TracedRun>
  ) -> UnsafeMutablePointer<TracedRun> {
    let capacity = state.pointee.runCapacity * 2
    let moved = UnsafeMutablePointer<TracedRun>.allocate(capacity: capacity)
    moved.initialize(from: old, count: state.pointee.runCount)
    old.deallocate()
    state.pointee.runs = moved
    state.pointee.runCapacity = capacity
    return moved
  }

  /// Forgets the runs that a truncation cut or took away.
  @usableFromInline @inline(never)
  func dropRuns() {
    if count == 0 {
      state.pointee.runCount = 0
      return
    }
    while state.pointee.runCount > 0, let runs = state.pointee.runs,
      Int(runs[state.pointee.runCount - 1].end) > count
    {
      state.pointee.runCount -= 1
    }
  }
}
