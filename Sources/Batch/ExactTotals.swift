import Communication
import Liquid
import Sinks

/// Exact decimal sums, kept apart by total, group and outcome.
struct ExactTotals: Sendable {
  /// Sums are kept in units of 10^-18, which every decimal of a record fits.
  private static let scale = 18

  private struct Sum: Sendable {
    let total: Int
    let group: [UInt8]
    let outcome: Outcome
    var amount: Int128
    /// The most decimals seen: what the sum is printed with.
    var decimals: Int
  }

  /// Groups are currencies: more than this mean that `by` names the wrong field.
  ///
  /// Those of rejected records do not count: one record's failure is that record's, and `ofRejected` bounds theirs.
  static let mostGroups = 1000
  /// Stands for what a rejected record holds where its group should be.
  static let invalidGroup: StaticString = "(invalid)"

  private var sums: [Sum] = []
  /// Sums that count against `mostGroups`.
  private var groupCount = 0

  /// One amount of a record, ready to be added once the record's outcome is known.
  struct Amount {
    let total: Int
    var group: UnsafeRawBufferPointer
    let amount: Int128
    let decimals: Int

    /// The amount under a group that shows no customer's value, where its record is rejected.
    func ofRejected(_ total: Communication.Total) -> Amount {
      guard !group.isEmpty, !total.isGroup(group) else { return self }
      var amount = self
      amount.group = UnsafeRawBufferPointer(
        start: invalidGroup.utf8Start, count: invalidGroup.utf8CodeUnitCount)
      return amount
    }
  }

  mutating func removeAll() {
    sums.removeAll(keepingCapacity: true)
    groupCount = 0
  }

  /// Reads an amount; nil where the record has none.
  ///
  /// - Throws: when it is not an exact decimal.
  static func amount(
    _ total: Communication.Total, _ index: Int, of record: Value
  ) throws(NotDecimal) -> Amount? {
    let value = total.sum.value(in: record)
    let group = total.group.map { $0.value(in: record).bytes } ?? .init(start: nil, count: 0)
    switch value.tag {
    case .nil: return nil
    case .integer:
      return Amount(
        total: index, group: group, amount: Int128(value.integer) * power(scale), decimals: 0)
    case .decimal:
      return Amount(
        total: index, group: group, amount: Int128(value.mantissa) * power(scale - value.scale),
        decimals: value.scale)
    default: throw NotDecimal(field: total.sum.description)
    }
  }

  /// An amount that cannot be summed exactly.
  struct NotDecimal: Error {
    let field: String
  }

  /// Adds an amount; false when the sum or the number of groups would pass its bound.
  mutating func add(_ amount: Amount, _ outcome: Outcome) -> Bool {
    let index = sums.firstIndex {
      $0.total == amount.total && $0.outcome == outcome && $0.group.elementsEqual(amount.group)
    }
    guard let index else {
      if outcome != .rejected {
        guard groupCount < Self.mostGroups else { return false }
        groupCount += 1
      }
      sums.append(
        Sum(
          total: amount.total, group: Array(amount.group), outcome: outcome,
          amount: amount.amount, decimals: amount.decimals))
      return true
    }
    let (sum, overflow) = sums[index].amount.addingReportingOverflow(amount.amount)
    guard !overflow else { return false }
    sums[index].amount = sum
    sums[index].decimals = max(sums[index].decimals, amount.decimals)
    return true
  }

  /// The sums as the books write them, in a fixed order.
  func controlTotals(_ names: [String]) -> [ControlTotal] {
    sums.map { sum in
      ControlTotal(
        name: names[sum.total], group: String(decoding: sum.group, as: UTF8.self),
        outcome: sum.outcome, amount: Self.text(sum.amount, decimals: sum.decimals))
    }.sorted { $0.precedes($1) }
  }

  private static func power(_ exponent: Int) -> Int128 {
    var value: Int128 = 1
    for _ in 0..<exponent { value *= 10 }
    return value
  }

  static func text(_ amount: Int128, decimals: Int) -> String {
    let shown = amount / power(scale - decimals)
    let digits = String(shown.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = shown < 0 ? "-" : ""
    guard decimals > 0 else { return sign + padded }
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  /// Reads a decimal that `text` wrote, to go on with an earlier process's sums.
  static func read(_ text: String) -> (amount: Int128, decimals: Int)? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = Int128(parts.joined()) else { return nil }
    let decimals = parts.count == 2 ? parts[1].count : 0
    guard decimals <= scale else { return nil }
    let (amount, overflow) = whole.multipliedReportingOverflow(by: power(scale - decimals))
    return overflow ? nil : (amount, decimals)
  }

  /// Adds sums that a unit's books hold; the name of the total that passes its bound, if one does.
  mutating func add(_ totals: [ControlTotal], named names: [String]) -> String? {
    for total in totals {
      guard let index = names.firstIndex(where: { $0.utf8.elementsEqual(total.name.utf8) }),
        let (amount, decimals) = Self.read(total.amount)
      else { continue }
      let group = Array(total.group.utf8)
      let added = group.withUnsafeBytes { bytes in
        add(
          Amount(total: index, group: bytes, amount: amount, decimals: decimals), total.outcome)
      }
      if !added { return total.name }
    }
    return nil
  }
}
