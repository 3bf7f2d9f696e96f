/// A font as a scene asks for it.
public struct TextFont: Hashable, Sendable {
  /// Family names in order of wish, as in `font-family`, without quotes: `["Noto Sans", "sans-serif"]`.
  public var families: [String]
  /// Em size in the text's own units, above 0.
  public var size: Double
  /// 100 to 900, as CSS counts.
  public var weight: Int
  /// Whether the slanted cut is wanted.
  public var isItalic: Bool
  /// Added after every character, in the text's own units.
  public var letterSpacing: Double
  /// BCP 47, for shaping and for the choice among Chinese, Japanese and Korean forms; empty when not known.
  public var language: String
  /// Whether digits all take the same room (`font-variant-numeric: tabular-nums`): counters do not shake.
  public var hasTabularDigits: Bool

  /// Makes one from its parts.
  public init(
    families: [String], size: Double, weight: Int = 400, isItalic: Bool = false,
    letterSpacing: Double = 0, language: String = "", hasTabularDigits: Bool = false
  ) {
    self.families = families
    self.size = size
    self.weight = weight
    self.isItalic = isItalic
    self.letterSpacing = letterSpacing
    self.language = language
    self.hasTabularDigits = hasTabularDigits
  }
}

/// What one line of text takes, in the font's own units.
public struct TextExtent: Hashable, Sendable, BitwiseCopyable {
  /// Advance: what the next run would be moved by, letter spacing included.
  public var width: Double
  /// Above the baseline, of the font, not of these letters; positive.
  public var ascent: Double
  /// Below the baseline, positive.
  public var descent: Double
  /// How many characters no font at hand has a glyph for.
  public var missingGlyphs: Int

  /// Makes one from its parts.
  public init(width: Double, ascent: Double, descent: Double, missingGlyphs: Int) {
    self.width = width
    self.ascent = ascent
    self.descent = descent
    self.missingGlyphs = missingGlyphs
  }
}

/// Whoever knows fonts: the one question that placing text cannot do without.
///
/// Imaging implements it with the same shaping that paints, so that what fits by measure fits in the picture. A worker
/// has its own; calls come from one thread. Implementations keep what they measured: the same words are asked for again
/// while a line is being broken.
public protocol TextMeasuring: AnyObject {
  /// The extent of one line, shaped as a whole.
  ///
  /// - Parameters:
  ///   - text: valid UTF-8 without line ends; may be empty (width 0, the font's ascent and descent).
  ///   - font: the font asked for.
  ///   - isRightToLeft: the base direction of the line.
  /// - Returns: what the line takes, in the font's own units.
  func measure(_ text: UnsafeBufferPointer<UInt8>, font: TextFont, isRightToLeft: Bool)
    -> TextExtent
}
