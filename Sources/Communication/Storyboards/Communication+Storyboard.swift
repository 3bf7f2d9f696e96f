import Diagnostics
import Liquid
import Storyboard

extension Communication {
  /// Makes the template's storyboard ready, if it has one.
  static func loadStoryboard(
    _ folder: TemplateFolder, _ template: SourceFile, _ readers: TemplateReaders,
    _ parts: inout CommunicationParts, _ log: inout DiagnosticLog
  ) {
    guard let output = parts.manifest.storyboard else { return }
    guard let file = folder.file(output.path) else {
      parts.unread.insert(.texts)
      log.add(
        Diagnostic(
          code: "storyboard-file", message: "there is no storyboard '\(output.path)'",
          place: .init(file: template, span: output.span)))
      return
    }
    var own = DiagnosticLog()
    do throws(DiagnosticsError) {
      let manifest = StoryboardManifest(try readers.yaml(file), in: file, log: &own)
      StoryboardLint.check(manifest, in: file, &own)
      if !own.hasErrors {
        var compiler = StoryboardCompiler(
          file: file, folder: folder,
          snippets: Snippets(folder.files(in: "snippets", ending: ".liquid")),
          environment: environment(readers, parts, traces: parts.traces), manifest: manifest)
        parts.storyboard = compiler.plan(
          name: output.name,
          policy: (
            style: hash(PlayerAssets.pageStyle + PlayerAssets.style, readers),
            script: hash(PlayerAssets.script, readers)
          ))
        parts.storyboardSources = compiler.sources
        own.add(contentsOf: compiler.log)
      }
    } catch {
      own.add(contentsOf: error.log)
    }
    parts.playerPolicy = (
      hash(PlayerAssets.style, readers), hash(PlayerAssets.script, readers),
      hash(PlayerAssets.pageStyle + PlayerAssets.style, readers)
    )
    if own.hasErrors { parts.unread.insert(.texts) }
    log.add(contentsOf: own)
  }

  /// `'sha256-...'` of a text, as a content security policy names it.
  static func hash(_ text: String, _ readers: TemplateReaders) -> String {
    "'sha256-\(Base64.text(of: readers.sha256(Array(text.utf8))))'"
  }
}
