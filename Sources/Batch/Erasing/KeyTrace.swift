internal import Diagnostics
internal import Sinks

/// What tells that an erased record's key, or the way to its document, still stands in a file beside the documents.
///
/// A key with 6 letters and digits or more, both among them, is looked for as a text anywhere. Any other - `4711`, `s` -
/// stands in lengths, hashes and words by chance, so it counts only where books and report write keys.
struct KeyTrace {
  private let key: [UInt8]
  private let words: WordScanner
  private let fields: [[UInt8]]
  private let ways: [[UInt8]]

  /// Makes the trace of a key whose document stood at `path`.
  init(_ key: [UInt8], path: String) {
    self.key = key
    var words = WordScanner()
    key.withUnsafeBytes { words.add(text: $0) }
    self.words = words
    fields = Self.quoted(key).flatMap { text in
      ["\"key\":", "\"first\":", "\"last\":", "[\"only\","].map { Array($0.utf8) + text }
    }
    // From the three digits of its folder on: links begin with an address of their own.
    let way = path.split(separator: "/").suffix(2).joined(separator: "/")
    ways = Set([way, ReportPage.link(to: way)]).map { Array($0.utf8) }
  }

  /// Whether it stands in a file.
  func stands(in name: String, _ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { raw in
      if fields.contains(where: { Self.firstPlace(of: $0, in: raw, from: 0) != nil }) {
        return true
      }
      if ways.contains(where: { Self.holds($0, raw) }) { return true }
      if name == ReportPage.fileName, ReportPage.names(key, in: bytes) { return true }
      guard DistinctiveValues.isDistinctive(key: words) else { return false }
      var all = WordScanner()
      all.add(document: raw)
      return all.places(of: words).contains { !all.isPart($0) }
    }
  }

  /// As the two writers of JSON spell it.
  private static func quoted(_ key: [UInt8]) -> Set<[UInt8]> {
    var text = ByteStore()
    key.withUnsafeBytes { text.append(json: $0) }
    return [[UInt8](text.bytes), Array(JSONText.quoted(String(decoding: key, as: UTF8.self)).utf8)]
  }

  /// Whether a way stands in a file, and not as a part of another.
  private static func holds(_ way: [UInt8], _ bytes: UnsafeRawBufferPointer) -> Bool {
    var from = 0
    while let start = firstPlace(of: way, in: bytes, from: from) {
      let end = start + way.count
      if (start == 0 || !isOfName(bytes[start - 1]))
        && (end == bytes.count || !isOfName(bytes[end]))
      {
        return true
      }
      from = end
    }
    return false
  }

  /// Boyer, Moore and Horspool's search: books are long.
  private static func firstPlace(
    of needle: [UInt8], in bytes: UnsafeRawBufferPointer, from start: Int
  ) -> Int? {
    var steps = [Int](repeating: needle.count, count: 256)
    for (at, byte) in needle.dropLast().enumerated() { steps[Int(byte)] = needle.count - 1 - at }
    var at = start
    while at + needle.count <= bytes.count {
      if bytes[at..<(at + needle.count)].elementsEqual(needle) { return at }
      at += steps[Int(bytes[at + needle.count - 1])]
    }
    return nil
  }

  /// Whether a byte may stand in a document's name.
  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-_.%=".utf8.contains(byte)
    }
  }
}

extension WordScanner {
  /// Where the words of `other` stand one behind the other.
  fileprivate func places(of other: WordScanner) -> some Sequence<Range<Int>> {
    let starts = other.count > 0 && other.count <= count ? 0..<(count - other.count + 1) : 0..<0
    return starts.lazy.map { $0..<($0 + other.count) }.filter { place in
      place.allSatisfy { self[$0] == other[$0 - place.lowerBound] }
    }
  }
}
