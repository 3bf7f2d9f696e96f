import Deflate
import Foundation

/// Segments and pages as `make-pages.py` writes them.
struct PageFile {
  var segments: [[UInt8]] = []
  var pages: [DeflateSample] = []

  init(reading path: String) throws {
    var reader = Reader(bytes: Array(try Data(contentsOf: URL(filePath: path))))
    for _ in 0..<reader.number() { segments.append(reader.run()) }
    for _ in 0..<reader.number() {
      let bytes = reader.run()
      let runs = (0..<reader.number()).map { _ in
        let end = reader.number()
        return DeflateRun(segment: reader.number(), end: end)
      }
      pages.append(DeflateSample(bytes: bytes, runs: runs))
    }
  }

  /// The same pages without the static text of segments longer than `length`.
  func dropping(longerThan length: Int) -> PageFile {
    var copy = self
    copy.pages = pages.map { page in
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
    return copy
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    mutating func number() -> Int {
      defer { position += 4 }
      return (0..<4).reduce(0) { $0 | Int(bytes[position + $1]) << (8 * $1) }
    }

    mutating func run() -> [UInt8] {
      let count = number()
      defer { position += count }
      return Array(bytes[position..<position + count])
    }
  }
}
