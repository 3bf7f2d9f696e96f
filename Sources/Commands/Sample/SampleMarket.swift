/// The countries bills are made for.
enum SampleCountry: BitwiseCopyable {
  case italy
  case ireland
  case britain
  case germany
}

/// What all bills of one country share.
///
/// Texts are JSON.
struct SampleMarket {
  let country: SampleCountry
  let language: StaticString
  let countryCode: StaticString
  let currency: StaticString
  /// Before the number of a bill, in capitals and as part of an address.
  let prefix: StaticString
  let lowerPrefix: StaticString
  let creditPrefix: StaticString
  /// Percent; a firm's may differ.
  let vat: Int
  let businessVAT: Int
  let periodMonths: Int
  let dueDays: Int
  let electricity: SampleTariff
  let gas: SampleTariff
  let seller: StaticString
  let payment: StaticString
  let mix: StaticString
  /// A credit from the state or the seller for electricity.
  let bonusName: StaticString
  let discountName: StaticString
  let correctionName: StaticString
  /// A yearly charge free of VAT that is collected with the bill, and why it is free of it.
  var fee: Fee? = nil
  let and: StaticString
  let tier: StaticString
  let reward: StaticString
  let names: SampleNames
  let places: [SamplePlace]
  let streets: [StaticString]
  /// Whether the number stands before the street.
  let numberIsFirst: Bool

  struct Fee {
    let name: StaticString
    let monthlyPrice: Int
    let reason: StaticString
  }

  /// Half of the bills English (two thirds Ireland, one third Britain), 30 % Italian, 20 % German.
  static func draw(_ random: inout SampleRandom) -> SampleMarket {
    switch random.below(1000) {
    case ..<333: ireland
    case ..<500: britain
    case ..<800: italy
    default: germany
    }
  }
}

