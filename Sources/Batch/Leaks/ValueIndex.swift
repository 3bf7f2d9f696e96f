/// Which record alone has a value: an open table of hashes, bounded in memory.
///
/// When it would grow past its bound it keeps only one half of all hashes, then a quarter; what it
/// let go is searched for in further rounds over the same documents.
struct ValueIndex: @unchecked Sendable {
  // Unchecked: filled by one thread, then only read.

  /// 12 bytes a slot: at most 192 MiB.
  private static let mostSlots = 1 << 24
  private static let shared = UInt32.max

  private var hashes: [UInt64]
  /// The owner's ordinal; 0 for a free slot, `shared` for a value of several records.
  private var owners: [UInt32]
  private var used = 0
  /// A bit for the hash of each first word: most words of a document begin no value.
  private(set) var starts = [UInt64](repeating: 0, count: 1 << 18)

  /// Rounds that are needed in all.
  private(set) var rounds = 1
  /// The round this index is for, from 0.
  let round: Int
  /// Values of one record alone.
  private(set) var distinctCount = 0

  /// Makes an index for a round; `rounds` is 1 for the first.
  init(round: Int = 0, of rounds: Int = 1) {
    self.round = round
    self.rounds = rounds
    hashes = [UInt64](repeating: 0, count: 1 << 16)
    owners = [UInt32](repeating: 0, count: 1 << 16)
  }

  private func isMine(_ hash: UInt64) -> Bool {
    Int(truncatingIfNeeded: hash >> 40) & (rounds - 1) == round
  }

  /// Notes that a record has a value whose first word hashes to `start`.
  mutating func insert(_ hash: UInt64, start: UInt64, owner: UInt32) {
    guard isMine(hash) else { return }
    if used * 4 >= hashes.count * 3 { makeRoom() }
    guard isMine(hash) else { return }
    starts[Int(start >> 46)] |= 1 << (start & 63)
    var index = Int(truncatingIfNeeded: hash) & (hashes.count - 1)
    while owners[index] != 0 {
      if hashes[index] == hash {
        if owners[index] != owner, owners[index] != Self.shared {
          owners[index] = Self.shared
          distinctCount -= 1
        }
        return
      }
      index = (index + 1) & (hashes.count - 1)
    }
    hashes[index] = hash
    owners[index] = owner
    used += 1
    distinctCount += 1
  }

  /// The one record that has the value; nil when none or several have.
  func owner(of hash: UInt64) -> UInt32? {
    var index = Int(truncatingIfNeeded: hash) & (hashes.count - 1)
    while owners[index] != 0 {
      if hashes[index] == hash { return owners[index] == Self.shared ? nil : owners[index] }
      index = (index + 1) & (hashes.count - 1)
    }
    return nil
  }

  /// Whether a word with this hash may begin a value.
  func mayStart(_ hash: UInt64) -> Bool { starts[Int(hash >> 46)] & (1 << (hash & 63)) != 0 }

  private mutating func makeRoom() {
    let (oldHashes, oldOwners) = (hashes, owners)
    var size = oldHashes.count
    if size < Self.mostSlots { size *= 2 } else { rounds *= 2 }
    hashes = [UInt64](repeating: 0, count: size)
    owners = [UInt32](repeating: 0, count: size)
    used = 0
    distinctCount = 0
    for index in oldHashes.indices where oldOwners[index] != 0 && isMine(oldHashes[index]) {
      var place = Int(truncatingIfNeeded: oldHashes[index]) & (size - 1)
      while owners[place] != 0 { place = (place + 1) & (size - 1) }
      hashes[place] = oldHashes[index]
      owners[place] = oldOwners[index]
      used += 1
      if oldOwners[index] != Self.shared { distinctCount += 1 }
    }
  }
}
