public import Diagnostics

/// A place in a template's logic that a trace notes: an arm, a pass of a loop, a snippet, an output, a value asked for.
///
/// A program has them only when it was compiled with `Environment.traces`; the same place compiled twice (a snippet
/// in two contexts) is one point.
public struct TracePoint: Sendable, Hashable {
  /// What stands there.
  public enum Kind: String, Sendable {
    /// An arm of `if`, `unless`, `elsif` or `else`.
    case branch
    /// An arm of `case`.
    case when
    /// A loop's body: once for each pass.
    case pass
    /// A loop's `else`.
    case empty
    /// A snippet that is rendered.
    case partial
    /// A condition that stands in another file, such as a rule of `template.yaml`.
    case condition
    /// A question of a program of questions, such as a segment or the row of a table.
    case rule
    /// A value that is printed.
    case output
    /// A value that a condition, a `case` or a loop asks for.
    case value
  }

  /// What stands there.
  public let kind: Kind
  /// The file: an index into `Program.files`.
  public let file: Int
  /// The tag or expression.
  public let span: SourceSpan
  /// The tag that the arms of one decision have in common.
  public let group: SourceSpan
  /// Which arm of its decision it is, from 0.
  public let arm: Int
  /// The snippet's name; `else` for an arm that nobody wrote.
  public let name: String
  /// Whether it is the arm taken when none that was written is.
  public let isImplied: Bool
  /// Whether element text stands here, so that a comment may.
  public let isText: Bool
  /// The point round it in the same file's code; -1 at the outermost level.
  public let parent: Int

  /// Whether coverage counts it: an arm that can be taken or not.
  public var isBranch: Bool {
    switch kind {
    case .branch, .when, .pass, .condition, .rule: true
    case .empty: !isImplied
    case .partial, .output, .value: false
    }
  }
}

extension Program {
  /// Where a trace point stands.
  public func place(of point: TracePoint) -> Diagnostic.Place {
    Diagnostic.Place(file: files[point.file], span: point.span)
  }

  /// The name of the snippet a file is; empty for the template itself.
  public func snippetName(of file: Int) -> String { fileNames[file] }

  /// The source text of a span of one of its files.
  public func source(_ span: SourceSpan, of file: Int) -> String {
    let bytes = files[file].bytes
    return String(
      decoding: bytes[min(span.start, bytes.count)..<min(span.end, bytes.count)], as: UTF8.self)
  }
}
