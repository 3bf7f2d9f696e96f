public import Sinks

/// Whoever watches a run: a terminal, a log, a file of metrics.
///
/// Called from the run's own threads, one call at a time. It changes nothing of the run.
public protocol RunObserver: AnyObject, Sendable {
  /// How far the run is, five times a second.
  func tick(_ progress: RunProgress)
  /// Something happened; after it was committed, where there is something to commit.
  func note(_ event: RunEvent)
}

/// What happens in a run, without a customer's value.
public enum RunEvent: Sendable {
  /// An earlier process had committed this many records.
  case resumed(records: Int, units: Int)
  /// A record is left out because it crashed earlier processes.
  case quarantined(ordinal: Int)
  /// A unit is committed: its number from 0, its first record from 1.
  case committed(unit: Int, firstOrdinal: Int, counts: RecordCounts)
  /// A record was rejected.
  case rejected(unit: Int, ordinal: Int, code: String)
  /// A sync failed, and this many groups of units were written anew so far.
  case redone(groups: Int)
  /// A signal asked the run to stop.
  case stopping(signal: Int32)
}

/// How far a run is.
public struct RunProgress: Sendable {
  /// What became of the records committed so far, by earlier processes too.
  public var counts = RecordCounts()
  /// Records that earlier processes had committed.
  public var resumedRecords = 0
  /// Why records were rejected or suppressed.
  public var reasons: [ReasonCount] = []
  /// Units committed so far.
  public var unitCount = 0
  /// Bytes of all files committed by this process, uncompressed.
  public var contentSize = 0
  /// The input in which the last unit committed ends, from 0.
  public var input = 0
  /// The byte of that input.
  public var inputOffset = 0
  /// Workers that are rendering now.
  public var busyWorkers = 0
  /// All workers.
  public var jobs = 0

  /// Makes the progress of a run that has done nothing.
  public init() {}
}
