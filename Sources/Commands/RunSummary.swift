internal import ArgumentParser
internal import Batch
internal import Diagnostics
internal import Sinks

/// What a finished run says of itself.
struct RunSummary {
  let report: RunReport
  let output: String
  let elapsed: Duration
  let maxRejects: RejectLimit
  /// Whether the same command can go on with the run.
  var isResumable = true

  private var seconds: Double {
    Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
  }

  private var made: Int { report.counts.read - report.resumedRecords }

  /// For people.
  var text: String {
    let counts = report.counts
    var text =
      "\(counts.read.counted("record")) read: \(counts.rendered) rendered, \(counts.rejected) rejected, "
      + "\(counts.suppressed) suppressed\n"
    if report.resumedRecords > 0 {
      text += "  \(report.resumedRecords) of them by an earlier run\n"
    }
    for total in report.totals {
      let group = total.group.isEmpty ? "" : " \(Self.shown(total.group))"
      text += "  \(total.name)\(group) \(total.outcome.rawValue): \(total.amount)\n"
    }
    for entry in sortedReasons {
      text += "  \(entry.outcome.rawValue) \(entry.reason): \(entry.count)\n"
    }
    if !report.segments.isEmpty {
      text += "  segments: "
      text += report.segments.map { "\($0.name) \($0.records)" }.joined(separator: ", ") + "\n"
    }
    if !report.messages.isEmpty {
      let words = report.messages.map { message in
        "\(message.name) \(message.made)" + (message.billed.map { " (\($0) billed)" } ?? "")
      }
      text += "  messages: \(words.joined(separator: ", "))\n"
    }
    if let tasks = report.tasks {
      let states: [(TaskEntry.State, String)] = [
        (.overdue, "overdue"), (.due, "due"), (.waiting, "to come"),
      ]
      text += "  tasks: "
      text += states.map { "\(tasks.states[$0] ?? 0) \($1)" }.joined(separator: ", ") + "\n"
    }
    text += "  in \(output)"
    if made > 0 {
      let isPart = report.resumedRecords > 0
      text += ", \(Self.short(report.contentSize))\(isPart ? " by this process" : ""), "
      text += "\(Self.rounded(seconds, 2)) s, "
      text += "\(Int(Double(made) / max(seconds, 0.001))) documents/s"
    }
    text += "\n"
    if let signal = report.stoppedBy {
      text += "stopped by signal \(signal)"
      text += isResumable ? "; the same command goes on from here\n" : "; it cannot be resumed\n"
    }
    return text
  }

  /// For programs: one line.
  ///
  /// Bytes and seconds are those of this process, the rest is of the whole run.
  var json: String {
    let counts = report.counts
    let totals = report.totals.map {
      "{\"name\":\(JSONText.quoted($0.name)),\"group\":\(JSONText.quoted($0.group)),"
        + "\"outcome\":\(JSONText.quoted($0.outcome.rawValue)),\"amount\":\(JSONText.quoted($0.amount))}"
    }
    return "{\"read\":\(counts.read),\"rendered\":\(counts.rendered),"
      + "\"rejected\":\(counts.rejected),\"suppressed\":\(counts.suppressed),"
      + "\"resumed\":\(report.resumedRecords),\"bytes\":\(report.contentSize),"
      + "\"seconds\":\(Self.rounded(seconds, 3)),\"output\":\(JSONText.quoted(output)),"
      + "\"totals\":[\(totals.joined(separator: ","))],\"reasons\":[\(reasons)],"
      + "\"segments\":[\(segments)],\"messages\":[\(messages)],\"tasks\":\(tasks),"
      + "\"signal\":\(report.stoppedBy.map { "\($0)" } ?? "null")}\n"
  }

  private var reasons: String {
    sortedReasons.map {
      "{\"outcome\":\(JSONText.quoted($0.outcome.rawValue)),"
        + "\"reason\":\(JSONText.quoted($0.reason)),\"records\":\($0.count)}"
    }.joined(separator: ",")
  }

  private var sortedReasons: [ReasonCount] {
    report.reasons.sorted { ($0.outcome.rawValue, $0.reason) < ($1.outcome.rawValue, $1.reason) }
  }

  private var segments: String {
    report.segments.map { "{\"name\":\(JSONText.quoted($0.name)),\"records\":\($0.records)}" }
      .joined(separator: ",")
  }

  private var messages: String {
    report.messages.map { message in
      "{\"name\":\(JSONText.quoted(message.name)),\"made\":\(message.made),"
        + "\"billed\":\(message.billed.map { "\($0)" } ?? "null")}"
    }.joined(separator: ",")
  }

  private var tasks: String {
    guard let tasks = report.tasks else { return "null" }
    let states: [(TaskEntry.State, String)] = [
      (.overdue, "overdue"), (.due, "due"), (.waiting, "waiting"),
    ]
    return "{" + states.map { "\"\($1)\":\(tasks.states[$0] ?? 0)" }.joined(separator: ",") + "}"
  }

  /// Ends the command with the run's exit code; says why when that is a failure.
  func exit(_ console: Console) throws {
    if let signal = report.stoppedBy { throw ExitCode(128 + signal) }
    let counts = report.counts
    if !maxRejects.allows(counts.rejected, of: counts.read) {
      let limit = maxRejects.defaultValueDescription
      console.report(
        Diagnostic(
          code: "over-reject-limit",
          message: "\(counts.rejected) of \(counts.read) records rejected, and \(limit) allowed",
          hint: "the reasons are in \(output)/rejects.ndjson"))
      throw BillowExit.overLimit.error
    }
  }

  static func rounded(_ number: Double, _ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let whole = Int((number * scale).rounded())
    let digits = String(whole)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  /// A record's text without what a terminal would obey.
  static func shown(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { shown, scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
  }

  /// Bytes as people read them.
  static func short(_ bytes: Int) -> String {
    switch bytes {
    case ..<10_000: "\(bytes) bytes"
    case ..<10_000_000: "\(rounded(Double(bytes) / 1e3, 1)) kB"
    case ..<10_000_000_000: "\(rounded(Double(bytes) / 1e6, 1)) MB"
    default: "\(rounded(Double(bytes) / 1e9, 1)) GB"
    }
  }
}
