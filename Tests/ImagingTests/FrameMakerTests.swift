import Foundation
import Storyboard
import Testing

@testable import Imaging

/// Fonts of the tests, looked into once.
let testFonts: FontLibrary = {
  do {
    return try FontLibrary(FontCatalogue(templateFiles: [], packages: FontPackage.allCases))
  } catch {
    fatalError("the Noto packages of Scripts/packages.txt are not installed: \(error)")
  }
}()

@Suite struct FrameMakerTests {
  private func maker(
    width: Int = 320, height: Int = 180, verifies: Bool = true, store: FrameStore = FrameStore(),
    compression: PNGCompression = .fast
  ) -> FrameMaker {
    FrameMaker(
      FrameSettings(
        width: width, height: height, compression: compression, verifiesReuse: verifies),
      fonts: testFonts, pictures: PictureStore(), store: store)
  }

  private func file(_ maker: FrameMaker) -> [UInt8] {
    var bytes: [UInt8] = []
    maker.appendFile(to: &bytes)
    return bytes
  }

  private func red(_ x: Double, isPersonal: Bool = false) -> DisplayList {
    var builder = ListBuilder(width: 320, height: 180)
    builder.rect(
      x, 40, 20, 20, fill: .solid(DisplayColor(rgb: 0xff0000)), isPersonal: isPersonal)
    return builder.list
  }

  @Test func aFileIsThePicture() throws {
    let maker = maker()
    #expect(try maker.show(red(100)))
    let read = try PNGReader.straight(Data(file(maker)))
    #expect(read.width == 320 && read.height == 180)
    for (x, y, expected) in [
      (99, 40, [255, 255, 255]), (100, 40, [255, 0, 0]), (119, 59, [255, 0, 0]),
      (120, 59, [255, 255, 255]), (100, 39, [255, 255, 255]), (100, 60, [255, 255, 255]),
    ] as [(Int, Int, [UInt8])] {
      let at = (y * 320 + x) * 4
      #expect(Array(read.pixels[at..<at + 3]) == expected, "\(x), \(y)")
    }
  }

  @Test(arguments: PNGCompression.allCases) func compressionsHaveOnePicture(
    compression: PNGCompression
  ) throws {
    let frame = ReferenceStoryboard().frame(260)
    let fast = maker(width: 640, height: 360)
    let other = maker(width: 640, height: 360, compression: compression)
    _ = try fast.show(frame)
    _ = try other.show(frame)
    let one = try PNGReader.straight(Data(file(fast)))
    let two = try PNGReader.straight(Data(file(other)))
    #expect(one.pixels == two.pixels)
    #expect(file(other).count <= file(fast).count)
  }

  /// A scene that comes in over another is laid down by other arithmetic than other groups, which must depend on nothing
  /// but the list: `verifies` paints each frame whole, and few of its bands are painted with others.
  @Test(arguments: [(320, 180), (200, 200), (180, 320)])
  func aSceneThatComesInIsTheSameInEveryPart(_ width: Int, _ height: Int) throws {
    let maker = maker(width: width, height: height)
    for step in 0..<12 {
      var builder = ListBuilder(width: 320, height: 180)
      builder.rect(0, 0, 320, 180, fill: .solid(DisplayColor(rgb: 0x05080a)))
      builder.rect(10, 10, 50, 20, fill: .solid(DisplayColor(rgb: 0x0a0b0c)))
      // A group of the scene's own, which grows until it is worth a layer.
      builder.group(opacity: 0.3) {
        $0.rect(10, 60, 30 + 24 * Double(step), 80, fill: .solid(DisplayColor(rgb: 0x050607)))
      }
      builder.transition(0.1 + Float(step) * 0.07) {
        $0.rect(0, 0, 320, 180, fill: .solid(DisplayColor(rgb: 0xe8f0f1)))
        $0.rect(200, 20 + 6 * Double(step / 3), 30, 30, fill: .solid(DisplayColor(rgb: 0x03a5b7)))
      }
      _ = try maker.show(builder.list)
    }
  }

