import Storyboard
import Testing

@testable import Imaging

/// Bars are painted without cairo, as cairo paints them.
@Suite struct BarTests {
  private typealias Build = @Sendable (inout ListBuilder) -> Void

  private static let bars: [(name: String, build: Build)] = [
    ("on whole pixels", { $0.bar(20, 10, 60, 120, [0x1e88e5, 0x0b3d91]) }),
    ("between pixels", { $0.bar(20.3, 10.7, 60.55, 120.1, [0xffb300, 0xf57c00]) }),
    ("narrower than a pixel", { $0.bar(20.3, 10, 0.4, 120, [0, 0xff0000]) }),
    ("across two pixels", { $0.bar(20.7, 10, 0.6, 120, [0, 0xff0000]) }),
    ("lower than a pixel", { $0.bar(20, 10.2, 60, 0.5, [0, 0xff0000]) }),
    ("over all edges", { $0.bar(-30, -50.5, 500, 400, [0xffffff, 0x053640, 0x00ff00]) }),
    ("over the right edge", { $0.bar(300.4, 10, 60, 120, [0, 0xff0000]) }),
    ("over the lower edge", { $0.bar(20, 150.3, 60, 120, [0, 0xff0000]) }),
    (
      "of five colours, upwards",
      {
        let fill = $0.gradient(0, 130, 0, 20, [0xff0000, 0x00ff00, 0x0000ff, 0xffffff, 0])
        $0.rect(20, 10, 60, 150, fill: fill)
      }
    ),
    (
      "with stops at one place",
      {
        let fill = $0.gradient(0, 20, 0, 130, [0xff0000, 0x00ff00, 0x0000ff, 0xffffff])
        $0.list.stops[1].offset = 0.5
        $0.list.stops[2].offset = 0.5
        $0.list.stops[0].offset = 0.2
        $0.list.stops[3].offset = 0.8
        $0.rect(20, 10, 60, 150, fill: fill)
      }
    ),
    (
      "in a space of its own",
      {
        let fill = $0.gradient(0, 0, 0, 1, [0x1e88e5, 0x0b3d91])
        $0.rect(
          0, 0, 1, 1, fill: fill,
          transform: PlaneTransform(a: 60.2, b: 0, c: 0, d: 111.3, e: 20.1, f: 9.9))
      }
    ),
  ]

  @Test(arguments: bars.indices) func theyLookAsCairoPaintsThem(index: Int) {
    let (name, build) = Self.bars[index]
    var bare = ListBuilder(width: 320, height: 180, background: DisplayColor(rgb: 0xc0d0e0))
    build(&bare)
    var cut = ListBuilder(width: 320, height: 180, background: DisplayColor(rgb: 0xc0d0e0))
    // Through a clip cairo paints, and this one cuts nothing.
    let clip = DisplayClip(
      shape: .rect(x: -9, y: -9, width: 999, height: 999, radiusX: 0, radiusY: 0))
    cut.group(clips: [clip]) { build(&$0) }
    let ours = Self.pixels(bare.list)
    let cairos = Self.pixels(cut.list)
    var worst = 0
    for (one, two) in zip(ours, cairos) {
      for shift: UInt32 in [0, 8, 16, 24] {
        worst = max(worst, abs(Int(one >> shift & 255) - Int(two >> shift & 255)))
      }
    }
    #expect(worst <= 2, "a bar \(name): \(worst) of 255")
  }

  /// Which shade each row has: the gradient's at its middle, to the nearest.
  @Test func rowsHaveTheGradientsColours() {
    var builder = ListBuilder(width: 320, height: 180)
    builder.bar(20, 10, 60, 100, [0x000000, 0xff8040])
    let pixels = Self.pixels(builder.list)
    for row in 0..<100 {
      let share = (Double(row) + 0.5) / 100
      let channel = { (value: Double) in UInt32((value * share).rounded()) }
      let expected = 0xff00_0000 | channel(255) << 16 | channel(128) << 8 | channel(64)
      for column in [20, 50, 79] {
        #expect(pixels[(row + 10) * 320 + column] == expected, "row \(row), column \(column)")
      }
      #expect(pixels[(row + 10) * 320 + 19] == 0xffff_ffff)
      #expect(pixels[(row + 10) * 320 + 80] == 0xffff_ffff)
    }
    #expect(pixels[9 * 320 + 50] == 0xffff_ffff && pixels[110 * 320 + 50] == 0xffff_ffff)
  }

  private static func pixels(_ list: DisplayList) -> [UInt32] {
    let painter = FramePainter(width: 320, height: 180, fonts: testFonts, pictures: PictureStore())
    _ = painter.show(list)
    return painter.withPixels { Array($0) }
  }
}

extension ListBuilder {
  /// A rectangle filled from its top to its bottom.
  fileprivate mutating func bar(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ colors: [UInt32]
  ) {
    rect(x, y, width, height, fill: gradient(0, y, 0, y + max(height, 0.001), colors))
  }
}
