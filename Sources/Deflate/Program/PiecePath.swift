/// The shortest path over one piece's bytes.
///
/// A handle on what its maker keeps. Bounds: `reached` has a place for each byte of the piece and for its end, and a match of
/// `PieceMatches` ends within its piece.
struct PiecePath {
  /// A way to reach a byte: bits so far, and the length of the token that ends there.
  struct Reached: BitwiseCopyable {
    var bits: Int32
    var length: Int32
  }

  let range: Range<Int>
  let bytes: UnsafeBufferPointer<UInt8>
  let ranges: UnsafeBufferPointer<Range<Int32>>
  let matches: UnsafeBufferPointer<PieceMatches.Match>
  let costs: UnsafePointer<PlanCosts>
  let reached: UnsafeMutableBufferPointer<Reached>

  /// The longest matches of a place by what their distance costs, those only that are longer than all cheaper ones.
  private struct Stairs {
    var lengths = InlineArray<32, Int32>(repeating: 0)
    /// Which costs there are.
    var steps: UInt32 = 0

    /// The longest match whose distance costs at most so much.
    @inline(__always)
    func longest(_ cost: Int) -> Int {
      let cheaper = steps & (2 &<< UInt32(truncatingIfNeeded: cost) &- 1)
      return cheaper == 0 ? 0 : Int(lengths[31 &- cheaper.leadingZeroBitCount])
    }
  }

  /// Fills `reached`.
  func find() {
    reached[0] = Reached(bits: 0, length: 0)
    for offset in 0..<range.count { reached[offset + 1] = Reached(bits: .max, length: 0) }
    var stairs = Stairs()
    var before = Stairs()
    var bitsBefore: Int32 = 0
    for at in range {
      let offset = at &- range.lowerBound
      let here = reached[offset].bits
      let literal = here &+ costs.pointee.literals[Int(bytes[at])]
      if literal < reached[offset &+ 1].bits {
        reached[offset &+ 1] = Reached(bits: literal, length: 1)
      }
      swap(&stairs, &before)
      climb(at, &stairs)
      var done = DeflateFormat.shortestMatch &- 1
      var left = stairs.steps
      while left != 0 {
        let cost = left.trailingZeroBitCount
        left &= left &- 1
        let length = Int(stairs.lengths[cost])
        if length <= done {
          stairs.steps &= ~(1 &<< UInt32(truncatingIfNeeded: cost))
          continue
        }
        let bits = here &+ Int32(truncatingIfNeeded: cost)
        // The place before, if cheaper to reach, got as far with a match one longer, for a distance no dearer: this one can be
        // better only by a shorter length's fewer bits.
        let covered = here >= bitsBefore ? min(length, before.longest(cost) &- 1) : 0
        var part = Int(costs.pointee.rises[done &+ 1])
        while part <= covered {
          reach(offset, part, bits)
          part = Int(costs.pointee.rises[part &+ 1])
        }
        part = max(done, covered) &+ 1
        while part <= length {
          reach(offset, part, bits)
          part &+= 1
        }
        done = length
      }
      bitsBefore = here
    }
  }

  /// The match that reaches from a place so far for the fewest bits, the last found of them.
  func cheapest(at place: Int, _ length: Int) -> PieceMatches.Match {
    var least = Int.max
    var best = PieceMatches.Match(from: 0, length: 0, distanceSymbol: 0, isCopy: false)
    for index in ranges[place] {
      let match = matches[Int(index)]
      let cost = costs.pointee.distance(of: match)
      if cost < least, match.length >= length { (least, best) = (cost, match) }
    }
    return best
  }

  @inline(__always)
  private func climb(_ at: Int, _ stairs: inout Stairs) {
    stairs.steps = 0
    for index in ranges[at] {
      let match = matches[Int(index)]
      let cost = costs.pointee.distance(of: match)
      let step: UInt32 = 1 &<< UInt32(truncatingIfNeeded: cost)
      let length = Int32(match.length)
      stairs.lengths[cost] =
        stairs.steps & step == 0 ? length : max(length, stairs.lengths[cost])
      stairs.steps |= step
    }
  }

  @inline(__always)
  private func reach(_ offset: Int, _ part: Int, _ start: Int32) {
    let bits = start &+ costs.pointee.lengths[part]
    if bits < reached[offset &+ part].bits {
      reached[offset &+ part] = Reached(bits: bits, length: Int32(truncatingIfNeeded: part))
    }
  }
}
