import Batch
import BenchmarkSupport
import Communication
import Deflate
import Liquid
import Records

/// From JSON to a gzip page: reading, decoding, checking, rendering, compressing, as a run's worker does.
struct Pipeline {
  private let communication: Communication
  private let programs: PagePrograms
  private let file: String
  private let asOf: AsOfDate?

  init(
    _ communication: Communication, _ programs: PagePrograms, _ file: String, _ asOf: AsOfDate?
  ) {
    self.communication = communication
    self.programs = programs
    self.file = file
    self.asOf = asOf
  }

  /// Hands over each record's first page: the output, where the page ends, and its runs.
  func render(
    _ body: (UnsafeRawBufferPointer, Int, inout RunCursor) throws -> Void
  ) throws {
    let renderer = DocumentRenderer(communication, asOf: asOf)
    renderer.scratch.output.startTracing(noting: programs.constants)
    var source = try RecordInputs.open([file], options: RecordOptions(format: .ndjson))
    let decoder = source.makeDecoder(fields: communication.fields)
    while let batch = try source.next(maximumRecords: 256, maximumBytes: 1 << 20) {
      for raw in batch.records {
        renderer.scratch.reset()
        let record = try decoder.decode(raw, in: batch, into: renderer.scratch.arena)
        guard case .rendered = try renderer.render(record) else { continue }
        var cursor = RunCursor(renderer.scratch.output.tracedRuns)
        try body(renderer.scratch.output.bytes, renderer.pageEnds[0], &cursor)
      }
      source.recycle(batch)
    }
  }

  /// What one way took: microseconds and bytes a page.
  struct Cost {
    var time: Double
    var bytes: Double
  }

  /// Compresses with our encoder.
  func ours() throws -> Cost {
    let compressor = FileCompressor(programs)
    return try measured { output, end, cursor in
      compressor.encode(0, output, 0..<end, &cursor)
      return compressor.gzipMember.count
    }
  }

  /// Compresses the same pages with zlib.
  func zlib(_ zlib: Zlib) throws -> Cost {
    try measured { output, end, _ in zlib.compress(UnsafeRawBufferPointer(rebasing: output[..<end]))
    }
  }

  /// Renders only.
  func text() throws -> Cost { try measured { _, end, _ in end } }

  private func measured(
    _ compress: (UnsafeRawBufferPointer, Int, inout RunCursor) -> Int
  ) throws -> Cost {
    var pages = 0
    var bytes = 0
    let start = Clock.process()
    try render { output, end, cursor in
      bytes += compress(output, end, &cursor)
      pages += 1
    }
    return Cost(
      time: Double(Clock.process() - start) / 1000 / Double(pages),
      bytes: Double(bytes) / Double(pages))
  }
}

extension Pipeline {
  /// Ours, zlib 6 and the peer in turns, after a round each to warm up.
  func compare(rounds: Int, peer: GoPeer?) throws {
    guard let zlib = Zlib(level: 6) else { return print("libz.so.1 is not there") }
    _ = try (text(), ours(), self.zlib(zlib))
    var costs: [[Cost]] = [[], [], []]
    var others: [Double] = []
    var core = SharedCore()
    for _ in 0..<rounds {
      core.sample()
      costs[0].append(try text())
      costs[1].append(try ours())
      costs[2].append(try self.zlib(zlib))
      if let peer { others.append(try peer.microseconds()) }
    }
    let medians = costs.map { $0.map(\.time).sorted()[$0.count / 2] }
    print("  from JSON to the page          \(Comparison.microseconds(medians[0]))")
    print("  from JSON to gzip, ours        \(Comparison.microseconds(medians[1]))")
    let ratio = Comparison.ratio(medians[2] / medians[1])
    print("  from JSON to gzip, zlib 6      \(Comparison.microseconds(medians[2]))\(ratio) x ours")
    defer { print("  a loop of arithmetic in each round: median \(core.description) x its least") }
    if others.isEmpty { return }
    let other = others.sorted()[others.count / 2]
    let times = Comparison.ratio(other / medians[1])
    print("  from JSON to gzip, Go quicktemplate \(Comparison.microseconds(other))\(times) x ours")
  }
}
