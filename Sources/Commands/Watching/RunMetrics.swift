internal import Batch
internal import Logging
internal import Synchronization

/// The metrics file of one process, from its first moment to its exit code.
///
/// It is written before anything is looked at, so that the figures of the run before never stand for this one.
final class RunMetrics: Sendable {
  private struct State {
    var figures = RunFigures()
    /// The word for what went wrong is told once.
    var hasTold = false
  }

  private let file: MetricsFile
  private let logger: Logger
  private let started = ContinuousClock.now
  private let state = Mutex(State())

  init(_ file: MetricsFile, _ logger: Logger) {
    self.file = file
    self.logger = logger
  }

  /// Changes the figures, and writes them unless it is too early for that.
  func update(isWritten: Bool = true, _ change: (inout RunFigures) -> Void = { _ in }) {
    state.withLock { state in
      change(&state.figures)
      guard isWritten else { return }
      let elapsed = (ContinuousClock.now - started).components
      let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
      guard let fault = file.write(state.figures, seconds: seconds), !state.hasTold else { return }
      state.hasTold = true
      logger.warning("the metrics file cannot be written", metadata: ["fault": "\(fault)"])
    }
  }

  /// Takes over what a run came to.
  func take(_ report: RunReport, isFinished: Bool, jobs: Int) {
    update(isWritten: false) { figures in
      figures.progress.counts = report.counts
      figures.progress.reasons = report.reasons
      figures.progress.contentSize = report.contentSize
      figures.progress.unitCount = report.unitCount
      figures.progress.jobs = jobs
      figures.isFinished = isFinished
    }
  }

  /// Writes the last figures.
  func end(exitCode: Int32) {
    update { figures in
      figures.progress.busyWorkers = 0
      figures.exitCode = exitCode
    }
  }
}

/// What the metrics file says.
struct RunFigures {
  var progress = RunProgress()
  /// The template's name; nil until it is read.
  var template: String?
  var isFinished = false
  /// What the process ends with; nil until it does.
  var exitCode: Int32?
}
