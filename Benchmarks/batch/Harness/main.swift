import Batch
import Communication
import Diagnostics
import Foundation
import Liquid
import Records
import Sinks
import YAMLFiles

// Called as the workload's peers are, after the template: TEMPLATE MODE FILE OUT LIMIT.
// Mode a renders through the whole pipeline into a sink that keeps nothing and prints one JSON line;
// mode p writes the pages, one after another, to OUT.
let words = CommandLine.arguments
guard words.count == 6, let limit = Int(words[5]) else {
  print("usage: batch-bench TEMPLATE a|p FILE OUT LIMIT")
  exit(2)
}
let asOf = AsOfDate("2026-01-01")
let readers = TemplateReaders(
  yaml: { file throws(DiagnosticsError) in try YAMLReader.read(file) },
  json: { file, arena throws(DiagnosticsError) in try JSONDocument.read(file, into: arena) },
  sha256: { _ in [UInt8](repeating: 0, count: 32) }, tags: [], filters: BillFilters.rows)
let communication = try Communication.load(TemplateFolder(reading: words[1]), readers: readers)
let source = try RecordInputs.open([words[3]], options: RecordOptions(format: .ndjson))

switch words[2] {
case "a":
  let jobs = ProcessInfo.processInfo.environment["JOBS"].flatMap { Int($0) } ?? 1
  let start = Clock.process()
  let wall = ContinuousClock.now
  let sink = NullSink()
  let run = BatchRun(
    BatchPlan(communication: communication, source: source, asOf: asOf, jobs: jobs, limit: limit),
    into: try RunWriter(sink), form: sink.form)
  let report = try run.perform()
  guard report.counts.rejected == 0 else { fatalError("rejected: \(report.counts.rejected)") }
  let seconds = Double((ContinuousClock.now - wall) / .nanoseconds(1)) / 1e9
  print(
    "{\"peer\":\"billow\",\"mode\":\"a\",\"docs\":\(report.counts.rendered),\"secs\":\(seconds),"
      + "\"cpu\":\(Double(Clock.process() - start) / 1e9),\"bytes\":\(report.contentSize)}")
case "p":
  try Pages.write(communication, source, asOf, limit: limit, to: words[4])
default:
  exit(2)
}

/// Processor time.
enum Clock {
  /// Of the whole process, in nanoseconds.
  static func process() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
