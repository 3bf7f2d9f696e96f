/// A prefix code as deflate sends it: only lengths, the words follow from them (RFC 1951, section 3.2.2).
struct HuffmanCode: Equatable, Sendable {
  /// By symbol: bits of its word, 0 where it has none.
  let lengths: [UInt8]
  /// By symbol: its word, first bit lowest, ready to be appended.
  let words: [UInt16]

  init(lengths: [UInt8]) {
    self.lengths = lengths
    var counts = [Int](repeating: 0, count: DeflateFormat.longestWord + 1)
    for length in lengths where length > 0 { counts[Int(length)] += 1 }
    var next = [Int](repeating: 0, count: DeflateFormat.longestWord + 2)
    for length in 1...DeflateFormat.longestWord {
      next[length + 1] = (next[length] + counts[length]) << 1
    }
    var words = [UInt16](repeating: 0, count: lengths.count)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      words[symbol] = Self.reversed(next[Int(length)], Int(length))
      next[Int(length)] += 1
    }
    self.words = words
  }

  /// The best code for symbols that occur so often, with words of at most `longest` bits.
  ///
  /// Package-merge (Larmore and Hirschberg, 1990): optimal under the bound, and where two symbols occur equally often the
  /// lower one sorts first, so equal counts give equal codes everywhere.
  init(frequencies: [Int], longest: Int) {
    self.init(lengths: Self.lengths(frequencies, longest))
  }

  /// The code of blocks without a table (RFC 1951, section 3.2.6): literals and lengths, 288 of them.
  static let fixedLiterals = HuffmanCode(
    lengths: [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112)
      + [UInt8](repeating: 7, count: 24) + [UInt8](repeating: 8, count: 8))
  /// The distances of blocks without a table.
  static let fixedDistances = HuffmanCode(lengths: [UInt8](repeating: 5, count: 32))

  private static func reversed(_ word: Int, _ count: Int) -> UInt16 {
    var result: UInt16 = 0
    for bit in 0..<count where word >> bit & 1 == 1 { result |= 1 << UInt16(count - 1 - bit) }
    return result
  }

  private struct Node {
    var weight: Int
    /// A symbol, or ~index of the first of two nodes of the level before.
    var content: Int
  }

  private static func lengths(_ frequencies: [Int], _ longest: Int) -> [UInt8] {
    let leaves = frequencies.indices.filter { frequencies[$0] > 0 }
      .sorted { (frequencies[$0], $0) < (frequencies[$1], $1) }
      .map { Node(weight: frequencies[$0], content: $0) }
    var lengths = [UInt8](repeating: 0, count: frequencies.count)
    // One symbol alone still gets a word, and a second one so that the code is complete.
    if leaves.count < 2 {
      let only = leaves.first?.content ?? 0
      lengths[only] = 1
      lengths[only == 0 ? 1 : 0] = 1
      return lengths
    }
    precondition(leaves.count <= 1 << longest, "more symbols than words")
    var levels: [[Node]] = [leaves]
    for _ in 1..<longest {
      let before = levels[levels.count - 1]
      var merged: [Node] = []
      merged.reserveCapacity(leaves.count + before.count / 2)
      var leaf = 0
      var pair = 0
      while leaf < leaves.count || pair + 1 < before.count {
        let package = pair + 1 < before.count ? before[pair].weight + before[pair + 1].weight : nil
        if leaf < leaves.count, package.map({ leaves[leaf].weight <= $0 }) ?? true {
          merged.append(leaves[leaf])
          leaf += 1
        } else if let package {
          merged.append(Node(weight: package, content: ~pair))
          pair += 2
        }
      }
      levels.append(merged)
    }
    // The first 2n - 2 nodes of the last level; of each level before, what they hold.
    var taken = 2 * leaves.count - 2
    for level in levels.reversed() {
      var below = 0
      for node in level.prefix(taken) {
        if node.content >= 0 { lengths[node.content] += 1 } else { below = ~node.content + 2 }
      }
      taken = below
    }
    return lengths
  }
}
