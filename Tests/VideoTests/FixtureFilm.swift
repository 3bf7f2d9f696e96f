import Imaging
import Storyboard
import Testing

@testable import Video

/// Fonts of the tests, looked into once.
let testFonts: FontLibrary = {
  do {
    return try FontLibrary(FontCatalogue(templateFiles: [], packages: [.core]))
  } catch {
    fatalError("the Noto packages of Scripts/packages.txt are not installed: \(error)")
  }
}()

/// A small storyboard: a title that no customer's value reaches, a personal scene that stands still at its end, and a
/// goodbye; six seconds, 150 frames, most of them like the one before.
struct FixtureFilm {
  var name = "Amelia"
  static let width = 320
  static let height = 180

  var timeline: Timeline {
    var timeline = Timeline(
      layouts: [.init(name: "16:9", width: Self.width, height: Self.height)], rate: 25,
      background: .white, families: ["Noto Sans"], language: "it-IT", title: "Your bill",
      fallback: "Read below")
    timeline.scenes = [title, hello, goodbye]
    return timeline
  }

  private var title: TimelineScene {
    var scene = scene(
      "title", 0, 2, isPersonal: false,
      """
      <rect width="320" height="180" fill="#0b3d91"/>
      <circle cx="160" cy="90" r="20" fill="#ffb300">
      <animate attributeName="r" from="20" to="60" dur="1s" fill="freeze"/></circle>
      """)
    scene.caption = "Your bill <explained> & more"
    return scene
  }

  private var hello: TimelineScene {
    var scene = scene(
      "hello", 2, 2.5, isPersonal: true,
      """
      <rect width="320" height="180" fill="#f7f9fc"/>
      <rect x="20" y="120" width="10" height="30" fill="#c62828">
      <animate attributeName="width" from="10" to="280" dur="1.2s" fill="freeze"/></rect>
      <text x="20" y="70" font-size="32" fill="#1c2b45">Hello, \(name)</text>
      """)
    scene.transition = StoryboardTransition(kind: .crossfade, duration: 0.4)
    scene.caption = "Hello, \(name)"
    return scene
  }

  private var goodbye: TimelineScene {
    var scene = scene(
      "goodbye", 4.5, 1.5, isPersonal: false,
      "<rect width=\"320\" height=\"180\" fill=\"#26a69a\"/>")
    scene.caption = "Arrivederci, più presto"
    return scene
  }

  private func scene(
    _ id: String, _ start: Double, _ duration: Double, isPersonal: Bool, _ body: String
  ) -> TimelineScene {
    let svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 180\">\n\(body)</svg>"
    var scene = TimelineScene(id: id, svg: Array(svg.utf8))
    scene.start = start
    scene.duration = duration
    scene.isPersonal = isPersonal
    return scene
  }

  static func settings(
    _ format: VideoFormat, _ rate: VideoRate = .variable
  ) -> VideoSettings {
    VideoSettings(
      format: format, width: width, height: height, framesPerSecond: 25, rate: rate,
      verifiesReuse: true)
  }

  static func maker(
    _ format: VideoFormat, _ rate: VideoRate = .variable, store: SegmentStore = SegmentStore()
  ) throws -> FilmMaker {
    try FilmMaker(
      settings(format, rate), fonts: testFonts, pictures: PictureStore(), store: store)
  }

  /// The file of its film.
  func file(_ maker: FilmMaker) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let timeline = timeline
    try maker.append(timeline, from: try resolver(maker.fonts), to: &bytes)
    return bytes
  }

  func resolver(_ fonts: FontContext) throws -> TimelineResolver {
    let timeline = timeline
    let resolver = TimelineResolver(measuring: fonts)
    try resolver.load(timeline, layout: timeline.layouts[0])
    return resolver
  }

  /// Some frames as they are painted, one after the other: red, green, blue for each pixel.
  func pictures(_ numbers: [Int]) throws -> [[UInt8]] {
    let painter = FilmPainter(
      width: Self.width, height: Self.height, fonts: testFonts, pictures: PictureStore())
    let resolver = try resolver(painter.fonts)
    var list = resolver.makeList()
    return try numbers.map { number in
      try resolver.displayList(at: Double(number) / 25, into: &list)
      _ = painter.prepare(list)
      _ = try painter.paint(list)
      return painter.withPixels { pixels in
        var bytes: [UInt8] = []
        bytes.reserveCapacity(pixels.count * 3)
        for pixel in pixels {
          bytes.append(UInt8(pixel >> 16 & 255))
          bytes.append(UInt8(pixel >> 8 & 255))
          bytes.append(UInt8(pixel & 255))
        }
        return bytes
      }
    }
  }
}
