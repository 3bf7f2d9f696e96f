internal import ArgumentParser
internal import Communication
internal import Diagnostics
internal import Review

/// `billow impact TEMPLATE INPUT --against REV`: whose documents a change touches.
struct ImpactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Says how many customers' documents a change of the template alters, and where.",
    discussion: """
      Renders records with the template as it is and as a git revision has it (or as another folder has it). A sample
      is the records whose keys have the smallest hashes, so it is the same each time. Prints customers' keys and words.
      """)

  @Argument(help: "The template folder.")
  var template: String

  @Argument(help: "Files or folders of records.")
  var inputs: [String]

  @Option(help: "The git revision, or the template folder, to compare with.")
  var against: String

  @Option(help: "How many records to compare; 0 for all.")
  var sample = 2000

  @Option(help: "The date records are rendered for (YYYY-MM-DD); else each record's own.")
  var asOf: String?

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    if let asOf, AsOfDate(asOf) == nil {
      throw ValidationError("--as-of takes a day as YYYY-MM-DD, not '\(asOf)'")
    }
    if sample < 0 { throw ValidationError("--sample takes a number from 0") }
  }

  func run() throws {
    let console = Console(printsJSON: json)
    let after = try ReviewLoader.load(template, console)
    let date = asOf.flatMap { AsOfDate($0) }
    try RenderingDate.ask(date, of: after.communication, console)
    let before: ReviewTemplate
    do throws(DiagnosticsError) {
      before = try ReviewVersions.template(against, of: template, readers: TemplateLoader.readers)
    } catch {
      console.report(error.log)
      throw BillowExit.template.error
    }
    var impact = try ReviewLoader.reporting(console) { () throws(DiagnosticsError) in
      try Impact(before: before, after: after, asOf: date)
    }
    let isWhole: Bool
    if sample == 0 {
      isWhole = try ReviewLoader.forEach(inputs, after.communication, console) {
        impact.compare($0)
        return true
      }
    } else {
      var chosen = ImpactSample(size: sample)
      isWhole = try ReviewLoader.forEach(inputs, after.communication, console) {
        chosen.offer($0)
        return true
      }
      for record in chosen.records() { impact.compare(record) }
    }
    console.out(json ? impact.json(against: against) : impact.text(against: against))
    if !isWhole { throw BillowExit.input.error }
  }
}
