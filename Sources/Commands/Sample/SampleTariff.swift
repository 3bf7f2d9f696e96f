/// What one kind of supply costs in one country, and how much of it a home uses.
struct SampleTariff {
  /// Id and kind of the supply.
  let id: StaticString
  let kind: StaticString
  /// Unit as people read it, and as EN 16931 codes it.
  let unit: StaticString
  let unitCode: StaticString
  /// What the line of the energy itself is called.
  let energyName: StaticString
  /// Millionths of the currency for a unit of energy.
  let energyPrice: Int
  /// Time bands; none when all hours cost the same.
  var bands: [Band] = []
  /// How many of a thousand supplies have the bands.
  var bandPermille = 0
  let charges: [Charge]
  /// Units a home uses in a middling month.
  let monthlyUse: ClosedRange<Int>
  /// Permille of a middling month, from January.
  let season: [Int]
  let pointHead: StaticString
  let pointDigits: Int
  let meterHead: StaticString
  let offers: [Offer]

  /// A time band: its share of the energy and its price, in thousandths.
  struct Band {
    let name: StaticString
    let lineName: StaticString
    let share: Int
    let price: Int
  }

  /// What a charge is counted by.
  enum Basis {
    case unit
    case month
    case day
    /// Each kilowatt of contracted power, each month.
    case kilowatt
  }

  /// Something beside the energy, in millionths of the currency.
  struct Charge {
    let name: StaticString
    let basis: Basis
    let price: Int
    let kind: StaticString
    /// Percent, where it is not the market's.
    var vat: Int? = nil
  }

  struct Offer {
    let name: StaticString
    let code: StaticString
    /// A fixed offer has a contract that ends.
    let isFixed: Bool
  }
}

extension SampleTariff {
  static let electricityIT = SampleTariff(
    id: "luce", kind: "electricity", unit: "kWh", unitCode: "KWH", energyName: "Energia",
    energyPrice: 139_800,
    bands: [
      Band(name: "F1", lineName: "Energia fascia F1", share: 360, price: 1174),
      Band(name: "F2", lineName: "Energia fascia F2", share: 270, price: 1000),
      Band(name: "F3", lineName: "Energia fascia F3", share: 370, price: 848),
    ],
    bandPermille: 300,
    charges: [
      Charge(
        name: "Commercializzazione e vendita", basis: .month, price: 9_950_000, kind: "fixed"),
      Charge(name: "Quota potenza", basis: .kilowatt, price: 1_923_500, kind: "power"),
      Charge(name: "Trasporto e oneri di sistema", basis: .unit, price: 41_250, kind: "transport"),
      Charge(name: "Accisa", basis: .unit, price: 22_700, kind: "excise"),
    ],
    monthlyUse: 110...340,
    season: [1080, 980, 940, 840, 840, 980, 1180, 1180, 920, 900, 1020, 1140],
    pointHead: "IT001E", pointDigits: 8, meterHead: "05",
    offers: [
      Offer(name: "Luce Chiara Fissa", code: "OLLC-FX-25", isFixed: true),
      Offer(name: "Luce Variabile", code: "OLLV-VR-25", isFixed: false),
    ])

  static let gasIT = SampleTariff(
    id: "gas", kind: "gas", unit: "Smc", unitCode: "Smc", energyName: "Gas naturale",
    energyPrice: 518_000,
    charges: [
      Charge(
        name: "Commercializzazione e vendita", basis: .month, price: 10_500_000, kind: "fixed",
        vat: 22),
      Charge(name: "Trasporto e misura", basis: .unit, price: 131_400, kind: "transport"),
      Charge(
        name: "Accisa e addizionale regionale", basis: .unit, price: 201_300, kind: "excise"),
    ],
    monthlyUse: 40...130,
    season: [2300, 1950, 1500, 800, 350, 200, 180, 170, 250, 700, 1500, 2100],
    pointHead: "02811", pointDigits: 9, meterHead: "GA",
    offers: [
      Offer(name: "Gas Chiaro", code: "OLGC-VR-25", isFixed: false),
      Offer(name: "Gas Chiaro Fisso", code: "OLGC-FX-25", isFixed: true),
    ])

