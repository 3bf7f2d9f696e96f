internal import ArgumentParser
internal import Communication
internal import Diagnostics
internal import Review

/// `billow explain TEMPLATE INPUT --key K`: why one customer's document is as it is.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says why each block of one customer's document is there, or is not.",
    discussion: "Prints the customer's own values: they are what decided.")

  @Argument(help: "The template folder.")
  var template: String

  @Argument(help: "Files or folders of records; a sample's .json file will do.")
  var inputs: [String]

  @Option(help: "The record's key; may be left out where the input holds one record.")
  var key: String?

  @Option(help: "The date it is rendered for (YYYY-MM-DD); else the record's own.")
  var asOf: String?

  @Flag(help: "Every decision in the order it was taken.")
  var all = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    if let asOf, AsOfDate(asOf) == nil {
      throw ValidationError("--as-of takes a day as YYYY-MM-DD, not '\(asOf)'")
    }
  }

  func run() throws {
    let console = Console(printsJSON: json)
    let template = try ReviewLoader.load(self.template, console)
    var found: ReviewRecord?
    let sample = template.samples.first { sample in
      inputs.count == 1 && inputs[0].hasSuffix("/samples/\(sample.name).json")
    }
    if let sample, key == nil || key == sample.key {
      found = sample
    } else {
      var count = 0
      let isWhole = try ReviewLoader.forEach(inputs, template.communication, console) { record in
        if let key, record.key != key { return true }
        count += 1
        found = found ?? record
        return key == nil && count == 1
      }
      if count > 1 {
        throw ValidationError("the input holds several records: say whose with --key")
      }
      if found == nil, !isWhole { throw BillowExit.input.error }
    }
    guard let found else {
      console.report(
        Diagnostic(
          code: "key-not-found", message: "no record of the input has this key",
          hint: "the key is the field '\(template.communication.key.description)'"))
      throw BillowExit.input.error
    }
    let renderer = ReviewRenderer(template, asOf: asOf.flatMap { AsOfDate($0) })
    let explanation = Explanation(renderer.render(found), of: template)
    console.out(json ? explanation.json + "\n" : explanation.text(everyDecision: all))
  }
}
