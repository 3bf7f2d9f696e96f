/// Where the SEPA schemes reach, by the letters that accounts begin with.
///
/// The countries are those of EPC409-09, "EPC List of SEPA Scheme Countries". Territories have those of their country: Jersey's are `GB`, those of Saint-Pierre-et-Miquelon `FR`.
enum SEPAArea {
  /// The European Economic Area, where an account tells its bank.
  case economicArea
  /// The others, whose transfers name the bank's BIC.
  case beyond

  /// Where an account is; nil for one that no SEPA transfer reaches.
  init?(account: String) {
    let country = account.prefix(2)
    if Self.economicAreaCountries.contains(country) {
      self = .economicArea
    } else if Self.countriesBeyond.contains(country) {
      self = .beyond
    } else {
      return nil
    }
  }

  private static let economicAreaCountries: Set<Substring> = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS",
    "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
  ]
  private static let countriesBeyond: Set<Substring> = [
    "AD", "AL", "CH", "GB", "GI", "MC", "MD", "ME", "MK", "RS", "SM", "VA",
  ]
}
