internal import Liquid
internal import Markup

extension UBLMapper {
  /// A metering point that the invoice describes.
  struct Supply {
    /// What lines refer to.
    var id: Value
    /// The point's number (EAN, POD, MPAN).
    var pointID: ArraySlice<UInt8>
    var value: Value
  }

  /// The namespace of Energie-eFactuur's extension, before its version.
  private static let profile = "urn:www.energie-efactuur.nl:profile:"

  /// Whether the document carries Energie-eFactuur's extension.
  var isUtility: Bool { child("UBLExtensions").map { !consumptionPoints($0).isEmpty } ?? false }

  /// Energie-eFactuur's consumption points with their meters and readings.
  func supplies() throws(RecordError) -> [Supply] {
    let points = child("UBLExtensions").map { consumptionPoints($0) } ?? []
    if points.isEmpty, document.namespaces.contains(where: { $0.hasPrefix(Self.profile) }) {
      throw fault(
        .ublUtility, root,
        "an Energie-eFactuur invoice lacks the extension that describes its supply")
    }
    var supplies: [Supply] = []
    for node in points {
      guard let id = child(of: node, "ID"), !bytes(id).isEmpty else {
        throw missing("SEeF consumption point", "ID", below: node)
      }
      if supplies.contains(where: { $0.pointID == bytes(id) }) {
        throw fault(.ublUtility, id, "a metering point is described twice")
      }
      supplies.append(try supply(node, id))
    }
    return supplies
  }

  /// The points stand in the extension's content, from version 1.1 on inside a wrapper.
  private func consumptionPoints(_ extensions: Node) -> [Node] {
    document.children(of: extensions, named: "UBLExtension").flatMap { node -> [Node] in
      guard let content = child(of: node, "ExtensionContent") else { return [] }
      let holder = child(of: content, "SEEFExtensionWrapper") ?? content
      return document.children(of: holder, named: "UtilityConsumptionPoint")
    }
  }

  private func supply(_ node: Node, _ id: Node) throws(RecordError) -> Supply {
    var readings: [Value] = []
    var units: Set<String> = []
    let meters = document.children(of: node, named: "UtilityMeter")
    for meter in meters {
      if document.children(of: meter, named: "MeterNumber").count > 1 {
        throw fault(.ublUtility, meter, "a meter has two numbers")
      }
      for reading in document.children(of: meter, named: "MeterReading") {
        readings.append(try self.reading(reading, &units).finish(in: arena))
      }
    }
    var supply = ObjectBuilder()
    supply.set("id", text(id))
    // A unit says what flows: kilowatt-hours of gas are not billed in the Netherlands.
    if units.contains("KWH") {
      supply.set("kind", Value("electricity"))
    } else if units.contains("MTQ") {
      supply.set("kind", Value("gas"))
    }
    supply.set("point_id", text(id))
    supply.set("address", address(child(of: node, "Address")), in: arena)
    supply.set("meter_id", text(child(of: meters.first, "MeterNumber")))
    supply.set("readings", readings, in: arena)
    return Supply(id: text(id), pointID: bytes(id), value: supply.finish(in: arena))
  }

  private func reading(_ node: Node, _ units: inout Set<String>) throws(RecordError)
    -> ObjectBuilder
  {
    var reading = ObjectBuilder()
    let latest = child(of: node, "LatestMeterQuantity")
    reading.set("date", try date(child(of: node, "LatestMeterReadingDate")))
    reading.set("value", try decimal(latest)?.value ?? .nil)
    reading.set(
      "previous_value", try decimal(child(of: node, "PreviousMeterQuantity"))?.value ?? .nil)
    reading.set("previous_date", try date(child(of: node, "PreviousMeterReadingDate")))
    if bytes(child(of: node, "LatestMeterReadingMethodCode")) == Self.remotelyRead {
      reading.set("kind", Value("actual"))
    }
    reading.set("register", text(child(of: node, "MeterReadingTypeCode")))
    reading.set("consumption", try decimal(child(of: node, "ConsumptionQuantity"))?.value ?? .nil)
    let unit = latest.flatMap { document.attribute("unitCode", of: $0) } ?? []
    reading.set("unit", string(unit))
    units.insert(String(decoding: unit, as: UTF8.self))
    return reading
  }

  /// Energie-eFactuur's code for a reading taken from the meter itself.
  private static let remotelyRead = Array("MRM001".utf8)[...]
}
