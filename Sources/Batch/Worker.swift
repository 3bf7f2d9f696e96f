import Communication
import Diagnostics
import Liquid
import Records
import Sinks

/// One core's share of a run: decodes and renders whole units with memory that nobody else touches.
final class Worker {
  private let communication: Communication
  private let renderer: DocumentRenderer
  private let decoder: any RecordDecoder
  private let onlyKey: [UInt8]?
  private var totals = ExactTotals()
  private var amounts: [ExactTotals.Amount] = []

  init(_ plan: BatchPlan) {
    communication = plan.communication
    renderer = DocumentRenderer(plan.communication, asOf: plan.asOf)
    decoder = plan.source.makeDecoder(fields: nil)
    onlyKey = plan.onlyKey.map { Array($0.utf8) }
  }

  /// Renders one unit.
  func process(_ task: UnitTask) {
    let unit = task.output
    unit.begin(index: task.index, firstOrdinal: Int(task.batch.records[0].ordinal) + 1)
    unit.ranges = Self.ranges(of: task.batch)
    totals.removeAll()
    task.keys.removeAll(keepingCapacity: true)
    task.rejectCodes.removeAll(keepingCapacity: true)
    task.isAbandoned = false
    task.failedTotal = nil
    for raw in task.batch.records.prefix(task.recordCount) {
      // A stopped run resumes at its last committed unit; to finish this one could take long.
      if Interruption.signal != nil {
        task.isAbandoned = true
        return
      }
      process(raw, task)
    }
    unit.totals = totals.controlTotals(communication.totals)
    unit.seal()
  }

  private func process(_ raw: RawRecord, _ task: UnitTask) {
    renderer.scratch.reset()
    let record: Value
    do throws(RecordError) {
      record = try decoder.decode(raw, in: task.batch, into: renderer.scratch.arena)
    } catch {
      if onlyKey == nil {
        reject(raw, task, code: error.code.rawValue, error.message, field: error.field)
      }
      return
    }
    let ordinal = Int(raw.ordinal) + 1
    guard let key = Self.key(communication.key.value(in: record), renderer.scratch.arena) else {
      if onlyKey == nil {
        reject(
          raw, task, code: "record-no-key", "the record has no key",
          field: communication.key.description)
      }
      return
    }
    if let onlyKey, !key.elementsEqual(onlyKey) { return }
    task.keys.append(KeyIndex.Entry(SHA256Digest(of: key), ordinal: ordinal))
    do throws(Rejection) {
      try readAmounts(record)
      add(try document(record, key, ordinal, task), task)
    } catch {
      add(.rejected, task)
      reject(raw, task, code: error.code, error.message, field: error.field)
    }
  }

  /// A record's failure, as the books write it.
  private struct Rejection: Error {
    let code: String
    let message: String
    let field: String
  }

  private func document(
    _ record: Value, _ key: UnsafeRawBufferPointer, _ ordinal: Int, _ task: UnitTask
  ) throws(Rejection) -> Outcome {
    do throws(DocumentFailure) {
      switch try renderer.render(record) {
      case .suppressed(let reason):
        task.output.addSuppressed(ordinal: ordinal, key: key, reason: reason)
        return .suppressed
      case .rendered:
        addPages(key, ordinal, task.output)
        return .rendered
      }
    } catch {
      throw Rejection(code: error.code, message: error.message, field: error.field)
    }
  }

  private func addPages(_ key: UnsafeRawBufferPointer, _ ordinal: Int, _ unit: UnitOutput) {
    unit.beginDocument(ordinal: ordinal, key: key)
    let output = renderer.scratch.output.bytes
    var start = 0
    for (page, end) in zip(communication.pages, renderer.pageEnds) {
      unit.addFile(page.fileName, UnsafeRawBufferPointer(rebasing: output[start..<end]))
      start = end
    }
    unit.endDocument()
  }

  // MARK: Books

  private func readAmounts(_ record: Value) throws(Rejection) {
    amounts.removeAll(keepingCapacity: true)
    for (index, total) in communication.totals.enumerated() {
      do throws(ExactTotals.NotDecimal) {
        if let amount = try ExactTotals.amount(total, index, of: record) { amounts.append(amount) }
      } catch {
        throw Rejection(
          code: "total-not-decimal",
          message: "an amount that is summed is not a decimal of at most 18 digits",
          field: error.field)
      }
    }
  }

  private func add(_ outcome: Outcome, _ task: UnitTask) {
    for amount in amounts {
      if totals.add(amount, outcome) { continue }
      task.failedTotal = communication.totals[amount.total].name
    }
    amounts.removeAll(keepingCapacity: true)
  }

  private func reject(
    _ raw: RawRecord, _ task: UnitTask, code: String, _ message: String, field: String
  ) {
    task.rejectCodes[code, default: 0] += 1
    let range = InputRange(
      input: Int(raw.file), bytes: Int(raw.offset)..<Int(raw.offset + raw.length))
    task.output.addReject(
      Reject(
        ordinal: Int(raw.ordinal) + 1, range: range, code: code, message: message, field: field))
  }

  /// The bytes of a key: a text or a whole number; nil when there is none.
  private static func key(_ value: Value, _ arena: Arena) -> UnsafeRawBufferPointer? {
    switch value.tag {
    case .string: value.length > 0 ? value.bytes : nil
    case .integer, .bigInteger: value.text(in: arena).bytes
    default: nil
    }
  }

  /// What a batch covers of each input.
  private static func ranges(of batch: RecordBatch) -> [InputRange] {
    var ranges: [InputRange] = []
    for record in batch.records {
      let bytes = Int(record.offset)..<Int(record.offset + record.length)
      if let last = ranges.last, last.input == Int(record.file) {
        ranges[ranges.count - 1].bytes = last.bytes.lowerBound..<bytes.upperBound
      } else {
        ranges.append(InputRange(input: Int(record.file), bytes: bytes))
      }
    }
    return ranges
  }
}

/// One unit on its way: read, rendered, committed, and then used again.
final class UnitTask {
  let output: UnitOutput
  var index = 0
  var batch: RecordBatch
  /// How many of the batch's records belong to the run (fewer in the last unit of a limited run).
  var recordCount = 0
  var keys: [KeyIndex.Entry] = []
  var rejectCodes: [String: Int] = [:]
  /// Left unfinished because a signal asked the run to stop; never committed.
  var isAbandoned = false
  /// The control total that passed its bound; ends the run.
  var failedTotal: String?

  init(_ output: UnitOutput, _ batch: RecordBatch) {
    self.output = output
    self.batch = batch
  }
}
