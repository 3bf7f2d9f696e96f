/// Breaks texts into lines that keep to a width, and finds the largest size at which they do.
struct TextLines {
  struct Fit {
    var lines: [[UInt8]]
    /// What the font size is multiplied by.
    var scale: Double
    /// False where even the smallest size is too large: the text is shown whole and reported.
    var isFitting: Bool
  }

  /// By special text; worked out when a text is first shown.
  var fits: [Fit?] = []
  /// A step of shrinking.
  private static let step = 0.05

  mutating func begin(_ tree: SceneTree) {
    fits = [Fit?](repeating: nil, count: tree.specials.count)
  }

  /// The largest size, in steps of a twentieth, at which a text keeps to its width and its number of lines.
  func fit(
    _ text: [UInt8], _ font: TextFont, _ rule: SpecialText, _ isRightToLeft: Bool,
    _ measuring: any TextMeasuring
  ) -> Fit {
    func fit(_ scale: Double) -> Fit {
      var font = font
      font.size *= scale
      font.letterSpacing *= scale
      let (lines, isNarrow) = broken(text, font, rule.width, rule.lines, isRightToLeft, measuring)
      return Fit(lines: lines, scale: scale, isFitting: isNarrow && lines.count <= rule.lines)
    }
    let whole = fit(1)
    if whole.isFitting || rule.smallest >= 1 { return whole }
    // What does not fit at its smallest fits at no size between.
    let smallest = fit(rule.smallest)
    if !smallest.isFitting { return smallest }
    var scale = 1 - Self.step
    while scale > rule.smallest {
      let between = fit(scale)
      if between.isFitting { return between }
      scale -= Self.step
    }
    return smallest
  }

  /// Lines filled one after the other; the last takes what is left once `most` are full.
  private func broken(
    _ text: [UInt8], _ font: TextFont, _ width: Double, _ most: Int, _ isRightToLeft: Bool,
    _ measuring: any TextMeasuring
  ) -> ([[UInt8]], Bool) {
    func extent(_ range: Range<Int>) -> Double {
      text.withUnsafeBufferPointer {
        measuring.measure(
          UnsafeBufferPointer(rebasing: $0[range]), font: font, isRightToLeft: isRightToLeft
        ).width
      }
    }
    var lines: [[UInt8]] = []
    var start = 0
    var isNarrow = true
    while start < text.count {
      var end = text.count
      if extent(start..<end) > width {
        let places = Self.breaks(text, from: start)
        // The first place that is too far; a longer text is a wider one.
        var low = 0
        var high = places.count
        while low < high {
          let middle = (low + high) / 2
          if extent(start..<Self.trimmed(text, start, places[middle])) > width {
            high = middle
          } else {
            low = middle + 1
          }
        }
        // One word may be wider than the line: it stands alone, too wide.
        end = low > 0 ? places[low - 1] : places.first ?? text.count
        if low == 0 { isNarrow = false }
      }
      lines.append(Array(text[start..<Self.trimmed(text, start, end)]))
      start = end
      while start < text.count, text[start] == 0x20 { start += 1 }
    }
    if lines.isEmpty { lines.append([]) }
    return (lines, isNarrow && lines.count <= most)
  }

  private static func trimmed(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, text[end - 1] == 0x20 { end -= 1 }
    return end
  }

  /// Where a line may end: after spaces and hyphens, and round Chinese, Japanese, Korean characters and after Thai's
  /// only where a space is.
  private static func breaks(_ text: [UInt8], from start: Int) -> [Int] {
    var result: [Int] = []
    let string = String(decoding: text[start...], as: UTF8.self)
    var offset = start
    var wasWide = false
    for character in string {
      let isWide = character.unicodeScalars.first.map { isIdeograph($0.value) } ?? false
      if offset > start, isWide || wasWide, !isClosing(character), result.last != offset {
        result.append(offset)
      }
      offset += character.utf8.count
      wasWide = isWide
      if character == " " || character == "-" || character == "\u{2013}" { result.append(offset) }
    }
    if result.last != text.count { result.append(text.count) }
    return result
  }

  private static func isIdeograph(_ scalar: UInt32) -> Bool {
    (0x2E80...0x9FFF).contains(scalar) || (0xF900...0xFAFF).contains(scalar)
      || (0x20000...0x3FFFF).contains(scalar)
  }

  /// Punctuation that does not begin a line.
  private static func isClosing(_ character: Character) -> Bool {
    "。、，．！？）」』：；…％".contains(character) || character == " "
  }
}
