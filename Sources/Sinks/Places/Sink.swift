/// A place that takes units in order and makes them staged, durable and published.
///
/// `RunWriter` calls the steps: `check` and `prepare` once; `stage` for each unit; after a sync that began later `publish`, and after
/// one that began after that `accept`, while further units are staged; and `finish` once. Units go through each step in
/// order. If a sync fails it calls `discard` and stages all that was not accepted again, the same units. No step is called
/// after another kind of failure; then the next run starts with `prepare`. Calls never overlap.
public protocol Sink: AnyObject {
  /// How units for this sink are to be made.
  var form: UnitForm { get }

  /// Throws where a run cannot go on after a committed unit; changes nothing.
  func check(at position: PackPosition?) throws(SinkError)
  /// Gets ready to go on after the last committed unit, dropping whatever lies beyond it.
  ///
  /// `position` is what `stage` returned for that unit; `uncommitted` are the paths of documents
  /// (`documents/...`) that may have been published since.
  func prepare(at position: PackPosition?, uncommitted: [String]) throws(SinkError)
  /// Writes of a unit, where no reader sees it, what needs no order: `stage` then need not.
  ///
  /// Called at most once for a unit, before `stage`, on any thread, beside any other step.
  func write(_ unit: UnitOutput) throws(SinkError)
  /// Writes a unit where no reader sees it; the position after it, for sinks that have one.
  func stage(_ unit: UnitOutput) throws(SinkError) -> PackPosition?
  /// Makes durable what was staged, or published, since the last call.
  ///
  /// Not called where the whole file system is synced by the writer.
  func sync() throws(SinkError)
  /// Shows the next `count` units that were staged.
  func publish(_ count: Int) throws(SinkError)
  /// Takes the next `count` units that were published for certain: their journal lines are written.
  func accept(_ count: Int)
  /// Withdraws everything since the last `accept`; it will be staged again into new files.
  func discard() throws(SinkError)
  /// Publishes and syncs what is held open; no unit follows.
  func finish() throws(SinkError)
}

extension Sink {
  /// Takes what is there for what the run wrote: `verify` looks at it.
  public func check(at position: PackPosition?) throws(SinkError) {}
  /// Leaves everything to `stage`.
  public func write(_ unit: UnitOutput) throws(SinkError) {}
}
