public import ArgumentParser

/// The command line: one subcommand a file.
public struct Billow: ParsableCommand {
  /// What `billow --help` says.
  public static let configuration = CommandConfiguration(
    commandName: "billow",
    abstract: "Renders customers' bills as personal pages, in batches of millions.",
    discussion: """
      Exit codes: 0 done; 1 finished, but over the reject limit, or a check failed; 2 bad usage;
      3 bad template; 4 bad input; 5 output or system fault, resumable; 130 or 143 stopped by a
      signal, resumable. A run of standard input or of one key (--only) is never resumable.
      """,
    version: Engine.version,
    subcommands: [
      RenderCommand.self, VerifyCommand.self, CheckCommand.self, ExplainErrorCommand.self,
      GoldenCommand.self, ExplainCommand.self, ImpactCommand.self, PreviewCommand.self,
      SampleCommand.self, LiquidCommand.self, StoryboardCommand.self, LinkCommand.self,
      EraseCommand.self, ExpireCommand.self, ListenCommand.self, OutcomesCommand.self,
    ])

  /// Makes the command, for the parser.
  public init() {}
}

/// What this build calls itself in manifests.
enum Engine {
  static let version = "0.2.4"
  static let name = "billow \(version)"
}

/// How a command ends (`design`, section 9).
enum BillowExit: Int32 {
  case overLimit = 1
  case usage = 2
  case template = 3
  case input = 4
  case system = 5

  var error: ExitCode { ExitCode(rawValue) }
}

extension Billow {
  /// Runs the command line and ends the process with the command's exit code.
  ///
  /// The parser's own usage errors end with code 2, as the manual says.
  public static func launch() -> Never {
    do {
      var command = try parseAsRoot()
      try command.run()
      if let words = Console.outputFault {
        Console(printsJSON: false).note("error: cannot write to standard output: \(words)\n")
        exit(withError: BillowExit.system.error)
      }
      exit()
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      Console(printsJSON: false).note(fullMessage(for: error) + "\n")
      exit(withError: ending(for: error))
    }
  }

  /// What the process ends with after an error.
  static func ending(for error: any Error) -> ExitCode {
    let code = exitCode(for: error)
    return code == .validationFailure ? BillowExit.usage.error : code
  }
}
