/// What stands in a book where a customer's line was: the record's number, and nothing of the customer.
///
/// A tombstone is as long as the line it stands for, so no other line moves; what is left over is filled with dashes.
public struct Tombstone: Hashable, Sendable {
  /// The record's number in the run, from 1.
  public let ordinal: Int
  /// The lengths of the names that its files had in packs; none in a tree.
  public let nameLengths: [Int]

  init(ordinal: Int, nameLengths: [Int]) {
    self.ordinal = ordinal
    self.nameLengths = nameLengths
  }

  /// Reads a line of `documents.ndjson` without its newline; nil if it is none.
  public init?(line: UnsafeRawBufferPointer) {
    var scanner = LineScanner(line)
    do throws(LineScanner.Malformed) {
      try scanner.expect("{\"ordinal\":")
      ordinal = try scanner.integer()
      try scanner.expect(",\"erased\":")
      nameLengths = try scanner.list { scanner throws(LineScanner.Malformed) in
        try scanner.integer()
      }
      try scanner.expect(",\"was\":")
      guard try scanner.stringBytes().allSatisfy({ $0 == Self.filler }) else { return nil }
      try scanner.expect("}")
    } catch {
      return nil
    }
    guard scanner.isAtEnd else { return nil }
  }

  static let filler = UInt8(ascii: "-")

  /// The line for a document's line of `length` bytes without its newline; those are longer than any tombstone.
  func line(length: Int) -> [UInt8] {
    var text = ByteStore(capacity: length)
    text.append("{\"ordinal\":")
    text.append(decimal: ordinal)
    text.append(",\"erased\":[")
    for (number, length) in nameLengths.enumerated() {
      if number > 0 { text.append(",") }
      text.append(decimal: length)
    }
    text.append("],\"was\":\"")
    precondition(text.count + 2 <= length, "a document's line is longer than its tombstone")
    while text.count + 2 < length { text.append(Self.filler) }
    text.append("\"}")
    return [UInt8](text.bytes)
  }

  /// The name of a file in a pack whose name and contents are gone.
  public static func placeholder(ordinal: Int, file: Int, length: Int) -> String {
    let name = "erased/\(ordinal)/\(file)"
    return name + String(repeating: "-", count: max(0, length - name.utf8.count))
  }

  /// Whether a line of another book is of this record, and tells nothing of it; its last `kept` texts may say something.
  public static func isBlanked(
    _ line: UnsafeRawBufferPointer, ordinal: Int, keepingLast kept: Int = 0
  ) -> Bool {
    guard BookReader.ordinal(of: line) == ordinal, let blank = blanked(line, keepingLast: kept)
    else { return false }
    return line.elementsEqual(blank)
  }

  /// A line of another book with every text that follows the ordinal made dashes, its last `kept` texts excepted.
  ///
  /// Nil when this engine did not write the line.
  static func blanked(_ line: UnsafeRawBufferPointer, keepingLast kept: Int = 0) -> [UInt8]? {
    guard BookReader.ordinal(of: line) != nil else { return nil }
    var bytes = [UInt8](line)
    var texts: [Range<Int>] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\"") {
        var end = at + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
          end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        // A name is followed by a colon; what is not is a text.
        if end + 1 >= bytes.count || bytes[end + 1] != UInt8(ascii: ":") {
          texts.append(at + 1..<min(end, bytes.count))
        }
        at = end
      }
      at += 1
    }
    for text in texts.dropLast(kept) {
      for place in text { bytes[place] = filler }
    }
    return bytes
  }
}
