internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Liquid
internal import Records

/// `billow liquid`: renders one template, for authors and for conformance runs.
struct LiquidCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "liquid", abstract: "Renders one Liquid template.",
    discussion: """
      Reads the template from a file or from standard input and prints what it makes. With --cases it
      renders every case of a file in the conformance format and prints one JSON line a case.
      """)

  @Option(help: "What the template makes: text, html or svg.")
  var type: PageType = .text

  @Option(help: "A JSON file with the template's variables.")
  var data: String?

  @Option(help: "A folder of snippets for render and include.")
  var partials: String?

  @Option(help: "What 'now' means: YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.")
  var now = "1970-01-01"

  @Option(help: "A file of cases: template, data, templates, trusted.")
  var cases: String?

  @Flag(help: "Say on standard error how many steps the render took of the 1,000,000 it may.")
  var steps = false

  @Argument(help: "The template; standard input if absent or -.")
  var template: String?

  enum PageType: String, ExpressibleByArgument, CaseIterable {
    case text
    case html
    case svg

    var contentType: ContentType {
      switch self {
      case .text: .text
      case .html: .html
      case .svg: .svg
      }
    }
  }

  func run() throws {
    let console = Console(printsJSON: false)
    guard let now = LiquidClock.seconds(now) else {
      throw ValidationError("--now takes YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ, not '\(now)'")
    }
    if let cases {
      try LiquidCases(type: type.contentType, now: now).run(cases, console)
      return
    }
    do {
      console.out(try render(now))
    } catch let error as DiagnosticsError {
      console.report(error.log)
      throw BillowExit.template.error
    } catch let error as RenderError {
      console.report(error.diagnostic)
      throw BillowExit.overLimit.error
    }
  }

  private func render(_ now: Int64) throws -> String {
    let source = try readTemplate()
    var snippets: [String: SourceFile] = [:]
    if let partials {
      for (name, file) in try InputFiles.folder(partials) { snippets[name] = file }
    }
    let environment = Environment(filters: FilterTable(adding: LocaleFilters.rows))
    let program = try Program.compile(
      source, as: type.contentType, snippets: Snippets(snippets), environment: environment)
    let scratch = Scratch()
    let record = try data.map {
      try JSONDocument.read(InputFiles.file($0), into: scratch.arena)
    }
    let scope = FilterScope(arena: scratch.arena, limits: environment.limits, now: now)
    scope.locale = LocaleFormats.named("en")
    let renderer = Renderer(program, scratch: scratch, scope: scope)
    defer { if steps { Console(printsJSON: false).note("steps: \(scope.steps)\n") } }
    try renderer.render(record ?? .nil)
    return String(decoding: scratch.output.bytes, as: UTF8.self)
  }

  private func readTemplate() throws -> SourceFile {
    guard let template, template != "-" else {
      return SourceFile(
        path: "-", bytes: Array(FileHandle.standardInput.readDataToEndOfFile()))
    }
    return try InputFiles.file(template)
  }
}

/// Small files named on the command line.
enum InputFiles {
  /// Reads a file; `input-not-found` as a diagnostic where there is none.
  static func file(_ path: String) throws -> SourceFile {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DiagnosticsError(
        Diagnostic(code: "input-not-found", message: "cannot read '\(path)'"))
    }
    return SourceFile(path: path, bytes: Array(data))
  }

  /// Every file below a folder, by its path without `.liquid`.
  static func folder(_ path: String) throws -> [String: SourceFile] {
    guard let names = FileManager.default.enumerator(atPath: path) else {
      throw DiagnosticsError(
        Diagnostic(code: "input-not-found", message: "there is no folder '\(path)'"))
    }
    var files: [String: SourceFile] = [:]
    for case let name as String in names where name.hasSuffix(".liquid") {
      files[String(name.dropLast(".liquid".count))] = try file("\(path)/\(name)")
    }
    return files
  }
}
