/// What a filter may use besides its arguments: memory, limits, the run's date, the document's language.
///
/// One per worker, reset for each document.
public final class FilterScope {
  /// Where a filter makes its result.
  public let arena: Arena
  /// What the document may cost.
  public let limits: RenderLimits
  /// Seconds since 1970-01-01T00:00:00Z that `'now'` and `'today'` mean; an input, never the machine's clock.
  public var now: Int64 {
    get { state.pointee.now }
    set { state.pointee.now = newValue }
  }
  /// Whether the template's content type is `text`: nothing is markup, so nothing is kept from it.
  ///
  /// False is the safe side: `newline_to_br` then escapes plain text before it adds its tags, and `escape`
  /// leaves markup as it is. The machine sets it for each page.
  public var isPlainText: Bool {
    get { state.pointee.isPlainText }
    set { state.pointee.isPlainText = newValue }
  }
  /// How the document's language writes numbers, money, dates; nil where no locale was given.
  public var locale: LocaleFormats? {
    get { state.pointee.locale }
    set { state.pointee.locale = newValue }
  }
  /// The document's texts; nil where the template has none.
  public var translations: Translations? {
    didSet { state.pointee.translationTable = translations?.table }
  }
  /// The same as a plain pointer: workers share the texts, and would fight over their reference count.
  var translationTable: TranslationTable? { state.pointee.translationTable }
  /// What notes the way that programs compiled to be traced take; nil in a run.
  public var trace: TraceRecorder?
  /// Takes the answers of a program of questions: the question's number, and its value.
  public var answer: ((_ question: Int, _ value: Value) -> Void)?
  /// The currencies that amounts of this document carry in their flags, from 1; see `currency(of:)`.
  public var currencies: [Value] = []
  /// Steps used so far by this document.
  public var steps: Int { state.pointee.steps }
  /// In memory of its own: a class's stored property is checked for overlapping access at every use.
  private let state: UnsafeMutablePointer<State>

  private struct State: BitwiseCopyable {
    var steps = 0
    var lastNumber = 0
    var now: Int64
    var isPlainText = false
    var locale: LocaleFormats?
    var translationTable: TranslationTable?
  }

  /// Makes a scope over one worker's arena.
  public init(arena: Arena, limits: RenderLimits = RenderLimits(), now: Int64 = 0) {
    self.arena = arena
    self.limits = limits
    state = .allocate(capacity: 1)
    state.initialize(to: State(now: now))
  }

  deinit { state.deallocate() }

  /// Starts counting the next document's steps.
  public func resetSteps() {
    state.pointee.steps = 0
    state.pointee.lastNumber = 0
  }

  /// The currency that an amount came with from the record's schema; nil where it has none.
  func currency(of amount: Value) -> Value {
    let number = Int(amount.flags.rawValue)
    guard amount.isNumber, number > 0, number <= currencies.count else { return .nil }
    return currencies[number - 1]
  }

  /// The document's next number, from 1: for ids that must differ within a page.
  public func nextNumber() -> Int {
    state.pointee.lastNumber += 1
    return state.pointee.lastNumber
  }

  /// Charges for `bytes` a filter is about to make; call it before allocating.
  ///
  /// - Throws: `RenderFailure.limit` when the string, the document or the step limit would be passed.
  public func charge(bytes: Int) throws(RenderFailure) {
    if bytes > limits.stringBytes {
      throw RenderFailure(.limit, "a string would be longer than \(limits.stringBytes) bytes")
    }
    if arena.usedBytes &+ bytes > limits.documentBytes {
      throw RenderFailure(.limit, "the document would use more than \(limits.documentBytes) bytes")
    }
    try charge(steps: 1 &+ bytes / 64)
  }

  /// Charges for memory that is no string: a loop's pairs, a call's arguments.
  ///
  /// - Throws: `RenderFailure.limit` when the document or the step limit would be passed.
  func charge(memory bytes: Int) throws(RenderFailure) {
    if arena.usedBytes &+ bytes > limits.documentBytes {
      throw RenderFailure(.limit, "the document would use more than \(limits.documentBytes) bytes")
    }
    try charge(steps: bytes / 64)
  }

