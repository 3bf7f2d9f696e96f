import Diagnostics
public import Liquid

/// `rules.yaml` made ready: what a record is asked, and what the answers mean; immutable, shared by all workers.
public final class RuleBook: Sendable {
  /// What a question decides.
  enum Target: Sendable {
    case value(Int)
    case segment(Int)
    case row(table: Int, row: Int)
    case group(variant: Int, group: Int)
  }

  /// The questions, compiled.
  public let program: Program
  let manifest: RulesManifest
  let file: SourceFile
  /// By question: what it decides.
  let targets: [Target]
  let sha256: @Sendable ([UInt8]) -> [UInt8]

  /// Compiles the questions of a manifest.
  ///
  /// - Throws: the problems of all expressions.
  init(
    _ manifest: RulesManifest, in file: SourceFile, environment: Environment,
    sha256: @escaping @Sendable ([UInt8]) -> [UInt8]
  ) throws(DiagnosticsError) {
    self.manifest = manifest
    self.file = file
    self.sha256 = sha256
    var groups = [
      QuestionGroup(
        manifest.values.map { Question(.value, $0.expression, ifHolds: $0.precondition) }),
      QuestionGroup(manifest.segments.map { Question(.condition, $0.expression) }),
    ]
    var targets = manifest.values.indices.map { Target.value($0) }
    targets += manifest.segments.indices.map { .segment($0) }
    for (number, table) in manifest.tables.enumerated() {
      groups.append(
        QuestionGroup(
          table.rows.map { Question(.condition, $0.condition) }, stopsAtFirst: table.hit != .all))
      targets += table.rows.indices.map { .row(table: number, row: $0) }
    }
    for (number, variant) in manifest.variants.enumerated() {
      groups.append(
        QuestionGroup(
          variant.groups.map { Question(.condition, $0.condition) }, stopsAtFirst: true))
      targets += variant.groups.indices.map { .group(variant: number, group: $0) }
    }
    self.targets = targets
    program = try Program.compile(questions: groups, of: file, environment: environment)
  }

  /// Where a key stands among all keys, in millionths: the first 8 bytes of the SHA-256 of `salt:key`, big-endian, modulo a million.
  ///
  /// A step in SQL or Python, so that whoever judges a trial can tell who was shown what.
  func place(of key: UnsafeRawBufferPointer, salt: String) -> Int {
    var text = Array(salt.utf8)
    text.append(UInt8(ascii: ":"))
    text.append(contentsOf: key)
    let number = sha256(text).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(number % UInt64(RuleFields.whole))
  }

  /// The option of a place, as an index into the shares.
  static func option(at place: Int, of shares: [RulesManifest.Share]) -> Int {
    shares.firstIndex { place < $0.end } ?? shares.count - 1
  }
}
