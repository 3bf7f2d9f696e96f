/// A change to a run of template text that keeps it meaning what the compiler understood.
///
/// A lone `<` before a value would let the value start a tag, and `</script` in a string would end the script;
/// such places are respelled. A comment may be left out.
public struct StaticEdit: Sendable, Hashable {
  /// Why the text changes.
  public enum Kind: Sendable, Hashable {
    /// Safety demands it.
    case escape
    /// An HTML comment, of no use to a reader; conditional comments are not reported.
    case htmlComment
    /// A comment in a script; leaving it out is a matter of taste.
    case scriptComment
    /// A comment in a style sheet; leaving it out is a matter of taste.
    case styleComment
  }

  /// Why.
  public let kind: Kind
  /// The bytes of the run that change.
  public let range: Range<Int>
  /// What stands there instead.
  public let replacement: StaticString

  init(_ kind: Kind, _ range: Range<Int>, _ replacement: StaticString) {
    self.kind = kind
    self.range = range
    self.replacement = replacement
  }

  /// Two edits are equal when they change the same bytes for the same reason.
  public static func == (left: StaticEdit, right: StaticEdit) -> Bool {
    left.kind == right.kind && left.range == right.range
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(range)
  }

  /// The run with its edits done: safety always, comments of `kinds` left out.
  public static func apply(
    _ edits: [StaticEdit], to run: UnsafeBufferPointer<UInt8>,
    leavingOut kinds: Set<Kind> = [.htmlComment]
  ) -> [UInt8] {
    // Edits come in order nearly always; a copy of half a million of them would be the template's largest cost.
    let isInOrder = zip(edits, edits.dropFirst()).allSatisfy {
      $0.range.lowerBound < $1.range.lowerBound
    }
    let ordered =
      isInOrder
      ? edits
      : edits.sorted {
        ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
      }
    var result: [UInt8] = []
    result.reserveCapacity(run.count + 8)
    var copied = 0
    for edit in ordered where edit.range.lowerBound >= copied {
      guard edit.kind == .escape || kinds.contains(edit.kind) else { continue }
      result.append(contentsOf: run[copied..<edit.range.lowerBound])
      result.append(
        contentsOf: UnsafeBufferPointer(
          start: edit.replacement.utf8Start, count: edit.replacement.utf8CodeUnitCount))
      copied = edit.range.upperBound
    }
    result.append(contentsOf: run[copied...])
    return result
  }
}

/// A run of template text being read, and the edits it needs.
struct StaticRun {
  let bytes: UnsafeBufferPointer<UInt8>
  var edits: [StaticEdit] = []
  /// Where the end tag of the current special body stands in this run, once looked for.
  var bodyEnd: Int?
  /// Where the current piece of a parsed body ends, once looked for.
  var segmentEnd: Int?
  /// The last `>`: behind it no unfinished comment need be searched.
  private(set) lazy var lastGreater = bytes.lastIndex(of: 0x3E) ?? -1

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var count: Int { bytes.count }

  mutating func edit(_ kind: StaticEdit.Kind, _ range: Range<Int>, _ text: StaticString) {
    edits.append(StaticEdit(kind, range, text))
  }
}
