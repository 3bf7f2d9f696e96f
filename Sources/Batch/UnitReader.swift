import Liquid
import Records

/// Cuts the input into units, and keeps the trailer back where there must be one.
struct UnitReader {
  /// The trailer, once it is read.
  private(set) var trailer: Expectation?
  private let hasTrailer: Bool
  private let recordsPerUnit: Int
  private let decoder: any RecordDecoder
  private var source: any RecordSource
  /// Read ahead: whether the batch before it ends in the trailer is known only by it.
  private var held: RecordBatch?
  private var isAtEnd = false

  init(_ plan: BatchPlan) {
    source = plan.source
    hasTrailer = plan.hasTrailer
    recordsPerUnit = plan.recordsPerUnit
    decoder = plan.source.makeDecoder(fields: nil)
  }

  /// The next unit's batch, and how many of its records belong to the run; nil after the last.
  mutating func next(atMost left: Int) throws(RunError) -> (batch: RecordBatch, count: Int)? {
    guard hasTrailer else { return try batch(atMost: left).map { ($0, $0.records.count) } }
    if isAtEnd { return nil }
    if held == nil { held = try batch(atMost: .max) }
    guard let current = held else {
      throw .trailer(code: "trailer-missing", "the input ends without a trailer")
    }
    held = try batch(atMost: .max)
    if held != nil { return (current, current.records.count) }
    if Interruption.signal != nil { return nil }
    isAtEnd = true
    trailer = try readTrailer(current)
    let count = current.records.count - 1
    return count > 0 ? (current, count) : nil
  }

  /// Checks that what is read has not changed meanwhile.
  func requireUnchanged() throws(RunError) {
    do throws(SourceError) {
      try source.requireUnchanged()
    } catch {
      throw .source(error)
    }
  }

  mutating func recycle(_ batch: RecordBatch) { source.recycle(batch) }

  private mutating func batch(atMost left: Int) throws(RunError) -> RecordBatch? {
    do throws(SourceError) {
      return try source.next(
        maximumRecords: min(recordsPerUnit, left), maximumBytes: BatchPlan.unitBytes)
    } catch {
      throw .source(error)
    }
  }

  /// Reads `{"trailer":{"count":24,"totals":{"EUR":"5611.44"}}}`; an amount may be a number too.
  private func readTrailer(_ batch: RecordBatch) throws(RunError) -> Expectation {
    let scratch = Scratch()
    let record = batch.records[batch.records.count - 1]
    guard let line = try? decoder.decode(record, in: batch, into: scratch.arena),
      let trailer = line.members.first(where: { text($0.key) == "trailer" })?.value,
      trailer.tag == .object
    else {
      throw .trailer(code: "trailer-missing", "the last record of the input is no trailer")
    }
    var expectation = Expectation()
    var isUnderstood = line.members.count == 1
    for member in trailer.members {
      switch (text(member.key), member.value.tag) {
      case ("count", .integer): expectation.count = Int(member.value.integer)
      case ("totals", .object):
        for total in member.value.members {
          let amount = text(total.value.text(in: scratch.arena))
          if let total = Expectation.Total(text(total.key), amount) {
            expectation.totals.append(total)
          } else {
            isUnderstood = false
          }
        }
      default: isUnderstood = false
      }
    }
    guard isUnderstood, !expectation.isEmpty else {
      throw .trailer(code: "trailer-format", "the trailer says something that is not understood")
    }
    return expectation
  }

  private func text(_ value: Value) -> String { String(decoding: value.bytes, as: UTF8.self) }
}
