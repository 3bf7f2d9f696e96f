internal import Batch
internal import Diagnostics
internal import Sinks

/// What verifying says at its end.
struct VerifySummary {
  let report: VerifyReport
  let folder: String

  /// For people: a line for each finding, then what was read.
  var text: String {
    var text = report.findings.map(\.text).joined()
    let untold = report.findingCount - report.findings.count
    if untold > 0 { text += "and \(untold) more\n" }
    let counts = report.counts
    text +=
      "\(counts.read) records = \(counts.rendered) rendered + \(counts.rejected) rejected + "
      + "\(counts.suppressed) suppressed\n"
    text +=
      "  \(report.documents) documents, \(report.files) files, "
      + "\(RunSummary.short(report.contentSize)) read back in \(folder)\n"
    if let day = report.expired { text += "  expired on \(day): the manifest is what is left\n" }
    if report.erased > 0 { text += "  \(report.erased) erased\n" }
    if report.renderedAnew > 0 { text += "  \(report.renderedAnew) records rendered anew\n" }
    if report.searched > 0 {
      text +=
        "  \(report.searched) documents searched for \(report.distinctiveValues) values of others\n"
    }
    if report.findingCount == 0 {
      return text + "verified: nothing is missing, extra, altered, doubled or swapped\n"
    }
    let kinds = report.findingCounts.sorted { $0.key.rawValue < $1.key.rawValue }
    return text + "not verified: "
      + kinds.map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ") + "\n"
  }

  /// For programs: a line for each finding, then one object.
  var json: String {
    let counts = report.counts
    let kinds = report.findingCounts.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\(JSONText.quoted($0.key.rawValue)):\($0.value)" }
    return report.findings.map { $0.json + "\n" }.joined()
      + "{\"verified\":\(report.findingCount == 0),\"read\":\(counts.read),"
      + "\"rendered\":\(counts.rendered),\"rejected\":\(counts.rejected),"
      + "\"suppressed\":\(counts.suppressed),\"documents\":\(report.documents),"
      + "\"files\":\(report.files),\"bytes\":\(report.contentSize),"
      + "\"erased\":\(report.erased),"
      + "\"renderedAnew\":\(report.renderedAnew),\"searched\":\(report.searched),"
      + "\"findings\":{\(kinds.joined(separator: ","))}}\n"
  }
}
