import Records
import Sinks

/// How far a run that has not ended is committed: what follows was perhaps written, and is not vouched for.
struct CommittedEnd {
  /// The ends of the books.
  let books: BookLengths
  private let nextOrdinal: Int
  /// Where in the input the last unit ends; nil where its records are counted.
  private let place: (input: Int, offset: Int)?

  /// A sparse run is one of a single key, whose units do not count the records that they pass over.
  init(_ units: [JournalLine], isSparse: Bool) {
    books = units.last?.books ?? BookLengths()
    nextOrdinal = units.last?.nextOrdinal ?? 1
    place =
      isSparse ? units.last?.ranges.last.map { ($0.input, $0.bytes.upperBound) } ?? (0, 0) : nil
  }

  /// Whether the record is in a committed unit.
  func contains(_ record: RawRecord) -> Bool {
    guard let place else { return record.ordinal + 1 < nextOrdinal }
    return (Int(record.file), Int(record.offset)) < (place.input, place.offset)
  }
}
