/// What is drawn for one bill, before anything is counted or written.
///
/// The order of draws is part of the format: another order is another set of bills.
struct SampleBill {
  /// From 1, as everywhere in a run.
  let ordinal: Int
  let market: SampleMarket
  let state: SampleState
  let isBusiness: Bool
  let name: SampleName
  let account: Int
  let place: SamplePlace
  let street: StaticString
  let houseNumber: Int
  let issued: SampleDay
  let due: SampleDay
  /// The last month of the billed period.
  let lastMonth: SampleMonth
  /// 0, 13 or 24 months.
  let historyMonths: Int
  let hasFee: Bool
  /// Millionths a month off, now and on the bill before; 0 for none.
  let bonus: Int
  let previousBonus: Int
  /// Cents off the whole bill.
  let discount: Int
  let asOf: SampleDay
  private(set) var electricity: SampleSupply?
  private(set) var gas: SampleSupply?

  init(ordinal: Int, asOf: SampleDay, _ random: inout SampleRandom) {
    let market = SampleMarket.draw(&random)
    self.ordinal = ordinal
    self.market = market
    self.asOf = asOf
    state = .draw(&random)
    isBusiness = random.happens(80)
    name = .draw(market, isBusiness: isBusiness, &random)
    account = random.within(10_000_000...99_999_999)
    place = random.pick(market.places)
    street = random.pick(market.streets)
    houseNumber = random.within(1...199)
    issued = state.issueDay(asOf: asOf, dueDays: market.dueDays, &random)
    due = issued + market.dueDays
    lastMonth = issued.month - 1

    let history = random.below(1000)
    historyMonths = state.isCreditNote || history < 350 ? 0 : history < 950 ? 13 : 24
    hasFee = random.happens(250) && !isBusiness && market.fee != nil
    let isHelped = random.happens(60)
    let wasHelped = random.happens(20)
    let help = random.within(30...80) * 100_000
    bonus = isHelped && !state.isCreditNote ? help : 0
    previousBonus = wasHelped ? help : 0
    let isDiscounted = random.happens(40)
    let off = random.within(100...600)
    discount = isDiscounted && !state.isCreditNote ? off : 0

    // 72 % electricity, 16 % gas, 12 % both; a credit note is about one.
    let kinds = random.below(1000)
    let isBoth = kinds >= 880 && !state.isCreditNote
    if kinds < 720 || kinds >= 880 {
      electricity = SampleSupply(market.electricity, self, &random)
    }
    if (720..<880).contains(kinds) || isBoth {
      gas = SampleSupply(market.gas, self, &random)
    }
  }

  var hasHistory: Bool { historyMonths > 0 }
  var firstMonth: SampleMonth { lastMonth - (market.periodMonths - 1) }
  var period: SamplePeriod { SamplePeriod(from: firstMonth, months: market.periodMonths) }
  var previousPeriod: SamplePeriod {
    SamplePeriod(from: firstMonth - market.periodMonths, months: market.periodMonths)
  }
  var vat: Int { isBusiness ? market.businessVAT : market.vat }
  var supplyCount: Int { (electricity == nil ? 0 : 1) + (gas == nil ? 0 : 1) }

  /// Whether the fee is collected with a period: in the first ten months of a year.
  func collectsFee(in period: SamplePeriod) -> Bool {
    hasFee && electricity != nil && period.first.number + period.months - 1 <= 10
  }
}

/// Whole months that a bill covers.
struct SamplePeriod: BitwiseCopyable {
  let first: SampleMonth
  let months: Int

  init(from first: SampleMonth, months: Int) {
    self.first = first
    self.months = months
  }

  var start: SampleDay { first.firstDay }
  var end: SampleDay { (first + (months - 1)).lastDay }
  var days: Int { end.number - start.number + 1 }
}

/// One point of supply as drawn.
struct SampleSupply {
  /// Months known: two years of history and the first of them a year before.
  static let knownMonths = 25

  let tariff: SampleTariff
  let point: Int
  let offer: SampleTariff.Offer
  /// Millionths for a unit of energy, now and on the bill before.
  let price: Int
  let previousPrice: Int
  let hasBands: Bool
  /// Kilowatts of contracted power.
  let power: Int
  let reading: SampleReading
  let meterStart: Int
  let contractStart: SampleMonth
  let hasOwnAddress: Bool
  let similarHomes: Int
  private let months: [25 of Int]

  init(_ tariff: SampleTariff, _ bill: SampleBill, _ random: inout SampleRandom) {
    self.tariff = tariff
    point = random.below(100_000_000)
    offer = random.pick(tariff.offers)
    // Whole ten-thousandths, as tariff sheets have them.
    price = tariff.energyPrice * random.within(900...1100) / 100_000 * 100
    let isSame = random.happens(300)
    let before = price * random.within(940...1060) / 100_000 * 100
    previousPrice = isSame ? price : before
    hasBands = random.happens(tariff.bandPermille)
    power = random.pick([3, 3, 3, 3, 4, 6])
    let kind = random.below(1000)
    reading = kind < 800 ? .actual : kind < 920 ? .estimated : .customer
    meterStart = random.within(1000...60_000)
    contractStart = bill.lastMonth - random.within(2...30)
    hasOwnAddress = random.happens(250)
    let isCompared = random.happens(300)
    let likeness = random.within(800...1250)

    let usual = random.within(tariff.monthlyUse) * (bill.isBusiness ? 3 : 1)
    let growth = random.within(-90...90)
    var known = [25 of Int](repeating: 0)
    for index in 0..<Self.knownMonths {
      let month = bill.lastMonth - (Self.knownMonths - 1 - index)
      let noise = random.within(900...1100) + growth * index / Self.knownMonths
      known[index] = max(1, usual * tariff.season[month.number - 1] / 1000 * noise / 1000)
    }
    months = known
    let used = (0..<bill.market.periodMonths).reduce(0) { $0 + known[Self.knownMonths - 1 - $1] }
    similarHomes = isCompared ? max(1, used * likeness / 1000) : 0
  }

  /// Units used `monthsAgo` before the last billed month.
  func use(monthsAgo: Int) -> Int { months[Self.knownMonths - 1 - monthsAgo] }

  /// Units of the billed period, or of the one before.
  func use(months: Int, previous: Bool = false) -> Int {
    let start = previous ? months : 0
    return (start..<(start + months)).reduce(0) { $0 + use(monthsAgo: $1) }
  }

  /// Splits units by time band; the last band takes what rounding leaves.
  func bandUse(_ band: Int, of units: Int) -> Int {
    let bands = tariff.bands
    if band < bands.count - 1 { return units * bands[band].share / 1000 }
    return (0..<band).reduce(units) { $0 - units * bands[$1].share / 1000 }
  }

  /// What a unit costs beside the energy.
  var unitCharges: Int {
    tariff.charges.reduce(0) { $1.basis == .unit ? $0 + $1.price : $0 }
  }
}

/// How a reading of the meter was come by.
enum SampleReading: BitwiseCopyable {
  case actual
  case estimated
  case customer

  var name: StaticString {
    switch self {
    case .actual: "actual"
    case .estimated: "estimated"
    case .customer: "customer"
    }
  }
}
