internal import ArgumentParser

/// `billow golden`: what a template makes of its samples, held against what was recorded.
struct GoldenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "golden",
    abstract: "Holds a template's samples against what was recorded, and says what they cover.",
    subcommands: [GoldenCheckCommand.self, GoldenRecordCommand.self, GoldenSuggestCommand.self])
}
