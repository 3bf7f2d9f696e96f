/// Why one record could not be read: its own failure, while the run goes on.
///
/// Names places and fields, never a customer's value.
public struct RecordError: Error, Sendable, Hashable {
  /// A stable identifier, written into `rejects.ndjson`.
  public enum Code: String, Sendable, CaseIterable {
    /// The bytes are not UTF-8.
    case invalidUTF8 = "utf8-invalid"
    /// Longer than the format's bound for one record.
    case tooLong = "record-too-long"

    /// Not JSON as RFC 8259 has it.
    case jsonSyntax = "json-syntax"
    /// JSON, but not an object.
    case jsonNotObject = "json-not-object"
    /// A field occurs twice in one object.
    case jsonDuplicateKey = "json-duplicate-key"
    /// Arrays and objects nested too deeply.
    case jsonTooDeep = "json-too-deep"
    /// A number beyond what a double can hold.
    case jsonNumberRange = "json-number-range"
    /// A `\u` escape of half a surrogate pair.
    case jsonLoneSurrogate = "json-lone-surrogate"
    /// A control character inside a string.
    case jsonControlCharacter = "json-control-character"

    /// A row with more or fewer fields than the header.
    case csvFieldCount = "csv-field-count"
    /// A quotation mark where RFC 4180 allows none, or one that is never closed.
    case csvQuote = "csv-quote"
    /// A column declared as a number holds something else.
    case csvNumber = "csv-number"
    /// A column declared as true or false holds something else.
    case csvBoolean = "csv-boolean"
    /// A list in columns `name.0`, `name.1` has a gap.
    case csvListGap = "csv-list-gap"

    /// Not well-formed XML.
    case xmlSyntax = "xml-syntax"
    /// A document type declaration, which is never read.
    case xmlDoctype = "xml-doctype"
    /// Too deep, too many attributes, too much text.
    case xmlLimit = "xml-limit"
    /// An undeclared prefix or another fault of namespaces.
    case xmlNamespace = "xml-namespace"
    /// An unknown character encoding, or one that contradicts the bytes.
    case xmlEncoding = "xml-encoding"

    /// XML, but not a document this program reads; the message names its root element.
    case ublNotInvoice = "ubl-not-an-invoice"
    /// A mandatory business term is missing.
    case ublMissingField = "ubl-missing-field"
    /// An amount, quantity or percentage that is no decimal.
    case ublNumber = "ubl-number"
    /// A date that is none.
    case ublDate = "ubl-date"
    /// An amount in another currency than the document's.
    case ublCurrency = "ubl-currency"
    /// Totals that do not add up as EN 16931 has it.
    case ublTotal = "ubl-total"
    /// A code outside its list.
    case ublCode = "ubl-code"
    /// Utility data that contradicts itself or is not where it must be.
    case ublUtility = "ubl-utility"
  }

  /// What kind of failure it is.
  public var code: Code
  /// The record's number over the whole input, from 0.
  public var ordinal: Int64
  /// Index into `RecordSource.inputs`.
  public var file: Int
  /// The bytes to blame in the input; the whole record when nothing finer is known.
  public var byteRange: Range<Int64>
  /// The field, as `bill.lines[2].amount` or as an XML path; empty when the record as a whole is meant.
  public var field: String
  /// What is wrong, in one sentence without a final full stop.
  public var message: String

  /// Makes an error about a record as a whole or about a part of its bytes.
  public init(
    _ code: Code, in record: RawRecord, at range: Range<Int64>? = nil, field: String = "",
    _ message: String
  ) {
    self.code = code
    ordinal = record.ordinal
    file = Int(record.file)
    byteRange = range ?? record.offset..<(record.offset + record.length)
    self.field = field
    self.message = message
  }
}
