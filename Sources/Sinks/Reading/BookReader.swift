/// The lines of a book one after the other, hashed on the way; memory does not grow with the book.
public final class BookReader {
  /// A line without its newline, and where it stands with it.
  public struct Line {
    /// Its text; valid until the next line is asked for.
    public let bytes: UnsafeRawBufferPointer
    /// Its bytes in the book, the newline included.
    public let range: Range<Int>
    /// Its number, from 1.
    public let number: Int
    /// Whether a newline ends it; a line without one is torn.
    public let isWhole: Bool

    /// The record it is about; nil when this engine did not write it.
    public var ordinal: Int? { isWhole ? BookReader.ordinal(of: bytes) : nil }

    /// Whether it is a line of `rejects.ndjson` that gives this code.
    public func isReject(for code: String) -> Bool {
      var scanner = LineScanner(bytes)
      do throws(LineScanner.Malformed) {
        try scanner.expect("{\"ordinal\":")
        _ = try scanner.integer()
        try scanner.expect(",\"input\":")
        _ = try scanner.integer()
        try scanner.expect(",\"bytes\":")
        _ = try scanner.integers(2)
        try scanner.expect(",\"code\":")
        return try scanner.string() == code
      } catch {
        return false
      }
    }
  }

  /// The record that a line of a book is about; nil when this engine did not write the line.
  public static func ordinal(of line: UnsafeRawBufferPointer) -> Int? {
    var scanner = LineScanner(line)
    do throws(LineScanner.Malformed) {
      try scanner.expect("{\"ordinal\":")
      let ordinal = try scanner.integer()
      return line.last == 0x7D ? ordinal : nil
    } catch {
      return nil
    }
  }

  /// The names of the books.
  public static let names = Books.names

  private static let chunkSize = 1 << 20
  private let folder: OutputFolder
  private let name: String
  private let file: Descriptor
  private var chunk = ByteStore(capacity: BookReader.chunkSize)
  private var hasher = SHA256Hasher()
  /// Bytes of `chunk` before the next line.
  private var start = 0
  /// Where `chunk` begins in the book, and the end of what was read of it.
  private var chunkStart: Int
  private var readEnd: Int
  private let end: Int
  private var number = 0

  /// Opens a book, or a part of one that begins with a line; nil when it is not there.
  public init?(_ name: String, of folder: OutputFolder, in range: Range<Int> = 0..<Int.max)
    throws(SinkError)
  {
    let opened = try folder.optional(name) { () throws(SystemFault) -> Descriptor in
      try folder.files.openFile(name, in: folder.root, .reading)
    }
    guard let opened else { return nil }
    self.folder = folder
    self.name = name
    file = opened
    chunkStart = range.lowerBound
    readEnd = range.lowerBound
    end = range.upperBound
  }

  deinit { try? folder.files.close(file) }

  /// The next line; nil after the last.
  public func next() throws(SinkError) -> Line? {
    var searched = start
    while true {
      if let newline = chunk.bytes[searched...].firstIndex(of: 0x0A) {
        return take(start..<newline, through: newline + 1)
      }
      searched = chunk.count - start
      guard try refill() else { break }
    }
    guard start < chunk.count else { return nil }
    return take(start..<chunk.count, through: chunk.count)
  }

  private func take(_ text: Range<Int>, through next: Int) -> Line {
    number += 1
    start = next
    return Line(
      bytes: chunk[text], range: chunkStart + text.lowerBound..<chunkStart + next, number: number,
      isWhole: next > text.upperBound)
  }

  private func refill() throws(SinkError) -> Bool {
    chunk.removeFirst(start)
    chunkStart += start
    start = 0
    let before = chunk.count
    try reading(name) { () throws(SystemFault) in
      try folder.files.fill(
        &chunk, from: file, at: readEnd, atMost: min(Self.chunkSize, end - readEnd))
    }
    hasher.update(chunk[before..<chunk.count])
    readEnd += chunk.count - before
    return chunk.count > before
  }

  /// Hash and length of all that was read; call it after the last line.
  public func finish() -> (digest: SHA256Digest, length: Int) { (hasher.finish(), readEnd) }
}
