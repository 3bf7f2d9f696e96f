import Deflate
import Liquid
import Sinks

/// The one door between a run and the encoder of packs and gzip siblings.
///
/// A worker owns one. What it makes depends on the template and the page alone, never on what came before. A page is encoded
/// once; the pack's entry and the gzip sibling are the same stream.
package final class FileCompressor {
  private let encoders: [DeflateEncoder]
  private let ownSegments: [Int]
  private var runs: [DeflateRun] = []
  /// The page encoded last as a gzip member (RFC 1952), without name or time; valid until the next.
  package private(set) var gzipMember = UnsafeRawBufferPointer(start: nil, count: 0)
  /// The CRC-32 of that page, which ZIP and gzip keep of a file.
  private(set) var check: UInt32 = 0

  package init(_ programs: PagePrograms) {
    encoders = programs.programs.map { DeflateEncoder($0) }
    ownSegments = programs.ownSegments
  }

  /// Encodes a page; `cursor` stands at its first run and moves behind its last.
  ///
  /// `number` says which of the template's pages it is, and `range` where it lies in `output`, the document's bytes.
  package func encode(
    _ number: Int, _ output: UnsafeRawBufferPointer, _ range: Range<Int>, _ cursor: inout RunCursor
  ) {
    let count = cursor.take(
      to: range.upperBound, pageStart: range.lowerBound, ownSegments: ownSegments[number],
      into: &runs)
    let encoder = encoders[number]
    gzipMember = runs.withUnsafeBufferPointer {
      encoder.encode(
        UnsafeRawBufferPointer(rebasing: output[range]),
        runs: UnsafeBufferPointer(rebasing: $0.prefix(count)), container: .gzip)
    }
    check = encoder.crc32
  }

  /// The raw deflate stream (RFC 1951) of that page, after the first `encode`: what stands between the member's header and its sums.
  var stream: UnsafeRawBufferPointer {
    let round = DeflateContainer.gzipOverhead
    return UnsafeRawBufferPointer(
      rebasing: gzipMember[round.before..<gzipMember.count - round.behind])
  }
}
