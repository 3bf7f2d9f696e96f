import Sinks

/// A place in a book, one line ahead, so that a line before its turn is known by the one after it.
final class BookCursor {
  /// What the audit needs of a line.
  struct Item {
    var ordinal: Int
    var range: Range<Int>
    var number: Int
    /// Whether it stands before its turn: the next line goes on where this one should not yet be.
    var isEarly = false
  }

  let name: String
  /// The next line to be taken; nil at the end.
  private(set) var head: Item?
  private(set) var findings: [Finding] = []
  /// Records near lines that cannot be read: of the line before each.
  private(set) var unreadable: [Int] = []

  private let reader: BookReader
  private var following: Item?
  private var lastInTurn = 0

  /// Opens a book; nil when it is not there.
  init?(_ name: String, of folder: OutputFolder, end: Int) throws(SinkError) {
    guard let reader = try BookReader(name, of: folder, in: 0..<end) else { return nil }
    self.name = name
    self.reader = reader
    following = try read()
    try advance()
  }

  /// Where the head stands among other books' heads: one out of turn is taken at once.
  var sortOrdinal: Int { head.map { $0.isEarly ? 0 : $0.ordinal } ?? .max }

  /// Goes to the next line.
  func advance() throws(SinkError) {
    if let head, !head.isEarly { lastInTurn = max(lastInTurn, head.ordinal) }
    head = following
    following = try read()
    guard let ordinal = head?.ordinal, let next = following?.ordinal else { return }
    head?.isEarly = next < ordinal && next > lastInTurn
  }

  /// Hash and length of the book, after its last line.
  func finish() -> (digest: SHA256Digest, length: Int) { reader.finish() }

  private func read() throws(SinkError) -> Item? {
    while let line = try reader.next() {
      if let ordinal = line.ordinal, ordinal > 0 {
        return Item(ordinal: ordinal, range: line.range, number: line.number)
      }
      let words =
        line.isWhole
        ? "line \(line.number) is none that this engine writes"
        : "line \(line.number) is cut off"
      findings.append(Finding(.altered, name, words))
      unreadable.append(head?.ordinal ?? 1)
    }
    return nil
  }
}
