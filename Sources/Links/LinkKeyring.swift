internal import Cryptography

/// The keys that are good at present: one, or while keys change the new and the old.
public struct LinkKeyring: Sendable {
  private let keys: [LinkKey]

  /// Makes a keyring.
  public init(_ keys: [LinkKey]) { self.keys = keys }

  /// The key with an id.
  public func key(_ id: String) -> LinkKey? { keys.first { $0.id == id } }

  /// Reads a link, and says what it says, if it was signed with one of the keys and is still good at `now`.
  ///
  /// Only the one text that was signed passes: every other way to write it is refused, so that nothing between
  /// customer and server - a proxy, a log, a cache - can see another link in it than we do. What is wrong with a
  /// link is for the operator's log; a visitor is told only that it is not good.
  ///
  /// - Throws: why it is refused; expiry only of a link that we signed.
  public func verify(_ url: String, now: Int64) throws(LinkRefusal) -> SignedLink {
    guard url.utf8.count <= Self.longestLink else { throw .malformed }
    guard let mark = url.firstIndex(of: "?"),
      let address = LinkAddress(String(url[..<mark])), address == address.withPath
    else { throw .malformed }
    let values = try Self.parameters(url[url.index(after: mark)...])
    guard let id = values[.key], let expiry = values[.expires], let code = values[.signature],
      let expires = Int64(expiry), expires > 0
    else { throw .incomplete }
    let reference = values[.reference] ?? ""
    guard reference.utf8.count <= SignedLink.longestText else { throw .malformed }
    let link = SignedLink(
      address: address, expires: expires, reference: reference, payment: try Self.payment(values))
    guard let key = key(id) else { throw .unknownKey }
    guard let said = Base64URL.bytes(of: code),
      SecretBytes.areEqual(said, key.code(.link, link.fields(keyID: id)).octets)
    else { throw .forged }
    // Its values are ours; so must be its letters: order, case of escapes, leading zeros.
    guard url.utf8.elementsEqual(link.url(signedWith: key).utf8) else { throw .malformed }
    guard now < expires else { throw .expired }
    return link
  }

  private static let longestLink = 4096

  private static func parameters(
    _ query: Substring
  ) throws(LinkRefusal) -> [SignedLink.Name: String] {
    var values: [SignedLink.Name: String] = [:]
    for part in query.split(separator: "&", omittingEmptySubsequences: false) {
      guard let equal = part.firstIndex(of: "=") else { throw .malformed }
      guard let name = SignedLink.Name(rawValue: String(part[..<equal])) else { throw .unknown }
      guard let value = PercentText.decoded(part[part.index(after: equal)...]) else {
        throw .malformed
      }
      guard values.updateValue(value, forKey: name) == nil else { throw .doubled }
    }
    return values
  }

  private static func payment(
    _ values: [SignedLink.Name: String]
  ) throws(LinkRefusal) -> SignedLink.Payment? {
    let parts = [values[.amount], values[.currency], values[.payee]]
    if parts.allSatisfy({ $0 == nil }) { return nil }
    guard let amount = parts[0], let currency = parts[1], let payee = parts[2] else {
      throw .incomplete
    }
    guard let payment = SignedLink.Payment(amount: amount, currency: currency, payee: payee) else {
      throw .malformed
    }
    return payment
  }
}

/// Why a link is refused.
public enum LinkRefusal: String, Error, Sendable, CaseIterable {
  /// A parameter is there twice.
  case doubled = "a parameter is there twice"
  /// It was good until its expiry.
  case expired = "it has expired"
  /// Its signature is not that of what it says.
  case forged = "its signature is not that of what it says"
  /// A parameter that must be there is not.
  case incomplete = "a parameter is missing"
  /// It is not written as we write links.
  case malformed = "it is not written as links are"
  /// It has a parameter that links do not have.
  case unknown = "it has a parameter that links do not have"
  /// None of the keys signed it.
  case unknownKey = "none of the keys given has its id"
}
