import Diagnostics
import Liquid

extension TemplateWalk {
  /// `{% chart 'columns', data: list, label: 'month', value: 'amount' %}`: its kind, and the fields that it looks for in the list's objects.
  mutating func walkChart(_ call: TagCall) {
    for value in call.positional { takeAll(evaluate(value)) }
    if let kind = call.positional.first, case .string(let word) = kind.kind,
      !ChartTag.kinds.contains(word)
    {
      report(
        "chart-kind", "there is no chart '\(word)'", kind.span,
        hint: Suggestion.nearest(word, in: ChartTag.kinds).map { "did you mean '\($0)'?" }
          ?? "known: \(ChartTag.kinds.joined(separator: ", "))")
    }
    var data: Fact?
    var isByField = true
    for argument in call.named {
      let fact = evaluate(argument.value)
      if argument.name == "data" {
        data = fact
      } else {
        takeAll(fact)
        guard ChartTag.fieldNames.contains(argument.name) else { continue }
        if case .string = argument.value.kind { continue }
        isByField = false
      }
    }
    guard let data else { return }
    guard isByField, let element = row(of: data) else { return takeAll(data) }
    for argument in call.named where ChartTag.fieldNames.contains(argument.name) {
      // An empty name is no field to a chart either.
      guard case .string(let key) = argument.value.kind, !key.isEmpty else { continue }
      takeAll(chartField(key, of: element, argument.value))
    }
  }

  /// What a row of a chart is, where it is surely an object of the record.
  private func row(of data: Fact) -> Fact? {
    guard !data.isUnknown, data.kinds.present == .list else { return nil }
    let element = data.elements.taken(from: data)
    guard !element.isUnknown, element.kinds.present == .object, let object = element.object,
      object.fixed == nil
    else { return nil }
    return element.present
  }

  private mutating func chartField(_ key: String, of row: Fact, _ argument: Expression) -> Fact {
    if let object = row.object,
      case .none(let known) = session.schema?.member(key, of: object.rules) ?? .open
    {
      report(
        "unknown-field", "the list's objects have no field '\(key)'", argument.span,
        hint: Suggestion.nearest(key, in: known).map { "did you mean '\($0)'?" }
          ?? "known here: \(Set(known).sorted().prefix(12).joined(separator: ", "))")
      return .unknown
    }
    return quietMember(key, of: row)
  }
}
