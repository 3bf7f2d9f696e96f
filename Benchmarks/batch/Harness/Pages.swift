import Communication
import Foundation
import Liquid
import Records

/// Writes pages to a file, to be compared with the peers'.
enum Pages {
  static func write(
    _ communication: Communication, _ source: any RecordSource, _ asOf: AsOfDate?, limit: Int,
    to path: String
  ) throws {
    var source = source
    var pages = Data()
    let renderer = DocumentRenderer(communication, asOf: asOf)
    let decoder = source.makeDecoder(fields: communication.fields)
    var left = limit
    while left > 0, let batch = try source.next(maximumRecords: left, maximumBytes: 1 << 20) {
      for raw in batch.records {
        renderer.scratch.reset()
        let record = try decoder.decode(raw, in: batch, into: renderer.scratch.arena)
        _ = try renderer.render(record)
        pages.append(contentsOf: renderer.scratch.output.bytes)
      }
      left -= batch.records.count
    }
    try pages.write(to: URL(filePath: path))
  }
}
