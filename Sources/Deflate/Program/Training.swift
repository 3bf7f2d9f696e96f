extension SymbolCounts {
  /// What is believed before anything was seen, in 64ths of an occurrence: text is likelier than control characters, and
  /// everything may happen.
  static let prior: SymbolCounts = {
    var counts = SymbolCounts()
    for symbol in counts.literals.indices {
      switch symbol {
      case 0x20..<0x7F: counts.literals[symbol] = 16
      case 0x80..<0x100: counts.literals[symbol] = 4
      case 0..<0x100: counts.literals[symbol] = 1
      default: counts.literals[symbol] = 16
      }
    }
    for symbol in counts.distances.indices { counts.distances[symbol] = 16 }
    return counts
  }()

  /// A first guess: the samples' bytes, a third of which matches will cover.
  static func guess(from samples: [DeflateSample]) -> SymbolCounts {
    var counts = prior
    var total = 0
    for sample in samples {
      counts.literals.withUnsafeMutableBufferPointer { literals in
        for byte in sample.bytes { literals[Int(byte)] &+= 64 }
      }
      total += sample.bytes.count
    }
    for symbol in 257..<DeflateFormat.literalSymbols {
      counts.literals[symbol] += total * 4 / (symbol - 254)
    }
    for symbol in counts.distances.indices { counts.distances[symbol] += total }
    return counts
  }
}

extension DeflateProgram {
  /// What the encoder writes for samples: one in each page's end, the others as they come, and the prior.
  func counts(of samples: [DeflateSample]) -> SymbolCounts {
    var counts = SymbolCounts()
    let encoder = DeflateEncoder(self, mayFallBack: false)
    for sample in samples {
      counts.literals[DeflateFormat.endOfBlock] += 1
      sample.bytes.withUnsafeBytes { bytes in
        sample.runs.withUnsafeBufferPointer { runs in
          let written = encoder.encode(bytes, runs: runs, container: .raw)
          count(written, &counts)
        }
      }
    }
    var total = SymbolCounts.prior
    total.add(counts, times: 64)
    return total
  }

  /// Counts the tokens of a stream of one block; the encoder's memory goes on behind the bytes.
  func count(_ bytes: UnsafeRawBufferPointer, _ counts: inout SymbolCounts) {
    guard let start = bytes.baseAddress else { return }
    counts.literals.withUnsafeMutableBufferPointer { literals in
      counts.distances.withUnsafeMutableBufferPointer { distances in
        guard let literals = literals.baseAddress, let distances = distances.baseAddress else {
          return
        }
        tables.reader.count(
          start, from: tables.headerBits, literals: literals, distances: distances)
      }
    }
  }
}
