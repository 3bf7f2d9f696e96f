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
      let manifest = RulesManifest(try readers.yaml(file), in: file, log: &own)
      parts.rulesSource = (manifest, file)
      parts.globalNames += manifest.globals
      if !own.hasErrors {
        parts.rules = try RuleBook(
          manifest, in: file,
          environment: environment(readers, parts, traces: parts.traces),
          sha256: readers.sha256)
      }
    } catch {
      own.add(contentsOf: error.log)
    }
    log.add(contentsOf: own)
  }
}
