/// One step of a compiled template: 16 bytes, trivially copyable, no pointer and no reference.
///
/// The machine walks a flat array of these. What `a` to `e` mean is said at each code.
struct Operation: BitwiseCopyable {
  enum Code: UInt8 {
    /// Copies static text: c offset, d length in the program's text, e index among its segments.
    case text
    /// Pushes a constant: c index.
    case constant
    /// Pushes a variable: c slot.
    case load
    /// Pushes a member of a variable: a command, b shaped slot, c slot, d name constant.
    case loadMember
    /// A `loadMember`; the filter without arguments that follows is applied in the same step.
    case loadMemberFilter
    /// A `loadMember`; the filter without arguments and the output that follow are done in the same step.
    case loadMemberFilterOutput
    /// A `loadMember`; the `jumpIfFalse` that follows is done in the same step.
    case loadMemberJumpIfFalse
    /// A `constant`; the filter that follows takes it as its only argument, in the same step.
    case constantFilter
    /// Replaces the top by its member: a command, b shaped slot, d name constant.
    case member
    /// Pops a key, replaces the top by the element or member it names.
    case index
    /// Replaces the top, a name, by that variable.
    case dynamicVariable
    /// Pops last, replaces the top, the first, by a range.
    case range
    /// Applies a filter: b row, c positional arguments, d named arguments above the input.
    case filter
    /// Pops and prints: a escaper.
    case output
    /// Pops and prints what nothing of the record or the run reached: a escaper. Only in programs that note constants.
    case outputConstant
    /// A filter that ends an output and leaves numbers as they are, and the output: a escaper, b row.
    case filterOutput
    /// The filter `t` and the output: a escaper, b row, c positional arguments, d named arguments above the input.
    case translate
    /// Prints a variable: a escaper, c slot.
    case outputVariable
    /// Prints a member of a variable: a escaper, b shaped slot, c slot, d name constant, e command.
    case outputMember
    /// Drops the top.
    case pop
    /// Pops into a variable: c slot.
    case store
    /// Pops into a variable that loops or partials may shadow: c slot.
    case storeOutermost
    /// Starts collecting output for `capture` or `ifchanged`.
    case beginCapture
    /// Ends collecting into a variable: a flags of the text, b 1 when it may be shadowed, c slot.
    case endCapture
    /// Ends collecting: prints it if it differs from slot c's text.
    case endIfChanged
    /// Goes to c.
    case jump
    /// Pops; goes to c if it is false.
    case jumpIfFalse
    /// Pops; goes to c if it is true.
    case jumpIfTrue
    /// Pops two; a comparison; goes to c when the answer is b.
    case jumpIfComparison
    /// Starts a loop over the popped collection: a flags, b offset register slot, c item slot, d exit, e forloop slot.
    case beginLoop
    /// Next pass to c if there is one, otherwise on; d steps of one pass.
    case nextLoop
    /// Ends the innermost loop.
    case endLoop
    /// Starts a table: as `beginLoop`; a has flag 16 for columns.
    case beginTable
    /// Prints the cell's start.
    case beginCell
    /// Prints the cell's end; next pass to c or on; d steps of one pass.
    case endCell
    /// Marks the innermost table as broken off and goes to c, its `endCell`.
    case breakTable
    /// Ends the innermost table.
    case endTable
    /// Pops d values and pushes the one whose turn it is: a 1 when a group name lies below, c register slot.
    case cycle
    /// Prints and steps a counter: a 1 up, 2 down; c variable slot, d environment slot.
    case increment
    /// Pops into a variable that a shared partial sees until it ends: c slot.
    case bind
    /// Renders an isolated partial: a flags, b named arguments, c entry table index, d unit, e binding table offset.
    case callIsolated
    /// Renders a partial in this scope: a flags, b named arguments, c entry table index, e binding table offset.
    case callShared
    /// Leaves with a pending break (a 1) or continue (a 2) for the caller.
    case interrupt
    /// Goes to c unless an interrupt is pending.
    case jumpIfQuiet
    /// Takes a pending interrupt: goes to c on break, d on continue.
    case takeInterrupt
    /// Ends a partial or the template.
    case finish
    /// Calls a registered tag: b row, c positional, d named arguments.
    case tag
    /// Fails with a message: c constant, a failure code.
    case fail
    /// Tells the recorder of a trace: a `TraceMark`, c point. Only in programs compiled to be traced.
    case mark
  }

  var code: Code
  var a: UInt8 = 0
  var b: UInt16 = 0
  var c: UInt32 = 0
  var d: UInt32 = 0
  var e: UInt32 = 0
}

/// What `.name` means beyond a key of that name.
enum MemberCommand: UInt8 {
  case none
  case size
  case first
  case last
  // Of loops only.
  case index
  case index0
  case rindex
  case length

  /// Whether a list, text or object has it, too: all but those of loops.
  static func isOfLists(_ command: UInt8) -> Bool { command &- 1 < 3 }

  init(_ name: String) {
    switch name {
    case "size": self = .size
    case "first": self = .first
    case "last": self = .last
    case "index": self = .index
    case "index0": self = .index0
    case "rindex": self = .rindex
    case "length": self = .length
    default: self = .none
    }
  }
}

/// Bits of a loop's `a`.
enum LoopFlags {
  static let reversed: UInt8 = 1
  static let limit: UInt8 = 2
  static let offset: UInt8 = 4
  static let continues: UInt8 = 8
  static let columns: UInt8 = 16
}

/// Bits of a partial call's `a`.
enum CallFlags {
  /// A value follows `with` or `for`.
  static let argument: UInt8 = 1
  /// `for`: once for each element.
  static let loops: UInt8 = 2
  /// The name is a value, looked up in the entry table.
  static let dynamic: UInt8 = 4
}
