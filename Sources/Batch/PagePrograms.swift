package import Communication
package import Deflate
package import Liquid
internal import Records

/// What is known about a template's compressed pages before the first record: a deflate program for each.
package struct PagePrograms: Sendable {
  /// A program for each of `Communication.fileNames`: pages, then the storyboard's files.
  package let programs: [DeflateProgram]
  /// By file: how many segments are its own; those of `constants` follow.
  package let ownSegments: [Int]
  /// The constant texts that a worker's output must trace besides.
  package let constants: ConstantTexts

  /// Renders the samples and makes the programs.
  ///
  /// Takes a tenth of a second, on at most `jobs` cores: once per run, before its first unit.
  package init(
    _ communication: Communication, asOf: AsOfDate?, _ links: LinkPlan? = nil, jobs: Int = 1
  ) {
    self.init(PageTraining(communication, asOf: asOf, links), jobs: jobs)
  }

  package init(_ training: PageTraining, jobs: Int = 1) {
    let (segments, samples) = (training.segments, training.samples)
    programs = Scheduler.map(segments.count, jobs: jobs) { page in
      DeflateProgram(segments: segments[page], samples: samples[page])
    }
    ownSegments = training.ownSegments
    constants = training.constants
  }
}

/// What a template's deflate programs are made of.
///
/// They learn from the pages of the template's own samples, so they depend on the template, the as-of date and the engine
/// alone: a run that goes on, or goes on elsewhere, writes the same bytes. A sample that does not render - suppressed, or without
/// a date where the run has none - teaches nothing; whether samples render is for the check to say.
package struct PageTraining {
  /// By file: its static text, its own and then what is constant besides.
  package let segments: [[[UInt8]]]
  /// By file: how many segments are its own.
  package let ownSegments: [Int]
  /// The constant texts.
  package let constants: ConstantTexts
  /// By file: the samples.
  package private(set) var samples: [[DeflateSample]]

  /// Renders the samples.
  package init(_ communication: Communication, asOf: AsOfDate?, _ links: LinkPlan? = nil) {
    constants = communication.constantTexts()
    // After the pages come the storyboard's files, which have no text of their own that is static.
    var own = communication.pages.map(\.program.segments)
    own += [[[UInt8]]](repeating: [], count: communication.fileNames.count - own.count)
    ownSegments = own.map(\.count)
    let shared = constants.segments
    segments = own.map { $0 + shared }
    samples = [[DeflateSample]](repeating: [], count: own.count)
    let renderer = DocumentRenderer(communication, asOf: asOf)
    let output = renderer.scratch.output
    output.startTracing(noting: constants)
    // A page that asks is mostly the box it carries: it is trained with one too.
    _ = links?.prepare(renderer, for: Array("sample".utf8))
    for file in communication.samples {
      renderer.scratch.reset()
      guard let record = try? JSONDocument.read(file, into: renderer.scratch.arena),
        case .rendered? = try? renderer.render(record)
      else { continue }
      var cursor = RunCursor(output.tracedRuns)
      var start = 0
      for (page, end) in renderer.pageEnds.prefix(samples.count).enumerated() {
        var runs: [DeflateRun] = []
        let count = cursor.take(
          to: end, pageStart: start, ownSegments: ownSegments[page], into: &runs)
        samples[page].append(
          DeflateSample(bytes: Array(output.bytes[start..<end]), runs: Array(runs.prefix(count))))
        start = end
      }
    }
  }
}

/// Hands out the static runs of a document's output page by page.
package struct RunCursor {
  private let traced: UnsafeBufferPointer<TracedRun>
  private var next = 0

  package init(_ traced: UnsafeBufferPointer<TracedRun>) { self.traced = traced }

  /// Puts the runs of the page that begins at `pageStart` and ends at `end` into `runs`, counted from its start, and returns how
  /// many they are; what stands behind them in `runs` is of no page.
  ///
  /// Constant texts are counted behind the page's `ownSegments`.
  package mutating func take(
    to end: Int, pageStart: Int, ownSegments: Int, into runs: inout [DeflateRun]
  ) -> Int {
    let first = next
    while next < traced.count, Int(traced[next].end) <= end { next += 1 }
    let found = UnsafeBufferPointer(rebasing: traced[first..<next])
    if runs.count < found.count {
      runs += repeatElement(DeflateRun(segment: 0, end: 0), count: found.count)
    }
    let firstShared = UInt32(ConstantTexts.firstSegment)
    // Wrapping: shared segments are at least `firstShared`, and no run ends before its page begins.
    let behindOwn = UInt32(truncatingIfNeeded: ownSegments) &- firstShared
    let start = UInt32(truncatingIfNeeded: pageStart)
    runs.withUnsafeMutableBufferPointer { runs in
      for index in found.indices {
        let run = found[index]
        let shift = run.segment >= firstShared ? behindOwn : 0
        runs[index] = DeflateRun(segment: Int(run.segment &+ shift), end: Int(run.end &- start))
      }
    }
    return found.count
  }
}
