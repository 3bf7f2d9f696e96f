import Foundation

// deflate-bench PAGES [ROUNDS]: compresses the pages that `make-pages.py` wrote, ours and peers in turn, and prints medians of
// processor time and ratios: the pages as they are, and without their longer static text, down to mostly values.
// deflate-bench PAGES allocations: counts heap allocations after warm-up (see Benchmarks/liquid/count-allocations.c).
let words = CommandLine.arguments
guard words.count >= 2 else {
  print("usage: deflate-bench PAGES [ROUNDS|allocations]")
  exit(2)
}
let file = try PageFile(reading: words[1])
if words.count > 2, words[2] == "allocations" {
  exit(Allocations.count(file) ? 0 : 1)
}
let rounds = words.count > 2 ? Int(words[2]) ?? 9 : 9
Comparison("the bill page", file, rounds: rounds).run()
Comparison("without its long blocks", file.dropping(longerThan: 500), rounds: rounds).run()
Comparison("mostly values", file.dropping(longerThan: 12), rounds: rounds).run()
