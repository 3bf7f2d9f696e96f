import Storyboard

/// What paints each band of a frame, in 128 bits a band.
struct BandKeys {
  /// One band.
  struct Entry: BitwiseCopyable {
    var key: DisplayHash
    /// Whether a customer's value reaches it.
    var isPersonal: Bool
  }

  private(set) var entries: [Entry] = []
  private var open: [Open] = []

  /// A band whose items are not all folded yet.
  private struct Open: BitwiseCopyable {
    var hasher: DisplayHasher
    var isPersonal = false
  }

  /// Folds, band by band, the items that touch it, in order, and the groups that hold them.
  ///
  /// Cost: one step an item and band it touches.
  mutating func fold(_ items: [PreparedItem], of list: DisplayList, width: Int, height: Int) {
    let count = (height + Damage.bandRows - 1) / Damage.bandRows
    var seed = DisplayHasher()
    seed.combine(width)
    seed.combine(height)
    seed.combine(list.width)
    seed.combine(list.height)
    seed.combine(list.background)
    open.removeAll(keepingCapacity: true)
    for band in 0..<count {
      var hasher = seed
      // The same items at the same places of the picture are other pixels in another band.
      hasher.combine(band)
      open.append(Open(hasher: hasher))
    }
    open.withUnsafeMutableBufferPointer { open in
      for item in items where !item.box.isEmpty {
        for band in item.box.minY / Damage.bandRows...(item.box.maxY - 1) / Damage.bandRows {
          open[band].hasher.combine(item.hash)
          if item.isPersonal { open[band].isPersonal = true }
        }
      }
    }
    entries.removeAll(keepingCapacity: true)
    for band in open {
      entries.append(Entry(key: band.hasher.finish(), isPersonal: band.isPersonal))
    }
  }
}
