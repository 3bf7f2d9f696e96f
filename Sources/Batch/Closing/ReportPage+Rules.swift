internal import Communication
internal import Sinks

/// Segments and variants in the report.
extension ReportPage {
  func appendTallies(to page: inout HTMLText) {
    let segments = report.tallies.rows.filter { $0.counted.kind == .segment }
    let variants = report.tallies.rows.filter { $0.counted.kind == .variant }
    if !segments.isEmpty {
      page.markup("<section aria-labelledby=\"segments\">\n<h2 id=\"segments\">Segments</h2>\n")
      appendTable(segments, ["Segment"], to: &page)
      page.element("p", "A customer may be in several segments, or in none.")
      page.markup("</section>\n")
    }
    if !variants.isEmpty {
      page.markup("<section aria-labelledby=\"variants\">\n<h2 id=\"variants\">Variants</h2>\n")
      appendTable(variants, ["Variant", "Option"], to: &page)
      page.markup("</section>\n")
    }
  }

  func appendMessages(to page: inout HTMLText) {
    let rows = report.tallies.rows.filter { $0.counted.kind == .message }
    if rows.isEmpty { return }
    page.markup("<section aria-labelledby=\"messages\">\n<h2 id=\"messages\">Messages</h2>\n")
    page.markup("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Counts\"><table>\n")
    page.heads(["Message", "Segments", "Documents", "Billed"], left: 1)
    page.markup("<tbody>\n")
    for row in rows {
      page.markup("<tr><th scope=\"row\">")
      page.escaped(row.counted.name)
      page.markup("</th>")
      page.figure(row.segments.map { HTMLText.grouped($0) } ?? "")
      page.figure(HTMLText.grouped(row.rendered))
      page.figure(row.segments.map { HTMLText.grouped($0 * row.rendered) } ?? "")
      page.markup("</tr>\n")
    }
    page.markup("</tbody></table></div>\n")
    let texts = rows.filter { $0.segments != nil }
    if !texts.isEmpty {
      let billed = texts.reduce(0) { $0 + ($1.segments ?? 0) * $1.rendered }
      page.element(
        "p",
        billed == 1
          ? "Networks bill one text message, of one segment."
          : "Networks bill \(HTMLText.grouped(billed)) text messages, a segment each.")
    }
    page.markup("</section>\n")
  }

  func appendTasks(to page: inout HTMLText) {
    let rows = report.tallies.rows.filter {
      $0.counted.kind == .ladder && $0.rendered + $0.suppressed > 0
    }
    guard let tasks = report.tasks else { return }
    page.markup("<section aria-labelledby=\"tasks\">\n<h2 id=\"tasks\">Credit ladder</h2>\n")
    if !rows.isEmpty { appendTable(rows, ["Step", "State"], to: &page) }
    func count(_ state: TaskEntry.State) -> String { HTMLText.grouped(tasks.states[state] ?? 0) }
    page.element(
      "p",
      "To be done: \(count(.overdue)) overdue, \(count(.due)) today, \(count(.waiting)) later.")
    if tasks.isMerged {
      page.element(
        "p",
        "Of the run before: \(count(.done)) done, \(HTMLText.grouped(tasks.notDone)) not done, "
          + "\(count(.closed)) closed for a reason, \(count(.absent)) not in this input.")
    }
    page.markup("<p>Each of them is a line in <a href=\"tasks.ndjson\">tasks.ndjson</a>.</p>\n")
    page.markup("</section>\n")
  }

  private func appendTable(
    _ rows: [TallyTable.Row], _ names: [String], to page: inout HTMLText
  ) {
    page.markup("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Counts\"><table>\n")
    page.heads(names + ["Rendered", "Suppressed"], left: names.count)
    page.markup("<tbody>\n")
    for row in rows {
      page.markup("<tr><th scope=\"row\">")
      page.escaped(row.counted.name)
      page.markup("</th>")
      if names.count > 1 { page.element("td", row.counted.option) }
      page.figure(HTMLText.grouped(row.rendered))
      page.figure(HTMLText.grouped(row.suppressed))
      page.markup("</tr>\n")
    }
    page.markup("</tbody></table></div>\n")
  }
}
