import Batch
import BenchmarkSupport
import Communication
import Foundation
import Records
import Sinks

// Called as the workload's peers are, after the template: TEMPLATE MODE FILE OUT LIMIT.
// Mode a renders through the whole pipeline into a sink that keeps nothing and prints one JSON line;
// mode p writes the pages, one after another, to OUT; mode c makes the template ready LIMIT times
// (OUT is `house` for a template with the house's own filters); modes t and k write a tree or packs into the folder OUT.
let words = CommandLine.arguments
guard words.count == 6, let limit = Int(words[5]) else {
  print("usage: batch-bench TEMPLATE a|p|c|t|k FILE OUT LIMIT")
  exit(2)
}
let asOf = AsOfDate("2026-01-01")
let template = try BenchmarkTemplate(reading: words[1], usesBillFilters: words[4] != "house")
let communication = try template.load()
if words[2] == "c" {
  // Read from memory.
  let start = Clock.process()
  for _ in 0..<limit { _ = try template.load() }
  let seconds = Double(Clock.process() - start) / 1e9
  let bytes = template.liquidBytes
  let rate = Double(bytes * limit) / seconds / 1e6
  print("\(words[1]): \(bytes) bytes of Liquid text compiled and checked at \(rate) MB/s")
  exit(0)
}
let source = try RecordInputs.open([words[3]], options: RecordOptions(format: .ndjson))

switch words[2] {
case "a", "t", "k":
  let jobs = ProcessInfo.processInfo.environment["JOBS"].flatMap { Int($0) } ?? 1
  let start = Clock.process()
  let wall = ContinuousClock.now
  let report: RunReport
  if words[2] == "a" {
    let sink = NullSink()
    let run = BatchRun(
      BatchPlan(communication: communication, source: source, asOf: asOf, jobs: jobs, limit: limit),
      into: try RunWriter(sink), form: sink.form)
    report = try run.perform()
  } else {
    report = try Folders.write(
      communication, source, asOf, limit: limit, jobs: jobs, packed: words[2] == "k", to: words[4])
  }
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
