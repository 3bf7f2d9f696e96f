import Foundation
import Testing

/// Named outside the suite: an attribute that asks its own type goes round in a circle.
private let canCountAllocations: Bool = AllocationTests.canRun

/// A render takes nothing from the heap once its memory has grown: every `malloc` of a process is counted.
@Suite(
  .enabled(
    if: canCountAllocations,
    "no optimised liquid-bench (make test builds it), no fixtures beside the package, or no C compiler"
  ))
struct AllocationTests {
  @Test func rendersAllocateNothingAfterWarmUp() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "count-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let counter = folder.appending(path: "count.so").path
    let source = Self.root.appending(path: "Benchmarks/liquid/count-allocations.c").path
    let compiled = try Self.run(Self.compiler, ["-shared", "-fPIC", "-O2", source, "-o", counter])
    try #require(compiled.status == 0, "\(compiled.text)")

    let result = try Self.run(
      Self.harness.path, [Self.fixtures.path, "allocations"], ["LD_PRELOAD": counter])
    let lines = result.text.split(separator: "\n")
    #expect(lines.count >= 40, "\(result.text)")
    #expect(lines.filter { !$0.contains(": 0 allocations") } == [])
    #expect(result.status == 0)
  }

  /// Without the counter nothing is claimed.
  @Test func countingNeedsTheCounter() throws {
    let result = try Self.run(Self.harness.path, [Self.fixtures.path, "allocations"])
    #expect(result.status != 0)
  }
}

extension AllocationTests {
  private static let compiler = "/usr/bin/cc"

  private static let root: URL = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// `BILLOW_SHARED`, or `../shared` beside the package.
  private static let fixtures: URL = {
    let shared = ProcessInfo.processInfo.environment["BILLOW_SHARED"].map { URL(filePath: $0) }
    return (shared ?? root.appending(path: "../shared")).appending(path: "bench/liquid")
  }()

  /// The optimised harness, which `Scripts/test.sh` builds: unoptimised code takes memory for a mere subscript.
  private static let harness = URL(
    filePath: ProcessInfo.processInfo.environment["BILLOW_LIQUID_BENCH"] ?? "/nonexistent")

  static let canRun =
    FileManager.default.fileExists(atPath: fixtures.path)
    && FileManager.default.isExecutableFile(atPath: harness.path)
    && FileManager.default.isExecutableFile(atPath: compiler)

  private static func run(
    _ program: String, _ arguments: [String], _ environment: [String: String] = [:]
  ) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }.merging(environment) { $1 }
    let printed = Pipe()
    process.standardOutput = printed
    process.standardError = printed
    try process.run()
    let text = try printed.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }
}
