import Storyboard
import Testing

@Suite("Display hashes") struct DisplayHashTests {
  private func hash(_ fill: (inout DisplayHasher) -> Void) -> DisplayHash {
    var hasher = DisplayHasher()
    fill(&hasher)
    return hasher.finish()
  }

  @Test("The same in every process and on every machine") func pinned() {
    let value = hash {
      $0.combine(1.5)
      $0.combine("Noto Sans")
      $0.combine(true)
    }
    #expect(String(value.low, radix: 16) == "31d8e2618471fbac")
    #expect(String(value.high, radix: 16) == "fa3c999767a0d829")
  }

  @Test("Neighbouring strings do not flow together") func boundaries() {
    let one = hash {
      $0.combine("ab")
      $0.combine("c")
    }
    let other = hash {
      $0.combine("a")
      $0.combine("bc")
    }
    #expect(one != other)
  }

  @Test("One bit anywhere changes about half of both lanes") func avalanche() {
    let base = hash { for word in 0..<20 { $0.combine(UInt64(word)) } }
    var least = 64
    for position in 0..<20 {
      for bit in 0..<64 {
        let changed = hash {
          for word in 0..<20 {
            $0.combine(word == position ? UInt64(word) ^ (1 << UInt64(bit)) : UInt64(word))
          }
        }
        least = min(least, (base.low ^ changed.low).nonzeroBitCount)
        least = min(least, (base.high ^ changed.high).nonzeroBitCount)
      }
    }
    #expect(least >= 10)
  }

  @Test("Both zeros are one number") func zeros() {
    #expect(hash { $0.combine(0.0) } == hash { $0.combine(-0.0) })
  }
}
