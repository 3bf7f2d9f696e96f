/// Finds where a CSV row ends: at a line end that no quotation marks enclose (RFC 4180, section 2).
///
/// A mark opens a quoted field only at the field's start, so that a stray one spoils no more than its row.
struct CSVRowScanner {
  private enum State {
    case fieldStart
    case plain
    case quoted
    case quoteInQuoted
  }

  private var state = State.fieldStart

  /// Bytes of the row before those given next.
  private var before = 0
  private var quote = 0

  /// Where in the row the quoted field begins that the bytes seen so far end in; nil when they end in none.
  var openQuote: Int? { state == .quoted ? quote : nil }

  /// The index of the row's line end, after which the next row begins; nil when it is not there yet.
  mutating func end(in bytes: UnsafeRawBufferPointer, _ delimiter: UInt8) -> Int? {
    var index = 0
    let count = bytes.count
    while index < count {
      let byte = bytes[index]
      switch state {
      case .quoted:
        if byte == UInt8(ascii: "\"") { state = .quoteInQuoted }
      case .fieldStart, .plain, .quoteInQuoted:
        if byte == 0x0A {
          state = .fieldStart
          before = 0
          return index
        }
        if byte == delimiter {
          state = .fieldStart
        } else if byte == UInt8(ascii: "\""), state != .plain {
          // The second of two is part of the text.
          if state == .fieldStart { quote = before + index }
          state = .quoted
        } else {
          state = .plain
        }
      }
      index += 1
    }
    before += count
    return nil
  }
}
