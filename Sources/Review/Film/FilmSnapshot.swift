import Imaging
import Sinks
import Storyboard

/// What is kept of one film: its scenes in words, what each shows when it has come to rest, a hash of all its frames,
/// and small pictures of some instants.
public struct FilmSnapshot: Sendable {
  /// A picture of one instant.
  public struct Frame: Sendable {
    /// `storyboard.json overdue`: the part of the golden it stands in.
    public let part: String
    /// `frame 16:9 overdue 4.96 s`: how its line starts, up to its hash; seconds are the scene's own.
    public let name: String
    /// The digits of the pixels' hash: the name of its file.
    public let hash: String
    /// The picture.
    public let png: [UInt8]
  }

  /// How much is kept.
  public enum Depth: Sendable {
    /// What scenes say and show at rest: enough to tell what differs.
    case rest
    /// The frames' hashes too, and pictures of those instants (layout, scene) that are wanted.
    case frames(wanted: @Sendable (String, String) -> Bool)
  }

  /// The film's parts of the golden text.
  public private(set) var parts: [GoldenText.Part] = []
  /// The pictures.
  public private(set) var frames: [Frame] = []
  /// What could not be shown, by layout.
  public private(set) var problems: [String] = []

  /// The name of the film's parts: the file that says the same to machines.
  static let fileName = "storyboard.json"
  /// The part of what belongs to no scene.
  static let wholePart = "\(fileName) film"
  /// The longer side of a picture, in pixels; smaller where it takes too many bytes.
  private static let longestSides = [320, 240, 160, 96]
  /// The most bytes of a picture.
  public static let mostBytes = 20 << 10

  /// Takes a film on a stage.
  public init(_ film: ReviewedFilm, on stage: FilmStage, _ depth: Depth) {
    let timeline = film.timeline
    var lines = timeline.scenes.map { Self.lines(of: $0) }
    var whole = Self.lines(of: timeline)
    for (number, layout) in timeline.layouts.enumerated() {
      do throws(SceneProblem) {
        try stage.load(timeline, layout: layout)
        var list = stage.makeList()
        for (index, scene) in timeline.scenes.enumerated() {
          let end = Self.end(of: scene, timeline)
          if number == 0 {
            try stage.show(at: end, ofPopup: scene.isPopup ? index : nil, into: &list)
            lines[index] += DisplayListText(list).lines
          }
          guard case .frames(let wanted) = depth else { continue }
          lines[index].append(
            "frames \(layout.name) \(try Self.hash(index, timeline, stage, &list))")
          guard wanted(layout.name, scene.id) else { continue }
          let frame = try Self.frame(
            "\(Self.fileName) \(scene.id)",
            "\(layout.name) \(scene.id) \(DisplayListText.short(end - scene.start)) s", end,
            popup: scene.isPopup ? index : nil, stage)
          frames.append(frame)
          lines[index].append("\(frame.name) pixels \(frame.hash)")
        }
        if number == 0, case .frames = depth, !timeline.scenes.isEmpty {
          let poster = try Self.frame(
            Self.wholePart, "\(layout.name) poster", timeline.posterTime, popup: nil, stage)
          frames.append(poster)
          whole.append("\(poster.name) pixels \(poster.hash)")
        }
      } catch {
        problems.append("\(layout.name): \(error.message) [\(error.code.rawValue)]")
        whole.append("cannot be shown in \(problems.last ?? "")")
      }
    }
    stage.finish()
    parts = [GoldenText.Part(name: Self.wholePart, lines: whole)]
    for (scene, lines) in zip(timeline.scenes, lines) {
      parts.append(GoldenText.Part(name: "\(Self.fileName) \(scene.id)", lines: lines))
    }
  }

  /// A scene's last frame: when everything that moves has come to rest.
  static func end(of scene: TimelineScene, _ timeline: Timeline) -> Double {
    (scene.isPopup ? 0 : scene.start) + max(0, scene.duration - 1 / Double(timeline.rate))
  }

  /// A hash of everything that each frame of a scene shows.
  private static func hash(
    _ index: Int, _ timeline: Timeline, _ stage: FilmStage, _ list: inout DisplayList
  ) throws(SceneProblem) -> String {
    let scene = timeline.scenes[index]
    let rate = Double(timeline.rate)
    let first = scene.isPopup ? 0 : Int((scene.start * rate).rounded())
    var hasher = DisplayHasher()
    for number in 0..<max(1, Int((scene.duration * rate).rounded())) {
      try stage.show(
        at: Double(first + number) / rate, ofPopup: scene.isPopup ? index : nil, into: &list)
      hasher.combine(list.hash)
    }
    let hash = hasher.finish()
    return digits(hash.high) + digits(hash.low)
  }

  private static func digits(_ word: UInt64) -> String {
    let text = String(word, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }

  private static func frame(
    _ part: String, _ name: String, _ time: Double, popup: Int?, _ stage: FilmStage
  ) throws(SceneProblem) -> Frame {
    var png: [UInt8] = []
    for side in longestSides {
      png = try stage.picture(at: time, ofPopup: popup, longest: side)
      if png.count <= mostBytes { break }
    }
    return Frame(part: part, name: "frame \(name)", hash: pixelHash(png), png: png)
  }

  /// The hash of a picture's pixels, whatever way they are compressed.
  static func pixelHash(_ png: [UInt8]) -> String {
    let decoded = png.withUnsafeBytes { try? PNGReader.straightPixels($0) }
    guard let decoded else { return "none" }
    let digest = decoded.pixels.withUnsafeBytes { SHA256Digest(of: $0) }.hex
    return "\(decoded.width)x\(decoded.height)-\(digest.prefix(20))"
  }
}

// MARK: In words

extension FilmSnapshot {
  private static func lines(of timeline: Timeline) -> [String] {
    [
      "title \(timeline.title)", "language \(timeline.language)",
      "\(DisplayListText.short(timeline.duration)) s, \(timeline.rate) frames a second",
      "layouts "
        + timeline.layouts.map { "\($0.name) \($0.width)x\($0.height)" }.joined(separator: ", "),
      "instead \(timeline.fallback)",
    ]
      // When a scene starts says nothing of the scene: one longer sentence would seem to change all that follow.
      + timeline.scenes.map { scene in
        scene.isPopup ? "pop-up \(scene.id)" : "\(DisplayListText.short(scene.start)) s \(scene.id)"
      }
  }

  private static func lines(of scene: TimelineScene) -> [String] {
    func short(_ number: Double) -> String { DisplayListText.short(number) }
    var first = "\(short(scene.duration)) s"
    if scene.transition.duration > 0 {
      first += ", \(scene.transition.kind.rawValue) \(short(scene.transition.duration)) s"
    }
    var lines = [first]
    for (name, text) in [
      ("chapter", scene.chapter), ("caption", scene.caption), ("voice", scene.voice),
    ] where !text.isEmpty {
      lines.append("\(name) \(text)")
    }
    for action in scene.actions {
      let boxes = action.boxes.sorted { $0.key < $1.key }.map { layout, box in
        " [\(layout) \(box.map(short).joined(separator: ","))]"
      }
      lines.append(
        "action \(action.id) \(action.kind.rawValue) \"\(action.label)\" to \(action.target), "
          + "\(short(action.from)) to \(short(action.to)) s\(boxes.joined())")
    }
    return lines
  }
}
