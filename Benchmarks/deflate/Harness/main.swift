import Deflate
import Foundation

// deflate-bench PAGES [ROUNDS]: compresses the pages that `make-pages.py` wrote, ours and peers in turn, and prints the
// medians of processor time and the ratios. The first 64 pages train the program; the others are measured.
let words = CommandLine.arguments
guard words.count >= 2 else {
  print("usage: deflate-bench PAGES [ROUNDS]")
  exit(2)
}
let rounds = words.count > 2 ? Int(words[2]) ?? 9 : 9
let file = try PageFile(reading: words[1])
let training = Array(file.pages.prefix(64))
let pages = Array(file.pages.dropFirst(64))

let compileStart = Clock.process()
let program = DeflateProgram(segments: file.segments, samples: training)
let compile = Clock.process() - compileStart
let plain = DeflateProgram(segments: [], samples: training.map { DeflateSample(bytes: $0.bytes) })

guard let zlib = Zlib(level: 6), let fastZlib = Zlib(level: 1) else {
  print("libz.so.1 is not there")
  exit(1)
}
// Ours knowing the static text; ours told nothing of it; the peers.
var compressors: [any Compressor] = [
  Ours(name: "ours", encoder: DeflateEncoder(program), container: .gzip, knowsRuns: true),
  zlib, fastZlib,
  Ours(name: "ours, no runs", encoder: DeflateEncoder(plain), container: .gzip, knowsRuns: false),
]
if let peer = Libdeflate(level: 1) { compressors.append(peer) }

let total = pages.reduce(0) { $0 + $1.bytes.count }
let runs = pages.reduce(0) { $0 + $1.runs.count }
let text = pages.reduce(0) { sum, page in
  sum + page.runs.reduce(0) { $0 + file.segments[Int($1.segment)].count }
}
print(
  "\(pages.count) pages of \(total / pages.count) bytes, \(100 * text / total) % static text in "
    + "\(runs / pages.count) runs; program made in \(compile / 1_000_000) ms")
var times = [[Double]](repeating: [], count: compressors.count)
var sizes = [Int](repeating: 0, count: compressors.count)
for _ in 0..<rounds {
  for (index, compressor) in compressors.enumerated() {
    let repeats = index == 0 ? 10 : 1
    let start = Clock.process()
    var size = 0
    for _ in 0..<repeats { for page in pages { size += compressor.compress(page) } }
    times[index].append(Double(Clock.process() - start) / Double(pages.count * repeats) / 1000)
    sizes[index] = size / repeats / pages.count
  }
}
let medians = times.map { $0.sorted()[$0.count / 2] }
for (index, compressor) in compressors.enumerated() {
  let time = String(format: "%8.2f", medians[index])
  let ratio = String(format: "%6.1f", medians[index] / medians[0])
  let size = String(format: "%5.3f", Double(sizes[index]) / Double(sizes[1]))
  print(
    compressor.name.padding(toLength: 14, withPad: " ", startingAt: 0), time, "us a page",
    ratio, "x ours ", sizes[index], "bytes", size, "x zlib 6")
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
