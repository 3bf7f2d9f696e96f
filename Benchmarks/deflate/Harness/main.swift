import Batch
import BenchmarkSupport
import Communication
import Foundation

// deflate-bench TEMPLATE BILLS FILTERS [ROUNDS [PEER]]: renders the first page of a template for each bill of an NDJSON file, compresses
// the pages, ours and peers in turn, and prints medians of processor time and ratios: the pages as they are, and without
// their longer static text, down to mostly values; then the whole way from JSON to gzip.
// PEER is the bill workload's Go program: its quicktemplate page compressed by gzip -6 is timed in turns, too.
// FILTERS is `bill` for the page of the peers' workload, which has filters of its own, else `house`.
// deflate-bench TEMPLATE BILLS FILTERS text|gzip|encode [ROUNDS]: one thing alone, for a profiler.
// deflate-bench TEMPLATE BILLS FILTERS allocations: counts heap allocations after warm-up (Benchmarks/liquid/count-allocations.c).
let words = CommandLine.arguments
guard words.count >= 4 else {
  print("usage: deflate-bench TEMPLATE BILLS bill|house [ROUNDS [PEER]|allocations]")
  exit(2)
}
let template = try BenchmarkTemplate(reading: words[1], usesBillFilters: words[3] == "bill")
let communication = try template.load()
let asOf = AsOfDate("2026-03-31")
if words.count > 4, ["text", "gzip"].contains(words[4]) {
  let pipeline = Pipeline(communication, PagePrograms(communication, asOf: asOf), words[2], asOf)
  for _ in 0..<(words.count > 5 ? Int(words[5]) ?? 1 : 1) {
    let cost = words[4] == "text" ? try pipeline.text() : try pipeline.ours()
    print(Comparison.microseconds(cost.time))
  }
  exit(0)
}
let pages = try PageSet(communication, words[2], asOf)
if words.count > 4, words[4] == "allocations" {
  exit(Allocations.count(pages) ? 0 : 1)
}
if words.count > 4, words[4] == "encode" {
  Comparison("", pages, rounds: words.count > 5 ? Int(words[5]) ?? 1 : 1).encode()
  exit(0)
}
let rounds = words.count > 4 ? Int(words[4]) ?? 9 : 9
let name = communication.name
Comparison("\(name), the whole page", pages, rounds: rounds).run()
let pipeline = Pipeline(communication, PagePrograms(communication, asOf: asOf), words[2], asOf)
try pipeline.compare(
  rounds: rounds, peer: words.count > 5 ? GoPeer(program: words[5], bills: words[2]) : nil)
Comparison("\(name) without its long blocks", pages.dropping(longerThan: 500), rounds: rounds).run()
Comparison("\(name), mostly values", pages.dropping(longerThan: 12), rounds: rounds).run()
