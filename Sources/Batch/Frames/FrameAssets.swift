public import Communication
internal import Deflate
public import Diagnostics
public import Imaging
internal import Liquid
internal import Records
public import Storyboard
public import Video

/// What all workers of a run share to make pictures: fonts, pictures, the layout, what the encoder has learnt, and bands.
///
/// Made once, before the first record; from then on no file is looked for.
public final class FrameAssets: Sendable {
  /// Which pictures are made.
  public let plan: FramePlan
  /// The template's fonts and those of the packages it names.
  public let fonts: FontLibrary
  /// The template's pictures, decoded.
  public let pictures: PictureStore
  /// The layout that pictures are drawn in: of all, the one whose shape is nearest to theirs.
  public let layout: StoryboardLayout
  /// Pixels of a picture; where its shape is not quite the layout's, the background shows at the sides.
  public let width: Int
  /// Rows of a picture.
  public let height: Int
  /// Frames a second.
  public let rate: Int
  /// What a maker of them is given.
  public let settings: FrameSettings
  /// What a maker of films is given; nil where none are made.
  public let video: VideoSettings?
  let store = FrameStore()
  let segments = SegmentStore()

  /// Reads fonts and pictures, and learns from the template's samples; nil where the template has no storyboard, or no
  /// picture of it is wanted.
  ///
  /// The samples alone decide what is learnt, so that a run that is resumed writes the same bytes. Cost: half a second,
  /// most of it for the fonts of three packages.
  ///
  /// - Throws: `font-package`, `font-unreadable`, `picture-unreadable` or `video-encoder`.
  public init?(
    _ communication: Communication, _ plan: FramePlan, asOf: AsOfDate?
  ) throws(DiagnosticsError) {
    guard let storyboard = communication.storyboard, plan.choice != .none || plan.video != nil
    else { return nil }
    self.plan = plan
    fonts = try Self.fonts(of: storyboard)
    pictures = try Self.pictures(of: storyboard)
    layout = Self.layout(for: plan.size, among: storyboard.layouts)
    width = plan.size?.width ?? layout.width
    height = plan.size?.height ?? layout.height
    rate = plan.rate ?? storyboard.rate
    var settings = FrameSettings(
      width: width, height: height, compression: plan.compression,
      verifiesReuse: plan.verifiesReuse)
    video = try Self.video(
      plan, width: width, height: height, rate: rate, sound: storyboard.sound)
    if plan.compression == .fast, plan.choice != .none {
      settings.program = FrameLessons(communication, asOf: asOf).program(
        settings, fonts: fonts, pictures: pictures, layout: layout)
    }
    self.settings = settings
  }

  /// What films are made like, once it is known that this machine can.
  private static func video(
    _ plan: FramePlan, width: Int, height: Int, rate: Int, sound: StoryboardSound?
  ) throws(DiagnosticsError) -> VideoSettings? {
    guard let format = plan.video else { return nil }
    var settings = VideoSettings(
      format: format, width: width, height: height, framesPerSecond: rate, rate: plan.videoRate,
      verifiesReuse: plan.verifiesReuse)
    do throws(VideoError) {
      if let sound {
        settings.sound = try SoundBed(
          reading: sound.file.bytes, volume: sound.volume, fade: sound.fade)
      }
      try settings.check()
    } catch {
      if case .sound = error, let sound {
        throw DiagnosticsError(StoryboardSound.diagnostic(error.message, sound.place))
      }
      throw DiagnosticsError(
        Diagnostic(
          code: "video-encoder",
          message: "this machine makes no \(format.rawValue): \(error.message)",
          hint: "install Debian's ffmpeg libraries, whose libavcodec has libx264 and libvpx"))
    }
    return settings
  }

