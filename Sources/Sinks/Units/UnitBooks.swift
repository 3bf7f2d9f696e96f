/// A stretch of one input.
public struct InputRange: Hashable, Sendable {
  /// The input's number, counted from 0 in the order given.
  public var input: Int
  /// Byte offsets, of the input after decompression.
  public var bytes: Range<Int>

  /// Makes a range.
  public init(input: Int, bytes: Range<Int>) {
    self.input = input
    self.bytes = bytes
  }
}

/// What became of the records read: `read` is the sum of the other three.
public struct RecordCounts: Hashable, Sendable {
  /// Records with a document.
  public var rendered = 0
  /// Records with a line in `rejects.ndjson`.
  public var rejected = 0
  /// Records with a line in `suppressed.ndjson`.
  public var suppressed = 0

  /// All records.
  public var read: Int { rendered + rejected + suppressed }

  /// Counts nothing.
  public init() {}

  /// Adds counts up.
  public static func += (left: inout RecordCounts, right: RecordCounts) {
    left.rendered += right.rendered
    left.rejected += right.rejected
    left.suppressed += right.suppressed
  }
}

/// How many records of a unit or a run had one outcome for one reason.
public struct ReasonCount: Hashable, Sendable {
  /// `rejected` or `suppressed`.
  public var outcome: Outcome
  /// A reject's code, or a suppression's reason.
  public var reason: String
  /// How many.
  public var count: Int

  /// Makes a count.
  public init(_ outcome: Outcome, _ reason: String, _ count: Int) {
    self.outcome = outcome
    self.reason = reason
    self.count = count
  }
}

extension [ReasonCount] {
  /// Counts more; the order is that in which reasons first came.
  public mutating func add(_ outcome: Outcome, _ reason: String, _ count: Int = 1) {
    if let index = firstIndex(where: { $0.outcome == outcome && $0.reason == reason }) {
      self[index].count += count
    } else {
      append(ReasonCount(outcome, reason, count))
    }
  }
}

/// What a record came to.
public enum Outcome: String, Sendable {
  case rendered
  case rejected
  case suppressed
}

/// An exact sum over the records of one outcome.
public struct ControlTotal: Hashable, Sendable {
  /// What is summed, as the template names it.
  public var name: String
  /// What it is divided by, such as a currency.
  public var group: String
  /// Which records are summed.
  public var outcome: Outcome
  /// The sum as a decimal, such as `-12.50`.
  public var amount: String

  /// Makes a total.
  public init(name: String, group: String, outcome: Outcome, amount: String) {
    self.name = name
    self.group = group
    self.outcome = outcome
    self.amount = amount
  }

  /// Whether both are about the same group: two spellings of one letter are two groups, as they are two texts.
  public func isOfGroup(of other: ControlTotal) -> Bool {
    name.utf8.elementsEqual(other.name.utf8) && group.utf8.elementsEqual(other.group.utf8)
  }

  /// By name, group and outcome, byte by byte.
  public func precedes(_ other: ControlTotal) -> Bool {
    for (own, other) in [(name, other.name), (group, other.group)]
    where !own.utf8.elementsEqual(other.utf8) {
      return own.utf8.lexicographicallyPrecedes(other.utf8)
    }
    return outcome.rawValue < other.outcome.rawValue
  }
}

/// A line of `rejects.ndjson`: which record has no document, and why; never its values.
public struct Reject: Hashable, Sendable {
  /// The record's number in the run, from 1.
  public var ordinal: Int
  /// Where it stands.
  public var range: InputRange
  /// Why, as a stable code.
  public var code: String
  /// Why, in words.
  public var message: String
  /// The field to blame, as a path such as `bill.total`; empty for none.
  public var field: String

  /// Makes a line.
  public init(
    ordinal: Int, range: InputRange, code: String, message: String, field: String = ""
  ) {
    self.ordinal = ordinal
    self.range = range
    self.code = code
    self.message = message
    self.field = field
  }

  func append(to text: inout ByteStore) {
    text.append("{\"ordinal\":")
    text.append(decimal: ordinal)
    text.append(",\"input\":")
    text.append(decimal: range.input)
    text.append(",\"bytes\":[")
    text.append(decimal: range.bytes.lowerBound)
    text.append(",")
    text.append(decimal: range.bytes.upperBound)
    text.append("],\"code\":")
    text.append(json: code)
    text.append(",\"field\":")
    text.append(json: field)
    text.append(",\"message\":")
    text.append(json: message)
    text.append("}\n")
  }
}
