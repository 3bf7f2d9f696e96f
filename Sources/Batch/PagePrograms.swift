internal import Communication
internal import Deflate
internal import Liquid
internal import Records

/// What is known about a template's compressed pages before the first record: a deflate program for each.
///
/// The programs learn from the pages of the template's own samples, so they depend on the template, the as-of date and the engine
/// alone: a run that goes on, or goes on elsewhere, writes the same bytes. A sample that does not render - suppressed, or without
/// a date where the run has none - teaches nothing; whether samples render is for the check to say.
struct PagePrograms: Sendable {
  /// A program for each of `Communication.fileNames`: pages, then the storyboard's files, of whose text nothing is static.
  let programs: [DeflateProgram]

  /// Renders the samples and makes the programs.
  ///
  /// Takes tenths of a second: once per run, before its first unit.
  init(_ communication: Communication, asOf: AsOfDate?) {
    let renderer = DocumentRenderer(communication, asOf: asOf)
    let output = renderer.scratch.output
    output.startTracing()
    var samples = [[DeflateSample]](repeating: [], count: communication.fileNames.count)
    for file in communication.samples {
      renderer.scratch.reset()
      guard let record = try? JSONDocument.read(file, into: renderer.scratch.arena),
        case .rendered? = try? renderer.render(record)
      else { continue }
      var cursor = RunCursor(output.tracedRuns)
      var start = 0
      for (page, end) in renderer.pageEnds.enumerated() {
        var runs: [DeflateRun] = []
        cursor.take(to: end, pageStart: start, into: &runs)
        samples[page].append(DeflateSample(bytes: Array(output.bytes[start..<end]), runs: runs))
        start = end
      }
    }
    let pages = communication.pages
    programs = samples.enumerated().map { number, samples in
      DeflateProgram(
        segments: number < pages.count ? pages[number].program.segments : [], samples: samples)
    }
  }
}

/// Hands out the static runs of a document's output page by page.
struct RunCursor {
  private let traced: UnsafeBufferPointer<TracedRun>
  private var next = 0

  init(_ traced: UnsafeBufferPointer<TracedRun>) { self.traced = traced }

  /// Puts the runs of the page that begins at `pageStart` and ends at `end` into `runs`, counted from its start.
  mutating func take(to end: Int, pageStart: Int, into runs: inout [DeflateRun]) {
    runs.removeAll(keepingCapacity: true)
    while next < traced.count, Int(traced[next].end) <= end {
      runs.append(
        DeflateRun(segment: Int(traced[next].segment), end: Int(traced[next].end) - pageStart))
      next += 1
    }
  }
}
