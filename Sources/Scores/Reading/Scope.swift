/// The names that expressions and predicates of one model may use.
final class Scope {
  let parent: Scope?
  private var names: [String: Int32] = [:]

  init(parent: Scope?) { self.parent = parent }

  /// The slot of a field; a nested model sees the fields around it.
  func slot(_ name: String) -> Int32? { names[name] ?? parent?.slot(name) }

  /// Whether this very scope has the name.
  func has(_ name: String) -> Bool { names[name] != nil }

  func add(_ name: String, _ slot: Int32) { names[name] = slot }

  /// Every name, for suggestions.
  var known: [String] { Array(names.keys).sorted() + (parent?.known ?? []) }
}
