/// The lines of a bill and their sums, in whole cents.
struct SampleLedger {
  private(set) var lines: [Line] = []
  private(set) var rates: [Rate] = []
  private(set) var discount = 0
  /// What is charged or given once, VAT included: it explains no change of price or volume.
  private(set) var extras = 0

  struct Line {
    let name: StaticString
    let unit: StaticString
    let quantity: Int
    /// Millionths.
    let price: Int
    let cents: Int
    /// Percent; nil for what is free of VAT.
    let vat: Int?
    let kind: StaticString
    let supply: StaticString
  }

  /// One rate of VAT.
  struct Rate {
    let percent: Int?
    var base: Int
    var amount: Int { SampleLedger.rounded(base * (percent ?? 0), 100) }
  }

  var lineSum: Int { lines.reduce(0) { $0 + $1.cents } }
  var net: Int { lineSum - discount }
  var vat: Int { rates.reduce(0) { $0 + $1.amount } }
  var gross: Int { net + vat }

  /// A quotient rounded half away from zero.
  static func rounded(_ dividend: Int, _ divisor: Int) -> Int {
    let half = dividend < 0 ? -divisor / 2 : divisor / 2
    return (dividend + half) / divisor
  }

  /// Fills the ledger with a bill's current or previous period.
  mutating func fill(_ bill: SampleBill, previous: Bool) {
    lines.removeAll(keepingCapacity: true)
    rates.removeAll(keepingCapacity: true)
    discount = 0
    extras = 0
    let period = previous ? bill.previousPeriod : bill.period
    if bill.state.isCreditNote {
      if let supply = bill.electricity ?? bill.gas { addCorrection(supply, bill) }
      return
    }
    if let supply = bill.electricity { add(supply, bill, period, previous) }
    if let supply = bill.gas { add(supply, bill, period, previous) }
    addExtras(bill, period, previous)
  }

  private mutating func add(
    _ supply: SampleSupply, _ bill: SampleBill, _ period: SamplePeriod, _ previous: Bool
  ) {
    let tariff = supply.tariff
    let units = supply.use(months: period.months, previous: previous)
    let price = previous ? supply.previousPrice : supply.price
    if supply.hasBands {
      for (index, band) in tariff.bands.enumerated() {
        add(
          band.lineName, tariff.unitCode, supply.bandUse(index, of: units),
          price * band.price / 100_000 * 100, bill.vat, "energy", tariff.id)
      }
    } else {
      add(tariff.energyName, tariff.unitCode, units, price, bill.vat, "energy", tariff.id)
    }
    for charge in tariff.charges {
      let vat = charge.vat ?? bill.vat
      let (quantity, unit, price): (Int, StaticString, Int) =
        switch charge.basis {
        case .unit: (units, tariff.unitCode, charge.price)
        case .month: (period.months, "MON", charge.price)
        case .day: (period.days, "DAY", charge.price)
        case .kilowatt: (supply.power, "KWT", charge.price * period.months)
        }
      add(charge.name, unit, quantity, price, vat, charge.kind, tariff.id)
    }
  }

  private mutating func addExtras(
    _ bill: SampleBill, _ period: SamplePeriod, _ previous: Bool
  ) {
    let supply = bill.electricity?.tariff.id ?? bill.market.gas.id
    let bonus = previous ? bill.previousBonus : bill.bonus
    if bonus > 0 {
      add(bill.market.bonusName, "MON", -period.months, bonus, bill.vat, "bonus", supply)
      extras += withVAT(-Self.rounded(bonus * period.months, 10_000), bill.vat)
    }
    if let fee = bill.market.fee, bill.collectsFee(in: period) {
      add(fee.name, "MON", period.months, fee.monthlyPrice, nil, "other", supply)
      extras += Self.rounded(fee.monthlyPrice * period.months, 10_000)
    }
    if !previous, bill.discount > 0 {
      discount = bill.discount
      count(-discount, bill.vat)
      extras -= withVAT(discount, bill.vat)
    }
  }

  /// A credit note takes back part of the energy that was billed.
  private mutating func addCorrection(_ supply: SampleSupply, _ bill: SampleBill) {
    let tariff = supply.tariff
    let units = -max(1, supply.use(months: bill.market.periodMonths) / 4)
    add(
      bill.market.correctionName, tariff.unitCode, units, supply.price, bill.vat, "energy",
      tariff.id)
    for charge in tariff.charges where charge.basis == .unit {
      add(
        charge.name, tariff.unitCode, units, charge.price, charge.vat ?? bill.vat, charge.kind,
        tariff.id)
    }
  }

  private func withVAT(_ cents: Int, _ percent: Int) -> Int {
    Self.rounded(cents * (100 + percent), 100)
  }

  private mutating func add(
    _ name: StaticString, _ unit: StaticString, _ quantity: Int, _ price: Int, _ vat: Int?,
    _ kind: StaticString, _ supply: StaticString
  ) {
    let cents = Self.rounded(quantity * price, 10_000)
    lines.append(
      Line(
        name: name, unit: unit, quantity: quantity, price: price, cents: cents, vat: vat,
        kind: kind, supply: supply))
    count(cents, vat)
  }

  private mutating func count(_ cents: Int, _ vat: Int?) {
    if let index = rates.firstIndex(where: { $0.percent == vat }) {
      rates[index].base += cents
    } else {
      rates.append(Rate(percent: vat, base: cents))
    }
  }
}
