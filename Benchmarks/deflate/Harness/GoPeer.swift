import Foundation

/// The bill workload's Go program: quicktemplate's page, compiled into it, and gzip -6.
struct GoPeer {
  let program: String
  let bills: String

  private struct Answer: Decodable {
    let docs: Int
    let cpu: Double
  }

  /// How often the bills are gone through, so that starting the program counts for nothing.
  private static let passes = 10

  /// Processor time a page.
  func microseconds() throws -> Double {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let long = folder.appending(path: "bills.ndjson")
    let once = try Data(contentsOf: URL(filePath: bills))
    try Data((0..<Self.passes).map { _ in once }.joined()).write(to: long)
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = [
      "go-quicktemplate", "c", long.path(), folder.appending(path: "files").path(), "1000000",
    ]
    process.environment = ["GOMAXPROCS": "1"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let line = text.split(separator: 0x0A).last ?? Data()
    let answer = try JSONDecoder().decode(Answer.self, from: line)
    return answer.cpu * 1e6 / Double(answer.docs)
  }
}
