import Diagnostics
import Liquid
import Scores

/// A score made ready: its model compiled, its inputs bound; immutable, shared by all workers.
struct ScorePlan: Sendable {
  let name: String
  let model: ScoreModel
  /// For each input of the model, the record's field.
  let inputs: [FieldPath]
  /// The class whose probability `probability` is; nil for the predicted one.
  let category: Int?
  /// The model's outputs that a template can name: places among `ScoreModel.outputs`.
  let outputs: [(name: String, place: Int)]
}

extension Communication {
  /// Reads the models of a template's scores.
  static func loadScores(
    _ folder: TemplateFolder, _ manifest: SourceFile, _ parts: inout CommunicationParts,
    _ log: inout DiagnosticLog
  ) {
    // Two scores may read one model differently.
    var models: [String: ScoreModel] = [:]
    for score in parts.manifest.scores {
      guard let file = folder.file(score.path) else {
        log.add(
          Diagnostic(
            code: "score-file", message: "there is no model '\(score.path)'",
            place: .init(file: manifest, span: score.pathSpan)))
        continue
      }
      do throws(DiagnosticsError) {
        let model: ScoreModel
        if let known = models[score.path] {
          model = known
        } else {
          model = try ScoreModel(reading: file)
          models[score.path] = model
        }
        if let plan = plan(score, model, manifest, &log) { parts.scores.append(plan) }
      } catch {
        log.add(contentsOf: error.log)
      }
    }
  }

  private static func plan(
    _ score: ScoreManifest, _ model: ScoreModel, _ manifest: SourceFile, _ log: inout DiagnosticLog
  ) -> ScorePlan? {
    var isWhole = true
    func report(_ code: String, _ message: String, _ span: SourceSpan, hint: String? = nil) {
      isWhole = false
      log.add(
        Diagnostic(
          code: code, message: message, place: .init(file: manifest, span: span), hint: hint))
    }
    for input in score.inputs where !model.inputs.contains(input.field) {
      report(
        "score-input", "the model '\(score.path)' asks for no field '\(input.field)'", input.span,
        hint: Suggestion.nearest(input.field, in: model.inputs).map { "did you mean '\($0)'?" }
          ?? "it asks for \(model.inputs.joined(separator: ", "))")
    }
    let unbound = model.inputs.filter { field in !score.inputs.contains { $0.field == field } }
    if !unbound.isEmpty {
      report(
        "score-input", "the model asks for \(unbound.joined(separator: ", "))", score.nameSpan,
        hint: "add inputs: { \(unbound[0]): FIELD }, with the record's field it is read from")
    }
    var category: Int?
    if let wanted = score.category {
      category = model.categories.firstIndex { $0.text == wanted.text }
      if category == nil {
        let known = model.categories.map(\.text).joined(separator: ", ")
        report(
          "score-name", "the model has no class '\(wanted.text)'", wanted.span,
          hint: known.isEmpty ? "it tells no classes apart" : "it has \(known)")
      }
    }
    guard isWhole else { return nil }
    let inputs = model.inputs.compactMap { field in
      score.inputs.first { $0.field == field }?.path
    }
    var outputs: [(name: String, place: Int)] = []
    for (place, name) in model.outputs.enumerated() where TemplateManifest.isVariableName(name) {
      outputs.removeAll { $0.name == name }
      outputs.append((name, place))
    }
    return ScorePlan(
      name: score.name, model: model, inputs: inputs, category: category, outputs: outputs)
  }
}

extension ScoreValue {
  /// As `template.yaml` and messages write it.
  var text: String {
    switch self {
    case .missing: ""
    case .number(let number): Int64(exactly: number).map { String($0) } ?? "\(number)"
    case .boolean(let boolean): boolean ? "true" : "false"
    case .text(let bytes): String(decoding: bytes, as: UTF8.self)
    }
  }
}

extension ScorePlan {
  /// What the checker knows of `scores.NAME`.
  var fact: Fact {
    let path = "\(GlobalValues.scoresName).\(name)"
    var value = Self.fact(model.kind, "\(path).value")
    if model.kind == .text, !model.categories.isEmpty {
      value.text = TextFact(values: model.categories.map(\.text), source: .schema)
    }
    var members: [String: Fact] = ["value": value]
    if model.isClassification {
      members["probability"] = Self.fact(.number, "\(path).probability")
      let label = value.present
      members["probabilities"] = Fact(
        listOf: Fact(
          fixed: ["category": label, "probability": .number], name: "\(path).probabilities[]"))
    }
    if !model.reasonCodes.isEmpty {
      let code = Fact(text: TextFact(values: model.reasonCodes, source: .schema))
      members["reasons"] = Fact(
        listOf: Fact(fixed: ["code": code, "points": .number], name: "\(path).reasons[]"))
    }
    if !outputs.isEmpty {
      var fields: [String: Fact] = [:]
      for (name, place) in outputs {
        fields[name] = Self.fact(model.outputKinds[place], "\(path).outputs.\(name)")
      }
      members["outputs"] = Fact(fixed: fields, name: "\(path).outputs")
    }
    return Fact(fixed: members, name: path)
  }

  /// A value that may be missing.
  private static func fact(_ kind: ScoreKind, _ path: String) -> Fact {
    var fact: Fact
    switch kind {
    case .number: fact = .number
    case .boolean: fact = .boolean
    case .text: fact = .someText
    case .any: return .unknown
    }
    fact.kinds.insert(.missing)
    fact.field = path
    return fact
  }
}
