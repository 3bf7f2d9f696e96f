/// Evaluates one record after another with one model; each worker has its own.
///
/// After the first records its memory is used again: evaluating allocates only for texts that the model does not hold.
public final class ScoreEvaluator {
  /// The model.
  public let model: ScoreModel
  let program: ScoreProgram
  var inputs: [Cell]
  var slots: [Cell]
  var results: [ModelResult]
  var probabilities: [Double]
  var confidences: [Double]
  var reasons: [Reason] = []
  /// Texts of this record that the model does not hold.
  var texts: [[UInt8]] = []
  /// Why the record has no score: the input that is to blame, or -1 for a computation.
  var failure: Int32?

  /// What one model came to for the current record.
  struct ModelResult: BitwiseCopyable {
    var value = Cell.missing
    /// The class of `value` among the model's; -1 for none.
    var category: Int32 = -1
    var entity: Int32 = -1
    var hasRun = false
    var hasProbabilities = false
    var reasons = Part()
  }

  struct Reason: BitwiseCopyable {
    var code: Int32
    var points: Double
  }

  /// Makes an evaluator.
  public init(_ model: ScoreModel) {
    self.model = model
    program = model.program
    inputs = Array(repeating: .missing, count: program.inputs.count)
    slots = Array(repeating: .pending, count: program.slots.count)
    results = Array(repeating: ModelResult(), count: program.models.count)
    probabilities = Array(repeating: 0, count: program.probabilityCount)
    confidences = probabilities
  }

  // MARK: Inputs

  /// Forgets the last record; every input is missing then.
  public func reset() {
    for index in inputs.indices { inputs[index] = .missing }
    texts.removeAll(keepingCapacity: true)
  }

  /// Sets an input, turned into its data field's type.
  public func set(_ input: Int, to number: Double) {
    inputs[input] = cast(Cell(number), to: program.inputs[input].type)
  }

  /// Sets an input, turned into its data field's type.
  public func set(_ input: Int, to boolean: Bool) {
    inputs[input] = cast(Cell(boolean), to: program.inputs[input].type)
  }

  /// Sets an input, turned into its data field's type; a text that is no number stays one, and is then invalid.
  public func set(_ input: Int, to text: UnsafeRawBufferPointer) {
    inputs[input] = cast(Cell(symbol: symbol(text)), to: program.inputs[input].type)
  }

  // MARK: Evaluating

  /// Evaluates the inputs that are set.
  ///
  /// - Throws: `ScoreFailure` where the model says that a value must not be scored.
  public func evaluate() throws(ScoreFailure) {
    failure = nil
    reasons.removeAll(keepingCapacity: true)
    for index in slots.indices { slots[index] = .pending }
    for index in results.indices { results[index] = ModelResult() }
    run(model.root)
    // Outputs may compute, and fail, too.
    for output in model.outputs.indices { _ = outputCell(output) }
    if let failure {
      throw ScoreFailure(input: failure >= 0 ? program.inputs[Int(failure)].name : nil)
    }
  }

  /// What is predicted: a number, or the class of a classification.
  public var value: ScoreValue { scoreValue(results[Int(model.root)].value) }

  /// How likely a class is, by its index in `ScoreModel.categories`; nil where there is no prediction.
  public func probability(of category: Int) -> Double? {
    let result = results[Int(model.root)]
    guard result.hasProbabilities else { return nil }
    return probabilities[Int(program.models[Int(model.root)].probabilities.start) + category]
  }

  /// The class predicted, by its index in `ScoreModel.categories`.
  public var category: Int? {
    let category = results[Int(model.root)].category
    return category >= 0 ? Int(category) : nil
  }

  /// How many reason codes there are.
  public var reasonCount: Int { Int(results[Int(model.root)].reasons.count) }

  /// A reason code by its rank from 0, and the points it stands for.
  public func reason(_ rank: Int) -> (code: [UInt8], points: Double) {
    let reason = reasons[Int(results[Int(model.root)].reasons.start) + rank]
    return (bytes(of: reason.code), reason.points)
  }

  /// A field of the model's `Output`, by its index in `ScoreModel.outputs`.
  public func output(_ index: Int) -> ScoreValue { scoreValue(outputCell(index)) }

  private func outputCell(_ index: Int) -> Cell {
    let field = program.outputs[Int(model.outputIndices[index])]
    return results[Int(field.model)].hasRun ? output(of: field) : .missing
  }

  // MARK: Texts

  /// The number of a text: the model's own, or one of this record.
  func symbol(_ text: UnsafeRawBufferPointer) -> Int32 {
    if let known = program.symbols.find(text) { return known }
    let first = Int32(program.symbols.texts.count)
    if let known = texts.firstIndex(where: { $0.count == text.count && $0.elementsEqual(text) }) {
      return first + Int32(known)
    }
    texts.append(Array(text))
    return first + Int32(texts.count - 1)
  }

  func symbol(_ text: String) -> Int32 {
    var text = text
    return text.withUTF8 { symbol(UnsafeRawBufferPointer($0)) }
  }

  func bytes(of symbol: Int32) -> [UInt8] {
    let own = program.symbols.texts.count
    return Int(symbol) < own ? program.symbols.texts[Int(symbol)] : texts[Int(symbol) - own]
  }

  func text(of symbol: Int32) -> String { String(decoding: bytes(of: symbol), as: UTF8.self) }

  private func scoreValue(_ cell: Cell) -> ScoreValue {
    switch cell.kind {
    case .pending, .missing: .missing
    case .number: .number(cell.number)
    case .boolean: .boolean(cell.number != 0)
    case .text: .text(bytes(of: cell.symbol))
    }
  }

  /// A value as another type (PMML 4.4, data types); what cannot be turned stays what it is.
  func cast(_ cell: Cell, to type: DataType) -> Cell {
    switch (cell.kind, type) {
    case (.pending, _), (.missing, _): return .missing
    case (.text, .string): return cell
    case (.text, .boolean):
      let text = text(of: cell.symbol)
      if text == "true" || text == "1" { return Cell(true) }
      if text == "false" || text == "0" { return Cell(false) }
      return cell
    case (.text, _):
      guard let number = PMMLReader.number(text(of: cell.symbol)) else { return cell }
      return cast(Cell(number), to: type)
    case (.boolean, .string): return Cell(symbol: symbol(cell.number != 0 ? "true" : "false"))
    case (_, .string): return Cell(symbol: symbol(Self.text(of: cell.number)))
    case (_, .boolean):
      return cell.number == 1 ? Cell(true) : cell.number == 0 ? Cell(false) : cell
    case (_, .integer): return Cell(cell.number.rounded(.toNearestOrAwayFromZero))
    case (_, .float): return Cell(Double(Float(cell.number)))
    case (_, .double): return Cell(cell.number)
    }
  }

  /// A number as text: whole ones without a point.
  static func text(of number: Double) -> String {
    if let whole = Int64(exactly: number) { return String(whole) }
    return "\(number)"
  }
}
