internal import ArgumentParser
internal import Sinks

/// When a pack is full: `50000` documents, `500MB`, or both as `50000,1GiB`.
struct PackSize: ExpressibleByArgument, Equatable {
  var documents: Int
  var bytes: Int

  private static let units: [(name: String, bytes: Int)] = [
    ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("kB", 1000), ("MB", 1_000_000),
    ("GB", 1_000_000_000),
  ]

  /// What packs hold unless told otherwise.
  static let standard = PackSize(limit: PackSink.Limit())

  private init(limit: PackSink.Limit) {
    documents = limit.documents
    bytes = limit.bytes
  }

  init?(argument: String) {
    self = .standard
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(parts.count) else { return nil }
    var isNamed = (documents: false, bytes: false)
    for part in parts {
      if let unit = Self.units.first(where: { part.hasSuffix($0.name) }) {
        guard let number = Self.number(part.dropLast(unit.name.count)), !isNamed.bytes else {
          return nil
        }
        let (product, overflow) = number.multipliedReportingOverflow(by: unit.bytes)
        guard !overflow else { return nil }
        bytes = product
        isNamed.bytes = true
      } else {
        guard let number = Self.number(part[...]), !isNamed.documents else { return nil }
        documents = number
        isNamed.documents = true
      }
    }
  }

  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let value = Int(text),
      value > 0
    else { return nil }
    return value
  }

  var limit: PackSink.Limit { PackSink.Limit(documents: documents, bytes: bytes) }

  var defaultValueDescription: String { "\(documents),\(bytes >> 30)GiB" }
}
