/// What every chart has: its name for those who cannot see it, its ids, its size and direction.
///
/// The picture is one `img` to assistive technology, named by title and description; the page gives the data
/// as a table. Colours come from the page's style sheet by class (see `Docs/charts.md`).
public struct ChartFrame: Sendable {
  /// Starts the ids of this chart; unique on its page: a letter, then letters, digits, `-` and `_`.
  public let idPrefix: String
  /// What the chart shows, in a few words.
  public let title: FigureText
  /// What it says, in a sentence; may be empty.
  public let description: FigureText
  /// Width of the drawing in its own units; with text 13 high, 440 suits a column of 340 to 600 pixels.
  public let width: Double
  /// Whether the chart runs from right to left.
  public let isRightToLeft: Bool
  /// Height of printed text in the drawing's units: room is left for this, a style sheet may make it smaller.
  public let fontSize: Double

  /// Makes a frame.
  public init(
    idPrefix: String,
    title: FigureText,
    description: FigureText = .none,
    width: Double = 440,
    isRightToLeft: Bool = false,
    fontSize: Double = 13
  ) {
    precondition(Self.isIdentifier(idPrefix), "an id prefix is a letter, then letters and digits")
    precondition(width >= 160 && width <= 4_000, "a chart is 160 to 4000 wide")
    precondition(fontSize >= 6 && fontSize <= width / 10, "ten letters fit in a chart's width")
    self.idPrefix = idPrefix
    self.title = title
    self.description = description
    self.width = width
    self.isRightToLeft = isRightToLeft
    self.fontSize = fontSize
  }

  private static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first | 0x20) else { return false }
    return text.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D
        || byte == 0x5F
    }
  }
}

extension ChartFrame {
  /// From the middle of a line of text down to where its letters stand.
  var baseline: Double { fontSize * 4.5 / 13 }
  /// From one row of a legend to the next.
  var rowHeight: Double { fontSize + 7 }

  /// About how wide a text is.
  func width(of text: FigureText) -> Double { text.width(at: fontSize) }

  /// Opens the picture.
  func open(_ kind: StaticString, height: Double, to out: inout SVGWriter) {
    out.svg("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" class=\"chart chart-")
    out.svg(kind)
    out.svg("\" viewBox=\"0 0 ")
    out.svg(width)
    out.append(0x20)
    out.svg(height)
    out.append(UInt8(ascii: "\""))
    out.svg("font-size", fontSize)
    if isRightToLeft { out.svg(" direction=\"rtl\"") }
    out.svg(" aria-labelledby=\"")
    id("title", to: &out)
    if !description.isEmpty {
      out.append(0x20)
      id("desc", to: &out)
    }
    out.svg("\"><title id=\"")
    id("title", to: &out)
    out.svg("\">")
    out.svg(text: title)
    out.svg("</title>")
    if !description.isEmpty {
      out.svg("<desc id=\"")
      id("desc", to: &out)
      out.svg("\">")
      out.svg(text: description)
      out.svg("</desc>")
    }
  }

  /// Closes the picture.
  func close(to out: inout SVGWriter) { out.svg("</svg>") }

  private func id(_ name: StaticString, to out: inout SVGWriter) {
    out.append(contentsOf: idPrefix.utf8)
    out.append(UInt8(ascii: "-"))
    out.svg(name)
  }

  /// A place counted from the side where reading starts, as a place in the drawing.
  @inline(__always)
  func x(_ place: Double) -> Double { isRightToLeft ? width - place : place }

  /// The left edge of something `wide` that starts at `place`, counted from the side where reading starts.
  @inline(__always)
  func left(_ place: Double, wide: Double) -> Double {
    isRightToLeft ? width - place - wide : place
  }

  /// Where a label's anchor is on it; in a right-to-left drawing `start` is its right end.
  enum Anchor {
    case start
    case middle
    case end
  }

  /// Prints a label; `place` is counted from the side where reading starts.
  func label(
    _ text: FigureText, at place: Double, _ y: Double, _ anchor: Anchor = .start,
    class name: StaticString = "chart-label", to out: inout SVGWriter
  ) {
    if text.isEmpty { return }
    out.svg("<text class=\"")
    out.svg(name)
    out.append(UInt8(ascii: "\""))
    out.svg("x", x(place))
    out.svg("y", y)
    switch anchor {
    case .start: break
    case .middle: out.svg(" text-anchor=\"middle\"")
    case .end: out.svg(" text-anchor=\"end\"")
    }
    out.append(UInt8(ascii: ">"))
    out.svg(text: text)
    out.svg("</text>")
  }

  /// A small square that shows a legend's colour.
  func swatch(
    _ name: StaticString, at place: Double, _ y: Double, to out: inout SVGWriter
  ) {
    out.svg("<rect class=\"")
    out.svg(name)
    out.append(UInt8(ascii: "\""))
    out.svg("x", left(place, wide: 10))
    out.svg("y", y)
    out.svg(" width=\"10\" height=\"10\" rx=\"2\"/>")
  }

  /// The class of the `index`th series or share: `chart-s1` to `chart-s8`, then from the first again.
  static func series(_ index: Int) -> StaticString {
    switch index % 8 {
    case 0: "chart-s1"
    case 1: "chart-s2"
    case 2: "chart-s3"
    case 3: "chart-s4"
    case 4: "chart-s5"
    case 5: "chart-s6"
    case 6: "chart-s7"
    default: "chart-s8"
    }
  }
}
