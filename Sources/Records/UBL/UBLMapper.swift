internal import Liquid
internal import Markup

/// Maps one UBL 2.1 invoice or credit note to the record contract, by EN 16931 business terms.
///
/// Every amount must be an exact decimal in the document's currency, every date a date; what EN 16931 makes
/// mandatory must be there. Amounts and quantities of a credit note change their sign: a record's total is
/// what the customer owes.
struct UBLMapper {
  let document: XMLDocument
  let root: XMLDocument.Node
  let raw: RawRecord
  let arena: Arena
  /// BT-5, three capital letters.
  private(set) var currency: ArraySlice<UInt8> = []
  /// Whether amounts change their sign.
  private(set) var isCredit = false

  init(_ document: XMLDocument, root: XMLDocument.Node, raw: RawRecord, arena: Arena) {
    self.document = document
    self.root = root
    self.raw = raw
    self.arena = arena
  }

  /// The whole record.
  mutating func record() throws(RecordError) -> Value {
    isCredit = try isCreditNote()
    currency = try documentCurrency()
    let supplies = try self.supplies()
    var record = ObjectBuilder()
    record.set("bill", try bill(supplies), in: arena)
    record.set("seller", try seller(), in: arena)
    record.set("customer", try customer(), in: arena)
    record.set("delivery", try delivery(), in: arena)
    record.set("payment", try payment(), in: arena)
    record.set("supplies", supplies.map(\.value), in: arena)
    record.set("account", try account(), in: arena)
    return record.finish(in: arena)
  }
}

extension UBLMapper {
  /// Document types of UNTDID 1001 that EN 16931 lists as credit notes.
  private static let creditNoteTypes = [
    "81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532",
  ]

  /// BT-3: by its code, for some countries send credit notes as invoices of type 381.
  private func isCreditNote() throws(RecordError) -> Bool {
    if document.isElement(root, named: "CreditNote") { return true }
    let code = document.child(of: root, named: "InvoiceTypeCode").map { document.text(of: $0) }
    return code.map { Self.creditNoteTypes.contains(String(decoding: $0, as: UTF8.self)) } ?? false
  }

  /// BT-5; where UBL leaves it out, the currency of the amount due.
  private func documentCurrency() throws(RecordError) -> ArraySlice<UInt8> {
    var node = document.child(of: root, named: "DocumentCurrencyCode")
    var code = node.map { document.text(of: $0) } ?? []
    if code.isEmpty, let due = child("LegalMonetaryTotal", "PayableAmount") {
      node = due
      code = document.attribute("currencyID", of: due) ?? []
    }
    if code.isEmpty { throw missing("BT-5", "DocumentCurrencyCode", below: root) }
    let isCode = code.count == 3 && code.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
    if !isCode {
      throw fault(.ublCode, node ?? root, "the currency (BT-5) is not an ISO 4217 code")
    }
    return code
  }
}

// MARK: - Reading fields

extension UBLMapper {
  typealias Node = XMLDocument.Node

  /// The node at the end of a path of first children, from the document's root.
  func child(_ path: StaticString...) -> Node? { follow(path, from: root) }

  /// The node at the end of a path of first children.
  func child(of node: Node?, _ path: StaticString...) -> Node? {
    node.flatMap { follow(path, from: $0) }
  }

  private func follow(_ path: [StaticString], from start: Node) -> Node? {
    var node = start
    for name in path {
      guard let next = document.child(of: node, named: name) else { return nil }
      node = next
    }
    return node
  }

  func bytes(_ node: Node?) -> ArraySlice<UInt8> { node.map { document.text(of: $0) } ?? [] }

  /// A node's text; nil for none.
  func text(_ node: Node?) -> Value { string(bytes(node)) }

  /// Bytes copied into the arena; nil for none.
  func string(_ bytes: some Collection<UInt8>) -> Value {
    if bytes.isEmpty { return .nil }
    var writer = ArenaWriter(arena, capacity: bytes.count)
    for byte in bytes { writer.append(byte) }
    return writer.finish()
  }

  /// The text of the first node that has any.
  func firstText(_ nodes: Node?...) -> Value {
    for node in nodes where !bytes(node).isEmpty { return text(node) }
    return .nil
  }

  /// A text that must be there.
  func required(_ node: Node?, _ term: String, _ path: String, below parent: Node)
    throws(RecordError) -> Value
  {
    let value = text(node)
    if value.isNil { throw missing(term, path, below: parent) }
    return value
  }

  /// An `xs:date` as `YYYY-MM-DD`, its time zone dropped; nil for none.
  func date(_ node: Node?) throws(RecordError) -> Value {
    guard let node else { return .nil }
    let text = bytes(node)
    if text.isEmpty { return .nil }
    guard let date = UBLDate.day(text) else {
      throw fault(.ublDate, node, "this is not a date as YYYY-MM-DD")
    }
    return string(date)
  }

  /// A number without a currency; nil for none.
  func decimal(_ node: Node?) throws(RecordError) -> UBLDecimal? {
    guard let node else { return nil }
    let text = bytes(node)
    if text.isEmpty { return nil }
    guard let decimal = UBLDecimal(text) else {
      throw fault(.ublNumber, node, "this is not a decimal number of at most 18 digits")
    }
    return decimal
  }

  /// An amount in the document's currency, its sign turned for a credit note; nil for none.
  func amount(_ node: Node?) throws(RecordError) -> UBLDecimal? {
    guard let node, let amount = try decimal(node) else { return nil }
    if document.attribute("currencyID", of: node) != currency {
      throw fault(.ublCurrency, node, "the amount is not in the document's currency (BT-5)")
    }
    return isCredit ? amount.negated : amount
  }

  /// A price, which keeps its sign: the quantity turns.
  func price(_ node: Node?) throws(RecordError) -> UBLDecimal? {
    let price = try amount(node)
    return isCredit ? price?.negated : price
  }
}

// MARK: - Faults

extension UBLMapper {
  func missing(_ term: String, _ path: String, below parent: Node) -> RecordError {
    RecordError(
      .ublMissingField, in: raw, field: document.path(of: parent) + "/" + path,
      "the mandatory term \(term) is missing")
  }

  func fault(_ code: RecordError.Code, _ node: Node, _ message: String) -> RecordError {
    RecordError(code, in: raw, field: document.path(of: node), message)
  }
}
