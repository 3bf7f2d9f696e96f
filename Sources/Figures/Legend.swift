/// Names beside their colours, in rows as wide as the chart.
struct Legend {
  /// One name.
  struct Entry {
    /// The colour's class.
    let swatch: StaticString
    /// The name.
    let text: FigureText
  }

  let frame: ChartFrame
  let entries: [Entry]
  /// Where rows begin, counted from the side where reading starts.
  var start = 0.0

  private static let swatchRoom = 16.0
  private static let gap = 16.0

  /// Where each entry goes: its row and its start.
  private func places() -> [(row: Int, start: Double)] {
    var row = 0
    var next = start
    return entries.map { entry in
      let wide = Self.swatchRoom + frame.width(of: entry.text)
      if next > start, next + wide > frame.width {
        row += 1
        next = start
      }
      defer { next += wide + Self.gap }
      return (row, next)
    }
  }

  /// How high the legend is.
  var height: Double { Double((places().last?.row ?? -1) + 1) * frame.rowHeight }

  /// Writes the legend below `top`.
  func write(top: Double, to out: inout SVGWriter) {
    for (entry, place) in zip(entries, places()) {
      let middle = top + Double(place.row) * frame.rowHeight + frame.rowHeight / 2
      frame.swatch(entry.swatch, at: place.start, middle - 5, to: &out)
      frame.label(entry.text, at: place.start + Self.swatchRoom, middle + frame.baseline, to: &out)
    }
  }
}
