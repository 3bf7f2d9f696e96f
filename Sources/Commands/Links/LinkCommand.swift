internal import ArgumentParser

/// `billow link`: links that nobody can change.
struct LinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link", abstract: "Signs a link, or says whether one is good.",
    subcommands: [LinkSignCommand.self, LinkVerifyCommand.self])
}