  /// Whether a group is kept on a surface depends on items elsewhere, which no band's key knows.
  @Test func whatIsElsewhereInAGroupChangesNoBar() throws {
    func list(_ width: Double, groups: Int) -> DisplayList {
      var builder = ListBuilder(width: 320, height: 180)
      for group in 0..<groups {
        builder.group(opacity: 0.6) {
          $0.rect(20 + Double(group), 10, width, 20, fill: .solid(DisplayColor(rgb: 0xff0000)))
          $0.rect(
            20 + Double(group), 58.7, 60.55, 101.1,
            fill: $0.gradient(0, 58.7, 0, 159.8, [0x1e88e5, 0x0b3d91]))
        }
      }
      return builder.list
    }
    let lists = [
      list(20, groups: 1), list(200, groups: 1), list(20, groups: 6), list(210, groups: 6),
      list(220, groups: 7), list(30, groups: 2),
    ]
    // One store, so that each shows bands that the other painted.
    let store = FrameStore()
    let one = maker(store: store)
    let two = maker(store: store)
    var files: [Int: [UInt8]] = [:]
    for index in lists.indices {
      _ = try one.show(lists[index])
      files[index] = file(one)
    }
    for index in lists.indices.reversed() {
      _ = try two.show(lists[index])
      #expect(files[index] == file(two), "list \(index)")
    }
  }

  /// A picture that is kept for what comes in is not what reuse is compared with.
  @Test func verificationFindsAWrongGroundOfAFade() throws {
    func list(_ color: UInt32, _ opacity: Float) -> DisplayList {
      var builder = ListBuilder(width: 320, height: 180)
      builder.rect(0, 0, 320, 180, fill: .solid(DisplayColor(rgb: 0x05080a)))
      builder.transition(opacity) {
        $0.rect(0, 0, 320, 180, fill: .solid(DisplayColor(rgb: color)))
      }
      return builder.list
    }
    let honest = list(0xff0000, 0.3)
    var liar = list(0x0000ff, 0.4)
    liar.items[2].hash = honest.items[2].hash
    let maker = maker()
    _ = try maker.show(honest)
    #expect(throws: FrameError.self) { try maker.show(liar) }
  }

  /// The painter of videos has the same pixels in a fade, whatever it showed before.
  @Test func fadesArePaintedAlike() throws {
    func painter() -> FramePainter {
      FramePainter(width: 320, height: 180, fonts: testFonts, pictures: PictureStore())
    }
    let kept = painter()
    let maker = maker()
    for (background, opacity, x) in [
      (0xffffff, nil, 10), (0xffffff, 0.2, 10), (0xffffff, 0.5, 40), (0x203040, 0.6, 40),
      (0x203040, nil, 40), (0xffffff, 0.7, 80), (0xffffff, 0, 80), (0xffffff, 0.4, 10),
    ] as [(UInt32, Float?, Double)] {
      var builder = ListBuilder(
        width: 320, height: 180, background: DisplayColor(rgb: background))
      builder.rect(x, 20, 60, 90, fill: builder.gradient(0, 20, 0, 110, [0x1e88e5, 0x0b3d91]))
      if let opacity {
        builder.transition(opacity) {
          $0.rect(0, 0, 320, 180, fill: $0.gradient(0, 0, 320, 180, [0x053640, 0x0a6470]))
          $0.rect(200 - x, 60, 50, 50.5, fill: .solid(DisplayColor(rgb: 0x03a5b7)))
        }
      }
      _ = kept.show(builder.list)
      let fresh = painter()
      _ = fresh.show(builder.list)
      let same = kept.withPixels { one in fresh.withPixels { two in one.elementsEqual(two) } }
      #expect(same, "over \(background), at \(String(describing: opacity))")
      _ = try maker.show(builder.list)
      let read = try PNGReader.straight(Data(file(maker)))
      let differing = kept.withPixels { pixels in
        pixels.indices.count {
          pixels[$0] >> 16 & 255 != read.pixels[$0 * 4]
            || pixels[$0] & 255 != read.pixels[$0 * 4 + 2]
        }
      }
      #expect(differing == 0)
    }
  }

  @Test func anUnchangedFrameIsSaidToBe() throws {
    let maker = maker()
    #expect(try maker.show(red(100)))
    #expect(try !maker.show(red(100)))
    let bands = maker.encodedBands
    #expect(try maker.show(red(101)))
    // Rows 40 to 59 lie in two bands of sixteen.
    #expect(maker.encodedBands == bands + 2)
  }

