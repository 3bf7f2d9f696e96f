import Diagnostics
import Foundation
import Liquid
import Records

/// One render to measure: a template, its snippets, its data and the bytes it must make.
final class Fixture {
  let name: String
  let template: SourceFile
  let snippets: Snippets
  let data: Value
  let expected: [UInt8]
  /// Keeps the data's memory.
  private let scratch = Scratch()

  /// Reads a file of the benchmark's folder.
  init(path: String) throws {
    let file = SourceFile(path: path, bytes: [UInt8](try Data(contentsOf: URL(filePath: path))))
    let tree = try JSONDocument.read(file, into: scratch.arena)
    name = tree["name"].string
    template = SourceFile(path: "template", bytes: Array(tree["template"].bytes))
    var files: [String: SourceFile] = [:]
    for member in tree["templates"].members {
      files[member.key.string] = SourceFile(
        path: member.key.string, bytes: Array(member.value.bytes))
    }
    snippets = Snippets(files)
    data = tree["data"]
    expected = Array(tree["expected"].bytes)
  }

  /// The clock that the expected output was made with: pages print its year.
  var now: Int64 { name.hasPrefix("golden") ? Self.newYear2025 : Self.newYear2026 }

  private static let newYear2025: Int64 = 1_735_689_600
  private static let newYear2026: Int64 = 1_767_225_600

  /// Whether a page is what the fixture expects.
  ///
  /// Two of the expected pages were stored with a line end that their template does not have.
  func expects(_ page: UnsafeRawBufferPointer) -> Bool {
    if page.elementsEqual(expected) { return true }
    return template.bytes.last != 0x0A && expected.last == 0x0A
      && page.elementsEqual(expected.dropLast())
  }

  /// All fixtures of a folder, by name.
  static func all(in folder: String) throws -> [Fixture] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".json") }.sorted()
      .map { try Fixture(path: "\(folder)/\($0)") }
  }

  /// The names that this fixture's snippets see although nobody passes them: its data is the run's, not a record's.
  ///
  /// Ruby's Liquid calls such data a static environment; ours are the environment's globals.
  var globals: [String] {
    name == "bench_nested_partials" ? data.members.map { $0.key.string } : []
  }
}

extension Value {
  /// The member of an object; nil where there is none.
  subscript(name: StaticString) -> Value {
    member(named: UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
      ?? .nil
  }

  /// The text as a Swift string.
  var string: String { String(decoding: bytes, as: UTF8.self) }
}
