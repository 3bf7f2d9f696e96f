internal import Sinks

/// The lower half of the report: numbering, samples, pace, origin.
extension ReportPage {
  /// Series shown; manifest.json has all, and their gaps.
  private static let mostSeries = 8

  func appendNumbers(to page: inout HTMLText) {
    let series = report.numbers.series.filter { $0.count > 1 }
      .sorted { $0.count > $1.count || $0.count == $1.count && $0.key(0) < $1.key(0) }
    if series.isEmpty { return }
    page.markup("<section aria-labelledby=\"numbers\">\n<h2 id=\"numbers\">Numbering</h2>\n")
    page.markup(
      "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Numbering\"><table class=\"keys\">\n"
    )
    page.heads(["From", "To", "First gap", "Records", "Missing", "Out of order"], left: 3)
    page.markup("<tbody>\n")
    for entry in series.prefix(Self.mostSeries) {
      page.markup("<tr><th scope=\"row\">")
      page.escaped(entry.key(entry.first))
      page.markup("</th>")
      page.element("td", entry.key(entry.last))
      page.element("td", gaps(entry))
      page.figure(HTMLText.grouped(entry.count))
      page.figure(entry.missing.map(HTMLText.grouped) ?? "not told")
      page.figure(HTMLText.grouped(entry.outOfOrder))
      page.markup("</tr>\n")
    }
    page.markup("</tbody></table></div>\n")
    if series.contains(where: { !$0.isTold }) {
      page.element(
        "p",
        "Not told: the keys are in too many series, or in too little order, to keep all their numbers."
      )
    }
    if series.count > Self.mostSeries {
      page.element(
        "p", "The \(Self.mostSeries) largest of \(series.count) series; manifest.json has all.")
    }
    page.markup("</section>\n")
  }

  private func gaps(_ series: NumberSeries) -> String {
    let gaps = series.gaps
    guard let first = gaps.first else { return series.isTold ? "none" : "not told" }
    let words =
      first.count == 1
      ? series.key(first.lowerBound)
      : "\(series.key(first.lowerBound)) and \(HTMLText.grouped(first.count - 1)) after it"
    return gaps.count == 1 ? words : words + "; \(HTMLText.grouped(gaps.count - 1)) more"
  }

  func appendSamples(to page: inout HTMLText) {
    if samples.isEmpty { return }
    page.markup("<section aria-labelledby=\"samples\">\n<h2 id=\"samples\">Samples</h2>\n")
    page.markup(
      isPacked
        ? "<p>In the packs in <a href=\"packs/\">packs/</a>, as input order has them:</p>\n"
        : "<p>Documents from the whole length of the run, to look at:</p>\n")
    page.markup("<ul class=\"samples\">\n")
    for sample in samples {
      guard let file = sample.files.first else { continue }
      let path = "\(sample.path)/\(file.name)"
      page.markup("<li>")
      if isPacked {
        page.element("code", path)
      } else {
        page.markup("<a href=\"")
        page.escaped(Self.link(to: path))
        page.markup("\">")
        page.escaped(String(decoding: sample.key, as: UTF8.self))
        page.markup("</a>")
      }
      page.escaped(" record \(HTMLText.grouped(sample.ordinal))")
      page.markup("</li>\n")
    }
    page.markup("</ul>\n</section>\n")
  }

  /// Bytes to the nearest unit that leaves at least two digits.
  static func size(_ bytes: Int) -> String {
    bytes < 10_000_000
      ? "\(HTMLText.grouped((bytes + 500) / 1000)) kB"
      : "\(HTMLText.grouped((bytes + 500_000) / 1_000_000)) MB"
  }

  func appendPace(to page: inout HTMLText) {
    page.markup("<!-- pace -->\n<section aria-labelledby=\"pace\">\n<h2 id=\"pace\">Pace</h2>\n")
    let rate = Int(Double(pace.records) / max(pace.seconds, 0.001))
    let workers = pace.jobs == 1 ? "one worker" : "\(pace.jobs) workers"
    page.element(
      "p",
      "\(HTMLText.grouped(pace.records)) records in \(Self.duration(pace.seconds)) on \(workers): "
        + "\(HTMLText.grouped(rate)) a second, \(Self.size(pace.bytes)) of files."
    )
    if report.resumedRecords > 0 {
      page.element(
        "p",
        "The run was taken up again: \(HTMLText.grouped(report.resumedRecords)) records were "
          + "finished before.")
    }
    page.markup("</section>\n<!-- /pace -->\n")
  }

  private static func duration(_ seconds: Double) -> String {
    if seconds < 60 {
      let hundredths = Int((seconds * 100).rounded())
      let rest = hundredths % 100
      return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) s"
    }
    let whole = Int(seconds)
    return whole < 3600
      ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole / 60 % 60) min"
  }

  func appendOrigin(to page: inout HTMLText) {
    page.markup(
      "<section aria-labelledby=\"origin\">\n<h2 id=\"origin\">Made from</h2>\n<dl class=\"facts\">\n"
    )
    func fact(_ name: String, _ value: String, isCode: Bool = false) {
      page.element("dt", name)
      page.markup("<dd>")
      if isCode { page.element("code", value) } else { page.escaped(value) }
      page.markup("</dd>\n")
    }
    for input in identity.inputs {
      fact("Input", "\(input.name), \(HTMLText.grouped(input.size)) bytes")
      fact("SHA-256 of it", input.digest.hex, isCode: true)
    }
    fact("Template", identity.template)
    fact("SHA-256 of it", identity.templateDigest.hex, isCode: true)
    fact("As-of date", identity.asOf)
    for option in identity.options { fact("Option \(option.name)", option.value) }
    fact("Engine", identity.engine)
    page.markup("</dl>\n<p>The books: <a href=\"manifest.json\">manifest.json</a>, ")
    page.markup("<a href=\"documents.ndjson\">documents.ndjson</a>, ")
    page.markup("<a href=\"rejects.ndjson\">rejects.ndjson</a>, ")
    page.markup("<a href=\"suppressed.ndjson\">suppressed.ndjson</a>.</p>\n</section>\n")
  }
}
