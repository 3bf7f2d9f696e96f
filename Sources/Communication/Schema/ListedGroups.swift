import Liquid

/// Finds which groups of a control total the schema lists.
extension CommunicationParts {
  /// The control totals, with the groups that the schema lists for them.
  var totals: [Communication.Total] {
    let view = schema.map { SchemaView($0) }
    return manifest.totals.map { total in
      let words = view.flatMap { view in total.group.flatMap { Self.words(of: $0, view) } }
      return Communication.Total(
        name: total.name, sum: total.sum, group: total.group,
        groups: words?.map { Array($0.utf8) })
    }
  }

  /// The texts that a field may be, where the schema lists them.
  private static func words(of field: FieldPath, _ view: SchemaView) -> [String]? {
    var fact = view.fact(of: 0)
    for name in field.description.split(separator: ".") {
      guard let object = fact.object,
        case .field(let next, _) = view.member(String(name), of: object.rules)
      else { return nil }
      fact = next
    }
    return fact.text?.values
  }
}
