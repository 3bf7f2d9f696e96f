import Communication
import Diagnostics
import Liquid
import Records
import Sinks
import Storyboard

/// One core's share of a run: decodes and renders whole units with memory that nobody else touches.
final class Worker {
  private let communication: Communication
  private let renderer: DocumentRenderer
  private let decoder: any RecordDecoder
  private let onlyKey: [UInt8]?
  private let mergesTasks: Bool
  /// Records that crashed earlier processes twice.
  private let poisoned: Set<Int>
  /// Which of the run's workers it is, from 0.
  private let number: Int
  /// Of packs and gzip siblings; nil where nothing is compressed.
  private let compressor: FileCompressor?
  /// The names of the gzip files, a page each; none if there are to be none.
  private let gzipNames: [String]
  /// Of documents that are named for the public; nil names them by their keys.
  private let links: LinkPlan?
  /// Of pictures of storyboards; nil where none are made.
  private let frames: FrameRenderer?
  private var totals = ExactTotals()
  /// Room that a whole unit's files have needed.
  private var usualSize = 0
  private var amounts: [ExactTotals.Amount] = []
  private var tallies: TallyTable
  /// Kept: making one costs more than hashing a key.
  private var keyHasher = SHA256Hasher()

  /// Makes a worker; `programs` are those of the pages where they are to be compressed.
  init(_ plan: BatchPlan, number: Int, _ programs: PagePrograms?) {
    self.number = number
    poisoned = plan.poisoned
    links = plan.links
    tallies = TallyTable(plan.communication)
    communication = plan.communication
    renderer = DocumentRenderer(plan.communication, asOf: plan.asOf)
    decoder = plan.source.makeDecoder(fields: plan.communication.fields)
    renderer.run = plan.runName
    frames = plan.frames.map { FrameRenderer($0) }
    if let frames, frames.paintsPosters { renderer.poster = { frames.poster(of: $0) } }
    onlyKey = plan.onlyKey.map { Array($0.utf8) }
    mergesTasks = plan.mergesTasks
    compressor = programs.map { FileCompressor($0) }
    gzipNames = plan.addsGzip ? plan.communication.fileNames.map { $0 + ".gz" } : []
    if let programs {
      renderer.scratch.output.startTracing(noting: programs.constants)
    } else if frames != nil {
      renderer.scratch.output.startTracing()
    }
  }

  /// Runs `body`, which is all that this worker does, on the thread that it is to keep.
  func onOwnThread(_ body: () -> Void) {
    let memory = DeathNote.enter(number)
    body()
    DeathNote.leave(number, memory)
  }

  /// Renders one unit.
  func process(_ task: UnitTask) {
    let unit = task.output
    unit.begin(index: task.index, firstOrdinal: Int(task.batch.records[0].ordinal) + 1)
    unit.reserve(usualSize)
    unit.ranges = Self.ranges(of: task.batch.records.prefix(task.recordCount))
    totals.removeAll()
    tallies.removeAll()
    task.keys.removeAll(keepingCapacity: true)
    task.rejects.removeAll(keepingCapacity: true)
    task.isAbandoned = false
    task.failedTotal = nil
    task.fault = nil
    for raw in task.batch.records.prefix(task.recordCount) {
      if Interruption.mustHurry {
        task.isAbandoned = true
        return
      }
      DeathNote.isAt(Int(raw.ordinal) + 1, number)
      process(raw, task)
    }
    DeathNote.isAt(0, number)
    unit.totals = totals.controlTotals(communication.totalNames)
    unit.tallies = tallies.tallies
    unit.seal()
    // Units differ by little: the next is to fit without growing.
    usualSize = max(usualSize, unit.storedSize + unit.storedSize / 16)
  }

  private func process(_ raw: RawRecord, _ task: UnitTask) {
    renderer.scratch.reset()
    #if DEBUG
    CrashDrill.crash(at: Int(raw.ordinal) + 1)
    #endif
    if !poisoned.isEmpty, poisoned.contains(Int(raw.ordinal) + 1) {
      return reject(
        raw, task, code: "poison", "this record crashed the program twice", field: "")
    }
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
    let mark = KeyMark(keyDigest(of: key), ordinal: ordinal)
    task.keys.append(mark)
    task.output.noteKey(key)
    do throws(Rejection) {
      try readAmounts(record)
      let outcome = try document(record, key, ordinal, task)
      tallies.add(renderer.counted, outcome)
      if let ladder = renderer.ladderOutcome { addTask(ladder, key, task.output) }
      add(outcome, task)
    } catch {
      add(.rejected, task)
      if mergesTasks { task.output.addNoTask(key: key, reason: "rejected") }
      reject(raw, task, code: error.code, error.message, field: error.field, key: mark)
    }
  }

