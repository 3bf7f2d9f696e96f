import Liquid

@testable import Records

/// One record as tests see it: where it stood and what it holds, or the error's code and field.
struct Seen: Equatable, CustomStringConvertible {
  var ordinal: Int64
  var file: Int32
  var offset: Int64
  var length: Int64
  var outcome: String

  var description: String { "#\(ordinal) \(file):\(offset)+\(length) \(outcome)" }
}

/// Reads and decodes everything that is left.
func drain(
  _ source: inout some RecordSource, maximumRecords: Int = 100, maximumBytes: Int = 1 << 20,
  fields: FieldTree? = nil
) throws(SourceError) -> [Seen] {
  var seen: [Seen] = []
  let decoder = source.makeDecoder(fields: fields)
  let scratch = Scratch()
  while let batch = try source.next(maximumRecords: maximumRecords, maximumBytes: maximumBytes) {
    for raw in batch.records {
      var outcome: String
      do throws(RecordError) {
        outcome = text(of: try decoder.decode(raw, in: batch, into: scratch.arena))
      } catch {
        outcome = error.code.rawValue + (error.field.isEmpty ? "" : " " + error.field)
      }
      seen.append(
        Seen(
          ordinal: raw.ordinal, file: raw.file, offset: raw.offset, length: raw.length,
          outcome: outcome))
      scratch.reset()
    }
    source.recycle(batch)
  }
  return seen
}

/// The source error of reading everything, or nil.
func sourceError(_ body: () throws(SourceError) -> Void) -> SourceError? {
  do throws(SourceError) {
    try body()
    return nil
  } catch {
    return error
  }
}

/// As `drain`, for a source of unknown type.
func drainAny(
  _ source: inout any RecordSource, maximumRecords: Int = 100, maximumBytes: Int = 1 << 20
) throws(SourceError) -> [Seen] {
  try drain(&source, maximumRecords: maximumRecords, maximumBytes: maximumBytes)
}
