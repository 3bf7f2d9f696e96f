/// The page being written: one growing run of bytes, reused from document to document.
///
/// A handle, as `Arena`; `Scratch` owns it.
@frozen
public struct Output: BitwiseCopyable {
  @usableFromInline
  struct State {
    @usableFromInline var start: UnsafeMutableRawPointer
    @usableFromInline var count: Int
    @usableFromInline var capacity: Int
    /// Where static text was copied; nil while nobody asks.
    @usableFromInline var runs: UnsafeMutablePointer<TracedRun>?
    @usableFromInline var runCount: Int
    @usableFromInline var runCapacity: Int
    /// Where the texts of `constants` start: the first address, and how far the last is behind it, plus one.
    var constantsStart: UInt = 0
    var constantsSpan: UInt = 0
    /// What else is noted than the program's own text.
    var constants: ConstantTexts.Table?
    /// Keeps the memory of `constants`.
    var constantsOwner: ConstantTexts?
  }

  @usableFromInline let state: UnsafeMutablePointer<State>

  /// A typical page with room to spare; grows by doubling.
  static let initialCapacity = 64 << 10

  init() {
    state = .allocate(capacity: 1)
    state.initialize(
      to: State(
        start: .allocate(byteCount: Self.initialCapacity, alignment: 16), count: 0,
        capacity: Self.initialCapacity, runs: nil, runCount: 0, runCapacity: 0, constants: nil,
        constantsOwner: nil))
  }

  func destroy() {
    stopTracing()
    state.pointee.start.deallocate()
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Bytes written.
  @inlinable @inline(__always)
  public var count: Int { state.pointee.count }

  /// What was written; valid until the next append, truncation or reset.
  @inlinable
  public var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: state.pointee.start, count: state.pointee.count)
  }

  /// Room for `more` bytes after those written.
  @inlinable @inline(__always)
  public func reserve(_ more: Int) {
    if state.pointee.capacity &- state.pointee.count < more { grow(more) }
  }

  @usableFromInline @inline(never)
  func grow(_ more: Int) {
    let capacity = max(state.pointee.capacity * 2, state.pointee.count + more)
    let moved = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
    moved.copyMemory(from: state.pointee.start, byteCount: state.pointee.count)
    state.pointee.start.deallocate()
    state.pointee.start = moved
    state.pointee.capacity = capacity
  }

  /// Appends one byte.
  @inlinable @inline(__always)
  public func append(_ byte: UInt8) {
    reserve(1)
    state.pointee.start.storeBytes(of: byte, toByteOffset: state.pointee.count, as: UInt8.self)
    state.pointee.count &+= 1
  }

  /// Appends a run of bytes.
  @inlinable @inline(__always)
  public func append(_ start: UnsafeRawPointer, count: Int) {
    reserve(count)
    Output.copy(start, to: state.pointee.start + state.pointee.count, count)
    state.pointee.count &+= count
  }

  /// Copies bytes; most values are short, and a call costs more than they do.
  ///
  /// Up to 32 bytes are moved as two words that may overlap.
  @inlinable @inline(__always)
  static func copy(_ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer, _ count: Int) {
    if count > 32 {
      target.copyMemory(from: source, byteCount: count)
    } else if count >= 16 {
      move(source, target, count, as: SIMD16<UInt8>.self)
    } else if count >= 8 {
      move(source, target, count, as: UInt64.self)
    } else if count >= 4 {
      move(source, target, count, as: UInt32.self)
    } else if count > 0 {
      let middle = count &>> 1
      let last = source.load(fromByteOffset: count &- 1, as: UInt8.self)
      let between = source.load(fromByteOffset: middle, as: UInt8.self)
      target.storeBytes(of: source.load(as: UInt8.self), as: UInt8.self)
      target.storeBytes(of: between, toByteOffset: middle, as: UInt8.self)
      target.storeBytes(of: last, toByteOffset: count &- 1, as: UInt8.self)
    }
  }

  /// Moves the first and the last word of a run.
  @inlinable @inline(__always)
  static func move<Word: BitwiseCopyable>(
    _ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer, _ count: Int, as: Word.Type
  ) {
    let rest = count &- MemoryLayout<Word>.size
    let first = source.loadUnaligned(as: Word.self)
    let last = source.loadUnaligned(fromByteOffset: rest, as: Word.self)
    target.storeBytes(of: first, as: Word.self)
    target.storeBytes(of: last, toByteOffset: rest, as: Word.self)
  }

  /// Room for `more` bytes and where they go; `advance` says how many were written there.
  @inline(__always)
  func room(for more: Int) -> UnsafeMutableRawPointer {
    reserve(more)
    return state.pointee.start + state.pointee.count
  }

  /// Takes bytes written into `room`.
  @inline(__always)
  func advance(by count: Int) { state.pointee.count &+= count }

  /// What is printed without asking for room of its own: a short text, or any number.
  static var quickBytes: Int { 64 }

  /// Whether `quickBytes` more fit behind those written.
  @inline(__always)
  var hasQuickRoom: Bool { state.pointee.capacity &- state.pointee.count >= Self.quickBytes }

  /// Where they go; only after `hasQuickRoom`.
  @inline(__always)
  var quickRoom: UnsafeMutableRawPointer { state.pointee.start + state.pointee.count }

  /// Appends a run of bytes.
  @inlinable @inline(__always)
  public func append(_ bytes: UnsafeRawBufferPointer) {
    if let start = bytes.baseAddress { append(start, count: bytes.count) }
  }

  /// Appends literal text.
  @inlinable
  public func append(_ text: StaticString) {
    append(text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// Appends text; for cold paths.
  public func append(text: String) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// Drops everything after the first `count` bytes.
  @inlinable
  public func truncate(to count: Int) {
    precondition(count >= 0 && count <= state.pointee.count, "output can only shrink")
    state.pointee.count = count
    if state.pointee.runCount > 0 { dropRuns() }
  }
}

/// What one worker keeps from document to document: its arena and its output.
public final class Scratch {
  /// Memory of the current document's values.
  public let arena: Arena
  /// The page being written.
  public let output: Output
  /// Where single values are printed before they are escaped into the page.
  let spare: Output

  /// Makes empty scratch; the first documents grow it to what they need.
  public init() {
    arena = Arena()
    output = Output()
    spare = Output()
  }

  deinit {
    arena.destroy()
    output.destroy()
    spare.destroy()
  }

  /// Makes ready for the next document; all values and bytes of the last one are gone.
  public func reset() {
    arena.reset()
    output.truncate(to: 0)
  }
}
