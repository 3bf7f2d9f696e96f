/// Which ends of a text lose their white space; Ruby's `strip` takes NULs away too.
enum Trimming {
  case left
  case right
  case both

  /// What is left of the text.
  func range(in text: UnsafeRawBufferPointer) -> Range<Int> {
    var start = 0
    var end = text.count
    if self != .right {
      while start < end, text[start].isRubySpace || text[start] == 0 { start += 1 }
    }
    if self != .left {
      while end > start, text[end - 1].isRubySpace || text[end - 1] == 0 { end -= 1 }
    }
    return start..<end
  }
}
