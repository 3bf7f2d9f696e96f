import CPixels
import Testing

@Suite struct PixelsTests {
  /// Bytes at once that this processor knows.
  private static let widths = [4, 16, 32, 64].filter { $0 <= pixels_widest() }

  /// Clear, opaque and half-clear pixels, alone and in runs, alpha multiplied in.
  private func pixels(_ count: Int, _ seed: UInt64) -> [UInt32] {
    var state = seed
    func next(_ limit: UInt64) -> UInt32 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt32((state >> 33) % limit)
    }
    var result: [UInt32] = []
    while result.count < count {
      let kind = next(3)
      for _ in 0...next(20) {
        let alpha = kind == 0 ? 0 : kind == 1 ? 255 : next(256)
        let channel = { alpha == 0 ? 0 : next(UInt64(alpha) + 1) }
        result.append(alpha << 24 | channel() << 16 | channel() << 8 | channel())
      }
    }
    return Array(result.prefix(count))
  }

  @Test func layingOverIsTheSameHoweverWide() {
    for opacity in [0, 1, 127, 128, 254, 255] as [UInt32] {
      for count in Array(0..<40) + [1280] {
        let from = pixels(count, UInt64(count) + 1)
        let behind = pixels(count, UInt64(count) + 900)
        var plain = [UInt32](repeating: 0, count: count)
        pixels_lay_over_by(4, &plain, behind, from, count, opacity)
        for width in Self.widths {
          var wide = [UInt32](repeating: 0xA5A5_A5A5, count: count)
          var inPlace = behind
          pixels_lay_over_by(width, &wide, behind, from, count, opacity)
          inPlace.withUnsafeMutableBufferPointer {
            pixels_lay_over_by(width, $0.baseAddress, $0.baseAddress, from, count, opacity)
          }
          #expect(wide == plain, "\(count) pixels at \(opacity), \(width) wide")
          #expect(inPlace == plain, "\(count) pixels at \(opacity), \(width) wide, in place")
        }
        if opacity == 0 { #expect(plain == behind) }
        for (index, pixel) in plain.enumerated() {
          let alpha = pixel >> 24
          let isPremultiplied = [16, 8, 0].allSatisfy { pixel >> UInt32($0) & 255 <= alpha }
          #expect(isPremultiplied, "a channel is above its alpha")
          if opacity == 255, from[index] >> 24 == 255 { #expect(pixel == from[index]) }
        }
      }
    }
  }

  /// Against exact arithmetic, to the nearest of 255.
  @Test func layingOverIsRounded() {
    for (from, behind, opacity, expected) in [
      (0xFF64_C800, 0xFF00_0000, 128, 0xFF32_6400), (0xFFFF_FFFF, 0xFF00_0000, 1, 0xFF01_0101),
      (0x8040_2000, 0xFFFF_FFFF, 255, 0xFFBF_9F7F), (0, 0xFF12_3456, 200, 0xFF12_3456),
    ] as [(UInt32, UInt32, UInt32, UInt32)] {
      var into: [UInt32] = [0]
      pixels_lay_over(&into, [behind], [from], 1, opacity)
      #expect(into == [expected], "\(String(into[0], radix: 16))")
    }
  }

  @Test func rowsAreRedGreenBlue() {
    for count in Array(0..<50) + [1280, 1281] {
      let from = pixels(count, 7).map { $0 | 0xFF00_0000 }
      let expected = from.flatMap {
        [UInt8($0 >> 16 & 255), UInt8($0 >> 8 & 255), UInt8($0 & 255)]
      }
      for width in Self.widths {
        // One byte more, which must stay as it is.
        var rgb = [UInt8](repeating: 0xA5, count: count * 3 + 1)
        pixels_to_rgb_by(width, from, &rgb, count)
        #expect(rgb == expected + [0xA5], "\(count) pixels, \(width) wide")
      }
    }
  }
}
