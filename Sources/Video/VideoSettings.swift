/// The file that a film becomes.
public enum VideoFormat: String, CaseIterable, Sendable {
  /// H.264 in MP4: what everything plays.
  case mp4
  /// VP9 in WebM: free of licences.
  case webm

  /// The file's name in a document's folder.
  public var fileName: String { "storyboard.\(rawValue)" }
}

/// How frames that do not differ from the one before are told.
public enum VideoRate: String, CaseIterable, Sendable {
  /// Not at all: the frame before has a longer duration.
  case variable
  /// Each again, for programs that count frames instead of reading their times.
  case constant
}

/// What films are made like; one run's films all alike.
public struct VideoSettings: Sendable {
  /// The file's kind.
  public var format: VideoFormat
  /// Pixels of a row; even.
  public var width: Int
  /// Rows; even.
  public var height: Int
  /// Frames a second of the storyboard: the unit of every time.
  public var framesPerSecond: Int
  /// Whether unchanged frames are encoded too.
  public var rate: VideoRate
  /// Whether each part that is used again is made anew besides, and compared.
  public var verifiesReuse: Bool
  /// What sounds under the films; nil for nothing.
  public var sound: SoundBed?

  /// Makes settings.
  public init(
    format: VideoFormat, width: Int, height: Int, framesPerSecond: Int,
    rate: VideoRate = .variable, verifiesReuse: Bool = false
  ) {
    precondition(width > 0 && height > 0 && width % 2 == 0 && height % 2 == 0)
    precondition(framesPerSecond > 0)
    self.format = format
    self.width = width
    self.height = height
    self.framesPerSecond = framesPerSecond
    self.rate = rate
    self.verifiesReuse = verifiesReuse
  }

  /// Finds out whether the machine's libraries can make such films, before the first customer.
  ///
  /// - Throws: `missing` or `failed`.
  public func check() throws(VideoError) {
    _ = try SegmentEncoder(self, start: 0)
    if let sound { _ = try SoundEncoder(sound, format) }
  }
}
