/// The nested shape that dotted column names describe, while a header is read.
final class CSVPlan {
  /// Elements of one list: more is a slip, not a bill.
  static let maximumElements = 10_000

  private(set) var column: Int?
  private(set) var children: [(key: String, plan: CSVPlan)] = []
  /// The children by name, for headers of many columns.
  private var places: [Substring: Int] = [:]

  /// Adds a column; false when another column contradicts it.
  func add(_ path: ArraySlice<Substring>, column: Int) -> Bool {
    guard let key = path.first else {
      if self.column != nil || !children.isEmpty { return false }
      self.column = column
      return true
    }
    if self.column != nil { return false }
    if let place = places[key] {
      return children[place].plan.add(path.dropFirst(), column: column)
    }
    let plan = CSVPlan()
    places[key] = children.count
    children.append((String(key), plan))
    return plan.add(path.dropFirst(), column: column)
  }

  /// Whether the children are numbered.
  var isList: Bool { children.first.map { Int($0.key) != nil } ?? false }

  /// Sorts lists by their numbers; a path whose numbers have gaps, repeat or mix with names, else nil.
  func finish(_ path: String = "") -> String? {
    let numbers = children.map { Self.number($0.key) }
    if numbers.contains(where: { $0 != nil }) {
      let sorted = numbers.compactMap { $0 }.sorted()
      guard sorted == Array(0..<children.count) else { return path }
      children.sort { (Int($0.key) ?? 0) < (Int($1.key) ?? 0) }
    }
    for child in children {
      let inner = path.isEmpty ? child.key : path + "." + child.key
      if let wrong = child.plan.finish(inner) { return wrong }
    }
    return nil
  }

  private static func number(_ key: String) -> Int? {
    guard key.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int(key),
      number < maximumElements
    else { return nil }
    return number
  }
}
