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

  /// Appends a segment of a program's static text.
  @inlinable @inline(__always)
  func append(segment: UInt32, _ start: UnsafeRawPointer, count: Int) {
    append(start, count: count)
    if state.pointee.runs != nil { note(segment) }
  }

  /// Notes that what a constant output prints begins here, or ends.
  @inline(__always)
  func note(edge: UInt32) {
    if state.pointee.runs != nil { note(edge) }
  }

  /// Notes what was written from `start` on if it is a constant text, printed from `source`.
  @inline(__always)
  func note(constant source: UnsafeRawBufferPointer, from start: Int) {
    if state.pointee.constants != nil, source.count >= ConstantTexts.shortest {
      noteConstant(source, start)
    }
  }

  @inline(never)
  private func noteConstant(_ source: UnsafeRawBufferPointer, _ start: Int) {
    let written = UnsafeRawBufferPointer(rebasing: bytes[start...])
    if let segment = state.pointee.constants?.segment(of: source, writtenAs: written) {
      note(segment)
    }
  }

  @usableFromInline @inline(never)
  func note(_ segment: UInt32) {
    if state.pointee.runCount == state.pointee.runCapacity { growRuns() }
    state.pointee.runs?[state.pointee.runCount] = TracedRun(
      end: UInt32(truncatingIfNeeded: count), segment: segment)
    state.pointee.runCount &+= 1
  }

  private func growRuns() {
    guard let old = state.pointee.runs else { return }
    let capacity = state.pointee.runCapacity * 2
    let moved = UnsafeMutablePointer<TracedRun>.allocate(capacity: capacity)
    moved.initialize(from: old, count: state.pointee.runCount)
    old.deallocate()
    state.pointee.runs = moved
    state.pointee.runCapacity = capacity
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
