/// A place that takes units in order and makes them staged, durable and published.
///
/// `RunWriter` calls the steps: `prepare` once, then for each group of units `stage` (each unit),
/// `sync`, `publish`, `sync`; and `finish` once. If a `sync` fails it calls `discard` and begins
/// the group again, with the same units. No step is called after another kind of failure; then the
/// next run starts with `prepare`. Calls never overlap.
public protocol Sink: AnyObject {
  /// How units for this sink are to be made.
  var form: UnitForm { get }

  /// Gets ready to go on after the last committed unit, dropping whatever lies beyond it.
  ///
  /// `position` is what `stage` returned for that unit; `uncommitted` are the paths of documents
  /// (`documents/...`) that may have been published since.
  func prepare(at position: PackPosition?, uncommitted: [String]) throws(SinkError)
  /// Writes a unit where no reader sees it; the position after it, for sinks that have one.
  func stage(_ unit: UnitOutput) throws(SinkError) -> PackPosition?
  /// Makes durable what was staged, or published, since the last call.
  func sync() throws(SinkError)
  /// Shows what was staged.
  func publish() throws(SinkError)
  /// Takes for certain what was published: its journal lines are written.
  func accept()
  /// Withdraws everything since the last `accept`; it will be staged again into new files.
  func discard() throws(SinkError)
  /// Publishes and syncs what is held open; no unit follows.
  func finish() throws(SinkError)
}
