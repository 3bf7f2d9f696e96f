extension SceneResolver {
  /// Opens a group where opacity or clip need one; it may be folded away when it is closed.
  func openGroup(_ node: Int, _ opacity: Double, _ transform: PlaneTransform) throws(SceneProblem)
    -> Int?
  {
    let clips = try clips(of: node, transform)
    if opacity == 1, clips == nil { return nil }
    list.items.append(
      DisplayItem(
        shape: .groupStart(opacity: Float(opacity), clips: clips ?? .empty, end: 0),
        isPersonal: reader.tree.nodes[node].isPersonal))
    return list.items.count - 1
  }

  /// Closes a group: folds its opacity into a lone item that can carry it, drops it where nothing is inside.
  func closeGroup(_ start: Int) {
    guard case .groupStart(let opacity, let clips, _) = list.items[start].shape else { return }
    let count = list.items.count - start - 1
    // A clip of nothing shows nothing.
    let isClipped = !clips.isEmpty || clips == Self.nothing
    if count == 0 || clips == Self.nothing {
      list.items.removeLast(count + 1)
      return
    }
    if count == 1, !isClipped, Self.canFold(list.items[start + 1]) {
      list.items.remove(at: start)
      fold(opacity, into: start)
      return
    }
    var bounds = DisplayBox.empty
    for item in list.items[(start + 1)...] { bounds.formUnion(item.bounds) }
    if isClipped {
      var box = DisplayBox.empty
      for clip in list.clips[clips.indices] {
        box.formUnion(clip.transform.applied(self.box(of: clip.shape)))
      }
      bounds = bounds.intersection(box)
    }
    let end = list.items.count
    list.items[start].shape = .groupStart(opacity: opacity, clips: clips, end: UInt32(end))
    list.items[start].bounds = bounds
    var hasher = DisplayHasher()
    hasher.combine(1 as UInt64)
    hasher.combine(opacity)
    for clip in list.clips[clips.indices] {
      combine(clip.shape, clip.isEvenOdd, into: &hasher)
      combine(clip.transform, into: &hasher)
    }
    list.items[start].hash = hasher.finish()
    var closing = DisplayItem(
      shape: .groupEnd(start: UInt32(start)), isPersonal: list.items[start].isPersonal,
      bounds: bounds)
    closing.hash = DisplayHash(low: 2, high: 2)
    list.items.append(closing)
  }

  /// Cuts what was drawn from an item on to a viewport, as SVG has it, where it goes beyond.
  func clip(from start: Int, to shape: DisplayShape, _ transform: PlaneTransform) {
    var bounds = DisplayBox.empty
    for item in list.items[start...] { bounds.formUnion(item.bounds) }
    let room = transform.applied(box(of: shape)).outset(by: 0.01)
    if bounds.isEmpty || bounds.intersection(room) == bounds { return }
    list.clips.append(DisplayClip(shape: shape, transform: transform))
    let clips = DisplayRange(list.clips.count - 1, list.clips.count)
    let isPersonal = list.items[start...].contains { $0.isPersonal }
    list.items.insert(
      DisplayItem(
        shape: .groupStart(opacity: 1, clips: clips, end: 0), isPersonal: isPersonal), at: start)
    // Groups in it have moved up by one.
    for index in start + 1..<list.items.count {
      switch list.items[index].shape {
      case .groupStart(let opacity, let clips, let end):
        list.items[index].shape = .groupStart(opacity: opacity, clips: clips, end: end + 1)
      case .groupEnd(let first): list.items[index].shape = .groupEnd(start: first + 1)
      default: break
      }
    }
    closeGroup(start)
  }

  /// Marks a clip path that lets nothing through.
  private static var nothing: DisplayRange { DisplayRange(Int(UInt32.max), Int(UInt32.max)) }

  /// One paint, so that its alpha is the whole item's.
  private static func canFold(_ item: DisplayItem) -> Bool {
    switch item.shape {
    case .groupStart, .groupEnd: return false
    case .image: return true
    default: return item.fill == .none || item.stroke.paint == .none
    }
  }

  private func fold(_ opacity: Float, into index: Int) {
    func faded(_ paint: DisplayPaint) -> DisplayPaint {
      switch paint {
      case .none: return .none
      case .solid(var color):
        color.alpha *= opacity
        return .solid(color)
      case .gradient(let gradient, let alpha): return .gradient(gradient, alpha: alpha * opacity)
      }
    }
    if case .image = list.items[index].shape { list.items[index].alpha *= opacity }
    list.items[index].fill = faded(list.items[index].fill)
    list.items[index].stroke.paint = faded(list.items[index].stroke.paint)
    list.items[index].hash = hash(of: list.items[index])
  }

  /// The shapes a node is clipped to; nil for no clip.
  private func clips(of node: Int, _ transform: PlaneTransform) throws(SceneProblem)
    -> DisplayRange?
  {
    guard case .reference(let name)? = value(.clipPath, of: node),
      let clip = reader.tree.node(named: name)
    else { return nil }
    var space = transform.concatenating(self.transform(of: clip))
    if case .keyword(1)? = reader.tree.declared(.clipPathUnits, of: clip) {
      let box = localBox(node)
      guard !box.isEmpty, box.width > 0, box.height > 0 else { return Self.nothing }
      space = space.concatenating(.translation(box.minX, box.minY)).concatenating(
        .scale(box.width, box.height))
    }
    let start = list.clips.count
    let style = style(of: clip, SceneStyle())
    var child = clip + 1
    while child < Int(reader.tree.nodes[clip].end) {
      let element = reader.tree.nodes[child].element
      if element.isShape, let shape = geometry(of: child) {
        let own = self.style(of: child, style)
        var isShown = own.isVisible
        if case .keyword(1)? = value(.display, of: child) { isShown = false }
        if isShown {
          list.clips.append(
            DisplayClip(
              shape: shape, transform: space.concatenating(self.transform(of: child)),
              isEvenOdd: own.isClipEvenOdd))
        }
      }
      child = Int(reader.tree.nodes[child].end)
    }
    return list.clips.count == start ? Self.nothing : DisplayRange(start, list.clips.count)
  }

  /// The box of a node's geometry in its own space, as `objectBoundingBox` means it; no strokes, no clips.
  func localBox(_ node: Int) -> DisplayBox {
    if reader.tree.nodes[node].element.isShape {
      return geometry(of: node).map { box(of: $0) } ?? .empty
    }
    if reader.tree.nodes[node].element == .image {
      let x = length(.x, of: node) ?? 0
      let y = length(.y, of: node) ?? 0
      return DisplayBox(
        minX: x, minY: y, maxX: x + (length(.width, of: node) ?? 0),
        maxY: y + (length(.height, of: node) ?? 0))
    }
    var result = DisplayBox.empty
    var child = node + 1
    while child < Int(reader.tree.nodes[node].end) {
      if !reader.tree.nodes[child].isText, reader.tree.nodes[child].element.isDrawn {
        result.formUnion(transform(of: child).applied(localBox(child)))
      }
      child = Int(reader.tree.nodes[child].end)
    }
    return result
  }
}
