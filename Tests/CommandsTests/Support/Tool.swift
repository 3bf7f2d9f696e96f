import Foundation
import Synchronization

/// The built `billow`, run as a user runs it.
struct Tool {
  /// How a run ended, and what it said.
  struct Result {
    /// The exit code, or 128 and the signal that ended the process.
    var code: Int32
    var output: String
    var errors: String

    /// Standard output as one JSON object.
    var json: [String: Any] {
      let object = try? JSONSerialization.jsonObject(with: Data(output.utf8))
      return object as? [String: Any] ?? [:]
    }
  }

  /// Where the package is, from this file's own path.
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let template = package.appending(path: "templates/energy-bill").path
  static let fixtures = package.appending(path: "fixtures/bills.ndjson").path
  /// The date the fixtures are made for.
  static let asOf = "2026-03-31"

  /// The executable: the one that `BILLOW_BINARY` names, else the one SwiftPM puts beside the test bundle.
  static let executable: URL = {
    let path = ProcessInfo.processInfo.environment["BILLOW_BINARY"]
    return path.map { URL(filePath: $0) } ?? debugged
  }()

  /// The debug build, which alone knows crash drills.
  private static let debugged = URL(filePath: CommandLine.arguments[0])
    .deletingLastPathComponent().appending(path: "billow")

  /// Runs the tool to its end.
  ///
  /// - Parameters:
  ///   - arguments: The command line after the tool's name.
  ///   - input: The file standard input is; none if nil.
  ///   - folder: The folder to run in.
  ///   - environment: Variables to set besides the present ones.
  ///   - umask: What the shell's `umask` is set to.
  /// - Returns: How it ended, and what it said.
  /// - Throws: When it cannot be started.
  static func run(
    _ arguments: String..., input: String? = nil, in folder: URL? = nil,
    environment: [String: String] = [:], umask: String? = nil
  ) async throws -> Result {
    try await run(
      arguments, input: input, in: folder, environment: environment, umask: umask)
  }

  static func run(
    _ arguments: [String], input: String? = nil, in folder: URL? = nil,
    environment: [String: String] = [:], umask: String? = nil
  ) async throws -> Result {
    let running = try Running(
      arguments, input: input.flatMap { FileHandle(forReadingAtPath: $0) }, in: folder,
      environment: environment, umask: umask)
    return try await running.result()
  }

  /// Starts the tool and leaves it running.
  static func start(_ arguments: [String], input: Pipe? = nil) throws -> Running {
    try Running(arguments, input: input, in: nil, environment: [:], umask: nil)
  }

  /// Runs another program to its end.
  static func run(program: String, _ arguments: [String]) async throws -> Result {
    let running = try Running(
      arguments, program: program, input: nil, in: nil, environment: [:], umask: nil)
    return try await running.result()
  }
}

extension Tool {
  /// A process on its way; what it says goes to files, so that no pipe fills up.
  final class Running: @unchecked Sendable {
    // Unchecked: a test uses it from one task; the handler only finishes the stream.

    private let process = Process()
    private let scratch: Scratch
    private let ended: AsyncStream<Void>

    init(
      _ arguments: [String], program: String? = nil, input: Any?,
      in folder: URL?, environment: [String: String], umask: String?
    ) throws {
      scratch = try Scratch()
      let (ended, continuation) = AsyncStream<Void>.makeStream()
      self.ended = ended
      process.executableURL = URL(filePath: "/bin/sh")
      let mask = umask.map { "umask \($0); " } ?? ""
      let isDrill = environment.keys.contains("BILLOW_CRASH_DRILL")
      let own = isDrill ? Tool.debugged : Tool.executable
      process.arguments = ["-c", mask + #"exec "$0" "$@""#, program ?? own.path] + arguments
      process.currentDirectoryURL = folder ?? scratch.url
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      process.standardInput = input ?? FileHandle.nullDevice
      process.standardOutput = try scratch.newFile("stdout")
      process.standardError = try scratch.newFile("stderr")
      process.terminationHandler = { _ in continuation.finish() }
      try process.run()
    }

    /// Whether it has not ended yet.
    var isRunning: Bool { process.isRunning }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Standard error without the lines of a log that only say how much time has passed.
    private static func timeless(_ errors: String) -> String {
      guard errors.contains(" info progress ") else { return errors }
      let lines = errors.split(separator: "\n", omittingEmptySubsequences: false)
      return lines.filter { !$0.contains(" info progress ") }.joined(separator: "\n")
    }

    /// Waits for its end.
    func result() async throws -> Result {
      for await _ in ended {}
      let isSignal = process.terminationReason == .uncaughtSignal
      return Result(
        code: isSignal ? 128 + process.terminationStatus : process.terminationStatus,
        output: try scratch.read("stdout"), errors: Self.timeless(try scratch.read("stderr")))
    }
  }
}
