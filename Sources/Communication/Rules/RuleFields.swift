import Diagnostics
import Liquid

/// Reads the parts of `rules.yaml`: names, conditions, rows, shares.
struct RuleFields {
  let file: SourceFile

  /// A table longer than this is data, and belongs in the record.
  private static let mostRows = 500

  func fault(
    _ message: String, _ span: SourceSpan, _ log: inout DiagnosticLog, hint: String? = nil
  ) {
    log.add(
      Diagnostic(
        code: "rules-value", message: message, place: .init(file: file, span: span), hint: hint))
  }

  /// A name that templates can write after a point.
  func name(_ node: ConfigNode, _ log: inout DiagnosticLog) -> String? {
    if let text = node.text, Self.isName(text) { return text }
    fault(
      "a name is lower-case letters, digits and '_', starting with a letter", node.span, &log,
      hint: "for example: overdue_level_2")
    return nil
  }

  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
    return text.utf8.count <= 64
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
      }
  }

  /// The place of a Liquid expression, which messages and explanations point into.
  func expression(_ node: ConfigNode, _ log: inout DiagnosticLog) -> SourceSpan? {
    guard let text = node.text, !text.isEmpty else {
      fault("an expression belongs here", node.span, &log)
      return nil
    }
    guard node.span.end > node.span.start else {
      fault(
        "an expression stands on one line, and without escapes", node.span, &log,
        hint: "write it on one line, in single quotes if it holds ': '")
      return nil
    }
    return node.span
  }

  func condition(
    _ reader: inout ConfigReader, _ span: SourceSpan, _ log: inout DiagnosticLog
  ) -> SourceSpan? {
    guard let node = reader.node("when") else {
      log.add(ConfigReader.problem("config-missing", "'when' is missing here", span, file))
      return nil
    }
    return expression(node, &log)
  }

  /// `name: expression`, or `name: { when: condition, is: expression, otherwise: 0 }`.
  func value(
    _ key: ConfigNode, _ node: ConfigNode, _ log: inout DiagnosticLog
  ) -> RulesManifest.Named? {
    guard let name = name(key, &log) else { return nil }
    guard case .mapping = node.content else {
      return expression(node, &log).map {
        .init(name: name, nameSpan: key.span, expression: $0)
      }
    }
    var reader = ConfigReader(node, in: file, log: &log)
    let condition = condition(&reader, node.span, &log)
    var named: RulesManifest.Named?
    if let text = reader.node("is") {
      named = expression(text, &log).map {
        .init(name: name, nameSpan: key.span, expression: $0, precondition: condition)
      }
    } else {
      log.add(ConfigReader.problem("config-missing", "'is' is missing here", node.span, file))
    }
    if let other = reader.node("otherwise") {
      named?.otherwise = constant(other, &log)
    }
    reader.rejectOthers(&log)
    return named
  }

  private func constant(_ node: ConfigNode, _ log: inout DiagnosticLog) -> RuleConstant? {
    if let constant = RuleConstant(node, in: file) { return constant }
    fault("a text, a number, true, false, or a list of these belongs here", node.span, &log)
    return nil
  }

  // MARK: Tables

  func table(
    _ name: String, _ key: ConfigNode, _ node: ConfigNode, _ log: inout DiagnosticLog
  ) -> RulesManifest.Table {
    var reader = ConfigReader(node, in: file, log: &log)
    var hit = RulesManifest.Hit.unique
    if let node = reader.node("hit") {
      if let known = RulesManifest.Hit(rawValue: node.text ?? "") {
        hit = known
      } else {
        fault("'hit' is unique, first or all", node.span, &log)
      }
    }
    var rows: [RulesManifest.Row] = []
    let items = reader.list("rows", &log)
    if items.isEmpty || items.count > Self.mostRows {
      fault("a table has 1 to \(Self.mostRows) rows", node.span, &log)
    }
    for item in items {
      var row = ConfigReader(item, in: file, log: &log)
      let condition = condition(&row, item.span, &log)
      let outputs = outputs(row.mapping("then", &log), &log)
      if outputs.isEmpty {
        log.add(ConfigReader.problem("config-missing", "'then' is missing here", item.span, file))
      }
      if let condition { rows.append(.init(condition: condition, outputs: outputs)) }
      row.rejectOthers(&log)
    }
    var otherwise: [RulesManifest.Output]?
    if reader.node("otherwise") != nil {
      otherwise = outputs(reader.mapping("otherwise", &log), &log)
    }
    reader.rejectOthers(&log)
    return .init(
      name: name, nameSpan: key.span, hit: hit, rows: rows, otherwise: otherwise)
  }

  private func outputs(
    _ entries: [(key: ConfigNode, value: ConfigNode)], _ log: inout DiagnosticLog
  ) -> [RulesManifest.Output] {
    var outputs: [RulesManifest.Output] = []
    for (key, value) in entries {
      guard let name = name(key, &log) else { continue }
      guard let constant = constant(value, &log) else { continue }
      outputs.append(.init(name: name, value: constant, span: value.span))
    }
    return outputs
  }

  // MARK: Variants

  func variant(
    _ name: String, _ key: ConfigNode, _ node: ConfigNode, _ log: inout DiagnosticLog
  ) -> RulesManifest.Variant {
    var reader = ConfigReader(node, in: file, log: &log)
    let salt = reader.node("salt")
    let saltText = salt.map { $0.text ?? "" } ?? name
    if let salt, !Self.isSalt(saltText) {
      fault("a salt is letters, digits, '-', '_' and '.'", salt.span, &log)
    }
    let by = reader.placedText("by", &log).map { (path: FieldPath($0.text), span: $0.span) }
    var groups: [RulesManifest.VariantGroup] = []
    for item in reader.list("groups", &log) {
      var group = ConfigReader(item, in: file, log: &log)
      let condition = condition(&group, item.span, &log)
      let shares = shares(&group, &log)
      if shares == nil {
        log.add(
          ConfigReader.problem(
            "config-missing", "'split' or 'show' is missing here", item.span, file))
      }
      if let condition, let shares { groups.append(.init(condition: condition, shares: shares)) }
      group.rejectOthers(&log)
    }
    let otherwise = shares(&reader, &log)
    if groups.isEmpty, otherwise == nil {
      log.add(
        ConfigReader.problem(
          "config-missing", "'split' or 'groups' is missing here", node.span, file))
    }
    reader.rejectOthers(&log)
    return .init(
      name: name, nameSpan: key.span, salt: saltText, by: by, groups: groups, otherwise: otherwise)
  }

  /// A salt holds no ':', which stands between it and the key.
  private static func isSalt(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 100
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || "-_.".utf8.contains($0)
      }
  }

  /// What `split: { a: 30, b: 70 }` or `show: a` says; nil where neither stands.
  private func shares(
    _ reader: inout ConfigReader, _ log: inout DiagnosticLog
  ) -> [RulesManifest.Share]? {
    if let show = reader.node("show") {
      guard let option = name(show, &log) else { return [] }
      return [.init(option: option, end: Self.whole)]
    }
    guard let node = reader.node("split") else { return nil }
    var shares: [RulesManifest.Share] = []
    var end = 0
    for (key, value) in reader.mapping("split", &log) {
      guard let option = name(key, &log) else { continue }
      guard let share = Self.millionths(value.text ?? "") else {
        fault(
          "a share is a percentage above 0 with at most 4 decimals", value.span, &log,
          hint: "for example: 50 or 33.3333")
        continue
      }
      end += share
      shares.append(.init(option: option, end: end))
    }
    if end != Self.whole, !log.hasErrors {
      log.add(
        Diagnostic(
          code: "variant-shares", message: "the shares come to \(Self.percent(end)) %, not 100 %",
          place: .init(file: file, span: node.span), hint: "the last share is what is left of 100"))
    }
    return shares
  }

  /// All customers.
  static let whole = 1_000_000

  /// Millionths of a percentage such as `33.3333`.
  static func millionths(_ text: String) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let whole = Int(parts[0]), whole <= 100
    else { return nil }
    let decimals = parts.count == 2 ? parts[1] : ""
    guard decimals.utf8.count <= 4,
      let rest = Int(decimals + String(repeating: "0", count: 4 - decimals.utf8.count))
    else { return nil }
    let share = whole * 10_000 + rest
    return share > 0 && share <= Self.whole ? share : nil
  }

  private static func percent(_ millionths: Int) -> String {
    SchemaNumber(mantissa: Int64(millionths), scale: 4).words
  }
}
