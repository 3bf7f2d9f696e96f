import Diagnostics
import Foundation
import Testing

@testable import Liquid

/// The fuzzers' corpus, replayed: what was found once stays found.
///
/// `Fuzz/corpus` holds seeds and, named for what they broke, inputs that fuzzing found.
@Suite struct FuzzCorpusTests {
  private static let folder: URL = {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return root.appendingPathComponent("Fuzz/corpus")
  }()

  static let inputs: [String] = ["compile", "render"].flatMap { kind -> [String] in
    let path = folder.appendingPathComponent(kind).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.sorted().map { "\(kind)/\($0)" }
  }

  @Test func isThere() { #expect(Self.inputs.count > 20) }

  @Test(arguments: inputs) func replayed(_ name: String) throws {
    let bytes = [UInt8](try Data(contentsOf: Self.folder.appendingPathComponent(name)))
    let texts = bytes.dropFirst().split(
      separator: 1, maxSplits: 3, omittingEmptySubsequences: false)
    try #require(!texts.isEmpty)
    let type: ContentType =
      switch bytes.first {
      case UInt8(ascii: "t"): .text
      case UInt8(ascii: "s"): .svg
      default: .html
      }
    let source = SourceFile(path: name, bytes: Array(texts[0]))
    var files: [String: SourceFile] = [:]
    for (name, text) in zip(["a", "b"], texts.dropFirst()) {
      files[name] = SourceFile(path: name, bytes: Array(text))
    }
    let value = texts.count > 3 ? String(decoding: texts[3], as: UTF8.self) : ""
    for defers in [false, true] {
      do {
        let program = try Program.compile(
          source, as: type, snippets: Snippets(files),
          environment: Environment(
            filters: FilterTable(adding: LocaleFilters.rows), globals: ["as_of"],
            defersUnknownNames: defers))
        let first = outcome(program, value)
        #expect(first == outcome(program, value))
      } catch {
        let printer = DiagnosticPrinter()
        for problem in error.log.diagnostics {
          #expect(ErrorCatalog.entry(problem.code) != nil)
          guard let place = problem.place else { continue }
          #expect(0 <= place.span.start && place.span.start <= place.span.end)
          #expect(place.span.end <= place.file.bytes.count && !printer.text(problem).isEmpty)
        }
      }
    }
  }

  /// The page, the failure if any, and the steps.
  private func outcome(_ program: Program, _ value: String) -> String {
    let scratch = Scratch()
    let scope = FilterScope(arena: scratch.arena, now: 1_704_067_318)
    scope.locale = LocaleFormats.named("de")
    let names = ["v", "w", "s", "n", "list", "date", "money", "currency"]
    let members = scratch.arena.allocateMembers(names.count)
    for (index, name) in names.enumerated() {
      let held =
        switch name {
        case "n": Value(7)
        case "list": Value(array: UnsafeBufferPointer(start: nil, count: 0))
        case "date": Value("2024-02-29")
        case "money": Value("1234.50")
        case "currency": Value("EUR")
        default: Value(value, in: scratch.arena)
        }
      (members + index).initialize(to: Member(key: Value(name, in: scratch.arena), value: held))
    }
    let record = Value(object: UnsafeBufferPointer(start: members, count: names.count))
    var end = ""
    do {
      try Renderer(program, scratch: scratch, scope: scope).render(record, globals: [.nil])
    } catch {
      end = "\(error.failure.code): \(error.failure.message)"
    }
    return "\(Array(scratch.output.bytes)) \(end) \(scope.steps)"
  }
}
