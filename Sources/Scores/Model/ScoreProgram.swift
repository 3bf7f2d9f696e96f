/// A model file compiled to flat arrays; nothing in it changes, and all workers share it.
struct ScoreProgram: Sendable {
  var symbols = SymbolTable()
  var inputs: [Input] = []
  var slots: [Slot] = []
  var treatments: [Treatment] = []
  var expressions: [Expression] = []
  var predicates: [Predicate] = []
  var models: [Model] = []
  var nodes: [TreeNode] = []
  var tables: [RegressionTable] = []
  var terms: [RegressionTerm] = []
  var characteristics: [Characteristic] = []
  var attributes: [CardAttribute] = []
  var segments: [Segment] = []
  var outputs: [ModelOutput] = []
  var points: [LinearPoint] = []
  var bins: [Bin] = []
  var intervals: [Interval] = []
  var cells: [Cell] = []
  var doubles: [Double] = []
  /// Indices of other arrays: arguments, parts of compound predicates, classes.
  var links: [Int32] = []
  /// How many probabilities all models have together.
  var probabilityCount = 0

  /// A field of the record that the model asks for.
  struct Input: Sendable {
    let name: String
    let type: DataType
    let domain: Domain
  }
}

extension Array {
  /// Appends elements; where they stand.
  mutating func add(_ elements: some Collection<Element>) -> Part {
    let span = Part(count, elements.count)
    append(contentsOf: elements)
    return span
  }

  /// Appends one element; its index.
  mutating func add(_ element: Element) -> Int32 {
    append(element)
    return Int32(count - 1)
  }

  /// The elements of a part.
  subscript(part: Part) -> ArraySlice<Element> { self[part.indices] }
}
