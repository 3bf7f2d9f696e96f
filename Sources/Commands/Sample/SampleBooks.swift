/// What a bill comes to and how the account stands after it, in whole cents.
struct SampleBooks {
  let gross: Int
  /// Paid in advance.
  let prepaid: Int
  let previousTotal: Int
  /// Gross less the total before, by cause.
  private(set) var daysCause = 0
  private(set) var volumeCause = 0
  private(set) var priceCause = 0
  private(set) var otherCause = 0
  /// The day the money of a paid bill arrived, or that of a bill's first instalment.
  let paidDay: SampleDay
  let installments: Int
  let showsAccount: Bool

  var due: Int { gross - prepaid }

  init(
    _ bill: SampleBill, _ ledger: SampleLedger, previousTotal: Int, previousExtras: Int,
    _ random: inout SampleRandom
  ) {
    gross = ledger.gross
    self.previousTotal = previousTotal
    let surplus = random.within(5...80) * 100
    prepaid =
      switch bill.state {
      case .creditBalance: (gross + 99) / 100 * 100 + surplus
      case .zero: gross
      default: 0
      }
    paidDay = bill.issued + random.within(3...10)
    installments = random.within(3...5)
    let isShown = random.happens(500)
    switch bill.state {
    case .plan, .dispute: showsAccount = true
    case .creditBalance, .creditNote, .zero: showsAccount = false
    default: showsAccount = isShown && bill.hasHistory
    }
    if bill.hasHistory { explain(bill, ledger.extras, previousExtras) }
  }

  /// What changed, so that the causes add up to the cent.
  ///
  /// More or fewer days cost what a day cost before, more or fewer units what a unit cost before;
  /// what is given or charged once stands apart; the rest is price.
  private mutating func explain(_ bill: SampleBill, _ extras: Int, _ previousExtras: Int) {
    let days = bill.period.days
    let before = bill.previousPeriod.days
    daysCause = SampleLedger.rounded((previousTotal - previousExtras) * (days - before), before)
    if let supply = bill.electricity { volumeCause += volume(supply, bill, days, before) }
    if let supply = bill.gas { volumeCause += volume(supply, bill, days, before) }
    otherCause = extras - previousExtras
    priceCause = gross - previousTotal - daysCause - volumeCause - otherCause
  }

  private func volume(
    _ supply: SampleSupply, _ bill: SampleBill, _ days: Int, _ before: Int
  ) -> Int {
    let months = bill.market.periodMonths
    let used = supply.use(months: months)
    let usedBefore = supply.use(months: months, previous: true)
    let price = supply.previousPrice + supply.unitCharges
    return SampleLedger.rounded(
      (used * before - usedBefore * days) * price * (100 + bill.vat), before * 1_000_000)
  }
}
