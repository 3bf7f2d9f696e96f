internal import Batch
internal import Glibc
internal import Records
internal import Sinks

/// How far a run is, in words.
struct ProgressText {
  /// What is known of the inputs' lengths; nil where one is compressed or standard input.
  private let sizes: [Int]?

  init(_ inputs: [InputDescription]) {
    let known = inputs.compactMap { input in
      input.isCompressed ? nil : input.size.map { Int($0) }
    }
    sizes = known.count == inputs.count ? known : nil
  }

  /// Records a second of this process.
  static func rate(_ progress: RunProgress, _ seconds: Double) -> Int {
    Int(Double(progress.counts.read - progress.resumedRecords) / max(seconds, 0.001))
  }

  /// The share of the input that is committed, from 0 to 1; nil where its length is unknown.
  func share(_ progress: RunProgress) -> Double? {
    guard let sizes, progress.input < sizes.count else { return nil }
    let whole = sizes.reduce(0, +)
    let done = sizes[..<progress.input].reduce(0, +) + progress.inputOffset
    return whole > 0 && done > 0 ? min(1, Double(done) / Double(whole)) : nil
  }

  /// `1200 documents, 5600/s, 3 rejected, 12.1 MB, 2 of 2 cores, 41 %, 0:12 left`.
  func line(_ progress: RunProgress, _ seconds: Double, startShare: Double) -> String {
    var line = "\(progress.counts.rendered) documents, \(Self.rate(progress, seconds))/s, "
    line += "\(progress.counts.rejected) rejected, \(RunSummary.short(progress.contentSize)), "
    line += "\(progress.busyWorkers) of \(progress.jobs) cores busy"
    if let share = share(progress) {
      line += ", \(Int(share * 100)) %"
      if let left = Self.left(share, seconds, startShare) {
        line += ", \(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left"
      }
    }
    return line
  }

  /// Seconds left, at the pace this process has had since `startShare`.
  static func left(_ share: Double, _ seconds: Double, _ startShare: Double) -> Int? {
    share > startShare ? Int(seconds * (1 - share) / (share - startShare)) : nil
  }
}

/// The machine the run is on.
enum Machine {
  /// Cores that are switched on.
  static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
