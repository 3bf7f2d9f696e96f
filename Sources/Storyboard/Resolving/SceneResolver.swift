/// One customer's scene, ready to be asked what it shows at any time; one a worker, used again for every scene.
///
/// `load` reads and checks a rendered scene; `append` adds what it shows at an instant to a display list. Not for use
/// from two threads.
public final class SceneResolver {
  /// Nested `use`, groups and clips beyond this are a bomb, not a drawing.
  static let deepest = 64
  /// A picture of more items than this is a bomb: `use` of `use` of `use`.
  static let mostItems = 20_000

  let reader = SceneReader()
  let animated = AnimatedValues()
  @exclusivity(unchecked) var list = DisplayList(width: 0, height: 0)
  @exclusivity(unchecked) var lines = TextLines()
  var defaultFamilies: [String]
  @exclusivity(unchecked) var measuring: any TextMeasuring
  @exclusivity(unchecked) var time = 0.0
  @exclusivity(unchecked) var depth = 0
  @exclusivity(unchecked) var visited = 0
  /// The nearest viewport's size in its own units: what percentages are of.
  @exclusivity(unchecked) var viewport = (width: 0.0, height: 0.0)
  /// Texts that do not fit even at their smallest, by line of the scene; filled by `append`.
  public private(set) var overflows: [Int] = []

  /// Makes a resolver.
  ///
  /// - Parameters:
  ///   - families: the families of text that names none.
  ///   - measuring: who knows fonts.
  public init(families: [String], measuring: any TextMeasuring) {
    defaultFamilies = families
    self.measuring = measuring
  }

  /// Reads a rendered scene, replacing the last.
  ///
  /// - Parameters:
  ///   - text: the scene's SVG.
  ///   - layout: the layout whose `data-layout` groups are shown, such as `16:9`.
  ///   - size: the space of that layout, in place of the scene's `viewBox`.
  ///   - isPersonal: whether customers' values may be in it.
  ///   - fixed: the stretches of it that are the template's own text, ascending; nil where that is not known.
  /// - Returns: what is outside the dialect; the scene can be shown only if that is nothing.
  public func load(
    _ text: UnsafeRawBufferPointer, layout: String, size: (width: Double, height: Double)? = nil,
    isPersonal: Bool, fixed: [Range<Int>]? = nil
  ) -> [SceneProblem] {
    reader.read(text, layout: layout, size: size, isPersonal: isPersonal, fixed: fixed)
    viewport = (reader.tree.width, reader.tree.height)
    animated.begin(reader.tree)
    lines.begin(reader.tree)
    overflows.removeAll(keepingCapacity: true)
    return reader.problems
  }

  /// The scene's own width, from its `viewBox`.
  public var width: Double { reader.tree.width }
  /// The scene's own height.
  public var height: Double { reader.tree.height }
  /// The instant in seconds after which nothing changes any more; infinite for endless repetition.
  public var settledAfter: Double { reader.tree.settledAfter }
  /// The same without what goes on for ever, of which the begin counts: after it the scene has shown all it has.
  public var lastChange: Double { reader.tree.lastChange }
  /// When every text that counts or types is whole, in seconds.
  public var wholeText: Double { reader.tree.wholeText }

  /// Lets scenes name only these layouts and pictures; what a value names is known only when it is rendered.
  public func allowOnly(layouts: [String], pictures: Set<String>) {
    reader.known = (layouts, pictures)
  }

  /// Adds what the scene shows at a time to a list.
  ///
  /// - Parameters:
  ///   - time: seconds from the scene's start.
  ///   - list: the list; items are appended.
  ///   - transform: from the scene's space, whose origin the viewBox moves to 0, 0, to the list's.
  /// - Throws: `scene-limit` for a scene that unfolds into too much.
  public func append(
    at time: Double, to list: inout DisplayList, transform: PlaneTransform = .identity
  ) throws(SceneProblem) {
    guard !reader.tree.nodes.isEmpty else { return }
    self.time = time
    viewport = (reader.tree.width, reader.tree.height)
    depth = 0
    visited = 0
    animated.update(reader.tree, at: time)
    // Swapped, not copied: the tables keep their room.
    swap(&self.list, &list)
    defer { swap(&self.list, &list) }
    let origin = PlaneTransform.translation(-reader.tree.originX, -reader.tree.originY)
    try children(of: 0, style(of: 0, SceneStyle()), transform.concatenating(origin))
  }

  func noteOverflow(_ node: Int) {
    let line = Int(reader.tree.nodes[node].line)
    if !overflows.contains(line) { overflows.append(line) }
  }

  // MARK: Values of a node

  func value(_ property: SceneProperty, of node: Int) -> SceneValue? {
    animated.value(property, of: node) ?? reader.tree.declared(property, of: node)
  }

  /// A length of a node; percentages are of the scene's width, height or their mean.
  func length(_ property: SceneProperty, of node: Int) -> Double? {
    switch value(property, of: node) {
    case .number(let number)?: return number
    case .percent(let percent)?: return percent / 100 * extent(property)
    default: return nil
    }
  }

  private func extent(_ property: SceneProperty) -> Double {
    let (width, height) = viewport
    switch property {
    case .x, .width, .cx, .rx, .x1, .x2, .fx: return width
    case .y, .height, .cy, .ry, .y1, .y2, .fy: return height
    // SVG 1.1, 7.10: lengths that are neither take the diagonal over the root of two.
    default: return ((width * width + height * height) / 2).squareRoot()
    }
  }

