/// The start of a block with its own table: RFC 1951, section 3.2.7.
enum BlockHeader {
  /// The order in which the lengths of the code length code are sent.
  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  private struct Item {
    var symbol: Int
    var extra = 0
    var extraBits = 0
  }

  /// The header's bits; the first, "last block", is 0.
  static func bits(literals: HuffmanCode, distances: HuffmanCode) -> BitString {
    let literalLengths = trimmed(literals.lengths, atLeast: 257)
    let distanceLengths = trimmed(distances.lengths, atLeast: 1)
    let items = runs(literalLengths + distanceLengths)
    var frequencies = [Int](repeating: 0, count: 19)
    for item in items { frequencies[item.symbol] += 1 }
    let code = HuffmanCode(
      frequencies: frequencies, longest: DeflateFormat.longestLengthWord)
    var sent = 19
    while sent > 4, code.lengths[order[sent - 1]] == 0 { sent -= 1 }

    var bits = BitString()
    bits.append(0, 1)
    bits.append(2, 2)
    bits.append(literalLengths.count - 257, 5)
    bits.append(distanceLengths.count - 1, 5)
    bits.append(sent - 4, 4)
    for symbol in order.prefix(sent) { bits.append(Int(code.lengths[symbol]), 3) }
    for item in items {
      bits.append(item.symbol, of: code)
      bits.append(item.extra, item.extraBits)
    }
    return bits
  }

  private static func trimmed(_ lengths: [UInt8], atLeast least: Int) -> [UInt8] {
    var count = lengths.count
    while count > least, lengths[count - 1] == 0 { count -= 1 }
    return Array(lengths.prefix(count))
  }

  /// Lengths in runs: 16 repeats the one before 3 to 6 times, 17 and 18 are 3 to 10 and 11 to 138 zeros.
  private static func runs(_ lengths: [UInt8]) -> [Item] {
    var items: [Item] = []
    var index = 0
    while index < lengths.count {
      let length = lengths[index]
      var count = 1
      while index + count < lengths.count, lengths[index + count] == length { count += 1 }
      index += count
      if length != 0 {
        items.append(Item(symbol: Int(length)))
        count -= 1
      }
      while count >= 3 {
        let most = length != 0 ? 6 : count >= 11 ? 138 : 10
        let taken = min(count, most)
        if length != 0 {
          items.append(Item(symbol: 16, extra: taken - 3, extraBits: 2))
        } else if taken >= 11 {
          items.append(Item(symbol: 18, extra: taken - 11, extraBits: 7))
        } else {
          items.append(Item(symbol: 17, extra: taken - 3, extraBits: 3))
        }
        count -= taken
      }
      for _ in 0..<count { items.append(Item(symbol: Int(length))) }
    }
    return items
  }
}
