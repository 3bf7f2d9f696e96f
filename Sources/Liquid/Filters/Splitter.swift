/// The parts of a text between separators, as Ruby's `String#split` finds them.
///
/// A single space stands for any run of white space, leading white space ignored; an empty separator for
/// nothing between characters. Empty parts at the end are handed out: the caller drops them.
struct Splitter {
  private let text: UnsafeRawBufferPointer
  private let separator: UnsafeRawBufferPointer
  private let isAwk: Bool
  private var index = 0
  private var isFinished: Bool

  init(_ text: UnsafeRawBufferPointer, separator: UnsafeRawBufferPointer) {
    self.text = text
    self.separator = separator
    isAwk = separator.count == 1 && separator[0] == UInt8(ascii: " ")
    isFinished = text.isEmpty
  }

  /// Whether nothing, not even white space, is left after the part handed out last.
  var isAtEnd: Bool { index >= text.count }

  /// The next part.
  mutating func next() -> UnsafeRawBufferPointer? {
    if isFinished { return nil }
    if isAwk { return nextWord() }
    let start = index
    if separator.isEmpty {
      guard start < text.count else {
        isFinished = true
        return nil
      }
      index += UTF8Scanner.length(text, at: start)
      return UnsafeRawBufferPointer(rebasing: text[start..<index])
    }
    guard let found = ByteSearch.first(of: separator, in: text, from: start) else {
      isFinished = true
      index = text.count
      return UnsafeRawBufferPointer(rebasing: text[start...])
    }
    index = found + separator.count
    return UnsafeRawBufferPointer(rebasing: text[start..<found])
  }

  private mutating func nextWord() -> UnsafeRawBufferPointer? {
    while index < text.count, text[index].isRubySpace { index += 1 }
    let start = index
    while index < text.count, !text[index].isRubySpace { index += 1 }
    if index == start {
      isFinished = true
      return nil
    }
    return UnsafeRawBufferPointer(rebasing: text[start..<index])
  }
}
