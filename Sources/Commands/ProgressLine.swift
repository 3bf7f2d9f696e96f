internal import Batch
internal import Glibc
internal import Records
internal import Sinks
internal import Synchronization

/// A line on the terminal that is written over: records, rate, rejects, time left.
///
/// Where nobody watches, nothing is written.
final class ProgressLine: Sendable {
  private struct State {
    var lastShown: ContinuousClock.Instant?
    var isShown = false
  }

  private let console: Console
  private let started = ContinuousClock.now
  private let inputSize: Int?
  private let state = Mutex(State())

  /// Often enough to look alive, seldom enough to cost nothing.
  private static let interval = Duration.milliseconds(200)

  init(console: Console, inputs: [InputDescription]) {
    self.console = console
    let sizes = inputs.map { $0.isCompressed ? nil : $0.size }
    inputSize = inputs.count == 1 ? sizes.first.flatMap { $0 }.map { Int($0) } : nil
  }

  func show(_ progress: RunProgress) {
    guard console.isTerminal, !console.printsJSON else { return }
    let now = ContinuousClock.now
    let isDue = state.withLock { state in
      if let last = state.lastShown, now - last < Self.interval { return false }
      state.lastShown = now
      state.isShown = true
      return true
    }
    guard isDue else { return }
    let elapsed = now - started
    let seconds = max(
      0.001,
      Double(elapsed.components.seconds)
        + Double(elapsed.components.attoseconds) / 1e18)
    var line = "\r\(progress.counts.read) records, "
    line += "\(Int(Double(progress.counts.read) / seconds))/s, "
    line += "\(progress.counts.rejected) rejected"
    if let inputSize, progress.inputOffset > 0 {
      let share = Double(progress.inputOffset) / Double(inputSize)
      let left = max(0, Int(seconds / share - seconds))
      line += ", \(Int(share * 100)) %, \(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left"
    }
    console.note(line + "\u{1B}[K")
  }

  /// Takes the line away.
  func clear() {
    if state.withLock({ $0.isShown }) { console.note("\r\u{1B}[K") }
  }
}

/// The machine the run is on.
enum Machine {
  /// Cores that are switched on.
  static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
