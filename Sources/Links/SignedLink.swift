internal import Cryptography

/// What a signed link says, and nobody can change: where it leads, until when, for whom, and what is to be paid to whom.
public struct SignedLink: Sendable, Hashable {
  /// A payment.
  public struct Payment: Sendable, Hashable {
    /// An exact decimal above zero that can be paid in its currency, such as `182.40`.
    public var amount: String
    /// ISO 4217: three capital letters.
    public var currency: String
    /// Who is paid: an account or a creditor's number.
    public var payee: String

    /// Makes a payment; nil when one of its parts is not what it must be.
    public init?(amount: String, currency: String, payee: String) {
      guard Self.isAmount(amount), currency.utf8.count == 3,
        currency.utf8.allSatisfy({ (0x41...0x5A).contains($0) }),
        Self.isPayable(amount, in: currency),
        (1...SignedLink.longestText).contains(payee.utf8.count)
      else { return nil }
      self.amount = amount
      self.currency = currency
      self.payee = payee
    }

    /// Digits, and perhaps a point and more digits; not zero, and no zero too many in front.
    private static func isAmount(_ text: String) -> Bool {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      guard (1...2).contains(parts.count), text.utf8.count <= 20,
        parts.allSatisfy({ part in
          !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }), parts[0].utf8.count == 1 || parts[0].utf8.first != 0x30
      else { return false }
      return text.utf8.contains { (0x31...0x39).contains($0) }
    }

    /// Whether nothing but zeros stands behind the decimals that a currency has.
    private static func isPayable(_ amount: String, in currency: String) -> Bool {
      guard let point = amount.utf8.firstIndex(of: UInt8(ascii: ".")) else { return true }
      return amount.utf8[point...].dropFirst(1 + decimals(of: currency)).allSatisfy { $0 == 0x30 }
    }

    /// The minor unit of ISO 4217: two decimals but for these.
    private static func decimals(of currency: String) -> Int {
      switch currency {
      case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI",
        "VND", "VUV", "XAF", "XOF", "XPF":
        0
      case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
      case "CLF", "UYW": 4
      default: 2
      }
    }
  }

  /// The longest reference or payee, in bytes.
  public static let longestText = 140

  /// Where it leads; has a path.
  public let address: LinkAddress
  /// The first second it is no longer good, counted from 1970 UTC.
  public var expires: Int64
  /// Whose it is, such as a bill's number; empty for none.
  public var reference: String
  /// What is to be paid; nil for a link that asks for nothing.
  public var payment: Payment?

  /// Makes a link.
  public init(
    address: LinkAddress, expires: Int64, reference: String = "", payment: Payment? = nil
  ) {
    precondition(expires > 0, "a time after 1970")
    precondition(reference.utf8.count <= Self.longestText, "a reference of at most 140 bytes")
    self.address = address.withPath
    self.expires = expires
    self.reference = reference
    self.payment = payment
  }

  /// The link as a customer gets it, signed with a key.
  public func url(signedWith key: LinkKey) -> String {
    let code = Base64URL.text(of: key.code(.link, fields(keyID: key.id)).octets)
    return unsigned(keyID: key.id) + "&\(Name.signature.rawValue)=\(code)"
  }

  /// Its parameters by name, in the one order they are written in.
  enum Name: String, CaseIterable {
    case key = "k"
    case expires = "e"
    case reference = "r"
    case amount = "a"
    case currency = "c"
    case payee = "p"
    case signature = "s"
  }

  /// Names and values without the signature, those that are there.
  private func parameters(keyID: String) -> [(name: Name, value: String)] {
    var list: [(Name, String)] = [(.key, keyID), (.expires, String(expires))]
    if !reference.isEmpty { list.append((.reference, reference)) }
    if let payment {
      list += [
        (.amount, payment.amount), (.currency, payment.currency), (.payee, payment.payee),
      ]
    }
    return list
  }

  func unsigned(keyID: String) -> String {
    description(address.description, parameters(keyID: keyID))
  }

  private func description(_ base: String, _ list: [(name: Name, value: String)]) -> String {
    base + "?"
      + list.map { "\($0.name.rawValue)=\(PercentText.encoded($0.value))" }.joined(separator: "&")
  }

  /// What the signature is over: the address, and each name with its value.
  func fields(keyID: String) -> [[UInt8]] {
    [Array(address.description.utf8)]
      + parameters(keyID: keyID).flatMap { [Array($0.name.rawValue.utf8), Array($0.value.utf8)] }
  }
}
