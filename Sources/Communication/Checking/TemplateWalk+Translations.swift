import Diagnostics
import Liquid

extension TemplateWalk {
  /// `{{ key | t: name: value }}`.
  mutating func translate(
    _ use: FilterUse, _ input: Fact, _ value: FilteredExpression
  ) -> Fact {
    for argument in use.named {
      let fact = evaluate(argument.value)
      takeAll(fact)
      if fact.mayBeMissing {
        reportMissing(argument.value, fact, "it is printed in a text as '\(argument.name)'")
      }
    }
    if isSilent || session.languages.isEmpty { return .someText }
    guard input.kinds.present == .text, !input.isUnknown, let keys = input.text?.values else {
      noteOpenKey(input)
      return .someText
    }
    session.keys.keys.formUnion(keys)
    var taken: Set<String> = []
    for key in keys {
      if let wanted = checkKey(key, use, value) {
        taken.formUnion(wanted)
      } else {
        return .someText
      }
    }
    for argument in use.named where !taken.contains(argument.name) {
      report(
        "translation-argument", "no language's text uses '\(argument.name)'",
        argument.value.span,
        hint: Suggestion.nearest(argument.name, in: taken).map { "did you mean '\($0)'?" }
          ?? "write {{ \(argument.name) }} in the texts, or leave the argument out",
        severity: .warning)
    }
    return .someText
  }

  private func noteOpenKey(_ input: Fact) {
    if let prefix = input.text?.prefix, !prefix.isEmpty, input.kinds == .text {
      session.keys.prefixes.insert(prefix)
    } else {
      session.keys.usesAnyKey = true
    }
  }

  /// The arguments a key's texts use; nil when no language has the key, which is reported.
  private mutating func checkKey(
    _ key: String, _ use: FilterUse, _ value: FilteredExpression
  ) -> Set<String>? {
    guard let text = session.text(key) else {
      let known = Set(session.languages.flatMap(\.translations.keys))
      report(
        "translation-unknown", "no file of locales/ has the text '\(key)'", value.base.span,
        hint: Suggestion.nearest(key, in: known).map { "did you mean '\($0)'?" }
          ?? "add it to each file of locales/")
      return nil
    }
    for name in text.needed where !use.named.contains(where: { $0.name == name }) {
      report(
        "translation-argument", "the text '\(key)' needs '\(name)', and t is not given it",
        use.nameSpan, hint: "write t: \(name): ...")
    }
    return text.taken
  }
}
