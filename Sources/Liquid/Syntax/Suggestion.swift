/// "Did you mean": the nearest known name within an edit distance of two.
package enum Suggestion {
  /// The nearest of `known` to `name`; ties go to the alphabetically first, so messages never vary.
  package static func nearest(_ name: String, in known: some Sequence<String>) -> String? {
    let wanted = Array(name.utf8)
    var best: (distance: Int, name: String)?
    for candidate in Set(known).sorted() {
      let distance = distance(wanted, Array(candidate.utf8))
      if distance <= min(2, max(1, wanted.count / 2)), distance < best?.distance ?? .max {
        best = (distance, candidate)
      }
    }
    return best?.name
  }

  /// Optimal string alignment distance: insertions, deletions, substitutions, swaps of neighbours.
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    if abs(left.count - right.count) > 2 { return 3 }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        let cost = left[row] == right[column] ? 0 : 1
        var best = min(last[column] + cost, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
