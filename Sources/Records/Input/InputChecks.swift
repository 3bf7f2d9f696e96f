/// Refuses inputs that cannot hold records, in words that say what to do.
enum InputChecks {
  /// Checks the first bytes of an input of line- or row-shaped text.
  static func requireText(_ input: ByteInput) throws(SourceError) {
    if input.head.isEmpty { throw empty(input.path) }
    switch ContentKind.of(input.head) {
    case .other(let name):
      throw SourceError(
        .wrongKind, path: input.path, "this is \(name), not a text of records", hint: formatsHint)
    case .wideText(let name, _):
      throw SourceError(
        .encoding, path: input.path, "the text is \(name), and only UTF-8 is read",
        hint: "convert it: iconv -f \(name) -t UTF-8 FILE")
    default: break
    }
  }

  /// Checks the first bytes of an input said to be XML.
  static func requireMarkup(_ input: ByteInput) throws(SourceError) {
    switch ContentKind.of(input.head) {
    case .xml, .wideText(_, isMarkup: true): return
    case .blank: throw empty(input.path)
    default:
      try requireText(input)
      throw SourceError(.wrongKind, path: input.path, "this is not XML", hint: formatsHint)
    }
  }

  /// The format a file's first bytes show.
  static func format(of input: ByteInput) throws(SourceError) -> InputFormat {
    switch ContentKind.of(input.head) {
    case .wideText(_, isMarkup: true), .xml: return .ubl
    case .blank: throw empty(input.path)
    case .jsonObject, .jsonArray: return .ndjson
    case .text:
      try requireText(input)
      return .csv
    case .wideText, .other:
      try requireText(input)
      throw SourceError(.format, path: input.path, "the format cannot be told", hint: formatsHint)
    }
  }

  static let formatsHint =
    "give NDJSON (one JSON object a line, also gzip), UBL 2.1 invoices (XML) or CSV with a header row"

  static func empty(_ path: String) -> SourceError {
    SourceError(
      .empty, path: path, "there is not one record in it",
      hint: "check that the export that made it has finished")
  }
}
