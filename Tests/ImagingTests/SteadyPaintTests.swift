import Storyboard
import Testing

@testable import Imaging

/// A row has the same pixels whatever was painted with it: otherwise a frame would depend on the frames before.
@Suite struct SteadyPaintTests {
  private static let dark = DisplayPaint.solid(DisplayColor(rgb: 0x053640))
  private static let picture = Picture(
    width: 7, height: 5, straight: (0..<7 * 5 * 4).map { UInt8($0 * 37 & 255) | 128 })

  private typealias Build = @Sendable (inout ListBuilder) -> Void

  private static let pictures: [(name: String, build: Build)] = [
    (
      "a slanted gradient",
      { $0.rect(0, 0, 320, 180, fill: $0.gradient(0, 0, 320, 180, [0x053640, 0x0a6470])) }
    ),
    (
      "one turned and stretched",
      {
        let fill = $0.gradient(0.3, 0.7, 118.3, 66.2, [0x053640, 0xaa6470, 0x00ff00])
        $0.rect(
          0, 0, 160, 90, fill: fill,
          transform: PlaneTransform(a: 1.9, b: 0.3, c: -0.2, d: 1.7, e: 10.3, f: 5.1))
      }
    ),
    (
      "a very long one",
      { $0.rect(0, 0, 320, 180, fill: $0.gradient(-20_000, 7, 20_000, 90, [0, 0xffffff])) }
    ),
    ("along a circle", { $0.rect(0, 0, 320, 180, fill: $0.radial(140, 80, 120)) }),
    (
      "along an ellipse",
      {
        $0.rect(
          0, 0, 100, 100, fill: $0.radial(45, 55, 50),
          transform: PlaneTransform(a: 2.7, b: 0, c: 0, d: 1.3, e: 11.7, f: 3.3))
      }
    ),
    (
      "circles",
      {
        $0.circle(160, 90, 77, fill: dark)
        $0.circle(320, 0, 81, fill: dark)
      }
    ),
    (
      "round corners",
      {
        let stroke = DisplayStroke(paint: dark, width: 3)
        $0.rect(20.3, 15.2, 250, 140, radius: 31, fill: .none, stroke: stroke)
      }
    ),
    (
      "a ring in dashes",
      {
        var stroke = DisplayStroke(paint: dark, width: 37.5)
        $0.list.dashes = [61.7, 447.7]
        stroke.dashes = DisplayRange(0, 2)
        stroke.dashOffset = -187.3
        $0.circle(160, 90, 71.3, fill: .none, stroke: stroke)
      }
    ),
    (
      "slanted lines",
      { $0.path([.move, .line, .line, .close], [3, 3, 311, 77, 101, 175], fill: dark) }
    ),
    (
      "crisp shapes",
      {
        $0.circle(160, 90, 77.3, fill: dark)
        $0.path([.move, .line, .line, .close], [3, 3, 311, 77.7, 101, 175], fill: dark)
        let stroke = DisplayStroke(paint: dark, width: 2.6)
        $0.rect(20.3, 15.2, 250.4, 140.9, fill: .none, stroke: stroke)
        for index in $0.list.items.indices { $0.list.items[index].isCrisp = true }
      }
    ),
    (
      "bars, one of them in a large faint group",
      {
        $0.rect(20.3, 7.6, 90.5, 161, fill: $0.gradient(0, 7.6, 0, 168.6, [0x1e88e5, 0x0b3d91]))
        $0.group(opacity: 0.6) {
          $0.rect(
            100, 1.5, 200, 177.2,
            fill: $0.gradient(0, 1.5, 0, 178.7, [0xffb300, 0xf57c00, 0x053640]))
        }
      }
    ),
    ("letters", { $0.text("Grüße Åpfel", 20, 90, size: 41, fill: dark) }),
    (
      "large outlined letters",
      {
        let stroke = DisplayStroke(paint: dark, width: 2)
        $0.text("GgÅ", 20, 120, size: 97, fill: .none, stroke: stroke)
      }
    ),
    ("a picture", { $0.image("p", 13.3, 11.1, 271.7, 143.9, fit: .stretch, alpha: 0.8) }),
    (
      "a large faint group",
      {
        $0.group(opacity: 0.5) {
          $0.circle(160, 90, 71, fill: dark)
          let fill = $0.gradient(0, 0, 320, 180, [0x053640, 0xffffff])
          $0.rect(9, 9, 290, 150, radius: 30, fill: fill)
        }
      }
    ),
    (
      "a faint group through a circle",
      {
        let clip = DisplayClip(shape: .circle(centerX: 150, centerY: 80, radius: 71.3))
        $0.group(opacity: 0.7, clips: [clip]) {
          $0.rect(0, 0, 320, 180, fill: $0.gradient(0, 0, 320, 180, [0x053640, 0xffffff]))
        }
      }
    ),
    (
      "a small faint group",
      {
        $0.group(opacity: 0.5) {
          $0.circle(160, 90, 31, fill: dark)
          $0.circle(170, 99, 33, fill: dark)
        }
      }
    ),
  ]

  @Test(arguments: pictures.indices) func rowsDoNotDependOnTheirNeighbours(index: Int) {
    let (name, build) = Self.pictures[index]
    func list(_ band: Int) -> DisplayList {
      var builder = ListBuilder(width: 320, height: 180)
      build(&builder)
      // A dot, so that one band more is painted anew each time.
      builder.rect(150, Double(band) * 16 + 1, 5, 2, fill: .solid(DisplayColor(rgb: 0xff0000)))
      return builder.list
    }
    func painter() -> FramePainter {
      FramePainter(
        width: 320, height: 180, fonts: testFonts, pictures: PictureStore(["p": Self.picture]))
    }
    let one = painter()
    for band in 0..<12 {
      #expect(one.show(list(band)))
      let whole = painter()
      _ = whole.show(list(band))
      let different = one.withPixels { some in
        whole.withPixels { all in some.indices.filter { some[$0] != all[$0] } }
      }
      #expect(different.isEmpty, "\(name), band \(band): first at \(different.first ?? 0)")
    }
  }

  @Test func changedRowsAreToldAndOthersStay() {
    let painter = FramePainter(width: 320, height: 180, fonts: testFonts, pictures: PictureStore())
    func list(_ x: Double) -> DisplayList {
      var builder = ListBuilder(width: 320, height: 180)
      builder.rect(x, 40, 20, 20, fill: Self.dark)
      return builder.list
    }
    #expect(painter.show(list(10)) && painter.changedRows == [0..<180])
    #expect(!painter.show(list(10)) && painter.changedRows.isEmpty)
    #expect(painter.show(list(11)) && painter.changedRows == [32..<64])
    painter.withPixels { pixels in
      #expect(pixels[50 * 320 + 11] == 0xff05_3640 && pixels[50 * 320 + 9] == 0xffff_ffff)
    }
  }
}
