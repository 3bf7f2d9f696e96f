internal import Batch
internal import Diagnostics
internal import Sinks

/// What verifying says at its end.
struct VerifySummary {
  let report: VerifyReport
  let folder: String
  /// Whether records were to be rendered anew.
  let rendersAnew: Bool
  /// Whether documents were to be searched.
  let searchesLeaks: Bool

  /// For people: a line for each finding, then what was read.
  var text: String {
    var text = report.findings.map(\.text).joined()
    let untold = report.findingCount - report.findings.count
    if untold > 0 { text += "and \(untold) more\n" }
    let counts = report.counts
    text +=
      "\(counts.read.counted("record")) = \(counts.rendered) rendered + \(counts.rejected) rejected + "
      + "\(counts.suppressed) suppressed\n"
    text +=
      "  \(report.documents.counted("document")), \(report.files.counted("file")), "
      + "\(RunSummary.short(report.contentSize)) read back in \(folder)\n"
    if report.erased > 0 { text += "  \(report.erased) erased\n" }
    text += compared
    if report.findingCount == 0 {
      return text
        + (report.expired == nil
          ? "verified: nothing is missing, extra, altered, doubled or swapped\n"
          : "verified: the manifest is whole, and nothing else is there\n")
    }
    let kinds = report.findingCounts.sorted { $0.key.rawValue < $1.key.rawValue }
    return text + "not verified: "
      + kinds.map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ") + "\n"
  }

  /// What was held against template and input, or why nothing was.
  private var compared: String {
    if let day = report.expired {
      return "  expired on \(day): the manifest is what is left\n"
        + (rendersAnew || searchesLeaks
          ? "  nothing is left to compare: no record was rendered anew, no document searched\n"
          : "")
    }
    var text = ""
    if rendersAnew {
      text += "  \(report.renderedAnew.counted("record")) rendered anew"
      text += report.renderedAnew == 0 ? ": the share came to none\n" : "\n"
    }
    if searchesLeaks {
      text += "  \(report.searched.counted("document")) searched for "
      text += "\(report.distinctiveValues.counted("value")) of others"
      text += report.searched == 0 ? ": the share came to none\n" : "\n"
    }
    return text
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
      + "\"expired\":\(report.expired.map { JSONText.quoted($0) } ?? "null"),"
      + "\"renderedAnew\":\(report.renderedAnew),\"searched\":\(report.searched),"
      + "\"distinctiveValues\":\(report.distinctiveValues),"
      + "\"findings\":{\(kinds.joined(separator: ","))}}\n"
  }
}
