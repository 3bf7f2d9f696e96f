public import Communication
internal import Sinks

/// What a run must come to before anything is published: announced on the command line, or by a trailer.
public struct Expectation: Sendable {
  /// An amount announced.
  public struct Total: Sendable, Equatable {
    /// The control total meant; nil for the template's first.
    public let name: String?
    /// Its group, such as a currency; empty where there are none.
    public let group: String
    /// The amount as it was written.
    public let text: String
    let amount: Int128

    /// Reads `EUR=5611.44`, `billed:EUR=5611.44`, `billed:=5611.44`; nil if it is none of these.
    public init?(_ argument: String) {
      guard let equals = argument.lastIndex(of: "=") else { return nil }
      self.init(String(argument[..<equals]), String(argument[argument.index(after: equals)...]))
    }

    init?(_ left: String, _ amount: String) {
      guard let (exact, _) = ExactTotals.read(amount), !amount.hasPrefix("+"),
        !amount.hasSuffix(".")
      else { return nil }
      self.amount = exact
      text = amount
      if let colon = left.firstIndex(of: ":") {
        name = String(left[..<colon])
        group = String(left[left.index(after: colon)...])
      } else {
        name = nil
        group = left
      }
    }
  }

  /// A figure that is not as announced.
  public struct Difference: Sendable {
    /// `expected-count-differs` or `expected-total-differs`.
    public let code: String
    /// Both figures.
    public let message: String

    /// Makes a difference.
    public init(code: String, message: String) {
      self.code = code
      self.message = message
    }
  }

  /// Records that must be read.
  public var count: Int?
  /// Amounts that all records read must come to.
  public var totals: [Total]

  /// Makes an expectation.
  public init(count: Int? = nil, totals: [Total] = []) {
    self.count = count
    self.totals = totals
  }

  /// Whether nothing is announced.
  public var isEmpty: Bool { count == nil && totals.isEmpty }

  /// The first of the totals announced that the template has not.
  public func unknownTotal(in communication: Communication) -> Total? {
    totals.first { total in
      communication.totals.isEmpty
        || total.name != nil && !communication.totals.contains { $0.name == total.name }
    }
  }

  /// What differs from a run's figures; empty if it may be published.
  public func differences(
    from report: RunReport, _ communication: Communication
  ) -> [Difference] {
    var found: [Difference] = []
    let read = report.counts.read
    if let count, count != read {
      found.append(
        Difference(
          code: "expected-count-differs",
          message: "\(count) record\(count == 1 ? "" : "s") announced, \(read) read"))
    }
    for total in totals {
      let name = total.name ?? communication.totals.first?.name ?? ""
      let rows = ControlTable(report.totals).rows.filter { $0.name == name }
      let row =
        rows.first { $0.group.utf8.elementsEqual(total.group.utf8) }
        ?? rows.first { $0.group == total.group }
      let sum = row?.read ?? "0"
      guard ExactTotals.read(sum)?.amount != total.amount else { continue }
      let group = total.group.isEmpty ? "" : " \(total.group)"
      found.append(
        Difference(
          code: "expected-total-differs",
          message: "\(name)\(group) of \(total.text) announced, \(sum) read"))
    }
    return found
  }
}
