internal import Batch
internal import Diagnostics
internal import Glibc
internal import Sinks

/// How long a run took and what it used: `timings.json`, which no hash of the run covers.
struct RunTimings {
  let report: RunReport
  let elapsed: Duration
  let jobs: Int
  let redoneGroups: Int

  private var seconds: Double {
    Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
  }

  private var records: Int { report.counts.read - report.resumedRecords }

  /// For the report.
  var pace: ReportPage.Pace {
    ReportPage.Pace(
      seconds: seconds, records: records, bytes: report.contentSize, jobs: jobs)
  }

  /// One JSON object, of the last process of the run.
  var json: String {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    let fields: [(String, String)] = [
      ("finished", JSONText.quoted(Timestamp.now)),
      ("seconds", RunSummary.rounded(seconds, 3)),
      ("records", String(records)),
      ("recordsPerSecond", RunSummary.rounded(Double(records) / max(seconds, 0.001), 1)),
      ("resumedRecords", String(report.resumedRecords)),
      ("jobs", String(jobs)),
      ("userSeconds", RunSummary.rounded(Self.seconds(usage.ru_utime), 3)),
      ("systemSeconds", RunSummary.rounded(Self.seconds(usage.ru_stime), 3)),
      ("peakKilobytes", String(usage.ru_maxrss)),
      ("redoneGroups", String(redoneGroups)),
    ]
    return "{" + fields.map { "\"\($0)\":\($1)" }.joined(separator: ",\n") + "}\n"
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