  static let electricityIE = SampleTariff(
    id: "electricity", kind: "electricity", unit: "kWh", unitCode: "KWH",
    energyName: "Electricity units", energyPrice: 246_500,
    bands: [
      Band(name: "Day", lineName: "Electricity, day units", share: 660, price: 1175),
      Band(name: "Night", lineName: "Electricity, night units", share: 340, price: 626),
    ],
    bandPermille: 400,
    charges: [
      Charge(name: "Standing charge", basis: .day, price: 712_300, kind: "fixed"),
      Charge(
        name: "Public Service Obligation levy", basis: .month, price: 1_460_000, kind: "excise"),
    ],
    monthlyUse: 180...520,
    season: [1180, 1050, 1020, 920, 880, 860, 870, 880, 930, 1020, 1140, 1250],
    pointHead: "100", pointDigits: 8, meterHead: "E0",
    offers: [
      Offer(name: "Green Electricity", code: "GE-26", isFixed: false),
      Offer(name: "Steady Electricity", code: "SE-26", isFixed: true),
    ])

  static let gasIE = SampleTariff(
    id: "gas", kind: "gas", unit: "kWh", unitCode: "KWH", energyName: "Gas units",
    energyPrice: 110_200,
    charges: [
      Charge(name: "Standing charge", basis: .day, price: 371_500, kind: "fixed"),
      Charge(name: "Carbon tax", basis: .unit, price: 11_300, kind: "excise"),
    ],
    monthlyUse: 500...1300,
    season: [1900, 1650, 1400, 950, 600, 350, 280, 300, 480, 850, 1450, 1790],
    pointHead: "1", pointDigits: 6, meterHead: "G",
    offers: [
      Offer(name: "Dual Fuel Saver", code: "DF-G-26", isFixed: true),
      Offer(name: "Green Gas", code: "GG-26", isFixed: false),
    ])

  static let electricityGB = SampleTariff(
    id: "electricity", kind: "electricity", unit: "kWh", unitCode: "KWH",
    energyName: "Electricity units", energyPrice: 270_300,
    charges: [Charge(name: "Standing charge", basis: .day, price: 613_700, kind: "fixed")],
    monthlyUse: 150...420,
    season: [1200, 1070, 1030, 920, 860, 840, 850, 860, 920, 1030, 1150, 1270],
    pointHead: "19000", pointDigits: 8, meterHead: "E",
    offers: [
      Offer(name: "Standard Variable", code: "SV-2025-Q4", isFixed: false),
      Offer(name: "Fixed Saver", code: "FS-2025-12", isFixed: true),
    ])

  static let gasGB = SampleTariff(
    id: "gas", kind: "gas", unit: "kWh", unitCode: "KWH", energyName: "Gas units",
    energyPrice: 62_400,
    charges: [Charge(name: "Standing charge", basis: .day, price: 318_200, kind: "fixed")],
    monthlyUse: 600...1500,
    season: [1900, 1700, 1450, 950, 580, 330, 260, 280, 480, 850, 1420, 1800],
    pointHead: "74", pointDigits: 8, meterHead: "G4",
    offers: [
      Offer(name: "Standard Variable", code: "SV-G-2025-Q4", isFixed: false),
      Offer(name: "Fixed Saver", code: "FS-G-2025", isFixed: true),
    ])

  static let electricityDE = SampleTariff(
    id: "strom", kind: "electricity", unit: "kWh", unitCode: "KWH", energyName: "Arbeitspreis",
    energyPrice: 273_100,
    charges: [
      Charge(name: "Grundpreis", basis: .month, price: 9_900_000, kind: "fixed"),
      Charge(name: "Messstellenbetrieb", basis: .month, price: 1_670_000, kind: "transport"),
      Charge(name: "Stromsteuer", basis: .unit, price: 20_500, kind: "excise"),
    ],
    monthlyUse: 130...420,
    season: [1130, 1020, 1010, 930, 900, 890, 900, 900, 930, 1020, 1130, 1240],
    pointHead: "51", pointDigits: 9, meterHead: "1EMH00",
    offers: [
      Offer(name: "Ondaluce Dynamik", code: "OD-2512", isFixed: false),
      Offer(name: "Ondaluce Fest 12", code: "OF-12-25", isFixed: true),
    ])

  static let gasDE = SampleTariff(
    id: "gas", kind: "gas", unit: "kWh", unitCode: "KWH", energyName: "Arbeitspreis Gas",
    energyPrice: 98_600,
    charges: [
      Charge(name: "Grundpreis Gas", basis: .month, price: 11_300_000, kind: "fixed"),
      Charge(name: "Energiesteuer und CO2-Preis", basis: .unit, price: 15_600, kind: "excise"),
    ],
    monthlyUse: 550...1600,
    season: [2000, 1750, 1450, 900, 500, 280, 220, 230, 420, 900, 1500, 1850],
    pointHead: "52", pointDigits: 9, meterHead: "7GWF",
    offers: [
      Offer(name: "Ondaluce Gas Fest", code: "OGF-25", isFixed: true),
      Offer(name: "Ondaluce Gas", code: "OG-25", isFixed: false),
    ])
}
