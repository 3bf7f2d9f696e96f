internal import ArgumentParser
internal import Diagnostics
internal import Liquid

/// `billow explain-error CODE`: what a message means, an example that has the problem, and the cure.
struct ExplainErrorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain-error",
    abstract: "Says what a code in a message or in rejects.ndjson means, and what to do.",
    discussion: "Without a code it lists all of them by subject.")

  @Argument(help: "The word in brackets at the end of a message, such as unknown-field.")
  var code: String?

  func run() throws {
    let console = Console(printsJSON: false)
    guard let code else {
      console.out(Self.list)
      return
    }
    let wanted = String(code.drop { $0 == "[" }.prefix { $0 != "]" })
    guard let entry = ErrorCatalog.entry(wanted) else {
      let near = Suggestion.nearest(wanted, in: ErrorCatalog.codes)
      throw ValidationError(
        "there is no code '\(wanted)'"
          + (near.map { "; did you mean '\($0)'?" } ?? "; 'billow explain-error' lists them all"))
    }
    console.out(entry.text)
  }

  private static var list: String {
    ErrorCatalog.areas.map { area in
      "\(area.title)\n" + area.entries.map { "  \($0.code)\n" }.joined()
    }.joined(separator: "\n")
  }
}
