import Glibc

/// Transformations of the current record.
extension ScoreEvaluator {
  func evaluate(_ index: Int32) -> Cell {
    let expression = program.expressions[Int(index)]
    let result = compute(expression)
    guard let type = expression.type else { return result }
    return cast(result, to: type)
  }

  private func compute(_ expression: Expression) -> Cell {
    switch expression.operation {
    case .constant: return expression.constant
    case .cast: return evaluate(program.links[Int(expression.arguments.start)])
    case .field:
      let cell = value(expression.slot)
      return cell.isMissing ? expression.mapMissingTo : cell
    case .normContinuous(let outliers): return normContinuous(expression, outliers)
    case .normDiscrete:
      let cell = value(expression.slot)
      if cell.isMissing { return expression.mapMissingTo }
      return Cell(cell.equals(expression.constant) ? 1.0 : 0.0)
    case .discretize:
      let cell = value(expression.slot)
      if cell.isMissing { return expression.mapMissingTo }
      guard cell.isNumeric else { return expression.defaultValue }
      for bin in program.bins[expression.items] where bin.interval.contains(cell.number) {
        return bin.value
      }
      return expression.defaultValue
    case .mapValues: return mapValues(expression)
    case .apply(let function): return apply(function, expression)
    }
  }

  private func normContinuous(_ expression: Expression, _ outliers: Expression.Outliers) -> Cell {
    let cell = value(expression.slot)
    guard cell.isNumeric else { return expression.mapMissingTo }
    let points = program.points[expression.items]
    guard let first = points.first, let last = points.last else { return .missing }
    let number = cell.number
    if number < first.original || number > last.original {
      switch outliers {
      case .asMissingValues: return expression.mapMissingTo
      case .asExtremeValues: return Cell(number < first.original ? first.norm : last.norm)
      case .asIs: break
      }
    }
    // The line of the part it lies in; beyond the ends, of the first or last part.
    var upper = points.startIndex + 1
    while upper < points.endIndex - 1, number > points[upper].original { upper += 1 }
    let (left, right) = (points[upper - 1], points[upper])
    return Cell(
      left.norm + (number - left.original) / (right.original - left.original)
        * (right.norm - left.norm))
  }

  private func mapValues(_ expression: Expression) -> Cell {
    let columns = program.links[expression.arguments]
    for slot in columns where value(slot).isMissing { return expression.mapMissingTo }
    let width = columns.count + 1
    var row = Int(expression.items.start)
    let end = row + Int(expression.items.count)
    while row + width <= end {
      let matches = columns.enumerated().allSatisfy { offset, slot in
        program.cells[row + offset].equals(value(slot))
      }
      if matches { return program.cells[row + width - 1] }
      row += width
    }
    return expression.defaultValue
  }

  // MARK: Functions

  private func apply(_ function: Function, _ expression: Expression) -> Cell {
    let arguments = expression.arguments
    var result: Cell
    switch function {
    case .choose: result = choose(arguments, expression.mapMissingTo)
    case .isMissing: result = Cell(argument(arguments, 0).isMissing)
    case .isNotMissing, .isValid: result = Cell(!argument(arguments, 0).isMissing)
    case .isNotValid: result = Cell(argument(arguments, 0).isMissing)
    case .min, .max, .sum, .product, .median, .average: result = aggregate(function, arguments)
    case .isIn, .isNotIn: result = isIn(function, arguments)
    default:
      for offset in 0..<Int(arguments.count) where argument(arguments, offset).isMissing {
        if !expression.mapMissingTo.isMissing { return expression.mapMissingTo }
        return expression.defaultValue
      }
      result = strict(function, arguments)
    }
    if result.kind == .number, !result.number.isFinite {
      switch expression.invalidResult {
      case .asIs: break
      case .asMissing: result = .missing
      case .returnInvalid:
        failure = failure ?? -1
        result = .missing
      }
    }
    return result.isMissing ? expression.defaultValue : result
  }

  /// An argument; asking again evaluates again, so heavy ones are derived fields, which are kept.
  private func argument(_ arguments: Part, _ offset: Int) -> Cell {
    evaluate(program.links[Int(arguments.start) + offset])
  }

  private func choose(_ arguments: Part, _ mapMissingTo: Cell) -> Cell {
    let condition = argument(arguments, 0)
    if condition.isMissing { return mapMissingTo }
    if condition.isNumeric, condition.number != 0 { return argument(arguments, 1) }
    return arguments.count > 2 ? argument(arguments, 2) : .missing
  }

  private func isIn(_ function: Function, _ arguments: Part) -> Cell {
    let cell = argument(arguments, 0)
    if cell.isMissing { return .missing }
    let isIn = (1..<Int(arguments.count)).contains { argument(arguments, $0).equals(cell) }
    return Cell(isIn == (function == .isIn))
  }

  private func aggregate(_ function: Function, _ arguments: Part) -> Cell {
    var count = 0
    var result = function == .product ? 1.0 : 0.0
    var sorted: [Double] = []
    for offset in 0..<Int(arguments.count) {
      let cell = argument(arguments, offset)
      guard cell.isNumeric else { continue }
      count += 1
      switch function {
      case .min: result = count == 1 ? cell.number : Swift.min(result, cell.number)
      case .max: result = count == 1 ? cell.number : Swift.max(result, cell.number)
      case .product: result *= cell.number
      case .median: sorted.append(cell.number)
      default: result += cell.number
      }
    }
    if count == 0 { return .missing }
    if function == .median { return Cell(Self.median(&sorted)) }
    return Cell(function == .average ? result / Double(count) : result)
  }