  func style(of node: Int, _ parent: SceneStyle) -> SceneStyle {
    var style = parent
    for index in reader.tree.nodes[node].declarations.indices {
      let declaration = reader.tree.declarations[index]
      if declaration.property.isPresentation { style.set(declaration.property, declaration.value) }
    }
    animated.forEach(of: node) { style.set($0, $1) }
    return style
  }

  func transform(of node: Int) -> PlaneTransform {
    var result = PlaneTransform.identity
    if let moved = animated.transform(of: node) {
      result = moved
    } else if case .transform(let matrix)? = reader.tree.declared(.transform, of: node) {
      result = matrix
    }
    if let motion = animated.motion(of: node) { result = motion.concatenating(result) }
    return result
  }

  // MARK: Walking

  func children(of node: Int, _ style: SceneStyle, _ transform: PlaneTransform) throws(SceneProblem)
  {
    let tree = reader.tree
    var child = node + 1
    let end = Int(tree.nodes[node].end)
    while child < end {
      if !tree.nodes[child].isText, tree.nodes[child].element.isDrawn {
        try draw(child, style, transform)
      }
      child = Int(tree.nodes[child].end)
    }
  }

  /// Draws a node with its transform, opacity and clip.
  func draw(_ node: Int, _ parent: SceneStyle, _ outer: PlaneTransform) throws(SceneProblem) {
    if case .keyword(1)? = value(.display, of: node) { return }
    let opacity = min(max(value(.opacity, of: node)?.number ?? 1, 0), 1)
    if opacity == 0 { return }
    depth += 1
    visited += 1
    defer { depth -= 1 }
    if depth > Self.deepest || visited > Self.mostItems || list.items.count > 2 * Self.mostItems {
      throw SceneProblem(
        .limit, "a scene unfolds into more than \(Self.mostItems) parts or \(Self.deepest) levels",
        line: Int(reader.tree.nodes[node].line))
    }
    let style = style(of: node, parent)
    let inner = outer.concatenating(transform(of: node))
    let group = try openGroup(node, opacity, inner)
    try content(of: node, style, inner)
    if let group { closeGroup(group) }
  }

  private func content(of node: Int, _ style: SceneStyle, _ transform: PlaneTransform)
    throws(SceneProblem)
  {
    switch reader.tree.nodes[node].element {
    case .g, .a: try children(of: node, style, transform)
    case .svg: try viewport(node, node, style, transform)
    case .use: try use(node, style, transform)
    case .text: text(node, style, transform)
    case .image: image(node, style, transform)
    default: if style.isVisible { shape(node, style, transform) }
    }
  }

  private func use(_ node: Int, _ style: SceneStyle, _ transform: PlaneTransform)
    throws(SceneProblem)
  {
    guard case .reference(let name)? = reader.tree.declared(.href, of: node),
      let target = reader.tree.node(named: name)
    else { return }
    let moved = transform.concatenating(
      .translation(length(.x, of: node) ?? 0, length(.y, of: node) ?? 0))
    if reader.tree.nodes[target].element == .symbol {
      try viewport(target, node, self.style(of: target, style), moved, isMoved: true)
    } else {
      try draw(target, style, moved)
    }
  }

  /// Draws the children of an `svg` or `symbol` through its `viewBox`; place and size stand on `place`.
  private func viewport(
    _ node: Int, _ place: Int, _ style: SceneStyle, _ transform: PlaneTransform,
    isMoved: Bool = false
  ) throws(SceneProblem) {
    var inner = transform
    if !isMoved {
      inner = inner.concatenating(
        .translation(length(.x, of: place) ?? 0, length(.y, of: place) ?? 0))
    }
    let corner = inner
    let width = length(.width, of: place) ?? viewport.width
    let height = length(.height, of: place) ?? viewport.height
    if case .numbers(let range)? = reader.tree.declared(.viewBox, of: node) {
      let box = Array(reader.tree.numbers[range.indices])
      guard width > 0, height > 0 else { return }
      var fit = (ImageFit.meet, Float(0.5), Float(0.5))
      if case .aspect(let kind, let x, let y)? = reader.tree.declared(
        .preserveAspectRatio, of: node)
      {
        fit = (kind, x, y)
      }
      var scaleX = width / box[2]
      var scaleY = height / box[3]
      if fit.0 != .stretch {
        let even = fit.0 == .meet ? min(scaleX, scaleY) : max(scaleX, scaleY)
        (scaleX, scaleY) = (even, even)
      }
      inner = inner.concatenating(
        .translation(
          (width - box[2] * scaleX) * Double(fit.1), (height - box[3] * scaleY) * Double(fit.2)))
      inner = inner.concatenating(.scale(scaleX, scaleY)).concatenating(
        .translation(-box[0], -box[1]))
    }
    let outer = viewport
    if case .numbers(let range)? = reader.tree.declared(.viewBox, of: node) {
      viewport = (
        reader.tree.numbers[Int(range.start) + 2], reader.tree.numbers[Int(range.start) + 3]
      )
    } else {
      viewport = (width, height)
    }
    defer { viewport = outer }
    let start = list.items.count
    try children(of: node, style, inner)
    clip(
      from: start, to: .rect(x: 0, y: 0, width: width, height: height, radiusX: 0, radiusY: 0),
      corner)
  }
}
