/// A text that a person wrote: a template, a partial, a YAML file, a schema.
///
/// Positions are byte offsets into `bytes`; lines and columns are made only when a message is printed.
public struct SourceFile: Sendable, Hashable {
  /// The path shown in messages, relative to what the reader named on the command line.
  public let path: String
  /// The file's bytes as read.
  public let bytes: [UInt8]

  /// Makes a source file from bytes already read.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Makes a source file from text, for tests and for templates given on the command line.
  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The 1-based line and column (in characters, tabs counting as one) of a byte offset.
  ///
  /// O(offset); called for messages only.
  public func location(of offset: Int) -> SourceLocation {
    let end = min(max(offset, 0), bytes.count)
    var line = 1
    var lineStart = 0
    var index = 0
    while index < end {
      if bytes[index] == UInt8(ascii: "\n") {
        line += 1
        lineStart = index + 1
      }
      index += 1
    }
    let column = String(decoding: bytes[lineStart..<end], as: UTF8.self).unicodeScalars.count + 1
    return SourceLocation(line: line, column: column, lineStart: lineStart)
  }

  /// The text of the line that starts at `lineStart`, without its line end; of a longer line the first `most` bytes.
  public func line(startingAt lineStart: Int, upTo most: Int = .max) -> String {
    let stop = most < bytes.count - lineStart ? lineStart + most : bytes.count
    var end = lineStart
    while end < stop, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    if end > lineStart, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return String(decoding: bytes[lineStart..<end], as: UTF8.self)
  }
}

/// A place in a source file as people count: both numbers start at 1.
public struct SourceLocation: Sendable, Hashable {
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int
  /// The byte offset at which the line starts.
  public let lineStart: Int
}

/// A range of bytes in one source file.
public struct SourceSpan: Sendable, Hashable {
  /// The first byte's offset.
  public var start: Int
  /// The offset after the last byte; equal to `start` for a point.
  public var end: Int

  /// Makes a span from two byte offsets.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }
}