  private func keyDigest(of key: UnsafeRawBufferPointer) -> SHA256Digest {
    keyHasher.update(key)
    return keyHasher.finish()
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
    let token = links?.prepare(renderer, for: key)
    do throws(DocumentFailure) {
      switch try renderer.render(record) {
      case .suppressed(let reason):
        task.output.addSuppressed(ordinal: ordinal, key: key, reason: reason)
        return .suppressed
      case .rendered:
        break
      }
    } catch {
      throw Rejection(
        code: error.code, message: error.message, field: communication.field(of: error))
    }
    task.output.beginDocument(ordinal: ordinal, key: key, token: token)
    do throws(FrameRenderer.Failure) {
      try addFiles(to: task.output)
    } catch {
      task.output.abandonDocument()
      throw Rejection(code: error.code, message: error.message, field: error.field)
    }
    task.output.endDocument()
    return .rendered
  }

  /// Adds all files of the record rendered last; the storyboard's description after the pictures it tells of.
  private func addFiles(to unit: UnitOutput) throws(FrameRenderer.Failure) {
    let output = renderer.scratch.output
    var cursor = RunCursor(output.tracedRuns)
    var start = 0
    for (number, end) in renderer.pageEnds.enumerated() {
      if renderer.absentFiles.contains(number) { continue }
      let isLast = number == renderer.pageEnds.count - 1
      if isLast, let frames, let timeline = renderer.timeline {
        let pictures = try frames.render(timeline, into: unit)
        timeline.description(of: pictures).withUnsafeBytes { bytes in
          var none = RunCursor(UnsafeBufferPointer(start: nil, count: 0))
          addPage(number, bytes, 0..<bytes.count, &none, unit)
        }
      } else {
        addPage(number, output.bytes, start..<end, &cursor, unit)
      }
      start = end
    }
  }

  private func addPage(
    _ number: Int, _ output: UnsafeRawBufferPointer, _ range: Range<Int>,
    _ cursor: inout RunCursor, _ unit: UnitOutput
  ) {
    let name = communication.fileNames[number]
    let bytes = UnsafeRawBufferPointer(rebasing: output[range])
    guard let compressor else {
      unit.addFile(name, bytes)
      return noteMessage(number, unit)
    }
    compressor.encode(number, output, range, &cursor)
    if unit.form == .packed {
      unit.addFile(name, size: bytes.count, check: compressor.check, stream: compressor.stream)
    } else {
      unit.addFile(name, bytes)
    }
    noteMessage(number, unit)
    if !gzipNames.isEmpty { unit.addFile(gzipNames[number], compressor.gzipMember) }
  }

  /// Tells the books how networks bill the file added last, where it is a text message.
  private func noteMessage(_ number: Int, _ unit: UnitOutput) {
    let place = number - communication.pages.count
    guard renderer.messages.indices.contains(place),
      case .sms(let alphabet, let length, let segments)? = renderer.messages[place]?.content
    else { return }
    unit.noteTextMessage(SMSSize(alphabet: alphabet, length: length, segments: segments))
  }

  // MARK: Books

  private func addTask(
    _ ladder: LadderOutcome, _ key: UnsafeRawBufferPointer, _ unit: UnitOutput
  ) {
    switch ladder {
    case .closed(let reason):
      if mergesTasks { unit.addNoTask(key: key, reason: reason) }
    case .task(let task):
      // The room of the ladder names its states as the books do.
      guard let state = TaskEntry.State(rawValue: task.state) else {
        preconditionFailure("a task of the ladder is overdue, due or waiting")
      }
      unit.addTask(
        TaskEntry(
          state: state, due: task.due, key: Array(key), step: task.step, action: task.action,
          by: task.by, why: task.why, amount: task.amount, since: task.today))
    }
  }

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
      let counted =
        outcome == .rejected ? amount.ofRejected(communication.totals[amount.total]) : amount
      if totals.add(counted, outcome) { continue }
      task.failedTotal = communication.totalNames[amount.total]
    }
    amounts.removeAll(keepingCapacity: true)
  }

  private func reject(
    _ raw: RawRecord, _ task: UnitTask, code: String, _ message: String, field: String,
    key: KeyMark? = nil
  ) {
    task.rejects.append((Int(raw.ordinal) + 1, code))
    let range = InputRange(
      input: Int(raw.file), bytes: Int(raw.offset)..<Int(raw.offset + raw.length))
    task.output.addReject(
      Reject(
        ordinal: Int(raw.ordinal) + 1, range: range, code: code, message: message, field: field),
      key: key)
  }

  /// The bytes of a key: a text or a whole number; nil when there is none.
  private static func key(_ value: Value, _ arena: Arena) -> UnsafeRawBufferPointer? {
    switch value.tag {
    case .string: value.length > 0 ? value.bytes : nil
    case .integer, .bigInteger: value.text(in: arena).bytes
    default: nil
    }
  }

  /// What records cover of each input.
  private static func ranges(of records: ArraySlice<RawRecord>) -> [InputRange] {
    var ranges: [InputRange] = []
    for record in records {
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
  var keys: [KeyMark] = []
  /// Which records were rejected and why, for the log.
  var rejects: [(ordinal: Int, code: String)] = []
  /// Left unfinished because a signal asked the run to stop; never committed.
  var isAbandoned = false
  /// The control total that passed its bound; ends the run.
  var failedTotal: String?
  /// What went wrong when its files were written; ends the run.
  var fault: SinkError?

  init(_ output: UnitOutput, _ batch: RecordBatch) {
    self.output = output
    self.batch = batch
  }
}
