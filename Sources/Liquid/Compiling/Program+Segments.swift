extension Program {
  /// The distinct pieces of static text that the program copies into pages, as `TracedRun.segment` counts them.
  ///
  /// A copy of all static text: for what is made once per template, such as its compressed form.
  public var segments: [[UInt8]] {
    segmentRanges.map { Array(UnsafeRawBufferPointer(rebasing: text[$0])) }
  }

  /// Gives each `text` operation the index of its piece; equal text has one index, wherever it stands.
  static func numberSegments(of code: inout [Operation], in text: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    // Open addressing over the pieces' own hash: a dictionary would feed its hash byte by byte.
    var slots = [Int32](repeating: -1, count: 64)
    text.withUnsafeBytes { text in
      func slot(of bytes: UnsafeRawBufferPointer) -> Int {
        var slot = Int(truncatingIfNeeded: bytes.mixed >> 32) & (slots.count - 1)
        while slots[slot] >= 0 {
          let known = UnsafeRawBufferPointer(rebasing: text[ranges[Int(slots[slot])]])
          if known.isSame(as: bytes) { break }
          slot = (slot + 1) & (slots.count - 1)
        }
        return slot
      }
      for index in code.indices where code[index].code == .text {
        let range = Int(code[index].c)..<Int(code[index].c) + Int(code[index].d)
        let place = slot(of: UnsafeRawBufferPointer(rebasing: text[range]))
        if slots[place] >= 0 {
          code[index].e = UInt32(slots[place])
          continue
        }
        code[index].e = UInt32(ranges.count)
        slots[place] = Int32(ranges.count)
        ranges.append(range)
        if ranges.count * 2 > slots.count {
          slots = [Int32](repeating: -1, count: slots.count * 2)
          for (number, range) in ranges.enumerated() {
            slots[slot(of: UnsafeRawBufferPointer(rebasing: text[range]))] = Int32(number)
          }
        }
      }
    }
    return ranges
  }
}
