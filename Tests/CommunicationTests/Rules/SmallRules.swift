import Diagnostics
import Liquid
import Sinks
import YAMLFiles

@testable import Communication

/// A `rules.yaml` compiled without a template, and records held against it.
final class SmallRules {
  let book: RuleBook?
  private let scratch = Scratch()
  private let constants = Scratch()
  private let scope: FilterScope
  private let evaluator: RuleEvaluator?
  private let globals: [Value]

  /// Throws every problem of the text.
  init(_ text: String, asOf: String = "2026-03-31") throws {
    let file = SourceFile(path: "rules.yaml", text: text)
    var log = DiagnosticLog()
    let manifest = RulesManifest(try YAMLReader.read(file), in: file, log: &log)
    if log.hasErrors { throw DiagnosticsError(log) }
    let book = try RuleBook(
      manifest, in: file,
      environment: Communication.environment(
        nil, RenderLimits(), globals: GlobalValues.names + manifest.globals),
      sha256: { bytes in bytes.withUnsafeBytes { SHA256Digest(of: $0) }.octets })
    self.book = book
    let date = AsOfDate(asOf)
    scope = FilterScope(arena: scratch.arena, now: date?.secondsSince1970 ?? 0)
    let evaluator = RuleEvaluator(book, scratch: scratch, scope: scope)
    self.evaluator = evaluator
    globals =
      [Value(asOf, in: constants.arena)] + GlobalValues.names.dropFirst().map { _ in Value.nil }
      + evaluator.globals
  }

  /// What the rules say of a record, a line for each answer.
  func answers(_ record: String, key: String = "R-1") throws -> [String] {
    scratch.reset()
    let value = TestJSON.value(record, in: scratch.arena)
    scope.resetSteps()
    guard let evaluator else { return [] }
    try evaluator.evaluate(value, key: Value(key, in: scratch.arena), globals: globals)
    return evaluator.answers.map { "\($0.subject): \($0.answer)" }
  }
}
