import Testing

@testable import Records

/// Every shared invoice is decoded or rejected for a reason; none crashes.
@Suite(.enabled(if: SharedFiles.arePresent, "the shared invoices are not here"))
struct InvoiceCorpusTests {
  struct Folder: Sendable, CustomTestStringConvertible {
    var name: String
    var decoded: Int
    var rejected: [String: Int] = [:]
    var testDescription: String { name }
  }

  /// What becomes of each folder.
  ///
  /// - `ubl-not-an-invoice`: other syntaxes (CII, FatturaPA, Green Button) and other UBL documents (reminder,
  ///   statement, freight invoice, debit note, a detached signature, OIOUBL's annex to an invoice).
  /// - `energie-efactuur-nl`: the three `bad-` files.
  /// - `zatca-ar`: six simplified (till) invoices name no buyer, whom a personal page needs (BT-44). The six
  ///   `_Error` files differ from good ones in signatures and QR codes only, which are not checked.
  /// - `en16931-unit`: fragments that hold what one rule looks at and nothing else, so that all lack mandatory
  ///   terms (BR-05 has in both syntaxes a currency that is none); two files hold CII.
  static let folders = [
    Folder(name: "en16931-cii", decoded: 0, rejected: ["ubl-not-an-invoice": 14]),
    Folder(name: "en16931-testfiles", decoded: 29),
    Folder(name: "en16931-ubl", decoded: 17),
    Folder(
      name: "en16931-unit", decoded: 0,
      rejected: ["ubl-missing-field": 1129, "ubl-code": 2, "ubl-not-an-invoice": 2]),
    Folder(name: "energie-efactuur-nl", decoded: 13, rejected: ["ubl-utility": 3]),
    Folder(name: "fatturapa", decoded: 0, rejected: ["ubl-not-an-invoice": 34]),
    Folder(name: "greenbutton", decoded: 0, rejected: ["ubl-not-an-invoice": 25]),
    Folder(name: "oioubl-utility-dk", decoded: 0, rejected: ["ubl-not-an-invoice": 2]),
    Folder(name: "peppol-pint", decoded: 268),
    Folder(name: "ubl21-oasis", decoded: 11, rejected: ["ubl-not-an-invoice": 8]),
    Folder(name: "xrechnung", decoded: 45, rejected: ["ubl-not-an-invoice": 41]),
    Folder(name: "zatca-ar", decoded: 37, rejected: ["ubl-missing-field": 6]),
  ]

  private func read(_ folder: String) throws(SourceError) -> [String] {
    var source = try RecordInputs.open([SharedFiles.path("invoices/" + folder)])
    return try drainAny(&source).map(\.outcome)
  }

  @Test(arguments: folders)
  func everyFileIsDecodedOrRejected(_ folder: Folder) throws {
    var decoded = 0
    var rejected: [String: Int] = [:]
    for outcome in try read(folder.name) {
      if outcome.hasPrefix("{") {
        decoded += 1
      } else {
        rejected[String(outcome.prefix { $0 != " " }), default: 0] += 1
      }
    }
    #expect(decoded == folder.decoded)
    #expect(rejected == folder.rejected)
  }

  @Test func rejectionsNameTheRoot() throws {
    #expect(try read("fatturapa").allSatisfy { $0 == "ubl-not-an-invoice FatturaElettronica" })
    #expect(try read("en16931-cii").allSatisfy { $0 == "ubl-not-an-invoice CrossIndustryInvoice" })
  }

  @Test func truncatedInvoicesAreRejectedWhereverTheyEnd() throws {
    let bytes = SharedFiles.bytes(SharedFiles.path("invoices/en16931-ubl/ubl-tc434-example1.xml"))
    let folder = TemporaryFolder()
    for count in stride(from: 60, to: bytes.count - 2, by: 1997) {
      let path = folder.write(Array(bytes[..<count]), to: "cut.xml")
      var source = try RecordInputs.open([path])
      #expect(try drainAny(&source).map(\.outcome) == ["xml-syntax"], "\(count)")
    }
  }

  @Test func runsGoOnAtEveryRecord() throws {
    let path = SharedFiles.path("invoices/en16931-unit")
    var source = try RecordInputs.open([path])
    let whole = try drainAny(&source, maximumRecords: 7)
    #expect(whole.map(\.ordinal) == Array(0..<Int64(whole.count)))
    for start in [1, 1000, whole.count - 1] {
      var resumed = try RecordInputs.open([path])
      let record = whole[start]
      try resumed.skip(toOrdinal: record.ordinal, atOffset: record.offset, file: Int(record.file))
      #expect(try drainAny(&resumed, maximumRecords: 7) == Array(whole[start...]))
    }
  }
}
