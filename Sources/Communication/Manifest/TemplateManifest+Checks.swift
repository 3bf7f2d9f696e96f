import Diagnostics

extension TemplateManifest {
  /// Reads one check, such as
  /// `{ name: vat, each: bill.vat_breakdown, rule: "round(base * rate * 0.01, 2, half-up) = amount", within: 0.01 }`.
  mutating func readCheck(_ node: ConfigNode, _ file: SourceFile, _ log: inout DiagnosticLog) {
    var reader = ConfigReader(node, in: file, log: &log)
    let name = reader.text("name", &log)
    let rule = reader.text("rule", &log)
    let ruleSpan = reader.node("rule")?.span ?? node.span
    let each = reader.optionalText("each", &log).map { FieldPath($0) }
    let within = reader.optionalText("within", &log)
    reader.rejectOthers(&log)
    var tolerance = ExactNumber.zero
    if let within {
      guard let number = ExactNumber(within[...]), number.units >= 0 else {
        log.add(
          ConfigReader.problem(
            "config-check", "'within' is not a decimal, 0 or more",
            reader.node("within")?.span ?? node.span, file, hint: "write an amount such as 0.01"))
        return
      }
      tolerance = number
    }
    guard let name, let rule else { return }
    do throws(BillCheckParser.Problem) {
      let steps = try BillCheckParser.steps(of: rule)
      checks.append(BillCheck(name: name, each: each, steps: steps, tolerance: tolerance))
      if let each {
        fields.append(
          ManifestField(
            path: each, role: .elements, span: reader.node("each")?.span ?? node.span))
      }
      for step in steps {
        guard let path = step.path else { continue }
        var isThroughLists = each != nil
        if case .sum = step { isThroughLists = true }
        fields.append(
          ManifestField(
            path: each.map { FieldPath("\($0).\(path)") } ?? path,
            role: .operand(isThroughLists: isThroughLists), span: ruleSpan))
      }
    } catch {
      let start = min(ruleSpan.start + error.offset, ruleSpan.end)
      log.add(
        ConfigReader.problem(
          "config-check", error.message, SourceSpan(start, min(start + 1, ruleSpan.end)), file,
          hint: "a rule is such as: sum(bill.lines.amount) = bill.totals.lines"))
    }
  }
}
