import Foundation
import Testing

/// Programs that tests ask.
enum Tools {
  struct Answer {
    let status: Int32
    let text: String
  }

  /// Where a program lies on the search path.
  static func path(of name: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Says that a test could not be done; a failure where `CI` is true.
  static func lack(_ name: String) {
    print("SKIPPED what needs \(name): it is not installed")
    #expect(ProcessInfo.processInfo.environment["CI"] != "true", "\(name) is not installed")
  }

  /// Says which ways of a width this processor lacks: no setting brings them, so that it is no failure.
  static func tellMissing(of widths: [UInt32], beside known: [UInt32], _ name: String) {
    for width in widths where !known.contains(width) {
      print("SKIPPED \(name) \(width) bytes at once: this processor cannot")
    }
  }

  /// Runs a program to its end.
  static func run(_ path: String, _ arguments: [String], in folder: URL) throws -> Answer {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    environment["GO111MODULE"] = "off"
    process.environment = environment
    // A file, not a pipe: nobody has to read while the program runs.
    let log = folder.appending(path: "log.txt")
    _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    let handle = try FileHandle(forWritingTo: log)
    process.standardOutput = handle
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try handle.close()
    return Answer(
      status: process.terminationStatus,
      text: String(decoding: try Data(contentsOf: log), as: UTF8.self))
  }
}
