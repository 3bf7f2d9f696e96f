public import Diagnostics

/// A compiled template: flat operations, constants and text, immutable, shared by every worker.
public final class Program: @unchecked Sendable {
  // Unchecked: the buffers are written by `init`, freed by `deinit` and only read in between.

  /// An isolated scope: the template itself, or a snippet that `render` calls.
  struct Unit: Sendable {
    /// How many variables a frame of it holds.
    var slotCount = 0
    /// Slots filled from the record's members when a frame starts.
    var recordSlots: [(slot: Int, name: Int)] = []
    /// Slots filled from the run's variables when a frame starts.
    var globalSlots: [(slot: Int, global: Int)] = []
    /// Variables that `increment` steps: visible slot, environment slot.
    var counterSlots: [(slot: Int, environment: Int)] = []
    /// Names and slots, for variables named by a value.
    var names: [Spelling: Int] = [:]
  }

  /// A run of operations whose failure is printed in its place when errors are inline.
  struct Handler: Sendable {
    let start: Int
    let end: Int
    let loopDepth: Int
    let captureDepth: Int
    let isBlank: Bool
    /// A block that prints nothing, as opposed to an assignment.
    let isBlankBlock: Bool
  }

  /// Where a call may go: the code of a partial in one scope and one context.
  struct Entry: Sendable {
    var name: String
    var start: Int
    /// The scope it runs in.
    var unit: Int
    /// The variable that `with` and the name itself bind; -1 when nothing reads it.
    var argumentSlot: Int
    var steps: Int
  }

  /// The entries one call chooses from, and the words for a name that is not among them.
  struct EntryTable: Sendable {
    var entries: [Int]
    var isolated: Bool
  }

  /// The file and bytes an operation came from.
  struct Place: Sendable {
    let file: Int32
    let start: Int32
    let end: Int32
  }

  /// Readable bytes behind the static text, so that whole blocks of it may be moved.
  static let textPadding = 32

  let operations: UnsafeMutableBufferPointer<Operation>
  let text: UnsafeMutableRawBufferPointer
  let constants: [Value]
  let constantPointer: UnsafeMutableBufferPointer<Value>
  let filters: [FilterRow]
  let tags: [TagRow]
  let units: [Unit]
  let entries: [Entry]
  let entryTables: [EntryTable]
  let bindings: [Int]
  let handlers: [Handler]
  let places: [Place]
  let stackNeed: Int
  /// What a trace can note; empty unless it was compiled to be traced.
  public let tracePoints: [TracePoint]
  /// The files it was made of: the template first.
  public let files: [SourceFile]
  let fileNames: [String]
  /// What it makes: plain text, HTML or SVG.
  public let contentType: ContentType
  /// What one document may cost.
  public let limits: RenderLimits
  /// The distinct pieces of static text: ranges of `text`, in the order of the first operation that copies each.
  let segmentRanges: [Range<Int>]
  private let constantArena: Arena
  private let assumedAbsent: [Int]
  /// What the machine reads of all this.
  let tables: ProgramTables

  init(
    parts: ProgramParts, filters: [FilterRow], tags: [TagRow], contentType: ContentType,
    limits: RenderLimits
  ) {
    var code = parts.code
    segmentRanges = Self.numberSegments(of: &code, in: parts.text)
    Self.joinSteps(of: &code)
    operations = .allocate(capacity: code.count)
    _ = operations.initialize(from: code)
    let padded = UnsafeMutableRawBufferPointer.allocate(
      byteCount: parts.text.count + Self.textPadding, alignment: 16)
    padded.copyBytes(from: parts.text)
    padded[parts.text.count...].initializeMemory(as: UInt8.self, repeating: 0)
    text = UnsafeMutableRawBufferPointer(rebasing: padded[..<parts.text.count])
    constantArena = Arena()
    var constants: [Value] = []
    for constant in parts.constants { constants.append(constant.value(in: constantArena)) }
    self.constants = constants
    constantPointer = .allocate(capacity: max(1, constants.count))
    _ = constantPointer.initialize(from: constants)
    self.filters = filters
    self.tags = tags
    self.contentType = contentType
    self.limits = limits
    units = parts.units
    entries = parts.entries
    entryTables = parts.entryTables
    bindings = parts.bindings
    handlers = parts.handlers
    places = parts.places
    stackNeed = parts.stackNeed
    tracePoints = parts.points
    assumedAbsent = parts.assumedAbsent
    files = parts.files
    fileNames = parts.fileNames
    tables = ProgramTables(parts, filters: filters, tags: tags, arena: constantArena)
  }

  deinit {
    operations.deallocate()
    text.deallocate()
    constantPointer.deallocate()
    tables.deallocate()
    constantArena.destroy()
  }

  /// Whether what its trace tells of constant outputs holds for a record; see `ConstantFlow`.
  public func knowsConstants(of record: Value) -> Bool {
    assumedAbsent.allSatisfy { record.member(named: constants[$0].bytes) == nil }
  }

  /// The place an operation came from.
  func place(of operation: Int) -> Diagnostic.Place? {
    guard operation >= 0, operation < places.count else { return nil }
    let place = places[operation]
    return Diagnostic.Place(
      file: files[Int(place.file)], span: SourceSpan(Int(place.start), Int(place.end)))
  }
}

/// What the compiler hands over.
struct ProgramParts {
  var code: [Operation] = []
  var places: [Program.Place] = []
  var text: [UInt8] = []
  var constants: [Constant] = []
  var units: [Program.Unit] = []
  var entries: [Program.Entry] = []
  var entryTables: [Program.EntryTable] = []
  var bindings: [Int] = []
  var handlers: [Program.Handler] = []
  var files: [SourceFile] = []
  /// By file: the snippet name; empty for the template itself.
  var fileNames: [String] = []
  var stackNeed = 0
  var points: [TracePoint] = []
  /// Constants: names of the record's members that `ConstantFlow` counts on not being there.
  var assumedAbsent: [Int] = []
}

/// A value the template spells out, before it has memory.
enum Constant: Hashable {
  case `nil`
  case boolean(Bool)
  case string(Spelling)
  case number(String)
  case empty
  case blank
  case range(Int64, Int64)

  static func text(_ text: String) -> Constant { .string(Spelling(text)) }

  func value(in arena: Arena) -> Value {
    switch self {
    case .nil: .nil
    case .boolean(let boolean): Value(boolean)
    case .string(let spelled): Value(spelled.text, in: arena)
    case .number(let text): Self.number(text, in: arena)
    case .empty: .empty
    case .blank: .blank
    case .range(let first, let last): Value(rangeFrom: first, to: last, in: arena)
    }
  }

  private static func number(_ text: String, in arena: Arena) -> Value {
    let bytes = Value(text, in: arena).bytes
    return Value.number(parsing: bytes, in: arena, keepsTrailingZeros: false) ?? .nil
  }
}
