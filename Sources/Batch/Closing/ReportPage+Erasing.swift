/// A customer taken out of a report that was written.
///
/// Whatever a run says of customers stands in it as the text of an element, and holds no `<`. So the report's own
/// markup tells for certain where a sample or a row begins and ends, whatever the key is made of.
extension ReportPage {
  /// Its name in the folder.
  public static let fileName = "report.html"

  /// The page without the sample of a record, and without rows and options that are its key.
  public static func leavingOut(
    _ key: [UInt8], ofRecord ordinal: Int, from page: [UInt8]
  ) -> [UInt8] {
    let sample = Array(" record \(HTMLText.grouped(ordinal))</li>\n".utf8)
    var rest: [UInt8] = []
    var copied = 0
    for (place, isNamed) in items(of: page, naming: key)
    where isNamed || page[place].suffix(sample.count).elementsEqual(sample) {
      rest += page[copied..<place.lowerBound]
      copied = place.upperBound
    }
    return rest + page[copied...]
  }

  /// Whether a sample, a row of the numbering or an option is the key.
  static func names(_ key: [UInt8], in page: [UInt8]) -> Bool {
    items(of: page, naming: key).contains { $0.isNamed }
  }

  /// A path as links of the page have it: a name on the disk is percent-encoded already, and here once more.
  static func link(to path: String) -> String {
    path.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%25")
  }

  /// Samples, rows of the numbering and options in their order, and whether they are the key.
  private static func items(
    of page: [UInt8], naming key: [UInt8]
  ) -> [(place: Range<Int>, isNamed: Bool)] {
    var text = HTMLText()
    text.escaped(String(decoding: key, as: UTF8.self))
    let key = text.text
    let kinds = [
      (
        section: "numbers", start: "<tr><th scope=\"row\">", end: "</tr>\n",
        names: ["<tr><th scope=\"row\">\(key)</th>", "</th><td>\(key)</td>"]
      ),
      (section: "samples", start: "<li>", end: "</li>\n", names: [">\(key)</a>"]),
      (
        section: "origin", start: "<dt>Option only</dt>", end: "</dd>\n", names: ["<dd>\(key)</dd>"]
      ),
    ]
    return kinds.flatMap { kind in
      let opening = Array("<section aria-labelledby=\"\(kind.section)\">".utf8)
      guard let start = page.firstRange(of: opening)?.upperBound,
        let end = page[start...].firstRange(of: Array("</section>".utf8))?.lowerBound
      else { return [(place: Range<Int>, isNamed: Bool)]() }
      let names = kind.names.map { Array($0.utf8) }
      return places(
        from: Array(kind.start.utf8), through: Array(kind.end.utf8), in: page[start..<end]
      )
      .map { place in (place, names.contains { page[place].contains($0) }) }
    }
  }

  private static func places(
    from start: [UInt8], through end: [UInt8], in section: ArraySlice<UInt8>
  ) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var rest = section
    while let first = rest.firstRange(of: start),
      let last = rest[first.upperBound...].firstRange(of: end)
    {
      found.append(first.lowerBound..<last.upperBound)
      rest = rest[last.upperBound...]
    }
    return found
  }
}
