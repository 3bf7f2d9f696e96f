import Foundation
import Sinks

/// A folder that goes away with its owner.
final class Scratch: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "billow-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    // A test may have taken the right to write away.
    try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
    try? FileManager.default.removeItem(at: url)
  }

  func path(_ name: String) -> String { url.appending(path: name).path }

  /// Writes a file, making its folder; returns its path.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    try write(name, Data(text.utf8))
  }

  @discardableResult
  func write(_ name: String, _ data: Data) throws -> String {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
    return file.path
  }

  func newFile(_ name: String) throws -> FileHandle {
    try write(name, Data())
    return try FileHandle(forWritingTo: url.appending(path: name))
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// The lines of a file.
  func lines(_ name: String) throws -> [String] {
    try read(name).split(separator: "\n").map(String.init)
  }

  /// Packs a file; returns the path of the packed one.
  func gzip(_ name: String) async throws -> String {
    let (ended, continuation) = AsyncStream<Void>.makeStream()
    let process = Process()
    process.executableURL = URL(filePath: "/bin/gzip")
    process.arguments = ["-k", path(name)]
    process.terminationHandler = { _ in continuation.finish() }
    try process.run()
    for await _ in ended {}
    return path(name + ".gz")
  }

  /// Copies the energy bill's template, for a test to spoil.
  func copyTemplate(to name: String = "template") throws -> String {
    let target = url.appending(path: name)
    try FileManager.default.copyItem(at: URL(filePath: Tool.template), to: target)
    return target.path
  }

  /// A template of one line, for tests of many records.
  func writeSmallTemplate(page: String = "<p>{{ name }} owes {{ amount }}</p>") throws -> String {
    try write(
      "small/template.yaml",
      """
      name: small
      record: { schema: schema.json, key: id, locale: language, fallback_locale: en }
      outputs:
        page: { page: pages/page.liquid, as: index.html }
      totals:
        - { name: amount, sum: amount }

      """)
    try write(
      "small/schema.json",
      """
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
       "required": ["id", "name", "amount"],
       "properties": {"id": {"type": "string", "minLength": 1}, "name": {"type": "string"},
         "amount": {"type": "number"}, "language": {"type": "string"}}}

      """)
    try write("small/locales/en.json", "{}\n")
    try write("small/pages/page.liquid", page + "\n")
    return path("small")
  }

  /// Records for the small template.
  func writeRecords(_ count: Int, to name: String = "records.ndjson") throws -> String {
    let lines = (1...count).map {
      #"{"id": "R-\#($0)", "name": "Customer \#($0)", "amount": \#($0).50}"#
    }
    return try write(name, lines.joined(separator: "\n") + "\n")
  }
}
