internal import ArgumentParser
internal import Communication
internal import Diagnostics

/// `billow check TEMPLATE`: every problem of a template, before a run.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Finds every problem of a template before a run.")

  @Argument(help: "The template folder.")
  var template: String

  @Flag(help: "Print findings as JSON lines.")
  var json = false

  func run() throws {
    let console = Console(printsJSON: json)
    let communication = try TemplateLoader.load(template, console)
    console.report(communication.findings)
    if !json, communication.findings.diagnostics.isEmpty {
      console.out(
        "\(template): \(communication.pages.count) page, \(communication.languages.count) languages, "
          + "no problem found\n")
    }
  }
}
