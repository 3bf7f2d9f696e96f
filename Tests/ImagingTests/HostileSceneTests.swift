import Foundation
import Storyboard
import Testing

@testable import Imaging

/// Lists made to break a painter: each is a picture, soon, and the process lives.
@Suite struct HostileSceneTests {
  /// Numbers at the edge of what they are written in, in every shape: no trap, no endless loop.
  @Test(arguments: [1e9, -1e9, 1e18, 1e300, .infinity, -.infinity, .nan, 1e-300])
  func extremeNumbersAreHarmless(value: Double) throws {
    let maker = FrameMaker(
      FrameSettings(width: 320, height: 180), fonts: testFonts, pictures: PictureStore(),
      store: FrameStore())
    let black = DisplayPaint.solid(.black)
    for place in 0..<4 {
      let numbers = (0..<4).map { $0 == place ? value : 10 }
      var builder = ListBuilder(width: 320, height: 180)
      builder.list.dashes = [abs(value), 1]
      let stroke = DisplayStroke(
        paint: black, width: place == 3 ? value : 2, dashes: DisplayRange(0, 2), dashOffset: value)
      builder.rect(numbers[0], numbers[1], numbers[2], numbers[3], fill: black, stroke: stroke)
      builder.circle(numbers[0], numbers[1], numbers[2], fill: black, stroke: stroke)
      builder.path(
        [.move, .cubic, .close],
        [numbers[0], numbers[1], numbers[2], 5, 6, numbers[3], 1, 2], fill: black, stroke: stroke)
      builder.text("A", numbers[0], numbers[1], size: 20, fill: black)
      builder.text(
        "A\u{1F600}", 1, 1, size: 20, fill: black,
        transform: PlaneTransform(
          a: numbers[0], b: numbers[1], c: numbers[2], d: 1, e: numbers[3], f: 0))
      builder.rect(
        0, 0, 10, 10, fill: builder.gradient(numbers[0], numbers[1], numbers[2], 3, [0, 0xffffff]),
        transform: PlaneTransform(
          a: numbers[0], b: numbers[1], c: numbers[2], d: 1, e: numbers[3], f: 0))
      _ = try maker.show(builder.list)
      var plain = ListBuilder(width: 320, height: 180)
      plain.rect(0, 0, Double(100 + place), 100, fill: .solid(.black))
      let isDrawn = try maker.show(plain.list)
      #expect(isDrawn, "what comes after is painted")
    }
  }
}