  /// Scenes, a cross-fade, a wipe and a second customer, each frame compared with a painting from nothing.
  @Test func reuseChangesNoPixel() throws {
    let maker = maker(width: 640, height: 360)
    var other = ReferenceStoryboard()
    other.first = "Benjamin"
    other.total = 96.02
    for storyboard in [ReferenceStoryboard(), other] {
      for number in [0, 12, 74, 75, 80, 90, 110, 176, 182, 184, 190, 200, 220, 349] + [
        499, 503, 509, 530, 625, 630, 670,
      ] {
        _ = try maker.show(storyboard.frame(number))
      }
      maker.finishCustomer()
    }
  }

  /// Two lists that say they are alike and are not: what a weak hash would be.
  @Test func verificationFindsAWrongBand() throws {
    var liar = red(200)
    for index in liar.items.indices { liar.items[index].hash = red(100).items[index].hash }
    let maker = maker()
    _ = try maker.show(red(100))
    #expect(throws: FrameError.reuseDiffers(rows: 32..<48)) { try maker.show(liar) }
    let careless = self.maker(verifies: false)
    _ = try careless.show(red(100))
    #expect(try !careless.show(liar))
  }

  @Test func sharedBandsOutliveACustomerAndPersonalOnesDoNot() throws {
    let store = FrameStore()
    let first = maker(store: store)
    _ = try first.show(red(100))
    _ = try first.show(red(150, isPersonal: true))
    first.finishCustomer()
    let second = maker(store: store)
    _ = try second.show(red(100))
    #expect(second.encodedBands == 0)
    _ = try second.show(red(150, isPersonal: true))
    #expect(second.encodedBands == 2)
    // Within a customer a personal band comes back without work.
    _ = try second.show(red(100))
    _ = try second.show(red(150, isPersonal: true))
    #expect(second.encodedBands == 2)
    // Two customers have shown it, so it is no one's own.
    let third = self.maker(store: store)
    _ = try third.show(red(150, isPersonal: true))
    #expect(third.encodedBands == 0)
  }

  @Test func theStoreIsBounded() {
    let store = FrameStore(byteLimit: 2000)
    for number in 0..<100 {
      let band = EncodedBand(chunk: Array(repeating: 0, count: 100), adler: 1, rowBytes: 1)
      store.keep(band, as: DisplayHash(low: UInt64(number), high: 0))
      #expect(store.byteCount <= 2000)
    }
    #expect(store.band(DisplayHash(low: 99, high: 0)) != nil)
    #expect(store.band(DisplayHash(low: 0, high: 0)) == nil)
  }

  @Test func groupsPaintAsOne() throws {
    var builder = ListBuilder(width: 320, height: 180)
    // Two overlapping black squares at half opacity as a group: one grey everywhere.
    builder.group(opacity: 0.5) {
      $0.rect(0, 0, 200, 180, fill: .solid(.black))
      $0.rect(100, 0, 220, 180, fill: .solid(.black))
    }
    let maker = maker()
    _ = try maker.show(builder.list)
    let read = try PNGReader.straight(Data(file(maker)))
    let shades = Set(stride(from: 0, to: read.pixels.count, by: 4).map { read.pixels[$0] })
    #expect(shades.count == 1 && (shades.first.map { 126...129 ~= $0 } ?? false))
  }

  @Test func severalClipsAreUnited() throws {
    var builder = ListBuilder(width: 320, height: 180)
    func clip(_ x: Double) -> DisplayClip {
      DisplayClip(shape: .rect(x: x, y: 0, width: 100, height: 180, radiusX: 0, radiusY: 0))
    }
    builder.group(clips: [clip(0), clip(50)]) {
      $0.rect(0, 0, 320, 180, fill: .solid(.black))
    }
    let maker = maker()
    _ = try maker.show(builder.list)
    let read = try PNGReader.straight(Data(file(maker)))
    #expect(read.pixels[10 * 4] == 0 && read.pixels[75 * 4] == 0 && read.pixels[140 * 4] == 0)
    #expect(read.pixels[160 * 4] == 255)
  }
}
