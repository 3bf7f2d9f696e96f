import Foundation
import Testing

@testable import Records

@Suite struct UBLMapperTests {
  private let folder = TemporaryFolder()

  /// A small invoice, with parts replaced.
  private func invoice(_ changes: (of: String, to: String)...) -> String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:c="urn:c" xmlns:b="urn:b">
        <b:CustomizationID>urn:cen.eu:en16931:2017</b:CustomizationID>
        <b:ID>B-1</b:ID><b:IssueDate>2026-01-31Z</b:IssueDate><b:DueDate>2026-02-28</b:DueDate>
        <b:InvoiceTypeCode>380</b:InvoiceTypeCode><b:Note>#AAI#Grazie</b:Note><b:Note>Ciao</b:Note>
        <b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode>
        <c:AccountingSupplierParty><c:Party>
          <c:PartyName><b:Name>Luce</b:Name></c:PartyName>
          <c:PartyTaxScheme><b:CompanyID>IT1</b:CompanyID><c:TaxScheme><b:ID>VAT</b:ID></c:TaxScheme></c:PartyTaxScheme>
          <c:PartyLegalEntity><b:RegistrationName>Luce S.p.A.</b:RegistrationName></c:PartyLegalEntity>
        </c:Party></c:AccountingSupplierParty>
        <c:AccountingCustomerParty><c:Party>
          <c:PostalAddress><b:StreetName>Via Po</b:StreetName><b:BuildingNumber>7</b:BuildingNumber>
            <c:Country><b:IdentificationCode>IT</b:IdentificationCode></c:Country></c:PostalAddress>
          <c:PartyLegalEntity><b:RegistrationName>Anna &amp; Co</b:RegistrationName></c:PartyLegalEntity>
        </c:Party></c:AccountingCustomerParty>
        <c:PaymentMeans><b:PaymentMeansCode name="SEPA">59</b:PaymentMeansCode><b:PaymentID>R1</b:PaymentID></c:PaymentMeans>
        <c:AllowanceCharge><b:ChargeIndicator>false</b:ChargeIndicator><b:AllowanceChargeReason>Bonus</b:AllowanceChargeReason><b:Amount currencyID="EUR">1.00</b:Amount></c:AllowanceCharge>
        <c:TaxTotal><b:TaxAmount currencyID="EUR">1.98</b:TaxAmount>
          <c:TaxSubtotal><b:TaxableAmount currencyID="EUR">9.00</b:TaxableAmount><b:TaxAmount currencyID="EUR">1.98</b:TaxAmount>
            <c:TaxCategory><b:ID>S</b:ID><b:Percent>22.0</b:Percent></c:TaxCategory></c:TaxSubtotal></c:TaxTotal>
        <c:LegalMonetaryTotal>
          <b:LineExtensionAmount currencyID="EUR">10.00</b:LineExtensionAmount>
          <b:TaxExclusiveAmount currencyID="EUR">9.00</b:TaxExclusiveAmount>
          <b:TaxInclusiveAmount currencyID="EUR">10.98</b:TaxInclusiveAmount>
          <b:AllowanceTotalAmount currencyID="EUR">1.00</b:AllowanceTotalAmount>
          <b:PayableAmount currencyID="EUR">10.98</b:PayableAmount>
        </c:LegalMonetaryTotal>
        <c:InvoiceLine><b:ID>1</b:ID><b:InvoicedQuantity unitCode="KWH">100</b:InvoicedQuantity>
          <b:LineExtensionAmount currencyID="EUR">10.00</b:LineExtensionAmount>
          <c:Item><b:Name>Energia</b:Name></c:Item>
          <c:Price><b:PriceAmount currencyID="EUR">0.100</b:PriceAmount></c:Price></c:InvoiceLine>
      </Invoice>
      """
    for change in changes {
      guard let range = text.firstRange(of: change.of) else { return "not found: \(change.of)" }
      text.replaceSubrange(range, with: change.to)
    }
    return text
  }

  private func read(_ text: String) throws(SourceError) -> String {
    var source = try RecordInputs.open([folder.write(text, to: "in.xml")])
    return try drainAny(&source).map(\.outcome).joined(separator: "\n")
  }

  @Test func theTermsOfEN16931BecomeARecord() throws {
    let expected = #"""
      {"bill":{"number":"B-1","type":"invoice","type_code":"380","issue_date":"2026-01-31","due_date":"2026-02-28",\#
      "currency":"EUR","note":"Grazie\nCiao","total":10.98,"amount_due":10.98,\#
      "totals":{"lines":10.00,"allowances":1.00,"net":9.00,"vat":1.98,"gross":10.98,"due":10.98},\#
      "vat_breakdown":[{"base":9.00,"amount":1.98,"category":"S","rate":22.0}],\#
      "lines":[{"id":"1","name":"Energia","quantity":100,"unit":"KWH","price":0.100,"amount":10.00,"kind":"energy"}],\#
      "allowances":[{"amount":1.00,"reason":"Bonus","charge":false}]},\#
      "seller":{"name":"Luce S.p.A.","trading_name":"Luce","vat_id":"IT1"},\#
      "customer":{"name":"Anna & Co","address":{"street":"Via Po 7","country":"IT"},"language":"it"},\#
      "payment":{"means_code":"59","means_text":"SEPA","reference":"R1","method":"direct_debit"}}
      """#
    #expect(try read(invoice()) == expected)
  }

  /// BT-84 may be an IBAN, as printed too, or another number; which it is, its form says.
  @Test(arguments: [
    ("NL57RABO0107307510", #""iban":"NL57RABO0107307510""#),
    (" NL57 RABO 0107 3075 10 ", #""iban":"NL57RABO0107307510""#),
    ("NL58RABO0107307510", #""iban":"NL58RABO0107307510""#),
    ("nl57rabo0107307510", #""iban":"NL57RABO0107307510""#),
    ("0141 7702-5510", #""account":"0141 7702-5510""#),
    ("AE0000000001", #""account":"AE0000000001""#),
    ("DE89370400440532013000-7", #""account":"DE89370400440532013000-7""#),
  ])
  func anAccountIsAnIBANOrAnotherNumber(_ text: String, _ field: String) throws {
    let reference = "<b:PaymentID>R1</b:PaymentID>"
    let outcome = try read(
      invoice(
        (
          reference,
          reference + "<c:PayeeFinancialAccount><b:ID>\(text)</b:ID></c:PayeeFinancialAccount>"
            + "<c:PaymentMandate><c:PayerFinancialAccount><b:ID>\(text)</b:ID>"
            + "</c:PayerFinancialAccount></c:PaymentMandate>"
        )))
    #expect(outcome.contains(field), "\(outcome)")
    #expect(outcome.contains(field.replacing("\"", with: "\"debited_", maxReplacements: 1)))
  }

  @Test func aCreditNoteOwesTheCustomer() throws {
    let outcome = try read(invoice((">380<", ">381<")))
    #expect(outcome.contains(#""type":"credit_note""#))
    #expect(outcome.contains(#""total":-10.98,"amount_due":-10.98"#))
    #expect(outcome.contains(#""quantity":-100,"unit":"KWH","price":0.100,"amount":-10.00"#))
    #expect(outcome.contains(#""rate":22.0"#))
  }

  @Test(arguments: [
    ("<b:ID>B-1</b:ID>", "", "ubl-missing-field Invoice/ID"),
    ("<b:IssueDate>2026-01-31Z</b:IssueDate>", "", "ubl-missing-field Invoice/IssueDate"),
    ("2026-01-31Z", "2026-02-29", "ubl-date Invoice/IssueDate"),
    ("2026-01-31Z", "31.01.2026", "ubl-date Invoice/IssueDate"),
    (
      ">EUR</b:DocumentCurrencyCode>", ">euro</b:DocumentCurrencyCode>",
      "ubl-code Invoice/DocumentCurrencyCode"
    ),
    (
      ">EUR</b:DocumentCurrencyCode>", ">USD</b:DocumentCurrencyCode>",
      "ubl-currency Invoice/LegalMonetaryTotal/PayableAmount"
    ),
    (
      "Anna &amp; Co", " ",
      "ubl-missing-field Invoice/AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName"
    ),
    (
      "<c:Item><b:Name>Energia</b:Name></c:Item>", "",
      "ubl-missing-field Invoice/InvoiceLine/Item/Name"
    ),
    (
      "<b:ID>1</b:ID><b:InvoicedQuantity unitCode=\"KWH\">100",
      "<b:ID>1</b:ID><b:InvoicedQuantity>1e2", "ubl-number Invoice/InvoiceLine/InvoicedQuantity"
    ),
    (
      "EUR\">9.00</b:TaxExclusive", "EUR\">9.01</b:TaxExclusive",
      "ubl-total Invoice/LegalMonetaryTotal"
    ),
    ("<b:ChargeIndicator>false", "<b:ChargeIndicator>no", "ubl-code Invoice/AllowanceCharge"),
    ("schema:xsd:Invoice-2", "schema:xsd:Invoice-3", "ubl-not-an-invoice Invoice"),
    ("<b:ID>B-1</b:ID>", "<b:ID>&x;</b:ID>", "xml-syntax"),
    ("<b:ID>B-1</b:ID>", "<z:ID>B-1</z:ID>", "xml-namespace"),
    (
      "<Invoice ", "<!DOCTYPE Invoice [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n<Invoice ",
      "xml-doctype"
    ),
    ("encoding=\"UTF-8\"", "encoding=\"UTF-16\"", "xml-encoding"),
  ])
  func faultsAreNamed(_ of: String, _ to: String, _ outcome: String) throws {
    #expect(try read(invoice((of, to))) == outcome)
  }

  @Test func totalsOfOtherSpecificationsAreNotChecked() throws {
    let outcome = try read(
      invoice(
        ("urn:cen.eu:en16931:2017", "urn:other"),
        ("EUR\">9.00</b:TaxExclusive", "EUR\">9.01</b:TaxExclusive")))
    #expect(outcome.hasPrefix("{"))
  }

  @Test func wrappedInvoicesAreRecordsOfTheirOwn() throws {
    let one = String(invoice().dropFirst(39))
    let two = one.replacing("B-1", with: "B-2")
    let text = "<!-- <Invoice> --><all>\(one)<x a='<Invoice>'/>\(two)</all>".replacing(
      "a='<Invoice>'", with: "a='>'")
    var source = try RecordInputs.open([folder.write(text, to: "all.xml")])
    let seen = try drainAny(&source)
    #expect(seen.count == 2)
    #expect(seen[0].outcome.contains("\"B-1\"") && seen[1].outcome.contains("\"B-2\""))
    let bytes = Array(text.utf8)
    for record in seen {
      #expect(bytes[Int(record.offset)...].starts(with: Array("<Invoice ".utf8)))
      #expect(
        bytes[..<Int(record.offset + record.length)].suffix(10) == Array("</Invoice>".utf8)[...])
    }
  }

  @Test func anEmptyInvoiceIsRejectedAlone() throws {
    let one = String(invoice().dropFirst(39))
    let empty = #"<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>"#
    var source = try RecordInputs.open([
      folder.write("<all>\(one)\(empty)\(one)</all>", to: "all.xml")
    ])
    let seen = try drainAny(&source)
    #expect(seen.count == 3)
    #expect(seen[0].outcome.hasPrefix("{") && seen[2].outcome.hasPrefix("{"))
    #expect(seen[1].outcome.hasPrefix("ubl-missing-field"))
  }

  /// One reject would stand for many customers.
  @Test func filesOfSeveralThatCannotBeCut() throws {
    let one = String(invoice().dropFirst(39))
    let wide = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><all>\(one)\(one)</all>"
    let path = folder.write("", to: "wide.xml")
    try Data(wide.data(using: .utf16) ?? Data()).write(to: URL(filePath: path))
    var source = try RecordInputs.open([path])
    #expect(throws: SourceError.self) { _ = try drainAny(&source) }
    let lone = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\(one)"
    try Data(lone.data(using: .utf16) ?? Data()).write(to: URL(filePath: path))
    source = try RecordInputs.open([path])
    #expect(try drainAny(&source).map { $0.outcome.hasPrefix("{") } == [true])
    let padding = "<!--" + String(repeating: "x", count: UBLSource.maximumFileBytes) + "-->"
    source = try RecordInputs.open([
      folder.write("<all>\(one)\(one)\(padding)</all>", to: "long.xml")
    ])
    #expect(throws: SourceError.self) { _ = try drainAny(&source) }
    source = try RecordInputs.open([folder.write("<all>\(one)\(padding)</all>", to: "one.xml")])
    #expect(try drainAny(&source).map(\.outcome) == ["record-too-long"])
  }

  @Test(.timeLimit(.minutes(1)))
  func aFaultOfAWrappedFileIsLookedForOnce() throws {
    let count = 20_000
    let text = "<all>" + String(repeating: "<Invoice></Invoice>", count: count) + "<a></all>"
    var source = try RecordInputs.open([folder.write(text, to: "all.xml")])
    let seen = try drainAny(&source, maximumRecords: count)
    #expect(seen.count == count)
    #expect(seen.allSatisfy { $0.outcome == "xml-syntax" })
  }

  @Test func manyInvoicesMayHaveMoreNodesThanOneHas() throws {
    let extra = "<x>" + String(repeating: "<y/>", count: 1_050_000) + "</x>"
    #expect(
      try read(
        invoice(("<c:AccountingSupplierParty>", extra + "<c:AccountingSupplierParty>"))
      ).hasPrefix("{"))
  }

  @Test func attachmentsAreSkipped() throws {
    let blob = String(repeating: "QUJD", count: 1 << 20)
    let part =
      "<c:AdditionalDocumentReference><b:ID>a</b:ID><c:Attachment><b:EmbeddedDocumentBinaryObject>\(blob)</b:EmbeddedDocumentBinaryObject></c:Attachment></c:AdditionalDocumentReference>"
    let outcome = try read(
      invoice(("<c:AccountingSupplierParty>", part + "<c:AccountingSupplierParty>")))
    #expect(outcome == (try read(invoice())))
  }

  @Test func fieldsOfATreeAreProjected() throws {
    let path = folder.write(invoice(), to: "in.xml")
    var source = UBLSource(inputs: [InputDescription(path: path, stamp: nil, format: .ubl)])
    let seen = try drain(
      &source, fields: tree("bill.total", "bill.lines.amount", "customer.first_name"))
    #expect(
      seen.map(\.outcome) == [
        #"{"bill":{"total":10.98,"lines":[{"amount":10.00}]},"customer":{"first_name":null}}"#
      ])
  }
}
