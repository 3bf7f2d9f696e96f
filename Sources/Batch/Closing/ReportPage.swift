internal import Diagnostics
public import Sinks

/// `report.html`: one self-contained page that says to those who answer for the bills what the run made.
///
/// Everything follows from the run, but for what stands between `<!-- pace -->` and `<!-- /pace -->`,
/// which says how fast it was. Where a customer is taken out of it again, samples and rows are found by
/// their markup (`leavingOut`).
public struct ReportPage {
  /// How fast the last process of the run was.
  public struct Pace: Sendable {
    /// From its start to here.
    public var seconds: Double
    /// Records it took.
    public var records: Int
    /// Bytes of the files it made, uncompressed.
    public var bytes: Int
    /// Its workers.
    public var jobs: Int

    /// Makes a pace.
    public init(seconds: Double, records: Int, bytes: Int, jobs: Int) {
      self.seconds = seconds
      self.records = records
      self.bytes = bytes
      self.jobs = jobs
    }
  }

  let report: RunReport
  let identity: RunIdentity
  let expectation: Expectation
  let isWithinLimit: Bool
  let isPacked: Bool
  let samples: [DocumentEntry]
  let pace: Pace

  /// Makes the page of a run that is about to be closed.
  public init(
    report: RunReport, identity: RunIdentity, expectation: Expectation, isWithinLimit: Bool,
    isPacked: Bool, samples: [DocumentEntry], pace: Pace
  ) {
    self.report = report
    self.identity = identity
    self.expectation = expectation
    self.isWithinLimit = isWithinLimit
    self.isPacked = isPacked
    self.samples = samples
    self.pace = pace
  }

  /// The page's UTF-8.
  public var bytes: [UInt8] {
    var page = HTMLText()
    page.markup("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    page.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    page.markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
    page.markup("style-src '")
    page.escaped(ReportStyle.source)
    page.markup("'; base-uri 'none'; form-action 'none'\">\n")
    page.element("title", "Run of \(identity.template)")
    page.markup("\n<style>")
    page.markup(ReportStyle.sheet)
    page.markup("</style>\n</head>\n<body>\n<main>\n")
    appendHead(to: &page)
    appendBalance(to: &page)
    appendTotals(to: &page)
    appendExpectation(to: &page)
    appendReasons(.rejected, to: &page)
    appendReasons(.suppressed, to: &page)
    appendTallies(to: &page)
    appendMessages(to: &page)
    appendTasks(to: &page)
    appendNumbers(to: &page)
    appendSamples(to: &page)
    appendPace(to: &page)
    appendOrigin(to: &page)
    page.markup("</main>\n</body>\n</html>\n")
    return Array(page.text.utf8)
  }
}

extension ReportPage {
  private func appendHead(to page: inout HTMLText) {
    page.markup("<header>\n<p class=\"kicker\">Billing run</p>\n")
    page.element("h1", identity.template)
    page.markup("\n<p class=\"state ")
    page.markup(isWithinLimit ? "good\">" : "bad\">")
    page.escaped(
      isWithinLimit
        ? "Finished: every record is accounted for."
        : "Finished, but more records were rejected than allowed.")
    page.markup("</p>\n</header>\n")
  }

  private func appendBalance(to page: inout HTMLText) {
    let counts = report.counts
    page.markup("<section aria-labelledby=\"balance\">\n<h2 id=\"balance\">Balance</h2>\n")
    page.markup("<ul class=\"tiles\">\n")
    let tiles: [(StaticString, String, Int, String)] = [
      ("read", "Read", counts.read, "records in the input"),
      ("rendered", "Rendered", counts.rendered, "customers with a document"),
      ("rejected", "Rejected", counts.rejected, "without one: to be mended"),
      ("suppressed", "Suppressed", counts.suppressed, "without one: by a rule"),
    ]
    for (name, label, count, words) in tiles {
      page.markup("<li class=\"")
      page.markup(name)
      page.markup("\">")
      page.element("p", label)
      page.markup("<p class=\"count\">")
      page.escaped(HTMLText.grouped(count))
      page.markup("</p><p class=\"words\">")
      page.escaped(words)
      page.markup("</p></li>\n")
    }
    page.markup("</ul>\n")
    appendBar(counts, to: &page)
    page.element(
      "p",
      "\(HTMLText.grouped(counts.read)) read = \(HTMLText.grouped(counts.rendered)) rendered + "
        + "\(HTMLText.grouped(counts.rejected)) rejected + "
        + "\(HTMLText.grouped(counts.suppressed)) suppressed.")
    page.markup("</section>\n")
  }

