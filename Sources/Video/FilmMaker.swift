public import Imaging
public import Storyboard

/// Timelines to films, for one worker: paints, converts and encodes what differs from frame to frame.
///
/// A film is segments, each begun by a key frame: one a scene, so that a player goes to a scene at once, and one for frames in a row that
/// no customer's value reaches, which the run's store keeps, so that they are painted and encoded once. Where segments
/// begin depends on the timeline alone, so neither the store nor the number of workers changes a byte.
public final class FilmMaker {
  /// What it was made for.
  public let settings: VideoSettings
  /// Frames encoded so far; the measure of what reuse saves.
  public private(set) var encodedFrames = 0
  private let painter: FramePainter
  private let picture: YUVPicture
  private let store: SegmentStore
  private let file: FilmFile

  /// Measures as the painter paints.
  public var fonts: FontContext { painter.fonts }

  /// Frames in a row, no customer's, that are worth a key frame in the middle of a scene.
  static let sharedRun = 12

  /// Makes a maker of films of one kind.
  public convenience init(
    _ settings: VideoSettings, fonts: FontLibrary, pictures: PictureStore, store: SegmentStore
  ) throws(VideoError) {
    try self.init(
      settings,
      painter: FramePainter(
        width: settings.width, height: settings.height, fonts: fonts, pictures: pictures),
      store: store)
  }

  /// Makes a maker of films that a painter of their size paints.
  public init(
    _ settings: VideoSettings, painter: FramePainter, store: SegmentStore
  ) throws(VideoError) {
    precondition(painter.width == settings.width && painter.height == settings.height)
    self.settings = settings
    self.store = store
    // First, because it opens the libraries.
    file = FilmFile(
      settings: settings, parameters: try SegmentEncoder(settings, start: 0).parameters(),
      sound: try settings.sound.map { bed throws(VideoError) in
        try SoundEncoder(bed, settings.format).parameters()
      })
    self.painter = painter
    picture = YUVPicture(width: settings.width, height: settings.height)
  }

  /// Appends the file of a timeline's film, as the resolver that has loaded it shows it.
  ///
  /// Ends the customer, too: nothing painted or encoded from their values is used again.
  public func append(
    _ timeline: Timeline, from resolver: TimelineResolver, to bytes: inout [UInt8]
  ) throws(VideoError) {
    defer { painter.finishCustomer() }
    var film = Film(timeline)
    var scene: Int?
    var shown: FramePainter.Key?
    var list = resolver.makeList()
    var reel = Reel()
    let rate = Double(settings.framesPerSecond)
    let count = Int((timeline.duration * rate).rounded())
    for number in 0..<count {
      let time = Double(number) / rate
      // The last frame is told even where it is the one before, so that every player plays to the end of it.
      let isLast = number == count - 1
      if number > 0, !isLast, !resolver.mayChange(from: Double(number - 1) / rate, to: time) {
        continue
      }
      do throws(SceneProblem) {
        try resolver.displayList(at: time, into: &list)
      } catch {
        throw .scene(error)
      }
      let key = painter.key(of: list)
      let now = timeline.scene(at: time)
      if now != scene { try cut(&reel, before: number, &film) }
      if now != scene || key != shown || isLast {
        try add(Still(number: number, key: key, list: list), to: &reel, &film)
      }
      scene = now
      shown = key
    }
    try cut(&reel, before: count, &film)
    if let bed = settings.sound { film.sound = try track(bed, frames: count) }
    try file.append(film, to: &bytes)
  }
}

/// A frame that differs from the one before, or begins a scene.
private struct Still {
  var number: Int
  var key: FramePainter.Key
  var list: DisplayList
}

/// What of a scene is not yet a segment.
private struct Reel {
  /// Of frames that a customer's value reaches; nil before the first.
  var encoder: SegmentEncoder?
  /// Frames in a row that none reaches, not encoded yet.
  var shared: [Still] = []
}

extension FilmMaker {
  private func add(_ still: Still, to reel: inout Reel, _ film: inout Film) throws(VideoError) {
    if !still.key.isPersonal {
      reel.shared.append(still)
      return
    }
    if reel.shared.count >= Self.sharedRun {
      try endSegment(&reel, before: still.number, &film)
    }
    let waiting = reel.shared
    reel.shared.removeAll(keepingCapacity: true)
    let encoder: SegmentEncoder
    if let open = reel.encoder {
      encoder = open
    } else {
      encoder = try SegmentEncoder(settings, start: waiting.first?.number ?? still.number)
      reel.encoder = encoder
    }
    for waiting in waiting { try encode(waiting, encoder) }
    try encode(still, encoder)
  }

  /// Ends what is open, at a scene's end.
  private func cut(_ reel: inout Reel, before end: Int, _ film: inout Film) throws(VideoError) {
    if let encoder = reel.encoder, reel.shared.count < Self.sharedRun {
      for waiting in reel.shared { try encode(waiting, encoder) }
      reel.shared.removeAll(keepingCapacity: true)
    }
    try endSegment(&reel, before: end, &film)
  }

  /// Makes segments of the personal frames so far, and of the shared ones that follow them.
  private func endSegment(
    _ reel: inout Reel, before end: Int, _ film: inout Film
  ) throws(VideoError) {
    if let encoder = reel.encoder {
      let end = reel.shared.first?.number ?? end
      try encoder.hold(picture, until: end)
      film.segments.append((encoder.start, try encoder.finish(before: end)))
      reel.encoder = nil
    }
    guard let first = reel.shared.first else { return }
    film.segments.append((first.number, try segment(of: reel.shared, before: end)))
    reel.shared.removeAll(keepingCapacity: true)
  }

  /// The segment of frames that no customer's value reaches, found or made.
  private func segment(of stills: [Still], before end: Int) throws(VideoError) -> Segment {
    let start = stills[0].number
    var hasher = DisplayHasher()
    hasher.combine(end - start)
    for still in stills {
      hasher.combine(still.number - start)
      hasher.combine(still.key.hash)
    }
    let key = hasher.finish()
    let known = store.segment(key)
    if let known, !settings.verifiesReuse { return known }
    let encoder = try SegmentEncoder(settings, start: start)
    for still in stills { try encode(still, encoder) }
    try encoder.hold(picture, until: end)
    let made = try encoder.finish(before: end)
    if let known, !known.isSame(as: made) { throw .reuseDiffers(frames: start..<end) }
    store.keep(made, as: key)
    return made
  }

  /// The sound of a film of so many frames, found or made.
  private func track(_ bed: SoundBed, frames: Int) throws(VideoError) -> Segment {
    var hasher = DisplayHasher()
    // No number of frames of a segment of pictures.
    hasher.combine(-1)
    hasher.combine(frames)
    let key = hasher.finish()
    let known = store.segment(key)
    if let known, !settings.verifiesReuse { return known }
    let length = frames * SoundBed.rate / settings.framesPerSecond
    let made = try SoundEncoder(bed, settings.format).track(length: length)
    if let known, !known.isSame(as: made) { throw .reuseDiffers(frames: 0..<frames) }
    store.keep(made, as: key)
    return made
  }

  private func encode(_ still: Still, _ encoder: SegmentEncoder) throws(VideoError) {
    try encoder.hold(picture, until: still.number)
    if painter.show(still.list) { picture.convert(painter) }
    try encoder.encode(picture, at: still.number)
    encodedFrames += 1
  }
}
