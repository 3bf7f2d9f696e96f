import Deflate
import Foundation

/// Ours and the peers on one kind of page.
struct Comparison {
  /// Pages that train the program; the others are measured.
  static let trained = 64

  private let title: String
  private let file: PageFile
  private let rounds: Int

  init(_ title: String, _ file: PageFile, rounds: Int) {
    self.title = title
    self.file = file
    self.rounds = rounds
  }

  func run() {
    let training = Array(file.pages.prefix(Self.trained))
    let pages = Array(file.pages.dropFirst(Self.trained))
    let start = Clock.process()
    let program = DeflateProgram(segments: file.segments, samples: training)
    let compile = Clock.process() - start
    // Told nothing of what is static: the table alone is trained.
    let blind = DeflateProgram(
      segments: [], samples: training.map { DeflateSample(bytes: $0.bytes) })
    guard let zlib = Zlib(level: 6), let fastZlib = Zlib(level: 1) else {
      return print("libz.so.1 is not there")
    }
    var compressors: [any Compressor] = [
      Ours(name: "ours", encoder: DeflateEncoder(program), knowsRuns: true), zlib, fastZlib,
      Ours(name: "ours, not told", encoder: DeflateEncoder(blind), knowsRuns: false),
    ]
    if let peer = Libdeflate(level: 1) { compressors.append(peer) }

    var times = [[Double]](repeating: [], count: compressors.count)
    var sizes = [Int](repeating: 0, count: compressors.count)
    for _ in 0..<rounds {
      for (index, compressor) in compressors.enumerated() {
        let repeats = index == 0 ? 10 : 1
        let start = Clock.process()
        var size = 0
        for _ in 0..<repeats { for page in pages { size += compressor.compress(page) } }
        times[index].append(
          Double(Clock.process() - start) / Double(pages.count * repeats) / 1000)
        sizes[index] = size / repeats / pages.count
      }
    }
    describe(pages, compile)
    let medians = times.map { $0.sorted()[$0.count / 2] }
    for (index, compressor) in compressors.enumerated() {
      let time = String(format: "%8.2f", medians[index])
      let ratio = String(format: "%6.1f", medians[index] / medians[0])
      let size = String(format: "%5.3f", Double(sizes[index]) / Double(sizes[1]))
      let name = compressor.name.padding(toLength: 14, withPad: " ", startingAt: 0)
      print(
        "  \(name)\(time) us\(ratio) x ours\(sizes[index].padded(to: 7)) bytes  \(size) x zlib 6")
    }
  }

  private func describe(_ pages: [DeflateSample], _ compile: Int) {
    let total = pages.reduce(0) { $0 + $1.bytes.count }
    let runs = pages.reduce(0) { $0 + $1.runs.count }
    let text = pages.reduce(0) { sum, page in
      sum + page.runs.reduce(0) { $0 + file.segments[Int($1.segment)].count }
    }
    print(
      "\(title): \(pages.count) pages of \(total / pages.count) bytes, \(100 * text / total) % static in "
        + "\(runs / pages.count) runs; program made in \(compile / 1_000_000) ms")
  }
}

extension Int {
  /// The number with spaces before it.
  fileprivate func padded(to width: Int) -> String {
    let text = String(self)
    return String(repeating: " ", count: Swift.max(0, width - text.count)) + text
  }
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
