import Diagnostics
import Liquid

/// Holds the fields that a template's configuration names against the schema: they are there, and of a kind that a run can use.
struct FieldChecks {
  private let session: CheckSession
  private let record: Fact
  /// Lists of which something was said: what a rule names of their elements is not worth another word.
  private var told: [String] = []

  init(_ session: CheckSession, record: Fact) {
    self.session = session
    self.record = record
  }

  mutating func check(_ path: FieldPath, _ role: ManifestField.Role, at place: Diagnostic.Place) {
    let walk = TemplateWalk(
      session, file: place.file, record: record, names: TemplateNames())
    if case .operand = role, told.contains(where: { path.description.hasPrefix("\($0).") }) {
      return
    }
    var fact = record
    var parent: [String] = []
    for key in path.description.split(separator: ".").map(String.init) {
      let words = parent.joined(separator: ".")
      if fact.kinds.present == .list, !role.isThroughLists {
        return report("'\(words)' is a list, and \(role.words)", path, role, place)
      }
      while fact.kinds.present == .list { fact = fact.elements }
      if let object = fact.object, !fact.isUnknown, let schema = session.schema,
        case .none(let known) = schema.member(key, of: object.rules)
      {
        let near = Suggestion.nearest(key, in: known)
        return report(
          "the schema has no field '\(path)'", path, role, place, code: "unknown-field",
          hint: near.map { "did you mean '\($0)'?" })
      }
      let present = fact.kinds.present
      if !fact.isUnknown, !present.isEmpty, present.isDisjoint(with: .object) {
        return report("'\(words)' is \(present.words) and has no fields", path, role, place)
      }
      fact = walk.quietMember(key, of: fact)
      parent.append(key)
    }
    judge(fact, path, role, place)
  }

  private mutating func judge(
    _ fact: Fact, _ path: FieldPath, _ role: ManifestField.Role, _ place: Diagnostic.Place
  ) {
    guard let kinds = role.kinds else { return }
    var fact = fact
    if role.isThroughLists {
      while fact.kinds.present == .list { fact = fact.elements }
    }
    let present = fact.kinds.present
    if fact.isUnknown || present.isEmpty { return }
    // What may be something else as well is the record's to show.
    if present.isDisjoint(with: kinds) {
      return report("'\(path)' is \(present.words), and \(role.words)", path, role, place)
    }
    if role == .asOf, let format = fact.text?.format, format != .none, format != .date {
      report(
        "the schema says that '\(path)' is no plain date, and \(role.words)", path, role, place)
    }
  }

  private mutating func report(
    _ message: String, _ path: FieldPath, _ role: ManifestField.Role, _ place: Diagnostic.Place,
    code: String = "config-field",
    hint: String? = "name another field, or let the schema say what this one holds"
  ) {
    if role == .elements { told.append(path.description) }
    session.add(Diagnostic(code: code, message: message, place: place, hint: hint))
  }
}
