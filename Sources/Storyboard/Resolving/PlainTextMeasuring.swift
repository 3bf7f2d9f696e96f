/// Measures text without fonts: each character by a table of widths of a common sans-serif face.
///
/// For checks and players, where a browser's own fonts have the last word; frames are measured by the fonts that paint
/// them. Within about 5 % for Latin, Greek and Cyrillic; ideographs and emoji are one em, everything else is a mean.
public final class PlainTextMeasuring: TextMeasuring {
  /// Makes a measurer.
  public init() {}

  /// Widths in thousandths of an em of U+0020 to U+007E in a regular sans-serif face.
  private static let ascii: [Int] = [
    260, 268, 408, 646, 572, 831, 732, 225, 300, 300, 551, 572, 268, 322, 268, 372,
    572, 572, 572, 572, 572, 572, 572, 572, 572, 572, 268, 268, 572, 572, 572, 434,
    899, 639, 650, 632, 729, 556, 519, 728, 741, 339, 273, 619, 524, 907, 760, 781,
    605, 781, 622, 549, 556, 731, 600, 930, 586, 566, 572, 329, 372, 329, 572, 444,
    281, 561, 615, 480, 615, 564, 344, 615, 618, 258, 258, 534, 258, 935, 618, 605,
    615, 615, 413, 479, 361, 618, 508, 786, 529, 510, 470, 380, 551, 380, 572,
  ]

  /// What one line takes, by the table.
  public func measure(
    _ text: UnsafeBufferPointer<UInt8>, font: TextFont, isRightToLeft: Bool
  ) -> TextExtent {
    var width = 0.0
    var count = 0
    let bold = font.weight >= 600 ? 1.06 : 1
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      let thousandths: Int
      switch scalar.value {
      case 0x20...0x7E: thousandths = Self.ascii[Int(scalar.value) - 0x20]
      case 0xA0, 0x202F: thousandths = 260
      case 0x0300...0x036F, 0x0591...0x05C7, 0x064B...0x065F, 0x200B...0x200F, 0xFE00...0xFE0F,
        0x2066...0x2069:
        continue
      case 0x1100...0x11FF, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF01...0xFF60,
        0x1F000...0x1FAFF,
        0x20000...0x3FFFF:
        thousandths = 1000
      default: thousandths = 590
      }
      width += Double(thousandths) / 1000 * font.size * bold
      count += 1
    }
    return TextExtent(
      width: width + Double(count) * font.letterSpacing, ascent: font.size * 1.069,
      descent: font.size * 0.293,
      missingGlyphs: 0)
  }
}
