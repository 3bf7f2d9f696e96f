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

  /// `listen` in pages.
  func value(groups: [String], script: Value, _ arena: Arena) -> Value {
    let names = arena.allocateValues(groups.count)
    for (index, group) in groups.enumerated() {
      (names + index).initialize(to: Value(group, in: arena))
    }
    let box = GlobalValues.object(
      [
        ("to", Value(endpoint, in: arena)), ("run", Value(run, in: arena)),
        ("groups", Value(array: UnsafeBufferPointer(start: names, count: groups.count))),
      ], arena)
    return GlobalValues.object([("box", box), ("script", script)], arena)
  }
}