  static func median(_ numbers: inout [Double]) -> Double {
    numbers.sort()
    let middle = numbers.count / 2
    return numbers.count % 2 == 1
      ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2
  }

  /// Functions whose arguments are all there.
  private func strict(_ function: Function, _ arguments: Part) -> Cell {
    switch function {
    case .equal: return Cell(argument(arguments, 0).equals(argument(arguments, 1)))
    case .notEqual: return Cell(!argument(arguments, 0).equals(argument(arguments, 1)))
    case .and:
      return Cell((0..<Int(arguments.count)).allSatisfy { isTrue(argument(arguments, $0)) })
    case .or: return Cell((0..<Int(arguments.count)).contains { isTrue(argument(arguments, $0)) })
    case .not: return Cell(!isTrue(argument(arguments, 0)))
    case .uppercase, .lowercase, .substring, .trimBlanks, .concat, .stringLength:
      return textual(function, arguments)
    default: break
    }
    guard let first = number(argument(arguments, 0)) else { return Cell(Double.nan) }
    if arguments.count == 1 { return Cell(Self.unary(function, first)) }
    guard let second = number(argument(arguments, 1)) else { return Cell(Double.nan) }
    switch function {
    case .lessThan: return Cell(first < second)
    case .lessOrEqual: return Cell(first <= second)
    case .greaterThan: return Cell(first > second)
    case .greaterOrEqual: return Cell(first >= second)
    case .add: return Cell(first + second)
    case .subtract: return Cell(first - second)
    case .multiply: return Cell(first * second)
    case .divide: return Cell(first / second)
    // The sign of the divisor (PMML 4.4, modulo).
    case .modulo: return Cell(first - second * (first / second).rounded(.down))
    case .pow: return Cell(Glibc.pow(first, second))
    case .hypot: return Cell(Glibc.hypot(first, second))
    case .atan2: return Cell(Glibc.atan2(first, second))
    default: return Cell(first > second ? 1.0 : 0.0)
    }
  }

  private func isTrue(_ cell: Cell) -> Bool { cell.isNumeric && cell.number != 0 }

  private func number(_ cell: Cell) -> Double? {
    if cell.isNumeric { return cell.number }
    return cell.kind == .text ? PMMLReader.number(text(of: cell.symbol)) : nil
  }

  private static func unary(_ function: Function, _ x: Double) -> Double {
    switch function {
    case .log10: Glibc.log10(x)
    case .ln: Glibc.log(x)
    case .ln1p: Glibc.log1p(x)
    case .sqrt: x.squareRoot()
    case .abs: Swift.abs(x)
    case .exp: Glibc.exp(x)
    case .expm1: Glibc.expm1(x)
    case .floor: x.rounded(.down)
    case .ceil: x.rounded(.up)
    case .round: (x + 0.5).rounded(.down)
    case .rint: x.rounded(.toNearestOrEven)
    case .sin: Glibc.sin(x)
    case .cos: Glibc.cos(x)
    case .tan: Glibc.tan(x)
    case .asin: Glibc.asin(x)
    case .acos: Glibc.acos(x)
    case .atan: Glibc.atan(x)
    case .sinh: Glibc.sinh(x)
    case .cosh: Glibc.cosh(x)
    case .tanh: Glibc.tanh(x)
    case .stdNormalCDF: normalCDF(x)
    default: Glibc.exp(-x * x / 2) / (2 * Double.pi).squareRoot()
    }
  }

  /// The cumulative standard normal distribution.
  static func normalCDF(_ x: Double) -> Double { 0.5 * erfc(-x / (2.0).squareRoot()) }

  private func textual(_ function: Function, _ arguments: Part) -> Cell {
    func string(_ offset: Int) -> String {
      let cell = cast(argument(arguments, offset), to: .string)
      return text(of: cell.symbol)
    }
    switch function {
    case .uppercase: return Cell(symbol: symbol(string(0).uppercased()))
    case .lowercase: return Cell(symbol: symbol(string(0).lowercased()))
    case .stringLength: return Cell(Double(string(0).unicodeScalars.count))
    case .concat:
      return Cell(symbol: symbol((0..<Int(arguments.count)).map { string($0) }.joined()))
    case .trimBlanks:
      let scalars = Array(string(0).unicodeScalars)
      let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
      let start = scalars.firstIndex { !isBlank($0) } ?? scalars.endIndex
      let end = scalars.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
      return Cell(symbol: symbol(String(String.UnicodeScalarView(scalars[start..<end]))))
    default:
      // From 1 (PMML 4.4, substring).
      guard let start = number(argument(arguments, 1)), let length = number(argument(arguments, 2)),
        start >= 1, length >= 0
      else { return Cell(Double.nan) }
      let scalars = string(0).unicodeScalars.dropFirst(Int(min(start - 1, 1e9)))
        .prefix(Int(min(length, 1e9)))
      return Cell(symbol: symbol(String(String.UnicodeScalarView(scalars))))
    }
  }
}
