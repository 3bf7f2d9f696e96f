/// Memory for one document's values: allocation is a pointer bump, release is one `reset`.
///
/// A handle, freely copied inside one worker; `Scratch` owns what it points to. Memory never moves, so
/// values may hold pointers into it until `reset`. Nothing here is thread-safe: one worker, one arena.
@frozen
public struct Arena: BitwiseCopyable {
  @usableFromInline
  struct State {
    @usableFromInline var cursor: UnsafeMutableRawPointer
    @usableFromInline var end: UnsafeMutableRawPointer
    /// Where the current chunk begins.
    @usableFromInline var start: UnsafeMutableRawPointer
    /// Bytes of the chunks before it.
    @usableFromInline var used: Int
    @usableFromInline var chunkIndex: Int
    @usableFromInline var chunks: [Chunk]
  }

  @usableFromInline
  struct Chunk: BitwiseCopyable {
    @usableFromInline var start: UnsafeMutableRawPointer
    @usableFromInline var size: Int
  }

  @usableFromInline let state: UnsafeMutablePointer<State>

  /// Most documents fit in one chunk; it is kept from document to document.
  static let chunkSize = 256 << 10

  /// Chunks beyond this many bytes are given back at `reset`, so one huge document costs its worker nothing after.
  static let keptBytes = 8 << 20

  init() {
    let first = Chunk(
      start: .allocate(byteCount: Self.chunkSize, alignment: 16), size: Self.chunkSize)
    state = .allocate(capacity: 1)
    state.initialize(
      to: State(
        cursor: first.start, end: first.start + first.size, start: first.start, used: 0,
        chunkIndex: 0, chunks: [first]))
  }

  func destroy() {
    for chunk in state.pointee.chunks { chunk.start.deallocate() }
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// `byteCount` bytes aligned to 16, uninitialised, valid until `reset`.
  @inlinable @inline(__always)
  public func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer {
    let rounded = (byteCount &+ 15) & ~15
    let start = state.pointee.cursor
    if rounded <= state.pointee.end - start {
      state.pointee.cursor = start + rounded
      return start
    }
    return allocateSlowly(rounded)
  }

  /// Room for `count` values, uninitialised.
  @inlinable
  public func allocateValues(_ count: Int) -> UnsafeMutablePointer<Value> {
    allocate(count &* MemoryLayout<Value>.stride).bindMemory(to: Value.self, capacity: count)
  }

  /// Room for `count` members, uninitialised.
  @inlinable
  public func allocateMembers(_ count: Int) -> UnsafeMutablePointer<Member> {
    allocate(count &* MemoryLayout<Member>.stride).bindMemory(to: Member.self, capacity: count)
  }

  @usableFromInline @inline(never)
  func allocateSlowly(_ byteCount: Int) -> UnsafeMutableRawPointer {
    state.pointee.used += state.pointee.chunks[state.pointee.chunkIndex].size
    let next = state.pointee.chunkIndex + 1
    if next < state.pointee.chunks.count, state.pointee.chunks[next].size >= byteCount {
      return open(next, byteCount)
    }
    let size = max(Self.chunkSize, byteCount)
    let chunk = Chunk(start: .allocate(byteCount: size, alignment: 16), size: size)
    state.pointee.chunks.insert(chunk, at: next)
    return open(next, byteCount)
  }

  private func open(_ index: Int, _ byteCount: Int) -> UnsafeMutableRawPointer {
    let chunk = state.pointee.chunks[index]
    state.pointee.chunkIndex = index
    state.pointee.start = chunk.start
    state.pointee.cursor = chunk.start + byteCount
    state.pointee.end = chunk.start + chunk.size
    return chunk.start
  }

  /// Forgets every allocation.
  ///
  /// Values that point here must not be used afterwards.
  public func reset() {
    var kept = 0
    var count = 0
    for chunk in state.pointee.chunks {
      if count > 0, kept + chunk.size > Self.keptBytes { break }
      kept += chunk.size
      count += 1
    }
    for chunk in state.pointee.chunks[count...] { chunk.start.deallocate() }
    state.pointee.chunks.removeSubrange(count...)
    let first = state.pointee.chunks[0]
    state.pointee.start = first.start
    state.pointee.cursor = first.start
    state.pointee.end = first.start + first.size
    state.pointee.chunkIndex = 0
    state.pointee.used = 0
  }

  /// Bytes handed out since `reset`, chunk tails included.
  public var usedBytes: Int {
    state.pointee.used &+ (state.pointee.cursor - state.pointee.start)
  }

  /// Tries to lengthen the newest allocation in place; false leaves it as it was.
  @inlinable
  func extend(_ start: UnsafeMutableRawPointer, from old: Int, to new: Int) -> Bool {
    let oldEnd = start + ((old &+ 15) & ~15)
    guard oldEnd == state.pointee.cursor else { return false }
    let newEnd = start + ((new &+ 15) & ~15)
    guard newEnd <= state.pointee.end else { return false }
    state.pointee.cursor = newEnd
    return true
  }
}

/// Builds one string in an arena, byte run by byte run.
@frozen
public struct ArenaWriter: BitwiseCopyable {
  @usableFromInline let arena: Arena
  @usableFromInline var start: UnsafeMutableRawPointer
  @usableFromInline var capacity: Int
  @usableFromInline var written: Int

  /// Bytes written so far.
  @inlinable public var count: Int { written }

  /// Starts a string; `capacity` is a guess that saves moves when it is right.
  @inlinable
  public init(_ arena: Arena, capacity: Int = 64) {
    self.arena = arena
    self.capacity = max(16, capacity)
    start = arena.allocate(self.capacity)
    written = 0
  }

  /// Room for `more` bytes after those written.
  @inlinable
  public mutating func reserve(_ more: Int) {
    if count &+ more > capacity { grow(count &+ more) }
  }

  @usableFromInline @inline(never)
  mutating func grow(_ needed: Int) {
    let wanted = max(needed, capacity * 2)
    if arena.extend(start, from: capacity, to: wanted) {
      capacity = wanted
      return
    }
    let moved = arena.allocate(wanted)
    moved.copyMemory(from: start, byteCount: count)
    start = moved
    capacity = wanted
  }

  /// Appends one byte.
  @inlinable
  public mutating func append(_ byte: UInt8) {
    reserve(1)
    start.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    written &+= 1
  }

  /// Appends a run of bytes.
  @inlinable
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
    reserve(bytes.count)
    (start + count).copyMemory(from: base, byteCount: bytes.count)
    written &+= bytes.count
  }

  /// Appends a whole number in base ten.
  public mutating func append(digitsOf number: UInt64) {
    reserve(NumberText.mostDigits)
    written &+= NumberText.write(number, at: start + written)
  }

  /// Appends literal text.
  @inlinable
  public mutating func append(_ text: StaticString) {
    append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// The string written, living in the arena.
  @inlinable
  public func finish() -> Value {
    Value(string: UnsafeRawBufferPointer(start: start, count: count))
  }
}
