internal import ArgumentParser
internal import Communication
internal import Diagnostics
internal import Glibc
internal import Review

/// `billow check TEMPLATE`: every problem of a template, before a run.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Finds every problem of a template before a run.",
    discussion: """
      Findings go to standard error as text. --json prints one object a line to standard output,
      --sarif one SARIF 2.1 document for a code host to show at the lines meant. --reads prints the
      smallest JSON Schema of what the template reads of a record.
      Samples are rendered: one that a run would refuse is told. A storyboard's samples are painted and looked at: contrast, flashes, captions, texts that do not fit.
      Exit codes: 0 no error (warnings may be told), 1 an error was found, 3 not a template folder.
      """)

  @Argument(help: "The template folder.")
  var template: String

  @Flag(help: "Print findings as JSON lines.")
  var json = false

  @Flag(help: "Print findings as one SARIF 2.1 document.")
  var sarif = false

  @Flag(help: "Print the JSON Schema of the fields that the template reads.")
  var reads = false

  func validate() throws {
    if [json, sarif, reads].count(where: { $0 }) > 1 {
      throw ValidationError("--json, --sarif and --reads are three outputs: choose one")
    }
  }

  func run() throws {
    let console = Console(printsJSON: json)
    let result = try check(console)
    let findings = result.findings
    if sarif {
      let writer = SARIFWriter(version: Engine.version, root: Self.workingFolder)
      console.out(writer.text(findings.diagnostics))
    } else {
      console.report(findings)
    }
    if reads, let communication = result.communication { console.out(communication.readsSchema) }
    if !json, !sarif, !reads { console.out(summary(result)) }
    if findings.hasErrors { throw BillowExit.overLimit.error }
  }

  private struct Result {
    var communication: Communication?
    var findings: DiagnosticLog
  }

  private func check(_ console: Console) throws -> Result {
    let folder: TemplateFolder
    do {
      folder = try TemplateFolder(reading: template)
    } catch {
      console.report(error.log)
      throw BillowExit.template.error
    }
    do {
      let communication = try Communication.load(
        folder, readers: TemplateLoader.readers, asksForStoryboard: true)
      var findings = communication.findings
      // What a template reads, neither a sample nor a picture tells.
      if !reads {
        findings.add(
          contentsOf: SampleCheck.findings(
            of: folder, communication, readers: TemplateLoader.readers))
        findings.add(
          contentsOf: PageCheck.findings(
            of: folder, communication, readers: TemplateLoader.readers))
      }
      if communication.storyboard != nil, !reads {
        findings.add(
          contentsOf: FilmCheck.findings(of: folder, readers: TemplateLoader.readers))
      }
      return Result(communication: communication, findings: findings)
    } catch {
      return Result(findings: error.log)
    }
  }

  private func summary(_ result: Result) -> String {
    var text = "\(template): "
    if let communication = result.communication {
      text += communication.pages.count.counted("page") + ", "
      text += communication.languages.count.counted("language") + ", "
    }
    let found = result.findings.diagnostics
    if found.isEmpty { return text + "no problem found\n" }
    let errors = found.count { $0.severity == .error }
    let parts = [(errors, "error"), (found.count - errors, "warning")]
      .filter { $0.0 > 0 }.map { $0.0.counted($0.1) }
    return text + parts.joined(separator: ", ") + "; billow explain-error CODE says more\n"
  }

  /// What absolute paths below the working folder start with, for paths that a code host knows.
  private static var workingFolder: String {
    guard let path = getcwd(nil, 0) else { return "" }
    defer { free(path) }
    return String(cString: path) + "/"
  }
}
