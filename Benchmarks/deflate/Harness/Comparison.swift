import BenchmarkSupport
import Deflate
import Foundation

/// Ours and the peers on one kind of page.
struct Comparison {
  private let title: String
  private let set: PageSet
  private let rounds: Int

  init(_ title: String, _ set: PageSet, rounds: Int) {
    self.title = title
    self.set = set
    self.rounds = rounds
  }

  func run() {
    let pages = set.pages
    let start = Clock.process()
    let program = DeflateProgram(segments: set.segments, samples: set.training)
    let compile = Clock.process() - start
    // Told nothing of what is static: the table alone is trained.
    let blind = DeflateProgram(
      segments: [], samples: set.training.map { DeflateSample(bytes: $0.bytes) })
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
        let start = Clock.process()
        var size = 0
        for page in pages { size += compressor.compress(page) }
        times[index].append(
          Double(Clock.process() - start) / Double(pages.count) / 1000)
        sizes[index] = size / pages.count
      }
    }
    describe(pages, compile)
    let medians = times.map { $0.sorted()[$0.count / 2] }
    for (index, compressor) in compressors.enumerated() {
      let size = String(format: "%5.3f", Double(sizes[index]) / Double(sizes[1]))
      let name = compressor.name.padding(toLength: 14, withPad: " ", startingAt: 0)
      print(
        "  \(name)\(Self.microseconds(medians[index]))\(Self.ratio(medians[index] / medians[0])) x ours"
          + "\(sizes[index].padded(to: 7)) bytes  \(size) x zlib 6")
    }
  }

  /// Encodes with ours alone.
  func encode() {
    let program = DeflateProgram(segments: set.segments, samples: set.training)
    let compressor = Ours(name: "ours", encoder: DeflateEncoder(program), knowsRuns: true)
    for _ in 0..<rounds {
      let start = Clock.process()
      let size = set.pages.reduce(0) { $0 + compressor.compress($1) }
      let time = Double(Clock.process() - start) / Double(set.pages.count) / 1000
      print("\(Self.microseconds(time)), \(size / set.pages.count) bytes")
    }
  }

  static func microseconds(_ time: Double) -> String { String(format: "%8.2f us", time) }

  static func ratio(_ ratio: Double) -> String { String(format: "%6.1f", ratio) }

  private func describe(_ pages: [DeflateSample], _ compile: Int) {
    let total = pages.reduce(0) { $0 + $1.bytes.count }
    let runs = pages.reduce(0) { $0 + $1.runs.count }
    let text = pages.reduce(0) { sum, page in
      sum + page.runs.reduce(0) { $0 + set.segments[Int($1.segment)].count }
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
