/// One step of a transformation (PMML 4.4, Transformations): a node in a flat array, its arguments by index.
struct Expression: BitwiseCopyable, Sendable {
  enum Operation: Sendable {
    case constant
    /// The only argument, as `type`.
    case cast
    /// The field of `slot`.
    case field
    case normContinuous(Outliers)
    case normDiscrete
    case discretize
    /// `items` are rows of keys and a value; `arguments` the fields of the keys.
    case mapValues
    case apply(Function)
  }

  /// What `NormContinuous` does beyond its first and last point.
  enum Outliers: Sendable {
    case asIs, asMissingValues, asExtremeValues
  }

  /// What becomes of a result that is no number, such as the root of -1.
  enum InvalidResult: Sendable {
    case returnInvalid, asIs, asMissing
  }

  var operation: Operation
  var slot: Int32 = -1
  /// Indices in `ScoreProgram.links` of argument expressions, or of slots for `mapValues`.
  var arguments = Part()
  /// Points, bins or table rows.
  var items = Part()
  var constant = Cell.missing
  var mapMissingTo = Cell.missing
  var defaultValue = Cell.missing
  var invalidResult = InvalidResult.returnInvalid
  /// What the result is turned into; nil leaves it.
  var type: DataType?
}

/// A point of `NormContinuous`.
struct LinearPoint: BitwiseCopyable, Sendable {
  let original: Double
  let norm: Double
}

/// A range of numbers, open or closed at either end.
struct Interval: BitwiseCopyable, Sendable {
  var left = -Double.infinity
  var right = Double.infinity
  var includesLeft = false
  var includesRight = false

  func contains(_ number: Double) -> Bool {
    (includesLeft ? number >= left : number > left)
      && (includesRight ? number <= right : number < right)
  }
}

/// A bin of `Discretize`.
struct Bin: BitwiseCopyable, Sendable {
  let interval: Interval
  let value: Cell
}

/// The built-in functions of PMML 4.4 that are evaluated; the raw value is the name in the file.
enum Function: String, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case modulo
  case min, max, sum, product, median
  case average = "avg"
  case log10, ln, ln1p, sqrt, abs, exp, expm1, pow, hypot, threshold, floor, ceil, round, rint
  case sin, cos, tan, asin, acos, atan, atan2, sinh, cosh, tanh
  case stdNormalCDF, stdNormalPDF
  case isMissing, isNotMissing, isValid, isNotValid
  case equal, notEqual, lessThan, lessOrEqual, greaterThan, greaterOrEqual
  case and, or, not, isIn, isNotIn
  case choose = "if"
  case uppercase, lowercase, substring, trimBlanks, concat, stringLength

  /// How many arguments it takes.
  var arity: ClosedRange<Int> {
    switch self {
    case .add, .subtract, .multiply, .divide, .modulo, .pow, .hypot, .threshold, .atan2, .equal,
      .notEqual, .lessThan, .lessOrEqual, .greaterThan, .greaterOrEqual:
      2...2
    case .min, .max, .sum, .product, .median, .average: 1...1000
    case .and, .or, .isIn, .isNotIn, .concat: 2...1000
    case .choose: 2...3
    case .substring: 3...3
    default: 1...1
    }
  }

  /// Aggregates take the arguments that are there; everything else is missing when one of them is.
  var skipsMissing: Bool {
    switch self {
    case .min, .max, .sum, .product, .median, .average: true
    default: false
    }
  }
}

/// A predicate (PMML 4.4, Predicates): a node in a flat array.
struct Predicate: BitwiseCopyable, Sendable {
  enum Operation: Sendable {
    case alwaysTrue, alwaysFalse
    case equal, notEqual, lessThan, lessOrEqual, greaterThan, greaterOrEqual
    case isMissing, isNotMissing
    /// `items` are cells.
    case isIn, isNotIn
    /// `items` are links to predicates.
    case and, or, xor, surrogate
  }

  var operation: Operation
  var slot: Int32 = -1
  var literal = Cell.missing
  var items = Part()
}
