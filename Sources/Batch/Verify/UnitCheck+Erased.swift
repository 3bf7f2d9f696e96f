import Sinks

/// Records that were erased.
extension UnitCheck {
  /// Holds a tombstone against what may be left: nothing in a tree, and in packs files of zeros without a name.
  func check(_ tombstone: Tombstone) throws(SinkError) {
    result.erased += 1
    guard let shelf else { return }
    for (number, length) in tombstone.nameLengths.enumerated() {
      let path = Tombstone.placeholder(
        ordinal: tombstone.ordinal, file: number, length: length)
      let slots = shelf.find(path)
      result.named += slots
      guard let first = slots.first else {
        tell(.missing, path, tombstone.ordinal, "no pack holds what was left of the erased file")
        continue
      }
      let slot = shelf[first]
      let pack = shelf.pack(of: slot).name
      var isEmpty = true
      let outcome = try entries.read(slot.entry, of: pack, path: path) { bytes in
        isEmpty = bytes.allSatisfy { $0 == 0 }
      }
      switch outcome {
      case .sound:
        if !isEmpty {
          tell(.altered, path, tombstone.ordinal, "in \(pack) the erased file holds something")
        }
      case .altered(let why): tell(.altered, path, tombstone.ordinal, "in \(pack) \(why)")
      }
    }
  }
}
