internal import Sinks

/// Packs as wholes: whether each stands in its own place, and holds what the units wrote.
extension Verification {
  /// Finds packs in each other's places, then looks again at the units that they keep from being proved.
  ///
  /// `records` are the first and the last record of each pack. Packs are filled in the order of the records, so that the
  /// order of their numbers must be that of their records.
  func checkPacks(_ records: [Int32: ClosedRange<Int>]) throws(SinkError) {
    guard let shelf else { return }
    let named = manifest.map { Set($0.packs.map(\.name)) }
    let places = records.keys.map { Int($0) }
      .filter { named?.contains(shelf.packs[$0].name) ?? true }
      .sorted { shelf.packs[$0].number < shelf.packs[$1].number }
    let packs = places.sorted {
      (records[Int32($0)]?.lowerBound ?? 0) < (records[Int32($1)]?.lowerBound ?? 0)
    }
    let areApart = zip(packs, packs.dropFirst()).allSatisfy { first, second in
      guard let first = records[Int32(first)], let second = records[Int32(second)] else {
        return false
      }
      return first.upperBound <= second.lowerBound
    }
    if areApart { tellMoved(zip(packs, places).filter { $0 != $1 }.map { (pack: $0, home: $1) }) }
    try checkDoubtful()
  }

  private func tellMoved(_ moved: [(pack: Int, home: Int)]) {
    guard let packs = shelf?.packs else { return }
    let homes = Dictionary(uniqueKeysWithValues: moved.map { ($0.pack, $0.home) })
    for (pack, home) in moved {
      let words: String
      if homes[home] == pack {
        // Of a pair, one line tells.
        if home < pack { continue }
        words = "it and \(packs[home].name) stand in each other's places"
      } else {
        words = "it stands in the place of another: it is \(packs[home].name)"
      }
      report.add([Finding(.swapped, packs[pack].name, words)])
    }
    shelf?.put(moved)
  }

  private func checkDoubtful() throws(SinkError) {
    guard let shelf else { return }
    let reader = PackEntryReader(folder) { _, _ in false }
    for (unit, earlier) in doubtful.map({ ($0.unit, $0.earlier) }) {
      // What keeps it from being told where a unit stands is told of already.
      guard let position = unit.pack, let all = shelf.stretches(from: earlier, to: position),
        try reader.digest(of: all) != unit.stored
      else { continue }
      let stretches = all.filter { !$0.bytes.isEmpty }
      let wrote = "not those that unit \(unit.unit) wrote"
      if let (pack, bytes) = stretches.first, stretches.count == 1 {
        report.add([
          Finding(
            .altered, pack, "bytes \(bytes.lowerBound) to \(bytes.upperBound) are \(wrote)")
        ])
      } else {
        // One hash is over what it wrote to all of them.
        let names = stretches.map(\.pack).joined(separator: ", ")
        report.add([
          Finding(.altered, "packs", "in one of \(names) bytes are \(wrote)")
        ])
      }
    }
  }
}
