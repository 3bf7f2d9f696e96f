internal import Liquid
internal import Markup

extension UBLMapper {
  /// BG-25.
  func lines(_ supplies: [Supply]) throws(RecordError) -> [Value] {
    let nodes =
      document.children(of: root, named: "InvoiceLine")
      + document.children(of: root, named: "CreditNoteLine")
    if nodes.isEmpty { throw missing("BG-25", "InvoiceLine", below: root) }
    var lines: [Value] = []
    for node in nodes { lines.append(try line(node, supplies).finish(in: arena)) }
    return lines
  }

  private func line(_ node: Node, _ supplies: [Supply]) throws(RecordError) -> ObjectBuilder {
    let item = child(of: node, "Item")
    var line = ObjectBuilder()
    line.set("id", text(child(of: node, "ID")))
    let name = firstText(child(of: item, "Name"), child(of: item, "Description"))
    if name.isNil { throw missing("BT-153", "Item/Name", below: node) }
    line.set("name", name)
    let description = child(of: item, "Description")
    if !bytes(description).elementsEqual(name.bytes) { line.set("description", text(description)) }
    let quantityNode = child(of: node, "InvoicedQuantity") ?? child(of: node, "CreditedQuantity")
    let quantity = try decimal(quantityNode)
    line.set("quantity", (isCredit ? quantity?.negated : quantity)?.value ?? .nil)
    let unit = quantityNode.flatMap { document.attribute("unitCode", of: $0) } ?? []
    line.set("unit", string(unit))
    line.set("price", try price(child(of: node, "Price", "PriceAmount"))?.value ?? .nil)
    line.set("price_quantity", try decimal(child(of: node, "Price", "BaseQuantity"))?.value ?? .nil)
    guard let amount = try amount(child(of: node, "LineExtensionAmount")) else {
      throw missing("BT-131", "LineExtensionAmount", below: node)
    }
    line.set("amount", amount.value)
    line.set("vat_category", text(child(of: item, "ClassifiedTaxCategory", "ID")))
    line.set(
      "vat_rate", try decimal(child(of: item, "ClassifiedTaxCategory", "Percent"))?.value ?? .nil)
    line.set("period", try period(child(of: node, "InvoicePeriod")), in: arena)
    line.set("kind", kind(item, unit))
    line.set("supply", try supply(node, supplies))
    return line
  }

  /// What a line is for, as far as its unit (UN/ECE recommendation 20) and item code tell.
  private func kind(_ item: Node?, _ unit: ArraySlice<UInt8>) -> Value {
    let code = String(
      decoding: bytes(child(of: item, "SellersItemIdentification", "ID")), as: UTF8.self)
    // Energie-eFactuur's item codes for the energy tax and its surcharge.
    if isUtility, code.hasPrefix("EB") || code.hasPrefix("ODE") { return Value("excise") }
    switch String(decoding: unit, as: UTF8.self) {
    case "KWH", "MWH", "GJ", "MTQ": return Value("energy")
    case "KWT", "KVR": return Value("power")
    case "MON", "DAY", "ANN": return Value("fixed")
    default: return .nil
    }
  }

  /// The supply a line is about, by the metering point it refers to.
  private func supply(_ node: Node, _ supplies: [Supply]) throws(RecordError) -> Value {
    for reference in document.children(of: node, named: "DocumentReference") {
      guard let id = child(of: reference, "ID"),
        document.attribute("schemeID", of: id) == Self.meteringPoint
      else { continue }
      guard let supply = supplies.first(where: { $0.pointID == bytes(id) }) else {
        throw fault(
          .ublUtility, id, "a line refers to a metering point that the invoice does not describe")
      }
      return supply.id
    }
    return .nil
  }

  /// UNTDID 1153 code of a metering point's number.
  private static let meteringPoint = Array("AVE".utf8)[...]
}
