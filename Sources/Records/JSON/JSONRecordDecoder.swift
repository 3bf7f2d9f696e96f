internal import Liquid

/// Decodes one line of NDJSON.
final class JSONRecordDecoder: RecordDecoder {
  private let reader: JSONReader

  init(_ fields: FieldTree?) { reader = JSONReader(fields: fields) }

  func decode(_ raw: RawRecord, in batch: RecordBatch, into arena: Arena)
    throws(RecordError) -> Value
  {
    if raw.problem == .tooLong {
      throw RecordError(
        .tooLong, in: raw,
        "the line is longer than \(LineReader.maximumLineBytes >> 20) MiB")
    }
    let text = batch.bytes(of: raw)
    if text.first != UInt8(ascii: "{") {
      throw RecordError(.jsonNotObject, in: raw, "the line does not hold a JSON object")
    }
    do throws(JSONFault) {
      return try reader.read(text, into: arena)
    } catch {
      let start = raw.offset + Int64(error.offset)
      let end = error.offset < text.count ? start + 1 : start
      let isPlaced = error.kind.isPlaced
      throw RecordError(
        error.code, in: raw, at: isPlaced ? start..<end : nil,
        field: isPlaced ? JSONPlace.path(in: text, upTo: error.offset) : "", error.message)
    }
  }
}