  /// The layout whose shape is nearest to a size's; the storyboard's own where there is no size, or two are as near.
  static func layout(
    for size: FrameSize?, among layouts: [StoryboardLayout]
  ) -> StoryboardLayout {
    let first = layouts[0]
    guard let size else { return first }
    /// How many times wider one is than the other, whichever it is.
    func distance(_ layout: StoryboardLayout) -> Double {
      let ratio =
        Double(size.width) * Double(layout.height) / (Double(size.height) * Double(layout.width))
      return max(ratio, 1 / ratio)
    }
    return layouts.dropFirst().reduce(first) { distance($1) < distance($0) ? $1 : $0 }
  }

  private static func fonts(of storyboard: StoryboardPlan) throws(DiagnosticsError) -> FontLibrary {
    var packages: [FontPackage] = []
    let names = storyboard.fontPackages ?? FontPackage.allCases.map(\.rawValue)
    for name in names {
      guard let package = FontPackage(rawValue: name) else {
        throw DiagnosticsError(
          Diagnostic(
            code: "font-package", message: "the storyboard's theme names the package '\(name)'",
            hint: "known: \(FontPackage.allCases.map(\.rawValue).joined(separator: ", "))"))
      }
      packages.append(package)
    }
    do throws(FontError) {
      return try FontLibrary(
        FontCatalogue(templateFiles: storyboard.fontFiles, packages: packages))
    } catch {
      let (file, package): (String, FontPackage?) =
        switch error {
        case .unreadable(let file): (file, packages.first { $0.files.contains(file) })
        case .empty: ("assets/fonts", nil)
        }
      throw DiagnosticsError(
        Diagnostic(
          code: "font-unreadable", message: "the font '\(file)' is not there, or is none",
          hint: package.map {
            "install the package \($0.rawValue), or name the packages that are there under the "
              + "storyboard's theme: packages: [...]"
          } ?? "put a .ttf or .otf file there"))
    }
  }

  private static func pictures(of storyboard: StoryboardPlan) throws(DiagnosticsError)
    -> PictureStore
  {
    var pictures: [String: Picture] = [:]
    for (path, file) in storyboard.pictureFiles.sorted(by: { $0.key < $1.key }) {
      do {
        pictures[path] = try file.bytes.withUnsafeBytes { try PNGReader.read($0) }
      } catch {
        let words = (error as? PNGError)?.message ?? "it cannot be read"
        throw DiagnosticsError(
          Diagnostic(
            code: "picture-unreadable", message: "the picture '\(file.path)' is refused: \(words)",
            hint: "save it as a PNG anew"))
      }
    }
    return PictureStore(pictures)
  }
}

/// What a template's samples teach of its pictures.
struct FrameLessons {
  private var timelines: [Timeline] = []

  /// Samples looked at, and pictures of all of them: more teach little more.
  private static let mostSamples = 3
  private static let mostPictures = 12

  init(_ communication: Communication, asOf: AsOfDate?) {
    let renderer = DocumentRenderer(communication, asOf: asOf)
    for file in communication.samples where timelines.count < Self.mostSamples {
      renderer.scratch.reset()
      guard let record = try? JSONDocument.read(file, into: renderer.scratch.arena),
        case .rendered? = try? renderer.render(record), let timeline = renderer.timeline
      else { continue }
      timelines.append(timeline)
    }
  }

  /// What they teach; nil where there is no sample that renders.
  func program(
    _ settings: FrameSettings, fonts: FontLibrary, pictures: PictureStore, layout: StoryboardLayout
  ) -> DeflateProgram? {
    if timelines.isEmpty { return nil }
    let context = FontContext(fonts)
    var training = FrameTraining(settings, fonts: context, pictures: pictures)
    let resolver = TimelineResolver(measuring: context)
    let each = Self.mostPictures / timelines.count
    for timeline in timelines {
      guard (try? resolver.load(timeline, layout: layout)) != nil else { continue }
      var list = resolver.makeList()
      for number in 0..<each {
        let time = timeline.duration * (Double(number) + 0.7) / Double(each)
        if (try? resolver.displayList(at: time, into: &list)) != nil { training.add(list) }
      }
    }
    return training.finish()
  }
}