  /// Charges `count` steps, for work that makes no bytes (a sort's comparisons, elements visited).
  ///
  /// - Throws: `RenderFailure.limit` when the step limit is passed.
  @inline(__always)
  public func charge(steps count: Int) throws(RenderFailure) {
    let steps = state.pointee.steps &+ count
    state.pointee.steps = steps
    if steps > limits.steps { throw tooManySteps }
  }

  private var tooManySteps: RenderFailure {
    @inline(never) get {
      RenderFailure(.limit, "the document needs more than \(limits.steps) steps")
    }
  }
}

/// What stands after a filter's colon, evaluated.
@frozen
public struct FilterArguments: BitwiseCopyable {
  /// Arguments by position.
  public let positional: UnsafeBufferPointer<Value>
  /// Arguments by name, in source order; keys are strings.
  public let named: UnsafeBufferPointer<Member>

  /// Makes arguments.
  public init(positional: UnsafeBufferPointer<Value>, named: UnsafeBufferPointer<Member>) {
    self.positional = positional
    self.named = named
  }

  /// No arguments.
  public static var none: FilterArguments {
    FilterArguments(
      positional: UnsafeBufferPointer(start: nil, count: 0),
      named: UnsafeBufferPointer(start: nil, count: 0))
  }

  /// The positional argument at `index`; nil where it was not given.
  @inlinable
  public subscript(index: Int) -> Value { index < positional.count ? positional[index] : .nil }
}

/// One filter: what it is called, what it takes, what it does.
///
/// The checker, the compiler and the manual read the same row.
public struct FilterRow: Sendable {
  /// What a filter does.
  public typealias Function =
    @Sendable (_ input: Value, _ arguments: FilterArguments, _ scope: FilterScope)
    throws(RenderFailure) -> Value

  /// What becomes of markup safety.
  public enum Safety: Sendable {
    /// The result is plain text, escaped where it is printed, whatever the input was.
    case text
    /// The result is markup if the input was (the filter cannot make markup out of text).
    case kept
    /// The result is markup: the filter escapes what it is given (`escape`, `newline_to_br`).
    case escapes
  }

  /// A type the checker knows.
  public enum Kind: Sendable, Hashable {
    /// Any value.
    case any
    /// Text, or what prints as text.
    case string
    /// A number, or text that is one.
    case number
    /// A list.
    case array
    /// A truth value.
    case boolean
    /// A date text.
    case date
  }

  /// The name authors write.
  public let name: String
  /// The kind of value it is for.
  public let input: Kind
  /// The kind of value it makes.
  public let output: Kind
  /// How many positional arguments it takes at least and at most.
  public let arity: ClosedRange<Int>
  /// The named arguments it takes.
  public let names: [String]
  /// What becomes of markup safety.
  public let safety: Safety
  /// One sentence for the manual.
  public let summary: String
  /// The work itself.
  public let apply: Function
  /// Whether a whole or decimal number, once printed, looks the same behind it.
  var leavesNumbers = false

  /// Whether it is `t`, whose text is printed piece by piece.
  var translates = false

  /// The same row for the filter `t`.
  func translating() -> FilterRow {
    var row = self
    row.translates = true
    return row
  }

  /// The same row for a filter that does nothing to a number that is printed next.
  func leavingNumbers() -> FilterRow {
    var row = self
    row.leavesNumbers = true
    return row
  }

  /// Makes a row.
  public init(
    _ name: String,
    _ input: Kind = .any,
    to output: Kind = .any,
    arity: ClosedRange<Int> = 0...0,
    names: [String] = [],
    safety: Safety = .text,
    _ summary: String,
    _ apply: @escaping Function
  ) {
    self.name = name
    self.input = input
    self.output = output
    self.arity = arity
    self.names = names
    self.safety = safety
    self.summary = summary
    self.apply = apply
  }
}
