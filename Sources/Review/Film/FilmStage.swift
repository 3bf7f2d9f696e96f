import Communication
public import Diagnostics
import Imaging
public import Storyboard

/// Says and paints what films show at any time; one a thread, for one template.
public final class FilmStage {
  private let fonts: FilmFonts
  private let pictures: PictureStore
  private let compression: PNGCompression
  private let store = FrameStore(byteLimit: 16 << 20)
  private let resolver: TimelineResolver
  private var makers: [Size: FrameMaker] = [:]
  private var layout = StoryboardLayout(name: "", width: 0, height: 0)
  private var timeline: Timeline?

  private struct Size: Hashable {
    let width: Int
    let height: Int
  }

  /// More sizes than these are not kept ready.
  private static let mostMakers = 6

  /// Makes a stage; `isSmall` makes pictures as small as they can be, else they are made fast.
  public init(_ template: ReviewTemplate, fonts: FilmFonts, isSmall: Bool = false) {
    self.fonts = fonts
    compression = isSmall ? .small : .fast
    resolver = TimelineResolver(measuring: FontContext(fonts.library))
    var pictures: [String: Picture] = [:]
    for (path, file) in template.folder.files
    where path.hasPrefix("assets/") && path.hasSuffix(".png") {
      pictures[path] = file.bytes.withUnsafeBytes { try? PNGReader.read($0) }
    }
    self.pictures = PictureStore(pictures)
  }

  /// The stage of a template; nil where it has no film.
  ///
  /// - Throws: what is wrong with its fonts.
  public static func stage(
    for template: ReviewTemplate, isSmall: Bool = false
  ) throws(DiagnosticsError) -> FilmStage? {
    if template.communication.storyboard == nil { return nil }
    return FilmStage(template, fonts: try FilmFonts(of: template), isSmall: isSmall)
  }

  /// Takes a film in one of its layouts.
  ///
  /// - Throws: the first problem of a scene in this layout.
  public func load(_ timeline: Timeline, layout: StoryboardLayout) throws(SceneProblem) {
    try resolver.load(timeline, layout: layout)
    self.timeline = timeline
    self.layout = layout
  }

  /// An empty list for `show`.
  func makeList() -> DisplayList { resolver.makeList() }

  /// Replaces a list by what the film shows at an instant, or what a pop-up shows at one of its own.
  func show(
    at time: Double, ofPopup popup: Int? = nil, into list: inout DisplayList
  ) throws(SceneProblem) {
    if let popup {
      try resolver.displayList(scene: popup, at: time, into: &list)
    } else {
      try resolver.displayList(at: time, into: &list)
    }
  }

  /// The lines, as rendered, of a scene's texts that do not fit when everything has come to rest.
  ///
  /// - Throws: what is wrong with the scene.
  public func overflows(atRestOf index: Int) throws(SceneProblem) -> [Int] {
    guard let timeline, timeline.scenes.indices.contains(index) else { return [] }
    let scene = timeline.scenes[index]
    var list = resolver.makeList()
    try show(
      at: FilmSnapshot.end(of: scene, timeline), ofPopup: scene.isPopup ? index : nil, into: &list)
    return resolver.overflows(scene: index)
  }

  /// Paints an instant as a PNG whose longer side has so many pixels.
  ///
  /// - Throws: what is wrong with the scene.
  public func picture(
    at time: Double, ofPopup popup: Int? = nil, longest: Int
  ) throws(SceneProblem) -> [UInt8] {
    var list = resolver.makeList()
    try show(at: time, ofPopup: popup, into: &list)
    let scale = Double(longest) / Double(max(layout.width, layout.height))
    func pixels(_ side: Int) -> Int { max(1, Int((Double(side) * scale).rounded())) }
    let maker = maker(Size(width: pixels(layout.width), height: pixels(layout.height)))
    do {
      _ = try maker.show(list)
    } catch {
      preconditionFailure("only a maker that verifies itself can find itself wrong")
    }
    var file: [UInt8] = []
    maker.appendFile(to: &file)
    return file
  }

  /// Ends a customer: nothing painted for them is used again.
  public func finish() { for maker in makers.values { maker.finishCustomer() } }

  private func maker(_ size: Size) -> FrameMaker {
    if let known = makers[size] { return known }
    if makers.count >= Self.mostMakers { makers.removeAll() }
    let settings = FrameSettings(width: size.width, height: size.height, compression: compression)
    let made = FrameMaker(settings, fonts: fonts.library, pictures: pictures, store: store)
    makers[size] = made
    return made
  }
}
