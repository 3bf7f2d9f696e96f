import Diagnostics

/// A score as `template.yaml` declares it.
struct ScoreManifest: Sendable {
  let name: String
  let nameSpan: SourceSpan
  let path: String
  let pathSpan: SourceSpan
  /// The model's fields, and the record's they are read from.
  let inputs: [(field: String, path: FieldPath, span: SourceSpan)]
  /// The class whose probability is the score's.
  let category: (text: String, span: SourceSpan)?
}

extension TemplateManifest {
  /// Reads one score, such as
  /// `risk: { model: scores/risk.pmml, inputs: { days_overdue: bill.days_overdue }, category: late }`.
  mutating func readScore(
    _ key: ConfigNode, _ value: ConfigNode, _ file: SourceFile, _ log: inout DiagnosticLog
  ) {
    var reader = ConfigReader(value, in: file, log: &log)
    let path = reader.text("model", &log)
    let pathSpan = reader.node("model")?.span ?? value.span
    var inputs: [(field: String, path: FieldPath, span: SourceSpan)] = []
    for (field, source) in reader.mapping("inputs", &log) {
      guard let name = field.text, let text = source.text else {
        log.add(
          ConfigReader.problem(
            "config-text", "an input is a field of the model and a field of the record",
            field.span, file))
        continue
      }
      inputs.append((name, FieldPath(text), field.span))
      fields.append(ManifestField(path: FieldPath(text), role: .other, span: source.span))
    }
    let category = reader.node("category")
    let text = reader.optionalText("category", &log)
    reader.rejectOthers(&log)
    guard let name = key.text, let path else { return }
    if !Self.isVariableName(name) {
      log.add(
        ConfigReader.problem(
          "score-name", "'\(name)' cannot be written in a template as scores.\(name)", key.span,
          file, hint: "use letters, digits and '_', starting with a letter"))
    }
    scores.append(
      ScoreManifest(
        name: name, nameSpan: key.span, path: path, pathSpan: pathSpan, inputs: inputs,
        category: text.flatMap { text in category.map { (text, $0.span) } }))
  }

  static func isVariableName(_ name: String) -> Bool {
    guard let first = name.utf8.first, first | 0x20 >= 0x61, first | 0x20 <= 0x7A else {
      return false
    }
    return name.utf8.allSatisfy { byte in
      (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
        || byte == UInt8(ascii: "_")
    }
  }
}
