internal import Liquid
internal import Markup

extension UBLMapper {
  /// BG-4.
  func seller() throws(RecordError) -> ObjectBuilder {
    guard let party = child("AccountingSupplierParty", "Party") else {
      throw missing("BG-4", "AccountingSupplierParty/Party", below: root)
    }
    var seller = try self.party(party, nameTerm: "BT-27")
    seller.set("legal", text(child(of: party, "PartyLegalEntity", "CompanyLegalForm")))
    seller.set("website", text(child(of: party, "WebsiteURI")))
    return seller
  }

  /// BG-7.
  func customer() throws(RecordError) -> ObjectBuilder {
    guard let outer = child("AccountingCustomerParty"), let party = child(of: outer, "Party") else {
      throw missing("BG-7", "AccountingCustomerParty/Party", below: root)
    }
    var customer = try self.party(party, nameTerm: "BT-44")
    customer.set("account_number", text(child(of: outer, "SupplierAssignedAccountID")))
    customer.set("language", language(party))
    customer.set("email", text(child(of: party, "Contact", "ElectronicMail")))
    customer.set("phone", text(child(of: party, "Contact", "Telephone")))
    let isCompany =
      child(of: party, "PartyTaxScheme", "CompanyID") != nil
      || child(of: party, "PartyLegalEntity", "CompanyID") != nil
    if isCompany { customer.set("segment", Value("business")) }
    return customer
  }

  private func party(_ party: Node, nameTerm: String) throws(RecordError) -> ObjectBuilder {
    let legal = child(of: party, "PartyLegalEntity")
    let registered = child(of: legal, "RegistrationName")
    let trading = child(of: party, "PartyName", "Name")
    var object = ObjectBuilder()
    var name = firstText(registered, trading)
    if name.isNil { name = personName(child(of: party, "Person")) }
    if name.isNil { throw missing(nameTerm, "PartyLegalEntity/RegistrationName", below: party) }
    object.set("name", name)
    if !bytes(registered).isEmpty, bytes(registered) != bytes(trading) {
      object.set("trading_name", text(trading))
    }
    object.set("id", text(child(of: party, "PartyIdentification", "ID")))
    object.set("registration", text(child(of: legal, "CompanyID")))
    var lacksVAT = true
    // EN 16931 knows another tax registration of the seller only (BT-32).
    var lacksOther = nameTerm == "BT-27"
    for scheme in document.children(of: party, named: "PartyTaxScheme") {
      let kind = String(decoding: bytes(child(of: scheme, "TaxScheme", "ID")), as: UTF8.self)
      let isVAT = kind == "VAT" || kind == "GST"
      guard isVAT ? lacksVAT : lacksOther else { continue }
      object.set(isVAT ? "vat_id" : "tax_id", text(child(of: scheme, "CompanyID")))
      if isVAT { lacksVAT = false } else { lacksOther = false }
    }
    object.set("address", address(child(of: party, "PostalAddress")), in: arena)
    var contact = ObjectBuilder()
    contact.set("name", text(child(of: party, "Contact", "Name")))
    contact.set("phone", text(child(of: party, "Contact", "Telephone")))
    contact.set("email", text(child(of: party, "Contact", "ElectronicMail")))
    object.set("contact", contact, in: arena)
    return object
  }

  private func personName(_ person: Node?) -> Value {
    joined([child(of: person, "FirstName"), child(of: person, "FamilyName")], separator: 0x20)
  }

  /// BG-5, BG-8 and BG-15.
  func address(_ node: Node?) -> ObjectBuilder {
    var address = ObjectBuilder()
    address.set(
      "street",
      joined([child(of: node, "StreetName"), child(of: node, "BuildingNumber")], separator: 0x20))
    let more = node.map { document.children(of: $0, named: "AddressLine") } ?? []
    address.set(
      "street2",
      joined(
        [child(of: node, "AdditionalStreetName")] + more.map { child(of: $0, "Line") },
        separator: UInt8(ascii: ",")))
    address.set("city", text(child(of: node, "CityName")))
    address.set("postal_code", text(child(of: node, "PostalZone")))
    address.set("region", text(child(of: node, "CountrySubentity")))
    address.set("country", text(child(of: node, "Country", "IdentificationCode")))
    return address
  }

  /// BG-13.
  func delivery() throws(RecordError) -> ObjectBuilder {
    let node = child("Delivery")
    var delivery = ObjectBuilder()
    delivery.set("name", text(child(of: node, "DeliveryParty", "PartyName", "Name")))
    delivery.set("location_id", text(child(of: node, "DeliveryLocation", "ID")))
    delivery.set("date", try date(child(of: node, "ActualDeliveryDate")))
    delivery.set("address", address(child(of: node, "DeliveryLocation", "Address")), in: arena)
    return delivery
  }

  private func joined(_ nodes: [Node?], separator: UInt8) -> Value {
    var joined: [UInt8] = []
    for node in nodes where !bytes(node).isEmpty {
      if !joined.isEmpty {
        joined.append(separator)
        if separator != 0x20 { joined.append(0x20) }
      }
      joined += bytes(node)
    }
    return string(joined)
  }

  /// The language to write in: the party's own, else that of the notes, else the country's if it has one; Switzerland has four.
  private func language(_ party: Node) -> Value {
    var candidates = [
      bytes(child(of: party, "Language", "ID")), bytes(child(of: party, "Language", "LocaleCode")),
    ]
    for note in document.children(of: root, named: "Note") {
      candidates.append(document.attribute("languageID", of: note) ?? [])
    }
    for candidate in candidates where Self.isLanguage(candidate) {
      return string(candidate.prefix { $0 != UInt8(ascii: "-") }.map { $0 | 0x20 })
    }
    switch String(
      decoding: bytes(child(of: party, "PostalAddress", "Country", "IdentificationCode")),
      as: UTF8.self)
    {
    case "IT", "SM", "VA": return Value("it")
    case "AT", "DE", "LI": return Value("de")
    case "AU", "GB", "IE", "NZ", "US": return Value("en")
    default: return .nil
    }
  }

  /// Whether this is a language tag: two or three letters, perhaps followed by a region.
  private static func isLanguage(_ tag: ArraySlice<UInt8>) -> Bool {
    let letters = tag.prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
    return (2...3).contains(letters.count)
      && (letters.count == tag.count || tag[letters.endIndex] == UInt8(ascii: "-"))
  }
}
