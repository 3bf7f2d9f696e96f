import Liquid
import Scores

/// Scores one record after another and makes values of it; one a worker.
final class ScoreRenderer {
  private let plans: [(plan: ScorePlan, evaluator: ScoreEvaluator, keys: Keys)]

  /// Member names, made once.
  private struct Keys {
    let name: Value
    let outputs: [Value]
    let categories: [Value]
  }

  private let value: Value
  private let probability: Value
  private let probabilities: Value
  private let category: Value
  private let reasons: Value
  private let code: Value
  private let points: Value
  private let outputs: Value

  init(_ plans: [ScorePlan], _ constants: Arena) {
    func key(_ name: String) -> Value { Value(name, in: constants) }
    self.plans = plans.map { plan in
      let keys = Keys(
        name: key(plan.name), outputs: plan.outputs.map { key($0.name) },
        categories: plan.model.categories.map { Self.value($0, constants) })
      return (plan, ScoreEvaluator(plan.model), keys)
    }
    value = key("value")
    probability = key("probability")
    probabilities = key("probabilities")
    category = key("category")
    reasons = key("reasons")
    code = key("code")
    points = key("points")
    outputs = key("outputs")
  }

  /// `scores` of a record.
  ///
  /// - Throws: `notScored` where a model refuses the record.
  func scores(of record: Value, _ arena: Arena) throws(DocumentFailure) -> Value {
    let members = arena.allocateMembers(plans.count)
    for (index, entry) in plans.enumerated() {
      try evaluate(entry.plan, entry.evaluator, record)
      let score = object(entry.plan, entry.evaluator, entry.keys, arena)
      (members + index).initialize(to: Member(key: entry.keys.name, value: score))
    }
    return Value(object: UnsafeBufferPointer(start: members, count: plans.count))
  }

  private func evaluate(
    _ plan: ScorePlan, _ evaluator: ScoreEvaluator, _ record: Value
  ) throws(DocumentFailure) {
    evaluator.reset()
    for (index, path) in plan.inputs.enumerated() {
      let field = path.value(in: record)
      switch field.tag {
      case .nil: continue
      case .boolean: evaluator.set(index, to: field.isTruthy)
      case .integer: evaluator.set(index, to: Double(field.integer))
      case .decimal: evaluator.set(index, to: Self.double(field))
      case .float: evaluator.set(index, to: field.float)
      case .string, .bigInteger: evaluator.set(index, to: field.bytes)
      default: throw .notScored(score: plan.name, field: path.description)
      }
    }
    do throws(ScoreFailure) {
      try evaluator.evaluate()
    } catch {
      let place = error.input.flatMap { plan.model.inputs.firstIndex(of: $0) }
      throw .notScored(score: plan.name, field: place.map { plan.inputs[$0].description } ?? "")
    }
  }

  /// A decimal as the double nearest to it.
  private static func double(_ value: Value) -> Double {
    // Exact operands make an exactly rounded quotient (up to 10^22 and 2^53).
    if value.mantissa.magnitude < 1 << 53, value.scale <= 22 {
      var power = 1.0
      for _ in 0..<value.scale { power *= 10 }
      return Double(value.mantissa) / power
    }
    return Double("\(value.mantissa)e-\(value.scale)") ?? .nan
  }

  // MARK: Values

  private func object(
    _ plan: ScorePlan, _ evaluator: ScoreEvaluator, _ keys: Keys, _ arena: Arena
  ) -> Value {
    let members = arena.allocateMembers(5)
    var count = 0
    func add(_ key: Value, _ value: Value) {
      (members + count).initialize(to: Member(key: key, value: value))
      count += 1
    }
    add(value, Self.value(evaluator.value, arena))
    if plan.model.isClassification {
      let chosen = (plan.category ?? evaluator.category).flatMap { evaluator.probability(of: $0) }
      add(probability, chosen.map { Self.number($0) } ?? .nil)
      add(probabilities, shares(evaluator, keys, arena))
    }
    if !plan.model.reasonCodes.isEmpty { add(reasons, self.reasons(evaluator, arena)) }
    if !plan.outputs.isEmpty {
      let fields = arena.allocateMembers(plan.outputs.count)
      for (index, output) in plan.outputs.enumerated() {
        let value = Self.value(evaluator.output(output.place), arena)
        (fields + index).initialize(to: Member(key: keys.outputs[index], value: value))
      }
      add(outputs, Value(object: UnsafeBufferPointer(start: fields, count: plan.outputs.count)))
    }
    return Value(object: UnsafeBufferPointer(start: members, count: count))
  }

  private func pair(
    _ first: Value, _ one: Value, _ second: Value, _ other: Value, _ arena: Arena
  ) -> Value {
    let members = arena.allocateMembers(2)
    members.initialize(to: Member(key: first, value: one))
    (members + 1).initialize(to: Member(key: second, value: other))
    return Value(object: UnsafeBufferPointer(start: members, count: 2))
  }

  private func shares(_ evaluator: ScoreEvaluator, _ keys: Keys, _ arena: Arena) -> Value {
    guard evaluator.probability(of: 0) != nil else { return Self.list([], arena) }
    return Self.list(
      keys.categories.enumerated().map { index, label in
        let share = evaluator.probability(of: index).map { Self.number($0) } ?? .nil
        return pair(category, label, probability, share, arena)
      }, arena)
  }

  private func reasons(_ evaluator: ScoreEvaluator, _ arena: Arena) -> Value {
    Self.list(
      (0..<evaluator.reasonCount).map { rank in
        let reason = evaluator.reason(rank)
        return pair(
          code, Self.value(.text(reason.code), arena), points, Self.number(reason.points), arena)
      }, arena)
  }

  private static func list(_ elements: [Value], _ arena: Arena) -> Value {
    let kept = arena.allocateValues(elements.count)
    kept.initialize(from: elements, count: elements.count)
    return Value(array: UnsafeBufferPointer(start: kept, count: elements.count))
  }

  private static func value(_ value: ScoreValue, _ arena: Arena) -> Value {
    switch value {
    case .missing: return .nil
    case .number(let number): return Self.number(number)
    case .boolean(let boolean): return Value(boolean)
    case .text(let bytes):
      var writer = ArenaWriter(arena, capacity: bytes.count)
      bytes.withUnsafeBytes { writer.append($0) }
      return writer.finish()
    }
  }

  /// How many decimals templates see.
  ///
  /// The last digits of a logarithm may differ between processors' mathematics; no page may.
  private static let decimals = 9

  /// A number as an exact decimal of at most nine decimals, zeros at its end left out.
  static func number(_ number: Double) -> Value {
    guard number.isFinite else { return .nil }
    var scale = decimals
    let scaled = (number * 1e9).rounded(.toNearestOrEven)
    guard var mantissa = Int64(exactly: scaled) else {
      return Int64(exactly: number.rounded()).map { Value($0) } ?? Value(number)
    }
    while scale > 0, mantissa % 10 == 0 {
      mantissa /= 10
      scale -= 1
    }
    return scale == 0 ? Value(mantissa) : Value(mantissa: mantissa, scale: scale)
  }
}
