internal import ArgumentParser

/// `billow storyboard`: looking at films and scenes, painted.
struct StoryboardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "storyboard", abstract: "Paints films and scenes, to look at.",
    subcommands: [SheetCommand.self, StillCommand.self])
}
