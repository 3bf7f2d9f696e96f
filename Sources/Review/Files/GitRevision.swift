public import Diagnostics
import Foundation

/// A template folder as a revision of its git repository had it, in a folder of its own that goes with this object.
public final class GitRevision: Sendable {
  /// Where the files are.
  public let path: String
  /// The commit's full name.
  public let commit: String

  /// Checks a folder out without touching the repository's index or working tree.
  ///
  /// - Throws: `revision-unknown` or `revision-without-template`.
  public init(_ revision: String, of folder: String) throws(DiagnosticsError) {
    let verify = ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"]
    guard let commit = Self.git(verify, in: folder) else {
      throw DiagnosticsError(
        Diagnostic(
          code: "revision-unknown", message: "git knows no revision '\(revision)' of '\(folder)'",
          hint: "name a commit, branch or tag; a shallow clone may lack it (git fetch --unshallow)")
      )
    }
    let id = UUID().uuidString.lowercased()
    let path = FileManager.default.temporaryDirectory.appending(path: "billow-\(id)").path
    self.commit = commit
    self.path = path
    let made: Void? = try? FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true)
    let archive = path + ".tar"
    defer { try? FileManager.default.removeItem(atPath: archive) }
    guard made != nil,
      Self.git(["archive", "--format=tar", "-o", archive, commit, "."], in: folder) != nil,
      Self.run("/usr/bin/env", ["tar", "-xf", archive, "-C", path], in: folder) != nil
    else {
      try? FileManager.default.removeItem(atPath: path)
      throw DiagnosticsError(
        Diagnostic(
          code: "revision-without-template",
          message: "revision '\(revision)' does not hold '\(folder)'",
          hint: "choose a revision that has this template"))
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The last commit that touched a file, if it is in git and unchanged since.
  public static func lastCommit(touching file: String, in folder: String) -> String? {
    guard let commit = git(["log", "-n", "1", "--format=%H", "--", file], in: folder),
      !commit.isEmpty, git(["status", "--porcelain", "--", file], in: folder)?.isEmpty == true
    else { return nil }
    return commit
  }

  /// The names of branches and tags and the last commits, for a person to choose from.
  public static func choices(in folder: String) -> [(revision: String, words: String)] {
    let log = git(["log", "-n", "30", "--format=%h%x09%s", "--", "."], in: folder) ?? ""
    return log.split(separator: "\n").map { line in
      let parts = line.split(separator: "\t", maxSplits: 1)
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
  }

  private static func git(_ arguments: [String], in folder: String) -> String? {
    run("/usr/bin/env", ["git"] + arguments, in: folder)
  }

  /// What a command prints, without its last line end; nil when it fails.
  static func run(_ program: String, _ arguments: [String], in folder: String) -> String? {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let bytes = try? output.fileHandleForReading.readToEnd()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    var text = String(decoding: bytes ?? Data(), as: UTF8.self)
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}
