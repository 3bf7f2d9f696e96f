/// Takes everything and keeps nothing: for measuring what comes before.
public final class NullSink: Sink {
  /// As `Sink` asks.
  public let form: UnitForm

  /// Makes a sink; units of form `counted` are not even gathered.
  public init(form: UnitForm = .counted) { self.form = form }

  /// As `Sink` asks.
  public func prepare(at position: PackPosition?, uncommitted: [String]) {}
  /// As `Sink` asks.
  public func stage(_ unit: UnitOutput) -> PackPosition? { nil }
  /// As `Sink` asks.
  public func sync() {}
  /// As `Sink` asks.
  public func publish(_ count: Int) {}
  /// As `Sink` asks.
  public func accept(_ count: Int) {}
  /// As `Sink` asks.
  public func discard() {}
  /// As `Sink` asks.
  public func finish() {}
}
