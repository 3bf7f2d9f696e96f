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
