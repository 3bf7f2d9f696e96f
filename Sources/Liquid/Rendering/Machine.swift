/// Walks a `Program` for one document at a time; one per worker, kept from document to document.
///
/// All its memory is taken once: a value stack, frames of variables, loops, captures, shadowed variables and calls.
/// A handle, as `Arena`; `Renderer` owns what it points to.
struct Machine: BitwiseCopyable {
  /// A variable that a loop or a shared partial hides until it ends.
  struct Shadow: BitwiseCopyable {
    var slot: UnsafeMutablePointer<Value>
    var value: Value
  }

  /// Where a partial returns to, and what it repeats.
  struct Call: BitwiseCopyable {
    var returnAddress: UnsafePointer<Operation>
    var frame: UnsafeMutablePointer<Value>
    var unit: Int
    var loopBase: Int
    var captureBase: Int
    var shadowBase: Int
    var isIsolated: Bool
    /// The partial's first operation, for the next element of `for`.
    var start: UnsafePointer<Operation>
    var loop: UnsafeMutablePointer<LoopState>?
    /// The isolated call's named arguments, kept for the next element.
    var arguments: UnsafePointer<Value>?
    var argumentCount: Int
    var bindingOffset: Int
    var argumentSlot: Int
  }

  struct State {
    var frame: UnsafeMutablePointer<Value>
    var frameTop: UnsafeMutablePointer<Value>
    var frameEnd: UnsafeMutablePointer<Value>
    var unit = 0
    var loopDepth = 0
    var captureDepth = 0
    var shadowDepth = 0
    var callDepth = 0
    var interrupt: UInt8 = 0
    var iterations = 0
    /// Steps of look-ups and of printing that no place with a scope has charged yet.
    var debt = 0
    var failures = FailureMode.thrown
    var record = Value.nil
  }

  /// Fixed sizes; a document that needs more fails with the limit that names it.
  enum Size {
    static let stack = 16 << 10
    static let frames = 32 << 10
    static let loops = 512
    static let captures = 512
    static let shadows = 2048
    static let calls = 128
    /// Longer values named by a value are looked for in the record alone; no template has such a name.
    static let nameBytes = 4096
    /// Objects with more members, texts with more bytes and lists with more elements cost steps to look through.
    static let cheapMembers = 64
    /// Steps that may be owed: as much as a document may ever take.
    static let mostDebt = 1_000_000
    /// What a call may take of the arena for its loop and its name.
    static let callBytes = 192
  }

  let state: UnsafeMutablePointer<State>
  let stack: UnsafeMutablePointer<Value>
  let frames: UnsafeMutablePointer<Value>
  let loops: UnsafeMutablePointer<UnsafeMutablePointer<LoopState>>
  let captures: UnsafeMutablePointer<Int>
  let shadows: UnsafeMutablePointer<Shadow>
  let calls: UnsafeMutablePointer<Call>
  /// By operation: where a member was found last time (bits 0...15), in objects of which shape (16...31).
  let hints: UnsafeMutablePointer<UInt32>
  /// By variable of the template that the record fills: where its member was found last time.
  let recordHints: UnsafeMutablePointer<UInt16>
  let arena: Arena
  let output: Output
  /// Where a value is printed before it is escaped.
  let spare: Output

  init(operationCount: Int, recordSlotCount: Int, scratch: Scratch) {
    state = .allocate(capacity: 1)
    stack = .allocate(capacity: Size.stack)
    frames = .allocate(capacity: Size.frames)
    loops = .allocate(capacity: Size.loops)
    captures = .allocate(capacity: Size.captures)
    shadows = .allocate(capacity: Size.shadows)
    calls = .allocate(capacity: Size.calls)
    hints = .allocate(capacity: operationCount)
    hints.initialize(repeating: 0, count: operationCount)
    recordHints = .allocate(capacity: max(1, recordSlotCount))
    recordHints.initialize(repeating: 0, count: max(1, recordSlotCount))
    arena = scratch.arena
    output = scratch.output
    spare = scratch.spare
    state.initialize(
      to: State(frame: frames, frameTop: frames, frameEnd: frames + Size.frames))
  }

  func destroy() {
    state.deallocate()
    stack.deallocate()
    frames.deallocate()
    loops.deallocate()
    captures.deallocate()
    shadows.deallocate()
    calls.deallocate()
    hints.deallocate()
    recordHints.deallocate()
  }

  /// Makes ready for the next document.
  func reset(record: Value, failures: FailureMode) {
    state.pointee = State(frame: frames, frameTop: frames, frameEnd: frames + Size.frames)
    state.pointee.record = record
    state.pointee.failures = failures
  }
}
