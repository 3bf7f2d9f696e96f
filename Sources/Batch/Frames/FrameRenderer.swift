import Communication
import Imaging
import Sinks
import Storyboard
import Video

/// Makes one customer's pictures after another's; one a worker.
final class FrameRenderer {
  private let assets: FrameAssets
  private let maker: FrameMaker
  private let resolver: TimelineResolver
  private var list: DisplayList
  private var file: [UInt8] = []
  /// Of films; nil where none are made.
  private let films: Result<FilmMaker, VideoError>?

  /// Why a record's pictures cannot be made, as the books write it; names no customer's value.
  struct Failure: Error {
    let code: String
    let message: String
    let field: String
  }

  /// Frames of one film: at 25 a second more than an hour.
  static let mostFrames = 100_000
  /// Bytes of one document's frames, all of which are in memory until its unit is committed.
  static let mostBytes = 512 << 20

  init(_ assets: FrameAssets) {
    self.assets = assets
    let maker = FrameMaker(
      assets.settings, fonts: assets.fonts, pictures: assets.pictures, store: assets.store)
    self.maker = maker
    resolver = TimelineResolver(measuring: maker.fonts)
    list = resolver.makeList()
    films = assets.video.map { settings in
      Result { () throws(VideoError) in
        try FilmMaker(settings, painter: maker.makePainter(), store: assets.segments)
      }
    }
  }

  /// Whether films have a poster in this run.
  var paintsPosters: Bool { assets.plan.choice != .none }

  /// The poster of a film with a play button, for the messages of its document.
  ///
  /// Nil where it cannot be painted, which `render` then tells. `render` ends the customer too, whose bands the poster's are;
  /// where a record is rejected in between, the next poster does.
  func poster(of timeline: Timeline) -> [UInt8]? {
    maker.finishCustomer()
    do throws(SceneProblem) {
      try resolver.load(timeline, layout: assets.layout)
    } catch {
      return nil
    }
    list = resolver.makeList()
    do {
      try resolver.displayList(at: timeline.posterTime, into: &list)
      _ = try maker.show(maker.addingPlayButton(to: list))
    } catch {
      return nil
    }
    var poster: [UInt8] = []
    maker.appendFile(to: &poster)
    return poster
  }

  /// Adds a film's pictures to the open document.
  ///
  /// - Returns: which file shows what.
  func render(_ timeline: Timeline, into unit: UnitOutput) throws(Failure) -> FilmPictures {
    do throws(SceneProblem) {
      try resolver.load(timeline, layout: assets.layout)
    } catch {
      throw Self.failure(error)
    }
    list = resolver.makeList()
    var pictures = FilmPictures(
      layout: assets.layout.name, width: assets.width, height: assets.height, rate: assets.rate)
    defer { maker.finishCustomer() }
    if assets.plan.choice != .none {
      _ = try show(at: timeline.posterTime)
      pictures.poster = "poster.png"
      add("poster.png", unit)
    }
    if assets.plan.makesFrames { try addFrames(timeline, unit, &pictures) }
    if let films { try addFilm(timeline, films, unit, &pictures) }
    return pictures
  }

  private func addFrames(
    _ timeline: Timeline, _ unit: UnitOutput, _ pictures: inout FilmPictures
  ) throws(Failure) {
    let count = try frameCount(timeline)
    var size = 0
    var newest = 0
    for number in 0..<count {
      let time = Double(number) / Double(assets.rate)
      var isChanged = number == 0
      if number == 0 {
        _ = try show(at: time)
      } else if resolver.mayChange(from: Double(number - 1) / Double(assets.rate), to: time) {
        isChanged = try show(at: time)
      }
      let name = FilmPictures.name(ofFrame: number)
      if isChanged {
        pictures.stills.append(.init(name: name, first: number, count: 1))
        newest = unit.fileCount
        add(name, unit)
        size += file.count
      } else {
        pictures.stills[pictures.stills.count - 1].count += 1
        if assets.plan.choice == .sequence { unit.addName(name, ofFile: newest) }
      }
      guard size <= Self.mostBytes else {
        throw Failure(
          code: "frame-limit",
          message: "the film's frames have more than \(Self.mostBytes >> 20) MiB", field: "")
      }
    }
    if !pictures.stills.isEmpty {
      pictures.list.withUnsafeBytes { unit.addFile(FilmPictures.listName, $0) }
    }
  }

  private func frameCount(_ timeline: Timeline) throws(Failure) -> Int {
    let count = Int((timeline.duration * Double(assets.rate)).rounded())
    guard count <= Self.mostFrames else {
      throw Failure(
        code: "frame-limit",
        message: "the film has \(count) frames, and \(Self.mostFrames) are the most", field: "")
    }
    return count
  }

  private func addFilm(
    _ timeline: Timeline, _ films: Result<FilmMaker, VideoError>, _ unit: UnitOutput,
    _ pictures: inout FilmPictures
  ) throws(Failure) {
    _ = try frameCount(timeline)
    file.removeAll(keepingCapacity: true)
    do throws(VideoError) {
      let maker = try films.get()
      try maker.append(timeline, from: resolver, to: &file)
      file.withUnsafeBytes { unit.addFile(maker.settings.format.fileName, $0) }
      pictures.film = maker.settings.format.fileName
    } catch {
      switch error {
      case .scene(let problem): throw Self.failure(problem)
      case .reuseDiffers: throw Failure(code: "frame-reuse", message: error.message, field: "")
      case .missing, .failed, .sound:
        throw Failure(code: "video-failed", message: error.message, field: "")
      }
    }
  }

  /// Makes an instant the current frame; whether it differs from the one before.
  private func show(at time: Double) throws(Failure) -> Bool {
    do throws(SceneProblem) {
      try resolver.displayList(at: time, into: &list)
    } catch {
      throw Self.failure(error)
    }
    do throws(FrameError) {
      return try maker.show(list)
    } catch {
      switch error {
      case .reuseDiffers(let rows):
        throw Failure(
          code: "frame-reuse",
          message: "rows \(rows.lowerBound) to \(rows.upperBound - 1) of the frame at "
            + "\(Int(time * 1000)) ms differ from what painting them anew gives", field: "")
      }
    }
  }

  private func add(_ name: String, _ unit: UnitOutput) {
    file.removeAll(keepingCapacity: true)
    maker.appendFile(to: &file)
    file.withUnsafeBytes { unit.addFile(name, $0) }
  }

  private static func failure(_ problem: SceneProblem) -> Failure {
    Failure(
      code: problem.code.rawValue,
      message: "\(problem.discreet), line \(problem.line) of the scene as rendered", field: "")
  }
}
