/// What a finished run made, in `manifest.json`: the same bytes whenever and wherever it ran.
///
/// Times, host and number of workers are not in it; they go to `timings.json`.
struct Manifest {
  struct Book {
    var name: String
    var length: Int
    var digest: SHA256Digest
  }

  struct Pack {
    var name: String
    var length: Int
  }

  var identity: RunIdentity
  var counts: RecordCounts
  var units: Int
  var keys: KeySum
  var chain: SHA256Digest
  var books: [Book]
  var packs: [Pack]
  var closing: RunClosing

  /// The file's text: one JSON object, a field a line.
  func append(to text: inout ByteStore) {
    text.append("{\"manifest\":1,\n")
    identity.append(to: &text)
    text.append(",\n\"counts\":{\"read\":")
    text.append(decimal: counts.read)
    text.append(",\"rendered\":")
    text.append(decimal: counts.rendered)
    text.append(",\"rejected\":")
    text.append(decimal: counts.rejected)
    text.append(",\"suppressed\":")
    text.append(decimal: counts.suppressed)
    text.append("},\n\"units\":")
    text.append(decimal: units)
    text.append(",\n\"totals\":")
    text.append(closing.totals)
    text.append(",\n\"keys\":\"")
    text.append(digest: keys.value)
    text.append("\",\n\"journal\":\"")
    text.append(digest: chain)
    text.append("\",\n\"books\":[")
    for (number, book) in books.enumerated() {
      text.append(number > 0 ? "," : "")
      text.append("\n{\"name\":")
      text.append(json: book.name)
      text.append(",\"bytes\":")
      text.append(decimal: book.length)
      text.append(",\"sha256\":\"")
      text.append(digest: book.digest)
      text.append("\"}")
    }
    text.append("],\n\"packs\":[")
    for (number, pack) in packs.enumerated() {
      text.append(number > 0 ? "," : "")
      text.append("\n{\"name\":")
      text.append(json: pack.name)
      text.append(",\"bytes\":")
      text.append(decimal: pack.length)
      text.append("}")
    }
    text.append("]")
    for section in closing.sections {
      text.append(",\n")
      text.append(json: section.name)
      text.append(":")
      text.append(text: section.json)
    }
    text.append("}\n")
  }
}