  /// A bar of the three outcomes; what there is at all stays visible.
  private func appendBar(_ counts: RecordCounts, to page: inout HTMLText) {
    guard counts.read > 0 else { return }
    page.markup("<svg class=\"bar\" viewBox=\"0 0 1000 14\" preserveAspectRatio=\"none\" ")
    page.markup("aria-hidden=\"true\">")
    var start = 0
    let parts: [(StaticString, Int)] = [
      ("rejected", counts.rejected), ("suppressed", counts.suppressed),
    ]
    let small = parts.map { $0.1 == 0 ? 0 : max(6, $0.1 * 1000 / counts.read) }
    let widths = [max(0, 1000 - small.reduce(0, +))] + small
    for (name, width) in zip(["rendered", "rejected", "suppressed"] as [StaticString], widths) {
      page.markup("<rect class=\"")
      page.markup(name)
      page.markup("\" y=\"0\" height=\"14\" x=\"")
      page.escaped(String(start))
      page.markup("\" width=\"")
      page.escaped(String(width))
      page.markup("\"/>")
      start += width
    }
    page.markup("</svg>\n")
  }

  private func appendTotals(to page: inout HTMLText) {
    let rows = ControlTable(report.totals).rows
    if rows.isEmpty { return }
    page.markup("<section aria-labelledby=\"totals\">\n<h2 id=\"totals\">Control totals</h2>\n")
    page.markup(
      "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Control totals\"><table>\n")
    page.heads(["Total", "", "Read", "Rendered", "Rejected", "Suppressed"], left: 2)
    page.markup("<tbody>\n")
    for row in rows {
      page.markup("<tr><th scope=\"row\">")
      page.escaped(row.name)
      page.markup("</th>")
      page.element("td", row.group)
      for amount in [row.read, row.rendered, row.rejected, row.suppressed] {
        page.figure(HTMLText.grouped(amount))
      }
      page.markup("</tr>\n")
    }
    page.markup("</tbody></table></div>\n")
    if report.counts.rejected > 0 {
      page.element(
        "p", "Rejected records count here as far as their amounts could be read.")
    }
    page.markup("</section>\n")
  }

  private func appendExpectation(to page: inout HTMLText) {
    if expectation.isEmpty { return }
    page.markup("<section aria-labelledby=\"announced\">\n")
    page.markup("<h2 id=\"announced\">As announced</h2>\n<ul class=\"checks\">\n")
    if let count = expectation.count {
      page.element("li", "\(HTMLText.grouped(count)) records")
    }
    for total in expectation.totals {
      let name = total.name.map { $0 + " " } ?? ""
      page.element("li", "\(name)\(total.group) \(HTMLText.grouped(total.text))")
    }
    page.markup("</ul>\n</section>\n")
  }

  private func appendReasons(_ outcome: Outcome, to page: inout HTMLText) {
    let reasons = report.reasons.filter { $0.outcome == outcome }
      .sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    if reasons.isEmpty { return }
    let isReject = outcome == .rejected
    page.markup("<section>\n")
    page.element("h2", isReject ? "Rejected, by reason" : "Suppressed, by reason")
    page.markup(
      "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Reasons\"><table>\n")
    page.heads(
      isReject ? ["Reason", "What it means", "Records"] : ["Reason", "Records"],
      left: isReject ? 2 : 1)
    page.markup("<tbody>\n")
    for entry in reasons {
      page.markup("<tr><th scope=\"row\"><code>")
      page.escaped(entry.reason)
      page.markup("</code></th>")
      if isReject {
        let known = ErrorCatalog.entry(entry.reason)
        page.element("td", known.map { "\($0.explanation) \($0.cure)" } ?? "")
      }
      page.figure(HTMLText.grouped(entry.count))
      page.markup("</tr>\n")
    }
    page.markup("</tbody></table></div>\n<p>Each of them is a line in <a href=\"")
    page.markup(
      isReject ? "rejects.ndjson\">rejects.ndjson" : "suppressed.ndjson\">suppressed.ndjson")
    page.markup("</a>.</p>\n</section>\n")
  }
}
