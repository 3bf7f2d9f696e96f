internal import ArgumentParser
internal import Batch
internal import Imaging
internal import Sinks
internal import Video

/// Which pictures of a storyboard a run makes, and how.
struct FrameOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Pictures of each storyboard: none, poster, unique (frames/, each that differs from the one before, and \
      frames.ffconcat) or sequence (every frame; equal ones are hard links). Default: poster.
      """, valueName: "none|poster|unique|sequence"),
    transform: FrameOptions.choice)
  var frames: FramePlan.Choice?

  @Option(help: "Frames a second, 1 to 60. Default: the storyboard's rate.")
  var fps: Int?

  @Option(
    help: ArgumentHelp(
      "Pixels of a picture, such as 720x1280; drawn in the layout of that shape. Default: the first layout.",
      valueName: "WxH"),
    transform: FrameOptions.size)
  var size: FrameSize?

  @Option(
    help: ArgumentHelp(
      "Whether PNG files are written fast or small. Default: fast.", valueName: "fast|small"),
    transform: FrameOptions.compression)
  var png: PNGCompression?

  @Option(
    help: ArgumentHelp(
      "Write each storyboard as a film too: storyboard.mp4 or storyboard.webm.",
      valueName: "mp4|webm"),
    transform: FrameOptions.video)
  var video: VideoFormat?

  @Option(
    help: ArgumentHelp(
      """
      Whether a film tells frames that do not differ from the one before: variable (no; frames have durations) or \
      constant. Default: variable.
      """, valueName: "variable|constant"),
    transform: FrameOptions.videoRate)
  var videoRate: VideoRate?

  @Flag(
    help:
      "Paint every part of a picture that is used again anew, and reject the record if it differs.")
  var verifyReuse = false

  func validate() throws {
    if let fps, !(1...60).contains(fps) {
      throw ValidationError("--fps takes a number from 1 to 60")
    }
    if videoRate != nil, video == nil { throw ValidationError("--video-rate goes with --video") }
  }

  /// What is asked for.
  var plan: FramePlan {
    var plan = FramePlan(
      frames ?? .poster, rate: fps, size: size, compression: png ?? .fast,
      verifiesReuse: verifyReuse)
    plan.video = video
    plan.videoRate = videoRate ?? .variable
    return plan
  }

  /// Whether anything is asked for, so that a template without a storyboard is a mistake.
  var isGiven: Bool {
    frames.map { $0 != FramePlan.Choice.none } ?? false || fps != nil || size != nil || png != nil
      || verifyReuse || video != nil
  }
}

extension FrameOptions {
  private static func choice(_ text: String) throws -> FramePlan.Choice {
    guard let choice = FramePlan.Choice(rawValue: text) else {
      throw ValidationError("--frames takes none, poster, unique or sequence, not '\(text)'")
    }
    return choice
  }

  private static func size(_ text: String) throws -> FrameSize {
    guard let size = FrameSize(text) else {
      throw ValidationError(
        "--size takes WIDTHxHEIGHT, even numbers from \(FrameSize.sides.lowerBound) to "
          + "\(FrameSize.sides.upperBound), not '\(text)'")
    }
    return size
  }

  private static func compression(_ text: String) throws -> PNGCompression {
    guard let compression = PNGCompression(rawValue: text) else {
      throw ValidationError("--png takes fast or small, not '\(text)'")
    }
    return compression
  }

  private static func video(_ text: String) throws -> VideoFormat {
    guard let format = VideoFormat(rawValue: text) else {
      throw ValidationError("--video takes mp4 or webm, not '\(text)'")
    }
    return format
  }

  private static func videoRate(_ text: String) throws -> VideoRate {
    guard let rate = VideoRate(rawValue: text) else {
      throw ValidationError("--video-rate takes variable or constant, not '\(text)'")
    }
    return rate
  }
}

extension FramePlan {
  /// The options of a run's identity that say which pictures it makes; none for those of a plain run.
  var identity: [RunIdentity.Option] {
    var options: [RunIdentity.Option] = []
    if choice != .poster { options.append(.init("frames", choice.rawValue)) }
    if let rate { options.append(.init("fps", String(rate))) }
    if let size { options.append(.init("size", size.description)) }
    if compression != .fast { options.append(.init("png", compression.rawValue)) }
    if let video { options.append(.init("video", video.rawValue)) }
    if videoRate != .variable { options.append(.init("video-rate", videoRate.rawValue)) }
    return options
  }

  /// What a run with that identity was to make.
  init(of identity: RunIdentity) {
    func option(_ name: String) -> String? {
      identity.options.first { $0.name == name }?.value
    }
    self.init(
      option("frames").flatMap { Choice(rawValue: $0) } ?? .poster,
      rate: option("fps").flatMap { Int($0) }, size: option("size").flatMap { FrameSize($0) },
      compression: option("png").flatMap { PNGCompression(rawValue: $0) } ?? .fast)
    video = option("video").flatMap { VideoFormat(rawValue: $0) }
    videoRate = option("video-rate").flatMap { VideoRate(rawValue: $0) } ?? .variable
  }
}
