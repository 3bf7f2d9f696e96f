internal import Batch
internal import Glibc
internal import Logging
internal import Records
internal import Sinks
internal import Synchronization

/// Shows a run to whoever is there: a live line on a terminal, a line every ten seconds in a log,
/// a file of metrics.
final class RunWatcher: RunObserver {
  private struct State {
    var isShown = false
    var lastLogged: Double = 0
    var lastMetrics: Double = -.infinity
    var startShare: Double?
  }

  private let console: Console
  private let logger: Logger
  private let words: ProgressText
  private let metrics: RunMetrics?
  private let showsLine: Bool
  private let started: ContinuousClock.Instant
  private let state = Mutex(State())

  /// Seconds between two lines of a log.
  private static let logInterval: Double = 10
  /// Seconds between two metrics: collectors ask four times a minute.
  private static let metricsInterval: Double = 5

  init(
    console: Console, logger: Logger, inputs: [InputDescription], metrics: RunMetrics?,
    started: ContinuousClock.Instant
  ) {
    self.console = console
    self.logger = logger
    self.metrics = metrics
    self.started = started
    words = ProgressText(inputs)
    showsLine = console.isTerminal && !console.printsJSON
  }

  private var seconds: Double {
    let elapsed = (ContinuousClock.now - started).components
    return Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
  }

  func tick(_ progress: RunProgress) {
    let seconds = seconds
    state.withLock { state in
      let share = words.share(progress)
      let startShare = state.startShare ?? (progress.resumedRecords > 0 ? share ?? 0 : 0)
      state.startShare = startShare
      if showsLine {
        state.isShown = true
        // A line that wraps would be left behind by the next.
        let line = words.line(progress, seconds, startShare: startShare)
          .prefix(console.columns - 1)
        console.note("\r\(line)\u{1B}[K")
      } else if seconds - state.lastLogged >= Self.logInterval {
        state.lastLogged = seconds
        log(progress, seconds, startShare)
      }
      let isDue = seconds - state.lastMetrics >= Self.metricsInterval
      if isDue { state.lastMetrics = seconds }
      metrics?.update(isWritten: isDue) { $0.progress = progress }
    }
  }

  private func log(_ progress: RunProgress, _ seconds: Double, _ startShare: Double) {
    var facts: Logger.Metadata = [
      "documents": "\(progress.counts.rendered)", "rejected": "\(progress.counts.rejected)",
      "suppressed": "\(progress.counts.suppressed)", "bytes": "\(progress.contentSize)",
      "rate": "\(ProgressText.rate(progress, seconds))",
      "busy": "\(progress.busyWorkers)/\(progress.jobs)",
    ]
    if let share = words.share(progress) {
      facts["percent"] = "\(Int(share * 100))"
      if let left = ProgressText.left(share, seconds, startShare) { facts["left"] = "\(left)s" }
    }
    logger.info("progress", metadata: facts)
  }

  func note(_ event: RunEvent) {
    switch event {
    case .resumed(let records, let units):
      logger.info("resumed", metadata: ["records": "\(records)", "unit": "\(units)"])
    case .quarantined(let ordinal):
      clear()
      logger.warning("quarantined", metadata: ["ordinal": "\(ordinal)", "code": "poison"])
    case .committed(let unit, let first, let counts):
      logger.debug(
        "committed",
        metadata: [
          "unit": "\(unit)", "ordinal": "\(first)", "records": "\(counts.read)",
          "rejected": "\(counts.rejected)",
        ])
    case .rejected(let unit, let ordinal, let code):
      logger.debug(
        "rejected", metadata: ["unit": "\(unit)", "ordinal": "\(ordinal)", "code": "\(code)"])
    case .redone(let groups):
      clear()
      logger.warning("a sync failed; written anew", metadata: ["groups": "\(groups)"])
    case .stopping(let signal):
      clear()
      logger.notice("stopping", metadata: ["signal": "\(signal)"])
    }
  }

  /// Takes the live line away.
  func clear() {
    let wasShown = state.withLock { state in
      defer { state.isShown = false }
      return state.isShown
    }
    if wasShown { console.note("\r\u{1B}[K") }
  }
}
