import Sinks

/// The paths that `documents.ndjson` lists, as sixteen bytes each: filled, sorted once, then searched.
///
/// A fingerprint is 64 bits of SHA-256; among a hundred million paths two are alike once in 3,700 runs.
struct PathIndex: Sendable {
  struct Entry: Sendable, BitwiseCopyable {
    var fingerprint: UInt64
    var ordinal: Int
  }

  private var entries: [Entry] = []

  /// The fingerprint of a path.
  static func fingerprint(_ path: String) -> UInt64 {
    var path = path
    return path.withUTF8 { fingerprint(UnsafeRawBufferPointer($0)) }
  }

  static func fingerprint(_ path: UnsafeRawBufferPointer) -> UInt64 {
    SHA256Digest(of: path).words.0
  }

  mutating func append(_ more: [Entry]) { entries += more }

  /// Sorts, to be searched from then on; the records that have a path of an earlier record.
  mutating func sort() -> [(first: Int, second: Int)] {
    entries.sort { ($0.fingerprint, $0.ordinal) < ($1.fingerprint, $1.ordinal) }
    var doubles: [(first: Int, second: Int)] = []
    for index in entries.indices.dropFirst()
    where entries[index].fingerprint == entries[index - 1].fingerprint {
      let pair = (entries[index - 1].ordinal, entries[index].ordinal)
      // A record with two lines is told of by the audit of the books.
      if pair.0 != pair.1 { doubles.append(pair) }
    }
    return doubles
  }

  func contains(_ path: String) -> Bool {
    let wanted = Self.fingerprint(path)
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].fingerprint < wanted { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].fingerprint == wanted
  }
}
