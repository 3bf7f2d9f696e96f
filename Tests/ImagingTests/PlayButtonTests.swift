import Storyboard
import Testing

@testable import Imaging

/// The button covers no text, stands in the middle if it can, and is left out rather than cover one.
@Suite struct PlayButtonTests {
  private func button(_ boxes: [PixelBox], _ width: Double = 1280, _ height: Double = 720)
    -> PlayButton
  {
    PlayButton(kept: boxes, width: width, height: height)
  }

  private func box(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> PixelBox {
    PixelBox(minX: x, minY: y, maxX: x + width, maxY: y + height)
  }

  @Test func theMiddleIsItsPlace() throws {
    let place = try #require(button([]).place)
    #expect(place.x == 640 && place.y == 360 && place.radius == 0.13 * 720)
    let tall = try #require(button([], 720, 1280).place)
    #expect(tall.x == 360 && tall.y == 640 && tall.radius == 0.13 * 720)
  }

  @Test func itGivesWayToText() throws {
    for boxes in [
      [box(90, 300, 900, 130)], [box(90, 250, 1100, 230)], [box(0, 0, 1280, 600)],
      [box(90, 60, 1100, 70), box(90, 190, 1100, 300), box(90, 550, 700, 60)],
      [box(0, 0, 1160, 720)],
    ] {
      let place = try #require(button(boxes).place)
      for box in boxes {
        let across = max(Double(box.minX) - place.x, 0, place.x - Double(box.maxX))
        let down = max(Double(box.minY) - place.y, 0, place.y - Double(box.maxY))
        #expect(across * across + down * down > place.radius * place.radius, "\(boxes)")
      }
      #expect(place.x >= place.radius && place.x <= 1280 - place.radius)
      #expect(place.y >= place.radius && place.y <= 720 - place.radius)
    }
  }

  @Test func withoutRoomThereIsNone() {
    #expect(button([box(0, 0, 1280, 720)]).place == nil)
    #expect(button([box(0, 40, 1280, 640)]).place == nil)
  }

  @Test func itIsPaintedWhereNoTextIs() throws {
    var builder = ListBuilder(width: 320, height: 180, background: DisplayColor(rgb: 0x053640))
    builder.text("1.234.567,89 €", 20, 110, size: 40, fill: .solid(DisplayColor(rgb: 0xffc24a)))
    let maker = FrameMaker(
      FrameSettings(width: 640, height: 360), fonts: testFonts, pictures: PictureStore(),
      store: FrameStore(byteLimit: 1 << 20))
    let list = maker.addingPlayButton(to: builder.list)
    #expect(list.items.count == builder.list.items.count + 3)
    func pixels(_ list: DisplayList) -> [UInt32] {
      let painter = FramePainter(
        width: 640, height: 360, fonts: testFonts, pictures: PictureStore())
      _ = painter.show(list)
      return painter.withPixels { Array($0) }
    }
    let (before, after) = (pixels(builder.list), pixels(list))
    let changed = before.indices.filter { before[$0] != after[$0] }
    #expect(changed.count > 1_500)
    // Nothing but the ground has changed: no letter is touched.
    #expect(changed.allSatisfy { before[$0] == 0xff05_3640 })
    #expect(after.contains(0xffff_ffff) && after.contains(0xff06_343d))
    _ = try maker.show(list)
  }
}
