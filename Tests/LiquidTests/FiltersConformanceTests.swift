import Foundation
import Testing

@testable import Liquid

/// Conformance cases that need nothing but outputs and filters.
@Suite struct FiltersConformanceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let group: String
    let template: String
    let data: Value
    let results: [String]
    let isInvalid: Bool

    var testDescription: String { "\(group): \(name): \(template)" }
  }

  static let file: URL = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let shared = ProcessInfo.processInfo.environment["BILLOW_SHARED"] ?? "../shared"
    return URL(filePath: shared, relativeTo: root).appending(path: "conformance/liquid_dev.json")
  }()

  static let groups: Set<String> = [
    "output", "blank_and_empty", "nil_handling", "type_coercion", "range", "special",
  ]

  // Unsafe only in name: written while `cases` is made, which happens once.
  private nonisolated(unsafe) static let values = ValuesFixture()

  /// Every strict case whose template this fixture can read.
  static let cases: [Case] = {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    var reader = TestJSON(text, values)
    guard let root = try? reader.value() else { return [] }
    return field(root, "cases").elements.compactMap { read($0) }.filter { isReadable($0.template) }
  }()

  private static func field(_ object: Value, _ name: StaticString) -> Value {
    object.member(Value(name)) ?? .nil
  }

  private static func text(_ object: Value, _ name: StaticString) -> String {
    String(decoding: field(object, name).bytes, as: UTF8.self)
  }

  private static func read(_ entry: Value) -> Case? {
    let group = text(entry, "group")
    let modes = field(entry, "modes").elements
    let isStrict = modes.contains { $0.matches(Value("strict")) }
    let isSpecial = ["self", "ruby_format", "inline_errors", "templates"].contains {
      entry.member(values.text($0)) != nil
    }
    guard isStrict, !isSpecial, group.hasPrefix("filter/") || groups.contains(group) else {
      return nil
    }
    let single = field(entry, "result")
    let results = single.isNil ? Array(field(entry, "results").elements) : [single]
    return Case(
      name: text(entry, "name"), group: group, template: text(entry, "template"),
      data: field(entry, "data"),
      results: results.map { String(decoding: $0.bytes, as: UTF8.self) },
      isInvalid: field(entry, "invalid").isTruthy)
  }

  private static func isReadable(_ template: String) -> Bool {
    guard template.contains("{{") else { return false }
    do {
      var fixture = FiltersFixture()
      _ = try fixture.render(template)
      return true
    } catch FiltersFixture.Problem.beyondThisFixture {
      return false
    } catch {
      return true
    }
  }

  @Test(.enabled(if: !cases.isEmpty, "the conformance data is not there"), arguments: cases)
  func conforms(_ example: Case) throws {
    var fixture = FiltersFixture(data: example.data)
    if example.isInvalid {
      #expect(throws: (any Error).self) { _ = try fixture.render(example.template) }
    } else {
      #expect(example.results.contains(try fixture.render(example.template)))
    }
  }

  @Test(.enabled(if: !cases.isEmpty, "the conformance data is not there"))
  func mostFilterCasesAreReadHere() {
    #expect(Self.cases.filter { $0.group.hasPrefix("filter/") }.count > 500)
  }
}
