import Diagnostics
import Liquid

extension Communication {
  /// The file of a template's rules.
  static let rulesPath = "rules.yaml"

  /// Makes the template's rules ready, if it has any.
  static func loadRules(
    _ folder: TemplateFolder, _ readers: TemplateReaders, _ parts: inout CommunicationParts,
    _ log: inout DiagnosticLog
  ) {
    guard let file = folder.file(rulesPath) else { return }
    var own = DiagnosticLog()
    do throws(DiagnosticsError) {
      var manifest = RulesManifest(try readers.yaml(file), in: file, log: &own)
      try loadOutcomes(folder, file, &manifest)
      parts.rulesSource = (manifest, file)
      if own.hasErrors { parts.unread.insert(.rules) }
      parts.globalNames += manifest.globals
      if parts.listening != nil { checkGroups(manifest, file, &own) }
      if !own.hasErrors {
        parts.rules = try RuleBook(
          manifest, in: file,
          environment: environment(readers, parts, traces: parts.traces),
          sha256: readers.sha256)
      }
    } catch {
      if parts.rulesSource == nil { parts.unread.insert(.rules) }
      own.add(contentsOf: error.log)
    }
    log.add(contentsOf: own)
  }

  /// Reads what became of an earlier run, where the rules ask for it.
  private static func loadOutcomes(
    _ folder: TemplateFolder, _ rules: SourceFile, _ manifest: inout RulesManifest
  ) throws(DiagnosticsError) {
    guard let (path, span) = manifest.outcomesFile else { return }
    guard let file = folder.file(path) else {
      throw DiagnosticsError(
        Diagnostic(
          code: "outcomes-file", message: "there is no file '\(path)'",
          place: .init(file: rules, span: span),
          hint: "write it with billow outcomes RUN EVENTS --columns \(folder.path)/\(path)"))
    }
    manifest.outcomes = try OutcomeTable(file)
  }

  /// A customer is in one option of a variant at most, but may be in all segments.
  private static func checkGroups(
    _ manifest: RulesManifest, _ file: SourceFile, _ log: inout DiagnosticLog
  ) {
    let count = manifest.segments.count + manifest.variants.count
    if count <= mostToldGroups { return }
    log.add(
      Diagnostic(
        code: "listen-groups",
        message:
          "\(count) segments and variants are more than the \(mostToldGroups) that an event carries",
        place: .init(file: file, span: SourceSpan(0, 0)),
        hint: "do without --listen, or join segments that nobody compares"))
  }
}
