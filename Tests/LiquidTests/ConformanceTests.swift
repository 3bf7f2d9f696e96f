import Diagnostics
import Foundation
import Testing

@testable import Liquid

/// Every scored case of the shared conformance file, as a test of its own.
@Suite(.enabled(if: SharedData.has(ConformanceCase.path), "shared/conformance is absent"))
struct ConformanceTests {
  @Test(arguments: ConformanceCase.scored)
  func conforms(_ testCase: ConformanceCase) {
    let outcome = testCase.run()
    ConformanceScore.shared.add(testCase.group, passed: outcome == nil)
    #expect(outcome == nil, "\(testCase.template)")
  }
}

/// One case of `liquid_dev.json`.
struct ConformanceCase: @unchecked Sendable, CustomTestStringConvertible {
  // Unchecked: the parsed data is only read.
  static let path = "conformance/liquid_dev.json"
  /// 2024-01-01T00:01:58Z, the clock of the reference run.
  static let clock: Int64 = 1_704_067_318

  let name: String
  let group: String
  let template: String
  let data: Any
  let partials: [String: String]
  let results: [String]
  let contained: [String]
  let isInvalid: Bool
  let isInline: Bool

  var testDescription: String { name }

  static let scored: [ConformanceCase] = {
    guard let bytes = try? Data(contentsOf: SharedData.root.appendingPathComponent(path)),
      let file = try? OrderedJSONReader.read(bytes) as? OrderedJSON,
      let cases = file["cases"] as? [Any]
    else { return [] }
    return cases.compactMap { $0 as? OrderedJSON }.compactMap(ConformanceCase.init)
  }()

  private init?(_ json: OrderedJSON) {
    guard let modes = json["modes"] as? [Any], modes.contains(where: { $0 as? String == "strict" }),
      json["ruby_format"] == nil, json["self"] == nil,
      let name = json["name"] as? String, let group = json["group"] as? String,
      let template = json["template"] as? String
    else { return nil }
    self.name = name
    self.group = group
    self.template = template
    data = json["data"] ?? OrderedJSON()
    var partials: [String: String] = [:]
    for member in (json["templates"] as? OrderedJSON)?.members ?? [] {
      partials[member.key] = member.value as? String
    }
    self.partials = partials
    if let result = json["result"] as? String {
      results = [result]
    } else {
      results = json["results"] as? [String] ?? []
    }
    contained = json["result_contains"] as? [String] ?? []
    isInvalid = json["invalid"] as? Bool ?? false
    isInline = json["inline_errors"] as? Bool ?? false
  }

  /// What went wrong; nil when the case passes.
  func run() -> String? {
    switch render() {
    case .success(let output):
      if isInvalid { return "rendered '\(output)' but should be rejected" }
      if results.contains(output) { return nil }
      if !contained.isEmpty {
        let text = output.lowercased()
        let missing = contained.filter { !text.contains($0.lowercased()) }
        return missing.isEmpty ? nil : "'\(output)' lacks \(missing)"
      }
      return "'\(output)' instead of \(results)"
    case .failure(let error):
      return isInvalid ? nil : "failed: \(error.message)"
    }
  }

  private struct Failure: Error { let message: String }

  private func render() -> Result<String, Failure> {
    var limits = RenderLimits()
    limits.includeDepth = 99
    let environment = Environment(limits: limits, defersUnknownNames: true)
    var files: [String: SourceFile] = [:]
    for (name, text) in partials { files[name] = SourceFile(path: name, text: text) }
    do {
      let program = try Program.compile(
        SourceFile(path: "template", text: template), as: .text, snippets: Snippets(files),
        environment: environment)
      let scratch = Scratch()
      let renderer = Renderer(
        program, scratch: scratch,
        scope: FilterScope(arena: scratch.arena, limits: limits, now: Self.clock))
      let record = ValueBuilder.value(data, in: scratch.arena)
      try renderer.render(record, failures: isInline ? .printed : .thrownUnlessBlank)
      return .success(String(decoding: scratch.output.bytes, as: UTF8.self))
    } catch let error as DiagnosticsError {
      return .failure(Failure(message: error.log.diagnostics[0].message))
    } catch let error as RenderError {
      return .failure(Failure(message: error.failure.message))
    } catch {
      return .failure(Failure(message: "\(error)"))
    }
  }
}

/// Passed and scored by group, printed at the end of the run.
final class ConformanceScore: @unchecked Sendable {
  // Unchecked: a lock guards the counts.
  static let shared = ConformanceScore()
  private let lock = NSLock()
  private var groups: [String: (passed: Int, scored: Int)] = [:]

  func add(_ group: String, passed: Bool) {
    lock.lock()
    defer { lock.unlock() }
    groups[group, default: (0, 0)].scored += 1
    if passed { groups[group, default: (0, 0)].passed += 1 }
    let scored = groups.values.reduce(0) { $0 + $1.scored }
    if scored == ConformanceCase.scored.count { report(scored) }
  }

  private func report(_ scored: Int) {
    for (group, count) in groups.sorted(by: { $0.key < $1.key }) {
      print("conformance \(group): \(count.passed) / \(count.scored)")
    }
    let passed = groups.values.reduce(0) { $0 + $1.passed }
    print("conformance total: \(passed) / \(scored)")
  }
}
