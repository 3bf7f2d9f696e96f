internal import ArgumentParser
internal import Communication
internal import Glibc
internal import Review
internal import Sinks

/// `billow golden suggest TEMPLATE INPUT`: which few real records would make good samples.
struct GoldenSuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Picks few real records, with made-up words, that reach every branch.",
    discussion: """
      Names, addresses and identifiers are replaced, the same word always by the same made-up one; numbers, dates and
      what the schema spells out are kept. The words come from the input's own hash, or from --salt; who has neither
      cannot tell what stood there. Look at the files before you share them.
      """)

  @Argument(help: "The template folder.")
  var template: String

  @Argument(help: "Files or folders of records.")
  var inputs: [String]

  @Option(name: [.customShort("o"), .long], help: "Write the records as samples into this folder.")
  var output: String?

  @Option(help: "The date records are rendered for (YYYY-MM-DD); else each record's own.")
  var asOf: String?

  @Option(help: "A secret from which the made-up words come; else the input's hash.")
  var salt: String?

  @Flag(help: "Only what the template's samples do not reach yet.")
  var beyondSamples = false

  func validate() throws {
    if let asOf, AsOfDate(asOf) == nil {
      throw ValidationError("--as-of takes a day as YYYY-MM-DD, not '\(asOf)'")
    }
  }

  func run() throws {
    let console = Console(printsJSON: false)
    let template = try ReviewLoader.load(self.template, console)
    let date = asOf.flatMap { AsOfDate($0) }
    try RenderingDate.ask(date, of: template.communication, console)
    let renderer = ReviewRenderer(template, asOf: date)
    var covered: Set<Coverage.Arm> = []
    if beyondSamples {
      for sample in template.samples {
        covered.formUnion(Coverage.reached(by: renderer.render(sample)))
      }
    }
    var gatherer = SampleSuggestion.Gatherer(renderer)
    var hasher = SHA256Hasher()
    let isWhole = try ReviewLoader.forEach(inputs, template.communication, console) { record in
      Array(record.tree.text.utf8).withUnsafeBytes { hasher.update($0) }
      gatherer.add(record)
      return true
    }
    let digest = hasher.finish().hex
    let suggestion = gatherer.suggestion(salt: salt ?? digest, covered: covered)
    for choice in suggestion.choices {
      let lost = choice.lost > 0 ? ", of which made-up words lose \(choice.lost)" : ""
      console.out("record \(choice.ordinal): \(choice.adds) branches more\(lost)\n")
      if let output {
        mkdir(output, 0o777)
        try ReviewLoader.write(
          choice.tree.pretty() + "\n", to: "\(output)/suggested-\(choice.ordinal).json", console)
      }
    }
    for ordinal in suggestion.refused {
      console.out("record \(ordinal) is left out: made-up words make another document of it\n")
    }
    console.out("\(suggestion.choices.count) records reach \(suggestion.reached) branches\n")
    console.out(gatherer.rejections.text)
    for (_, fact) in suggestion.unreached {
      console.out("  never: \(SourceWords.place(fact.place))  \(fact.words)\n")
    }
    if !isWhole { throw BillowExit.input.error }
  }
}
