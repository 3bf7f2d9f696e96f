import Storyboard

/// A canvas that knows what is painted on it, so that a next list costs only what differs.
final class PaintedSurface {
  let canvas: Canvas
  private(set) var damage: Damage
  /// The items of the list that the canvas shows, but for `damage`.
  private var contents: [Trace] = []
  /// The list `contents` was taken from; 0 for none.
  private var serial: UInt64 = 0

  /// What is remembered of an item: enough to see that it is the same, and where it was.
  private struct Trace: BitwiseCopyable {
    var hash: DisplayHash
    var box: PixelBox
  }

  init(width: Int, height: Int) {
    canvas = Canvas(width: width, height: height)
    damage = Damage(width: width, height: height)
  }

  /// Takes note that the canvas is to show items of another list, and of what that changes.
  ///
  /// Items that both lists have, in the same order, stay; the boxes of all others are damaged. Cost: one step an item
  /// where lists agree; where they differ, a search of at most `reach` items ahead.
  func advance(to items: ArraySlice<PreparedItem>, serial: UInt64) {
    guard serial != self.serial else { return }
    self.serial = serial
    var old = 0
    var new = items.startIndex
    while old < contents.count, new < items.endIndex {
      if contents[old].hash == items[new].hash, contents[old].box == items[new].box {
        old += 1
        new += 1
        continue
      }
      let (skippedOld, skippedNew) = alignment(old, items[new...])
      for index in old..<old + skippedOld { damage.add(contents[index].box) }
      for index in new..<new + skippedNew { damage.add(items[index].box) }
      old += skippedOld
      new += skippedNew
    }
    for trace in contents[old...] { damage.add(trace.box) }
    for item in items[new...] { damage.add(item.box) }
    contents.removeAll(keepingCapacity: true)
    for item in items { contents.append(Trace(hash: item.hash, box: item.box)) }
  }

  /// How far ahead the next common item is looked for.
  private static let reach = 24

  /// The fewest items to pass over on both sides to come to one that both have.
  private func alignment(
    _ old: Int, _ items: ArraySlice<PreparedItem>
  ) -> (old: Int, new: Int) {
    let oldReach = min(Self.reach, contents.count - old)
    let newReach = min(Self.reach, items.count)
    for distance in 1...max(1, oldReach + newReach - 2) {
      for skippedNew in 0...distance {
        let skippedOld = distance - skippedNew
        guard skippedOld < oldReach, skippedNew < newReach else { continue }
        let trace = contents[old + skippedOld]
        let item = items[items.startIndex + skippedNew]
        if trace.hash == item.hash, trace.box == item.box { return (skippedOld, skippedNew) }
      }
    }
    return (max(1, oldReach), max(1, newReach))
  }

  /// Damages everything, as after a change that items do not show.
  func invalidate() {
    damage = Damage(width: canvas.width, height: canvas.height)
    contents.removeAll(keepingCapacity: true)
    serial = 0
  }

  func clearDamage(band: Int) { damage.clear(band: band) }

  func clearDamage() {
    for band in damage.bands.indices { damage.clear(band: band) }
  }
}
