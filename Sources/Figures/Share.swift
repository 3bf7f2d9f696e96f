/// One part of a whole, for `DonutChart` and `ShareBar`.
public struct Share: BitwiseCopyable {
  /// What it is.
  public let label: FigureText
  /// How much it is, in any unit; below zero, or not finite, counts as nothing.
  public let value: Double
  /// How much it is, printed, such as `35 %`; may be empty.
  public let text: FigureText

  /// Makes a share.
  public init(label: FigureText, value: Double, text: FigureText = .none) {
    self.label = label
    self.value = value
    self.text = text
  }

  /// The value that is drawn.
  var amount: Double { value.isFinite && value > 0 ? min(value, 1e15) : 0 }

  /// Ends a `path` whose start tag is open, with what a pointer resting on it shows.
  func finishPath(to out: inout SVGWriter) {
    if text.isEmpty {
      out.svg("/>")
      return
    }
    out.svg("><title>")
    out.svg(text: label)
    out.svg(": ")
    out.svg(text: text)
    out.svg("</title></path>")
  }
}
