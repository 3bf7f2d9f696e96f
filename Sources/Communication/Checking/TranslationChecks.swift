import Diagnostics
import Liquid

/// Compares the languages of a template with one another and with the texts it uses.
struct TranslationChecks {
  private let session: CheckSession
  private let languages: [TemplateChecker.Language]

  init(_ session: CheckSession) {
    self.session = session
    languages = session.languages
  }

  func check() {
    let all = Set(languages.flatMap(\.translations.keys)).sorted()
    for language in languages { checkMissing(language, all) }
    guard let reference = languages.first else { return }
    for language in languages.dropFirst() { compare(language, with: reference) }
    checkUnused(reference, all)
  }

  /// Keys that another language has.
  private func checkMissing(_ language: TemplateChecker.Language, _ all: [String]) {
    for key in all where !language.translations.contains(key) {
      let others = languages.filter { $0.translations.contains(key) }
      guard let owner = others.first else { continue }
      add(
        "translation-missing", "\(language.file.path) lacks the text '\(key)'", key, in: owner,
        hint: "add it there, or delete it here")
    }
  }

  private func compare(
    _ language: TemplateChecker.Language, with reference: TemplateChecker.Language
  ) {
    for key in language.translations.keys where reference.translations.contains(key) {
      let names = language.translations.placeholders(of: key) ?? []
      let others = reference.translations.placeholders(of: key) ?? []
      let isPlural = language.translations.isPlural(key)
      if names == others, isPlural == reference.translations.isPlural(key) { continue }
      let mine = Set(names)
      let theirs = Set(others)
      // A plural form may leave the number out: 'one day' for '{{ count }} days'.
      let ignored: Set<String> = isPlural || reference.translations.isPlural(key) ? ["count"] : []
      let more = mine.subtracting(theirs).subtracting(ignored).sorted()
      let less = theirs.subtracting(mine).subtracting(ignored).sorted()
      if !more.isEmpty || !less.isEmpty {
        let name = (more + less)[0]
        let near = Suggestion.nearest(name, in: more.isEmpty ? mine : theirs)
        add(
          "translation-placeholders",
          "'\(key)' has \(Self.list(mine)), and \(reference.file.path) has \(Self.list(theirs))",
          key, in: language, hint: near.map { "did you mean '\($0)'?" } ?? "use the same in both")
      }
      checkForms(key, language, reference)
    }
  }

  /// A language may say with one text what another needs forms for, as long as it prints the count too.
  private func checkForms(
    _ key: String, _ language: TemplateChecker.Language, _ reference: TemplateChecker.Language
  ) {
    let isPlural = language.translations.isPlural(key)
    guard isPlural != reference.translations.isPlural(key) else { return }
    let (without, with) = isPlural ? (reference, language) : (language, reference)
    let printsCount = with.translations.placeholders(of: key)?.contains("count") ?? false
    guard printsCount, !(without.translations.placeholders(of: key)?.contains("count") ?? false)
    else { return }
    let forms = without.translations.formats.countCategories.map { "\($0.name)" }
    add(
      "translation-forms",
      "'\(key)' has plural forms in \(with.file.path), and one text without {{ count }} in "
        + without.file.path,
      key, in: without, hint: "give it the forms \(forms.joined(separator: ", "))")
  }

  private static func list(_ names: Set<String>) -> String {
    names.isEmpty
      ? "no placeholders" : names.sorted().map { "{{ \($0) }}" }.joined(separator: ", ")
  }

  private func checkUnused(_ reference: TemplateChecker.Language, _ all: [String]) {
    guard session.isWhole else { return }
    for key in all where !session.keys.uses(key) {
      let owner = languages.first { $0.translations.contains(key) } ?? reference
      add(
        "translation-unused", "no page uses the text '\(key)'", key, in: owner,
        hint: "delete it from every language, or use it", severity: .warning)
    }
  }

  private func add(
    _ code: String, _ message: String, _ key: String, in language: TemplateChecker.Language,
    hint: String, severity: Diagnostic.Severity = .error
  ) {
    session.add(
      Diagnostic(
        code: code, severity: severity, message: message,
        place: .init(file: language.file, span: session.span(of: key, in: language.file)),
        hint: hint))
  }
}
