/// One value while a model is evaluated: 16 bytes, trivially copyable.
///
/// Texts are numbers in a table (`SymbolTable`), so that comparing categories compares integers.
struct Cell: BitwiseCopyable, Sendable {
  enum Kind: UInt8, Sendable {
    /// Not computed yet for this record.
    case pending
    /// PMML's missing value.
    case missing
    case number
    /// `number` is 1 or 0.
    case boolean
    /// `symbol` is the text.
    case text
  }

  var kind: Kind
  var symbol: Int32 = -1
  var number: Double = 0

  static let pending = Cell(kind: .pending)
  static let missing = Cell(kind: .missing)

  private init(kind: Kind) { self.kind = kind }

  init(_ number: Double) {
    kind = .number
    self.number = number
  }

  init(_ boolean: Bool) {
    kind = .boolean
    number = boolean ? 1 : 0
  }

  init(symbol: Int32) {
    kind = .text
    self.symbol = symbol
  }

  var isMissing: Bool { kind == .missing }
  /// Whether it can be computed with: a number, or a truth value as 1 or 0.
  var isNumeric: Bool { kind == .number || kind == .boolean }

  /// PMML's `equal` for two values of one type; a number and a text are never equal.
  func equals(_ other: Cell) -> Bool {
    if isNumeric, other.isNumeric { return number == other.number }
    return kind == .text && other.kind == .text && symbol == other.symbol
  }
}

/// The data types of PMML that are evaluated; dates and times are not.
enum DataType: String, Sendable {
  case string, integer, float, double, boolean

  var isNumeric: Bool { self == .integer || self == .float || self == .double }
}

/// What a predicate may be: comparing with a missing value is neither true nor false.
enum Truth: UInt8, Sendable {
  case no, yes, unknown

  init(_ value: Bool) { self = value ? .yes : .no }
}

/// A part of an array: where it starts and how many there are.
struct Part: BitwiseCopyable, Sendable {
  var start: Int32 = 0
  var count: Int32 = 0

  init() {}

  init(_ start: Int, _ count: Int) {
    self.start = Int32(start)
    self.count = Int32(count)
  }

  var indices: Range<Int> { Int(start)..<Int(start + count) }
  var isEmpty: Bool { count == 0 }
}
