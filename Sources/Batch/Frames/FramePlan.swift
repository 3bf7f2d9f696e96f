public import Imaging
public import Video

/// Which pictures of a storyboard a run makes, and how.
public struct FramePlan: Sendable {
  /// Which of a film's pictures become files.
  public enum Choice: String, CaseIterable, Sendable {
    /// None.
    case none
    /// The picture shown before playing: `poster.png`.
    case poster
    /// The poster, and each frame that differs from the one before, once: `frames/00000.png` and on.
    case unique
    /// The poster and every frame; equal neighbours are hard links to one file.
    case sequence
  }

  /// Which pictures.
  public var choice: Choice
  /// Frames a second; nil for the storyboard's own rate.
  public var rate: Int?
  /// Pixels of a picture; nil for the storyboard's first layout at its own size.
  public var size: FrameSize?
  /// How hard they are compressed.
  public var compression: PNGCompression
  /// Whether every band that is used again is painted anew and compared; changes no byte.
  public var verifiesReuse: Bool

  /// The file of each film; nil for none.
  public var video: VideoFormat?
  /// How its frames that do not differ from the one before are told.
  public var videoRate = VideoRate.variable

  /// Makes a plan.
  public init(
    _ choice: Choice = .poster, rate: Int? = nil, size: FrameSize? = nil,
    compression: PNGCompression = .fast, verifiesReuse: Bool = false
  ) {
    self.choice = choice
    self.rate = rate
    self.size = size
    self.compression = compression
    self.verifiesReuse = verifiesReuse
  }

  /// Whether a document has frames, and with them megabytes.
  var makesFrames: Bool { choice == .unique || choice == .sequence }

  /// Whether a document is so large that it is a unit by itself.
  var isLarge: Bool { makesFrames || video != nil }
}

/// Width and height of pictures in pixels: even, so that every video format takes them.
public struct FrameSize: Hashable, Sendable, CustomStringConvertible {
  /// Pixels of a row.
  public let width: Int
  /// Rows.
  public let height: Int

  /// The sides a picture can have: up to an 8K frame's.
  public static let sides = 16...7680

  /// Reads `1280x720`; nil for what is no size, or has a side that is odd or not of `sides`.
  public init?(_ text: String) {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1],
      Self.sides.contains(width), Self.sides.contains(height), width % 2 == 0, height % 2 == 0
    else { return nil }
    self.width = width
    self.height = height
  }

  /// As it is read.
  public var description: String { "\(width)x\(height)" }
}