extension SampleMarket {
  static let italy = SampleMarket(
    country: .italy, language: "it", countryCode: "IT", currency: "EUR", prefix: "OL-",
    lowerPrefix: "ol-", creditPrefix: "NC-", vat: 10, businessVAT: 22, periodMonths: 2,
    dueDays: 30, electricity: .electricityIT, gas: .gasIT,
    seller: #"""
      {"name":"Ondaluce Energia S.p.A.","trading_name":"Ondaluce","vat_id":"IT11223340962",\#
      "address":{"street":"Via dei Navigli 18","city":"Milano","postal_code":"20144","country":"IT"},\#
      "contact":{"phone":"800 900 318","phone_url":"tel:+39800900318"},\#
      "complaint_url":"https://www.ondaluce.example/it/reclami"}
      """#,
    payment: #"""
      "iban":"IT60X0542811101000000123456","account_name":"Ondaluce Energia S.p.A.",\#
      "bic":"BPBEITM1XXX","method":"transfer"
      """#,
    mix: #"""
      [{"source":"solar","share":18.2},{"source":"wind","share":21.4},\#
      {"source":"hydro","share":30.2},{"source":"gas","share":27.7},\#
      {"source":"other","share":2.5}],"energy_mix_year":2025,"co2_grams_per_kwh":241
      """#,
    bonusName: "Bonus sociale", discountName: "Sconto bolletta web",
    correctionName: "Storno energia stimata in eccesso",
    fee: Fee(name: "Canone TV", monthlyPrice: 9_000_000, reason: "Importo escluso da IVA"),
    and: " e ", tier: "Argento", reward: "5 € di sconto in bolletta", names: .italian,
    places: SamplePlace.italian, streets: SamplePlace.italianStreets, numberIsFirst: false)

  static let ireland = SampleMarket(
    country: .ireland, language: "en-IE", countryCode: "IE", currency: "EUR", prefix: "INV-",
    lowerPrefix: "inv-", creditPrefix: "CN-", vat: 9, businessVAT: 9, periodMonths: 2,
    dueDays: 21, electricity: .electricityIE, gas: .gasIE,
    seller: #"""
      {"name":"Ondaluce Energy DAC","trading_name":"Ondaluce","vat_id":"IE3668997OH",\#
      "address":{"street":"12 Sir John Rogerson’s Quay","city":"Dublin 2","postal_code":"D02 XN58",\#
      "country":"IE"},"contact":{"phone":"1800 555 018","phone_url":"tel:+3531800555018"},\#
      "complaint_url":"https://www.ondaluce.example/ie/complaints"}
      """#,
    payment: #"""
      "iban":"IE29AIBK93115212345678","account_name":"Ondaluce Energy DAC",\#
      "bic":"AIBKIE2DXXX","method":"transfer"
      """#,
    mix: #"""
      [{"source":"wind","share":48.0},{"source":"solar","share":6.5},\#
      {"source":"hydro","share":2.5},{"source":"gas","share":41.0},\#
      {"source":"other","share":2.0}],"energy_mix_year":2025,"co2_grams_per_kwh":198
      """#,
    bonusName: "Electricity costs credit", discountName: "Online billing discount",
    correctionName: "Correction of estimated units", and: " and ", tier: "Wave",
    reward: "a smart plug", names: .english, places: SamplePlace.irish,
    streets: SamplePlace.englishStreets, numberIsFirst: true)

  static let britain = SampleMarket(
    country: .britain, language: "en-GB", countryCode: "GB", currency: "GBP", prefix: "UK-",
    lowerPrefix: "uk-", creditPrefix: "UKC-", vat: 5, businessVAT: 20, periodMonths: 1,
    dueDays: 21, electricity: .electricityGB, gas: .gasGB,
    seller: #"""
      {"name":"Ondaluce Energy Ltd","trading_name":"Ondaluce","vat_id":"GB331445580",\#
      "address":{"street":"4 Canal Wharf","city":"Leeds","postal_code":"LS11 5PS","country":"GB"},\#
      "contact":{"phone":"0800 055 5018","phone_url":"tel:+448000555018"},\#
      "complaint_url":"https://www.ondaluce.example/uk/complaints"}
      """#,
    payment: #"""
      "iban":"GB29NWBK60161331926819","account_name":"Ondaluce Energy Ltd",\#
      "bic":"NWBKGB2LXXX","method":"transfer"
      """#,
    mix: #"""
      [{"source":"wind","share":44.0},{"source":"solar","share":7.0},\#
      {"source":"nuclear","share":17.0},{"source":"gas","share":31.0},\#
      {"source":"other","share":1.0}],"energy_mix_year":2025,"co2_grams_per_kwh":162
      """#,
    bonusName: "Bill support credit", discountName: "Online billing discount",
    correctionName: "Correction of estimated units", and: " and ", tier: "Wave",
    reward: "a smart plug", names: .english, places: SamplePlace.british,
    streets: SamplePlace.englishStreets, numberIsFirst: true)

  static let germany = SampleMarket(
    country: .germany, language: "de", countryCode: "DE", currency: "EUR", prefix: "R-",
    lowerPrefix: "r-", creditPrefix: "G-", vat: 19, businessVAT: 19, periodMonths: 1,
    dueDays: 16, electricity: .electricityDE, gas: .gasDE,
    seller: #"""
      {"name":"Ondaluce Energie GmbH","trading_name":"Ondaluce","vat_id":"DE811335517",\#
      "address":{"street":"Isarkai 7","city":"München","postal_code":"80469","country":"DE"},\#
      "contact":{"phone":"089 5550 1840","phone_url":"tel:+498955501840"},\#
      "complaint_url":"https://www.ondaluce.example/de/beschwerde"}
      """#,
    payment: #"""
      "iban":"DE18701500000123456789","account_name":"Ondaluce Energie GmbH",\#
      "bic":"SSKMDEMMXXX","method":"transfer"
      """#,
    mix: #"""
      [{"source":"wind","share":38.6},{"source":"solar","share":19.8},\#
      {"source":"biomass","share":13.0},{"source":"gas","share":15.2},\#
      {"source":"coal","share":12.4},{"source":"other","share":1.0}],\#
      "energy_mix_year":2025,"co2_grams_per_kwh":287
      """#,
    bonusName: "Neukundenbonus", discountName: "Onlinerabatt",
    correctionName: "Berichtigung geschätzter Verbrauch", and: " und ", tier: "Welle",
    reward: "10 € Gutschrift", names: .german, places: SamplePlace.german,
    streets: SamplePlace.germanStreets, numberIsFirst: false)
}
