/// What has become of a bill, as the page tells it.
enum SampleState: BitwiseCopyable {
  case due
  case paid
  case directDebit
  case overdue(level: Int)
  case creditBalance
  case creditNote
  case plan
  case dispute
  case zero
  /// Due, but the bill does not say so.
  case unstated

  /// How many of a thousand bills are in each state; `Docs/sample.md` has the same table.
  private static let shares: [(permille: Int, state: SampleState)] = [
    (400, .due), (200, .paid), (180, .directDebit), (60, .overdue(level: 1)),
    (30, .overdue(level: 2)), (20, .overdue(level: 3)), (30, .creditBalance), (20, .creditNote),
    (25, .plan), (15, .dispute), (10, .zero), (10, .unstated),
  ]

  static func draw(_ random: inout SampleRandom) -> SampleState {
    var left = random.below(1000)
    for share in shares {
      if left < share.permille { return share.state }
      left -= share.permille
    }
    preconditionFailure("the shares add up to a thousand")
  }

  /// What `bill.status` says; nil when it is absent.
  var status: StaticString? {
    switch self {
    case .due, .overdue, .dispute, .zero: "open"
    case .paid: "paid"
    case .directDebit: "direct_debit"
    case .creditBalance, .creditNote: "credit"
    case .plan: "plan"
    case .unstated: nil
    }
  }

  /// Whether the customer is asked for money by transfer.
  var isToPay: Bool {
    switch self {
    case .due, .overdue, .plan, .unstated: true
    default: false
    }
  }

  /// Whether the bill has a day it is due.
  var hasDueDate: Bool {
    switch self {
    case .creditBalance, .creditNote, .zero: false
    default: true
    }
  }

  var isCreditNote: Bool {
    if case .creditNote = self { true } else { false }
  }

  /// The day of issue, so that the state is true on the as-of date.
  func issueDay(asOf: SampleDay, dueDays: Int, _ random: inout SampleRandom) -> SampleDay {
    switch self {
    case .due, .unstated: asOf - random.within(0...(dueDays - 2))
    case .paid: asOf - random.within(12...40)
    case .directDebit: asOf - random.within(0...10)
    case .overdue(let level):
      asOf - dueDays - random.within(level == 1 ? 1...14 : level == 2 ? 15...39 : 40...70)
    case .creditBalance, .creditNote, .zero: asOf - random.within(0...20)
    case .plan: asOf - random.within(25...45)
    case .dispute: asOf - random.within(20...60)
    }
  }
}
