import Markup

/// The records that a model carries to prove that it is evaluated right (PMML 4.4, ModelVerification).
struct VerificationRow: Sendable {
  let line: Int
  /// Fields by name, as written; one that is not there is missing.
  let cells: [(field: String, text: String)]
}

/// A field of the records, and how far it may be off.
struct VerificationField: Sendable {
  let name: String
  let precision: Double
  let zeroThreshold: Double
}

extension PMMLReader {
  /// Reads the verification of the outermost model.
  func readVerification(of model: Node) {
    guard let node = document.child(of: model, named: "ModelVerification"),
      let fields = document.child(of: node, named: "VerificationFields"),
      let table = document.child(of: node, named: "InlineTable")
    else { return }
    var columns: [(column: String, field: String)] = []
    for field in elements(of: fields) where document.isElement(field, named: "VerificationField") {
      let name = needed("field", of: field)
      let column = text("column", of: field) ?? name
      // A column may be written with the prefix of its element's namespace.
      columns.append((column.split(separator: ":").last.map(String.init) ?? column, name))
      verificationFields.append(
        VerificationField(
          name: name, precision: number("precision", of: field) ?? 1e-6,
          zeroThreshold: number("zeroThreshold", of: field) ?? 1e-16))
    }
    for row in elements(of: table) {
      var cells: [(field: String, text: String)] = []
      for cell in elements(of: row) {
        let name = document.name(of: cell)
        guard let column = columns.first(where: { $0.column == name }) else { continue }
        cells.append((column.field, String(decoding: document.text(of: cell), as: UTF8.self)))
      }
      verificationRows.append(VerificationRow(line: document.line(of: row), cells: cells))
    }
  }

  /// Evaluates the records of the file with the model just made, and reports those that come to something else.
  func verify(_ model: ScoreModel, target: String?) {
    guard !verificationRows.isEmpty else { return }
    let evaluator = ScoreEvaluator(model)
    for row in verificationRows {
      evaluator.reset()
      for (index, name) in model.inputs.enumerated() {
        guard let cell = row.cells.first(where: { $0.field == name }) else { continue }
        Array(cell.text.utf8).withUnsafeBytes { evaluator.set(index, to: $0) }
      }
      var isScored = true
      do throws(ScoreFailure) { try evaluator.evaluate() } catch { isScored = false }
      for field in verificationFields where !model.inputs.contains(field.name) {
        guard let cell = row.cells.first(where: { $0.field == field.name }) else { continue }
        let found: ScoreValue
        if let output = model.outputs.firstIndex(of: field.name) {
          found = evaluator.output(output)
        } else if field.name == target {
          found = evaluator.value
        } else {
          continue
        }
        if isScored, Self.agrees(found, cell.text, field) { continue }
        problem(
          "score-verification",
          "the model's own record comes to another '\(field.name)' than the file says",
          line: row.line, hint: "export the model again; if that does not help, please report it")
      }
    }
  }

  private static func agrees(
    _ value: ScoreValue, _ text: String, _ field: VerificationField
  ) -> Bool {
    switch value {
    case .missing: return text.isEmpty
    case .text(let bytes): return bytes.elementsEqual(text.utf8)
    case .boolean(let boolean): return text == (boolean ? "true" : "false")
    case .number(let found):
      guard let expected = number(text) else { return false }
      // Near zero the difference counts, elsewhere its share (PMML 4.4, ModelVerification).
      if abs(expected) <= field.zeroThreshold { return abs(found) <= field.zeroThreshold }
      return abs(found - expected) <= field.precision * abs(expected)
    }
  }
}
