import Liquid

/// Arithmetic that must hold in a record: `sum(bill.lines.amount) = bill.totals.lines`.
///
/// A bill that does not add up is rejected with the difference, not sent. Compiled once to steps on a stack, so
/// that checking a record follows no tree.
struct BillCheck: Sendable {
  /// One step of a rule, in the order of computing.
  enum Step: Sendable {
    case number(ExactNumber)
    /// One field; the check does not apply where it is missing.
    case field(FieldPath)
    /// All numbers a path leads to, through lists; a list that is not there adds up to nothing.
    case sum(FieldPath)
    case add
    case subtract
    case multiply
    case round(decimals: Int, RoundingMode)
  }

  /// What the books call it.
  let name: String
  /// The list whose elements are checked one by one; nil checks the record.
  let each: FieldPath?
  /// The two sides, one after the other: they leave two numbers.
  let steps: [Step]
  /// What the sides may differ by.
  let tolerance: ExactNumber

  /// How a check ended for one record or element.
  enum Outcome {
    case holds
    /// A field it needs is not there.
    case doesNotApply
    case fails(difference: ExactNumber)
    /// A field is no exact decimal, or a result has more than 38 digits.
    case cannotCompute(field: String)
  }

  /// Checks a record.
  ///
  /// - Throws: the first failure, as the books write it.
  func check(_ record: Value) throws(BillCheckFailure) {
    guard let each else { return try judge(record, nil) }
    var index = 0
    var failure: BillCheckFailure?
    each.forEachValue(
      in: record, missing: {},
      visit: { element in
        do throws(BillCheckFailure) { try judge(element, index) } catch {
          if failure == nil { failure = error }
        }
        index += 1
      })
    if let failure { throw failure }
  }

  private func judge(_ scope: Value, _ index: Int?) throws(BillCheckFailure) {
    let field = each.map { "\($0)[\(index ?? 0)]" } ?? ""
    switch evaluate(scope) {
    case .holds, .doesNotApply: return
    case .fails(let difference):
      throw BillCheckFailure(
        code: "check-failed", message: "'\(name)' does not add up: off by \(difference)",
        field: field)
    case .cannotCompute(let name):
      throw BillCheckFailure(
        code: "check-not-decimal",
        message: "a number that '\(self.name)' needs is not an exact decimal of at most 18 digits",
        field: field.isEmpty ? name : "\(field).\(name)")
    }
  }

  /// Computes both sides.
  func evaluate(_ scope: Value) -> Outcome {
    var stack: [ExactNumber] = []
    stack.reserveCapacity(8)
    for step in steps {
      switch step {
      case .number(let number): stack.append(number)
      case .field(let path):
        let value = path.value(in: scope)
        if value.isNil { return .doesNotApply }
        guard let number = ExactNumber(value) else {
          return .cannotCompute(field: path.description)
        }
        stack.append(number)
      case .sum(let path):
        switch Self.sum(path, scope) {
        case .success(let number): stack.append(number)
        case .failure(let reason): return reason.outcome
        }
      case .round(let decimals, let mode):
        stack.append(stack.removeLast().rounded(to: decimals, mode))
      case .add, .subtract, .multiply:
        let right = stack.removeLast()
        let left = stack.removeLast()
        guard let result = step.apply(left, right) else { return .cannotCompute(field: name) }
        stack.append(result)
      }
    }
    guard let difference = stack[0].subtracting(stack[1]) else {
      return .cannotCompute(field: name)
    }
    return difference.magnitude.exceeds(tolerance) ? .fails(difference: difference) : .holds
  }

  private struct NoSum: Error {
    let outcome: Outcome
  }

  private static func sum(_ path: FieldPath, _ scope: Value) -> Result<ExactNumber, NoSum> {
    var total: ExactNumber? = .zero
    var outcome: Outcome?
    path.forEachValue(
      in: scope, missing: { outcome = outcome ?? .doesNotApply },
      visit: { value in
        guard let number = ExactNumber(value) else {
          outcome = .cannotCompute(field: path.description)
          return
        }
        total = total?.adding(number)
      })
    if let outcome { return .failure(NoSum(outcome: outcome)) }
    guard let total else {
      return .failure(NoSum(outcome: .cannotCompute(field: path.description)))
    }
    return .success(total)
  }
}

extension BillCheck.Step {
  fileprivate func apply(_ left: ExactNumber, _ right: ExactNumber) -> ExactNumber? {
    switch self {
    case .add: left.adding(right)
    case .subtract: left.subtracting(right)
    default: left.multiplied(by: right)
    }
  }

  /// The path it reads, if it reads one.
  var path: FieldPath? {
    switch self {
    case .field(let path), .sum(let path): path
    default: nil
    }
  }
}

/// A record that does not add up, as the books write it.
struct BillCheckFailure: Error, Sendable {
  let code: String
  let message: String
  let field: String
}
