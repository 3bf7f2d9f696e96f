/// Says what a timeline shows at any time: scenes through their resolvers, transitions as groups over them.
///
/// One a worker. Resolvers are kept from customer to customer, so that their tables keep their room.
public final class TimelineResolver {
  private var timeline: Timeline?
  private var layout = StoryboardLayout(name: "", width: 0, height: 0)
  private var resolvers: [SceneResolver] = []
  private let measuring: any TextMeasuring

  /// Makes a resolver.
  public init(measuring: any TextMeasuring) { self.measuring = measuring }

  /// Takes a customer's timeline in one of its layouts.
  ///
  /// - Throws: the first problem of a scene; this customer cannot have the storyboard.
  public func load(_ timeline: Timeline, layout: StoryboardLayout) throws(SceneProblem) {
    self.timeline = timeline
    self.layout = layout
    // In the storyboard's own layout a scene has the space of its viewBox, in others the layout's.
    let isOwn = layout == timeline.layouts.first
    let size = isOwn ? nil : (width: Double(layout.width), height: Double(layout.height))
    for (index, scene) in timeline.scenes.enumerated() {
      if index == resolvers.count {
        resolvers.append(SceneResolver(families: timeline.families, measuring: measuring))
      }
      resolvers[index].defaultFamilies = timeline.families
      let problems = scene.svg.withUnsafeBytes {
        resolvers[index].load(
          $0, layout: layout.name, size: size, isPersonal: scene.isPersonal, fixed: scene.fixed)
      }
      if let problem = problems.first { throw problem }
    }
  }

  /// The instant of a scene's own time after which nothing of it changes.
  public func settledAfter(scene index: Int) -> Double { resolvers[index].settledAfter }

  /// Whether the picture may differ between two instants of the whole, the first not after the second.
  ///
  /// False is a promise: both are of one scene, its transition is over, and nothing of it moves any more.
  public func mayChange(from earlier: Double, to later: Double) -> Bool {
    guard let timeline, let index = timeline.scene(at: earlier), timeline.scene(at: later) == index
    else { return true }
    let scene = timeline.scenes[index]
    return earlier - scene.start < max(scene.transition.duration, settledAfter(scene: index))
  }

  /// The lines of a scene whose text did not fit so far.
  public func overflows(scene index: Int) -> [Int] { resolvers[index].overflows }

  /// An empty list of the layout's size.
  public func makeList() -> DisplayList {
    DisplayList(
      width: Double(layout.width), height: Double(layout.height),
      background: timeline?.background ?? .white)
  }

  /// Replaces a list by what is shown at a time, in seconds from the start.
  public func displayList(at time: Double, into list: inout DisplayList) throws(SceneProblem) {
    list.removeAll()
    guard let timeline, let index = timeline.scene(at: time) else { return }
    let scene = timeline.scenes[index]
    let own = time - scene.start
    if index > 0, scene.transition.duration > 0, own < scene.transition.duration {
      let before = timeline.scenes[index - 1]
      try append(index - 1, at: time - before.start, to: &list, .identity)
      let part = Self.eased(own / scene.transition.duration)
      try blend(index, at: own, scene.transition.kind, part, &list)
    } else {
      try append(index, at: own, to: &list, .identity)
    }
  }

  /// Replaces a list by what a scene shows at a time of its own.
  public func displayList(
    scene index: Int, at time: Double, into list: inout DisplayList
  ) throws(SceneProblem) {
    list.removeAll()
    try append(index, at: time, to: &list, .identity)
  }

  /// Adds what a scene shows at a time of its own to a list of another picture, such as a sheet of many scenes.
  ///
  /// - Parameters:
  ///   - index: the scene.
  ///   - time: seconds from its start.
  ///   - list: the list; items are appended.
  ///   - transform: from the layout's space to the list's.
  /// - Throws: `scene-limit` for a scene that unfolds into too much.
  public func append(
    scene index: Int, at time: Double, to list: inout DisplayList, transform: PlaneTransform
  ) throws(SceneProblem) {
    try append(index, at: time, to: &list, transform)
  }

  // MARK: Parts

  private func append(
    _ index: Int, at time: Double, to list: inout DisplayList, _ transform: PlaneTransform
  ) throws(SceneProblem) {
    let resolver = resolvers[index]
    // The scene's viewBox fills the layout, evenly scaled, in the middle.
    guard resolver.width > 0, resolver.height > 0 else { return }
    let scale = min(Double(layout.width) / resolver.width, Double(layout.height) / resolver.height)
    var fit = transform
    if scale != 1 || Double(layout.width) != resolver.width
      || Double(layout.height) != resolver.height
    {
      fit = fit.concatenating(
        .translation(
          (Double(layout.width) - resolver.width * scale) / 2,
          (Double(layout.height) - resolver.height * scale) / 2)
      ).concatenating(.scale(scale, scale))
    }
    try resolver.append(at: time, to: &list, transform: fit)
  }

  private func blend(
    _ index: Int, at time: Double, _ kind: StoryboardTransition.Kind, _ part: Double,
    _ list: inout DisplayList
  ) throws(SceneProblem) {
    let width = Double(layout.width)
    let height = Double(layout.height)
    let start = list.items.count
    var opacity = 1.0
    var moved = PlaneTransform.identity
    var edge = 0.0
    switch kind {
    case .cut: break
    case .crossfade: opacity = part
    case .slide:
      moved = .translation(width * (1 - part), 0)
      edge = width * (1 - part)
    case .wipe: edge = width * (1 - part)
    }
    let clip = DisplayShape.rect(
      x: edge, y: 0, width: max(width - edge, 0), height: height, radiusX: 0, radiusY: 0)
    let firstClip = list.clips.count
    list.clips.append(DisplayClip(shape: clip))
    let clips = DisplayRange(firstClip, list.clips.count)
    list.items.append(
      DisplayItem(shape: .groupStart(opacity: Float(opacity), clips: clips, end: 0)))
    try append(index, at: time, to: &list, moved)
    let end = list.items.count
    let box = DisplayBox(minX: edge, minY: 0, maxX: width, maxY: height)
    var hasher = DisplayHasher()
    for number in [opacity, edge, width, height] { hasher.combine(number) }
    let isPersonal = list.items[(start + 1)...].contains { $0.isPersonal }
    list.items[start] = DisplayItem(
      shape: .groupStart(opacity: Float(opacity), clips: clips, end: UInt32(end)),
      isPersonal: isPersonal,
      bounds: box, hash: hasher.finish())
    list.items[start].isTransition = true
    list.items.append(
      DisplayItem(
        shape: .groupEnd(start: UInt32(start)), isPersonal: isPersonal, bounds: box,
        hash: DisplayHash(low: 2, high: 2)))
  }

  /// Slow at both ends.
  private static func eased(_ part: Double) -> Double {
    KeySpline.value(0.42, 0, 0.58, 1, at: part)
  }
}
