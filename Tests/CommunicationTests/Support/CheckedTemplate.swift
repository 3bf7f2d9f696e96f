import Diagnostics
import Liquid
import Testing
import YAMLFiles

@testable import Communication

/// A template made of texts, checked.
struct CheckedTemplate {
  var pages: [SourceFile] = []
  var snippets: [String: SourceFile] = [:]
  var schema: SourceFile?
  var locales: [SourceFile] = []
  var assets: [String] = []
  var rules: SourceFile?
  var ladder: SourceFile?

  /// Parts named `schema.json`, `rules.yaml`, `ladder.yaml`, `locales/en.json`, `snippets/name.liquid`, `assets/name.css`; others are pages.
  init(_ parts: [(name: String, text: String)]) {
    for part in parts {
      let file = SourceFile(path: part.name, text: part.text)
      if part.name == "schema.json" {
        schema = file
      } else if part.name == "rules.yaml" {
        rules = file
      } else if part.name == "ladder.yaml" {
        ladder = file
      } else if part.name.hasPrefix("locales/") {
        locales.append(file)
      } else if part.name.hasPrefix("snippets/") {
        snippets[String(part.name.dropFirst(9).dropLast(7))] = file
      } else if part.name.hasPrefix("assets/") {
        assets.append(String(part.name.dropFirst(7).prefix { $0 != "." }))
      } else if part.name.hasSuffix(".liquid") {
        pages.append(file)
      }
    }
  }

  static func environment() -> Environment { Communication.environment(nil, RenderLimits()) }

  func check() throws -> TemplateChecker.Report {
    let scratch = Scratch()
    let languages = try locales.map { file in
      let tag = String(file.path.dropFirst(8).dropLast(5))
      let formats = try #require(LocaleFormats.named(tag))
      let tree = TestJSON.value(String(decoding: file.bytes, as: UTF8.self), in: scratch.arena)
      return TemplateChecker.Language(
        tag: tag, file: file, translations: try Translations(tree, in: formats))
    }
    let compiled = try schema.map { file in
      try RecordSchema(
        TestJSON.value(String(decoding: file.bytes, as: UTF8.self), in: scratch.arena), in: file)
    }
    var log = DiagnosticLog()
    let manifest = try rules.map { RulesManifest(try YAMLReader.read($0), in: $0, log: &log) }
    var input = TemplateChecker.Input(
      pages: pages, snippets: Snippets(snippets), environment: Self.environment(),
      schema: compiled, languages: languages, assets: assets)
    if let manifest, let rules { input.rules = (manifest, rules) }
    if let ladder {
      let manifest = LadderManifest(try YAMLReader.read(ladder), in: ladder, log: &log)
      input.ladder = (manifest, ladder)
    }
    let report = TemplateChecker.check(input)
    log.add(contentsOf: report.log)
    return TemplateChecker.Report(log: log.ordered(), reads: report.reads)
  }

  func printed() throws -> String {
    let printer = DiagnosticPrinter()
    return try check().log.diagnostics.map { printer.text($0) }.joined()
  }
}
