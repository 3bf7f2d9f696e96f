import Diagnostics
import Liquid
import Testing

@testable import Communication

/// The template we ship, against its own schema and bills.
@Suite("The energy bill", .enabled(if: !EnergyBill.files.isEmpty, "needs templates/energy-bill"))
struct EnergyBillTests {
  @Test("every bill of fixtures fits the schema, read whole or in part")
  func billsFit() throws {
    let scratch = Scratch()
    let template = CheckedTemplate(EnergyBill.files)
    let file = try #require(template.schema)
    let schema = try RecordSchema(
      TestJSON.value(String(decoding: file.bytes, as: UTF8.self), in: scratch.arena), in: file)
    let reads = try template.check().reads
    let bills = Files.text(Files.root + "/fixtures/bills.ndjson").split(separator: "\n")
    #expect(bills.count >= 24)
    for bill in bills {
      let record = TestJSON.value(String(bill), in: scratch.arena)
      #expect(schema.validate(record) == nil)
      #expect(schema.restricted(to: reads).validate(record) == nil)
    }
  }
}

enum EnergyBill {
  static let files: [(name: String, text: String)] = {
    let folder = Files.root + "/templates/energy-bill"
    var files: [(String, String)] = []
    for sub in ["pages", "snippets", "locales", "assets"] {
      for name in Files.names(in: "\(folder)/\(sub)") {
        files.append(("\(sub)/\(name)", Files.text("\(folder)/\(sub)/\(name)")))
      }
    }
    if !files.isEmpty {
      for name in ["schema.json", "rules.yaml", "ladder.yaml"] {
        files.append((name, Files.text("\(folder)/\(name)")))
      }
    }
    return files
  }()
}
