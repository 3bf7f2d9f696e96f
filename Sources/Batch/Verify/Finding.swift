internal import Diagnostics
public import Sinks

/// One thing that an output folder fails to prove.
public struct Finding: Hashable, Sendable {
  /// What it is; each has a row in the catalogue of codes.
  public enum Kind: String, Sendable, CaseIterable {
    /// Something is not what was written.
    case altered
    /// A record is rendered anew, and comes out otherwise.
    case different
    /// Something stands there twice.
    case doubled
    /// Something is there that no book names.
    case extra
    /// A customer's value stands in another customer's document.
    case leaked
    /// A book names something that is not there.
    case missing
    /// Two things stand in each other's places.
    case swapped
    /// Books contradict each other.
    case unbalanced
    /// The run has not come to its end.
    case unfinished
  }

  /// What it is.
  public var kind: Kind
  /// Where, beneath the output folder.
  public var place: String
  /// The record concerned, from 1; nil when no single one is.
  public var ordinal: Int?
  /// What is wrong, in one sentence that never holds a customer's value.
  public var message: String

  /// Makes a finding.
  public init(_ kind: Kind, _ place: String, ordinal: Int? = nil, _ message: String) {
    self.kind = kind
    self.place = place
    self.ordinal = ordinal
    self.message = message
  }

  /// For people: one line.
  public var text: String {
    let record = ordinal.map { ", record \($0)" } ?? ""
    return "\(kind.rawValue): \(place)\(record): \(message)\n"
  }

  /// For programs: one object.
  public var json: String {
    let record = ordinal.map { ",\"ordinal\":\($0)" } ?? ""
    return "{\"finding\":\"\(kind.rawValue)\",\"place\":\(JSONText.quoted(place))\(record),"
      + "\"message\":\(JSONText.quoted(message))}"
  }

  /// By record, then by place.
  static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    let first = (left.ordinal ?? 0, left.place, left.kind.rawValue, left.message)
    return first < (right.ordinal ?? 0, right.place, right.kind.rawValue, right.message)
  }
}

/// What verifying came to.
public struct VerifyReport: Sendable {
  /// What the books say became of the records.
  public internal(set) var counts = RecordCounts()
  /// Documents read back.
  public internal(set) var documents = 0
  /// Files of documents read back.
  public internal(set) var files = 0
  /// Their bytes, uncompressed.
  public internal(set) var contentSize = 0
  /// The day the run expired on; nil while it is kept.
  public internal(set) var expired: String?
  /// Records that were erased, and have a tombstone in the books, of documents or of suppressions.
  public internal(set) var erased = 0
  /// Records that were rendered anew and compared.
  public internal(set) var renderedAnew = 0
  /// Documents that were searched for values of other customers.
  public internal(set) var searched = 0
  /// Distinctive values that they were searched for.
  public internal(set) var distinctiveValues = 0
  /// What is wrong, sorted; at most `mostFindings`.
  public private(set) var findings: [Finding] = []
  /// How many findings of each kind there are.
  public private(set) var findingCounts: [Finding.Kind: Int] = [:]

  /// Findings kept; of a folder with more, the rest is counted.
  static let mostFindings = 10_000

  init() {}

  /// How many findings there are.
  public var findingCount: Int { findingCounts.values.reduce(0, +) }

  mutating func add(_ found: some Sequence<Finding>) {
    for finding in found {
      findingCounts[finding.kind, default: 0] += 1
      if findings.count < Self.mostFindings { findings.append(finding) }
    }
  }

  mutating func sort() { findings.sort(by: Finding.precedes) }
}
