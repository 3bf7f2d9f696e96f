import Imaging
public import Storyboard

/// Every scene of one film in one picture: what a person looks at before a film goes out.
public struct ContactSheet {
  private let timeline: Timeline
  private let layout: StoryboardLayout
  private let fonts: FontContext
  private let width: Int
  private let columns: Int
  private var list: DisplayList

  /// Pixels between pictures, and round them all.
  private static let gap = 20
  /// Pixels for the line below each picture.
  private static let label = 26
  private static let paper = DisplayColor(rgb: 0xD3DCDC)
  private static let ink = "#33474b"

  /// Paints the last frame of each scene, in playing order, pop-ups last.
  ///
  /// - Parameters:
  ///   - timeline: the film.
  ///   - layout: one of its layouts.
  ///   - width: pixels of the sheet's rows, at least 320; its height follows.
  ///   - materials: the template's fonts and pictures.
  /// - Returns: a PNG file.
  /// - Throws: the first problem of a scene.
  public static func png(
    of timeline: Timeline, in layout: StoryboardLayout, width: Int, materials: FilmMaterials
  ) throws(SceneProblem) -> [UInt8] {
    var sheet = ContactSheet(timeline, layout, width, FontContext(materials.fonts))
    try sheet.compose()
    let maker = FrameMaker(
      FrameSettings(
        width: width, height: Int(sheet.list.height), compression: .small, reusesBands: false),
      fonts: materials.fonts, pictures: materials.pictures, store: FrameStore())
    var bytes: [UInt8] = []
    do throws(FrameError) {
      _ = try maker.show(sheet.list)
    } catch {
      preconditionFailure("no band is used again")
    }
    maker.appendFile(to: &bytes)
    return bytes
  }

  private init(
    _ timeline: Timeline, _ layout: StoryboardLayout, _ width: Int, _ fonts: FontContext
  ) {
    self.timeline = timeline
    self.layout = layout
    self.fonts = fonts
    self.width = width
    let shape = Double(layout.width) / Double(layout.height)
    columns = Self.columns(timeline.scenes.count, shape)
    let rows = (timeline.scenes.count + columns - 1) / columns
    let cell = Self.cell(width, columns)
    let height = Int((Double(cell) / shape).rounded(.up)) + Self.label
    list = DisplayList(
      width: Double(width),
      height: Double(min(Canvas.sideLimit, rows * (height + Self.gap) + Self.gap)),
      background: Self.paper)
  }

  /// As many columns as make a sheet wider than high, with few places left empty.
  private static func columns(_ count: Int, _ shape: Double) -> Int {
    let ideal = (Double(count) * 2.5 / shape).squareRoot()
    func badness(_ columns: Int) -> Double {
      let empty = (columns - count % columns) % columns
      return Double(empty) + abs(Double(columns) - ideal)
    }
    return (1...max(1, count)).min { badness($0) < badness($1) } ?? 1
  }

  private static func cell(_ width: Int, _ columns: Int) -> Int {
    max(16, (width - gap * (columns + 1)) / columns)
  }

  private mutating func compose() throws(SceneProblem) {
    let resolver = TimelineResolver(measuring: fonts)
    try resolver.load(timeline, layout: layout)
    let cell = Double(Self.cell(width, columns))
    let scale = cell / Double(layout.width)
    let height = Double(layout.height) * scale
    for (index, scene) in timeline.scenes.enumerated() {
      let left = Double(Self.gap) + Double(index % columns) * (cell + Double(Self.gap))
      let top =
        Double(Self.gap) + Double(index / columns)
        * (height.rounded(.up) + Double(Self.label + Self.gap))
      let place = PlaneTransform.translation(left, top)
      let last = max(0, scene.duration - 1 / Double(timeline.rate))
      let group = open(DisplayBox(minX: left, minY: top, maxX: left + cell, maxY: top + height))
      try resolver.append(
        scene: index, at: last, to: &list, transform: place.concatenating(.scale(scale, scale)))
      close(group)
      try write(
        Self.words(scene, index), within: cell, place.concatenating(.translation(0, height)))
    }
  }

  /// Number, name and times of a scene.
  private static func words(_ scene: TimelineScene, _ index: Int) -> String {
    let tenths = Int((scene.start * 10).rounded())
    let time = scene.isPopup ? "pop-up" : "\(tenths / 10).\(tenths % 10) s"
    return "\(index + 1) · \(scene.id) · \(time)"
  }

  private mutating func write(
    _ words: String, within width: Double, _ place: PlaneTransform
  ) throws(SceneProblem) {
    let text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 \(Self.label)">\
      <text y="19" font-size="15" data-width="\(width)" data-smallest="0.3" fill="\(Self.ink)">\(words)</text></svg>
      """
    let resolver = SceneResolver(families: timeline.families, measuring: fonts)
    let problems = Array(text.utf8).withUnsafeBytes {
      resolver.load($0, layout: layout.name, isPersonal: false)
    }
    if let problem = problems.first { throw problem }
    try resolver.append(at: 0, to: &list, transform: place)
  }

  /// Opens a group that nothing shows beyond, with the film's background in it; returns where it starts.
  private mutating func open(_ box: DisplayBox) -> Int {
    let shape = DisplayShape.rect(
      x: box.minX, y: box.minY, width: box.width, height: box.height, radiusX: 6, radiusY: 6)
    list.clips.append(DisplayClip(shape: shape))
    let clips = DisplayRange(list.clips.count - 1, list.clips.count)
    list.items.append(
      DisplayItem(shape: .groupStart(opacity: 1, clips: clips, end: 0), bounds: box))
    list.items.append(
      DisplayItem(shape: shape, fill: .solid(timeline.background), bounds: box))
    return list.items.count - 2
  }

  private mutating func close(_ group: Int) {
    let end = list.items.count
    let box = list.items[group].bounds
    if case .groupStart(let opacity, let clips, _) = list.items[group].shape {
      list.items[group].shape = .groupStart(opacity: opacity, clips: clips, end: UInt32(end))
    }
    list.items.append(DisplayItem(shape: .groupEnd(start: UInt32(group)), bounds: box))
  }
}
