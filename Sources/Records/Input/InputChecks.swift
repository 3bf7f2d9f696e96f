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

  static let formatsHint =
    "give NDJSON (one JSON object a line, also gzip), UBL 2.1 invoices (XML) or CSV with a header row"

  static func empty(_ path: String) -> SourceError {
    SourceError(
      .empty, path: path, "there is not one record in it",
      hint: "check that the export that made it has finished")
  }
}
