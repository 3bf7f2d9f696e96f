import Liquid

/// Whom a run's pages tell what is done with them.
public struct Listening: Sendable, Hashable {
  /// The endpoint's address.
  public let endpoint: String
  /// Its site, which the pages' policy lets them speak to.
  public let origin: String
  /// A name of the run; the same for all its pages.
  public var run = ""

  /// Makes a listening; the run is named when it is known.
  public init(endpoint: String, origin: String) {
    self.endpoint = endpoint
    self.origin = origin
  }

  /// `listen` in pages; `groups` are what events carry of what the customer counts as.
  func value(groups: [Value], script: Value, _ arena: Arena) -> Value {
    let list = arena.allocateValues(groups.count)
    list.initialize(from: groups, count: groups.count)
    let box = GlobalValues.object(
      [
        ("to", Value(endpoint, in: arena)), ("run", Value(run, in: arena)),
        ("groups", Value(array: UnsafeBufferPointer(start: list, count: groups.count))),
      ], arena)
    return GlobalValues.object([("box", box), ("script", script)], arena)
  }
}
