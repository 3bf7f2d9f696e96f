import Batch
import Communication
import Deflate
import Liquid
import Records

/// Pages of one template with their static text, as a run hands them to the encoder.
struct PageSet {
  /// Static text: the page's own, and what is constant besides.
  let segments: [[UInt8]]
  /// Pages that the program learns from: the template's samples.
  var training: [DeflateSample]
  /// Pages to compress.
  var pages: [DeflateSample]

  /// Renders the first page of the template for each record of a file.
  init(_ communication: Communication, _ file: String, _ asOf: AsOfDate?) throws {
    let training = PageTraining(communication, asOf: asOf)
    segments = training.segments[0]
    self.training = training.samples[0]
    pages = []
    let pipeline = Pipeline(communication, PagePrograms(training), file, asOf)
    let ownSegments = training.ownSegments[0]
    try pipeline.render { output, end, cursor in
      var runs: [DeflateRun] = []
      let count = cursor.take(to: end, pageStart: 0, ownSegments: ownSegments, into: &runs)
      pages.append(
        DeflateSample(bytes: Array(output[..<end]), runs: Array(runs.prefix(count))))
    }
  }

  /// The same pages without the static text of segments longer than `length`.
  func dropping(longerThan length: Int) -> PageSet {
    var copy = self
    copy.training = training.map { dropping($0, length) }
    copy.pages = pages.map { dropping($0, length) }
    return copy
  }

  private func dropping(_ page: DeflateSample, _ length: Int) -> DeflateSample {
    var bytes: [UInt8] = []
    var runs: [DeflateRun] = []
    var position = 0
    for run in page.runs {
      let count = segments[Int(run.segment)].count
      if count <= length {
        bytes += page.bytes[position..<Int(run.end)]
        runs.append(DeflateRun(segment: Int(run.segment), end: bytes.count))
      } else {
        bytes += page.bytes[position..<Int(run.end) - count]
      }
      position = Int(run.end)
    }
    bytes += page.bytes[position...]
    return DeflateSample(bytes: bytes, runs: runs)
  }
}
