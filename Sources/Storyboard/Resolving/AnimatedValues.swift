/// What animations make of a scene at one instant: a node's properties, transform and motion where they are not as written.
///
/// One resolver's own; unwatched as `SceneTree` is. `numbers` alone is lent while others are used.
final class AnimatedValues {
  private struct Entry {
    var property: SceneProperty
    var value: SceneValue
    var next: Int32
  }

  @exclusivity(unchecked) private var heads: [Int32] = []
  @exclusivity(unchecked) private var entries: [Entry] = []
  @exclusivity(unchecked) private var transforms: [(node: Int32, base: PlaneTransform)] = []
  @exclusivity(unchecked) private var motions: [(node: Int32, transform: PlaneTransform)] = []
  @exclusivity(unchecked) private var effects: [AnimationEffect] = []
  /// The tree's numbers, and lists made at this instant after them.
  @exclusivity(unchecked) private(set) var numbers: [Double] = []
  private var treeNumbers = 0

  /// Takes a new scene.
  func begin(_ tree: SceneTree) {
    numbers = tree.numbers
    treeNumbers = tree.numbers.count
    heads = [Int32](repeating: -1, count: tree.nodes.count)
  }

  /// Works out an instant.
  func update(_ tree: SceneTree, at time: Double) {
    for index in heads.indices { heads[index] = -1 }
    entries.removeAll(keepingCapacity: true)
    transforms.removeAll(keepingCapacity: true)
    motions.removeAll(keepingCapacity: true)
    effects.removeAll(keepingCapacity: true)
    numbers.removeLast(numbers.count - treeNumbers)
    for index in tree.animations.indices {
      guard let effect = tree.effect(of: index, at: time) else { continue }
      // Later begins have the last word; among equals, the later element.
      var at = effects.count
      while at > 0, effects[at - 1].begin > effect.begin { at -= 1 }
      effects.insert(effect, at: at)
    }
    let values = AnimationValues(tree: tree)
    for effect in effects { apply(effect, tree, values) }
  }

  func value(_ property: SceneProperty, of node: Int) -> SceneValue? {
    var at = heads[node]
    while at >= 0 {
      if entries[Int(at)].property == property { return entries[Int(at)].value }
      at = entries[Int(at)].next
    }
    return nil
  }

  /// Hands every animated property of a node to `body`.
  func forEach(of node: Int, _ body: (SceneProperty, SceneValue) -> Void) {
    var at = heads[node]
    while at >= 0 {
      body(entries[Int(at)].property, entries[Int(at)].value)
      at = entries[Int(at)].next
    }
  }

  func transform(of node: Int) -> PlaneTransform? { transforms.last { $0.node == node }?.base }
  func motion(of node: Int) -> PlaneTransform? { motions.last { $0.node == node }?.transform }

  // MARK: Applying

  private func apply(
    _ effect: AnimationEffect, _ tree: SceneTree, _ values: AnimationValues
  ) {
    let animation = tree.animations[effect.animation]
    let node = Int(animation.target)
    switch animation.kind {
    case .motion:
      let transform = values.motion(effect, &numbers)
      let below = animation.isAdditive ? motion(of: node) ?? .identity : .identity
      motions.append((animation.target, below.concatenating(transform)))
    case .transform(let kind):
      guard case .numbers(let range)? = values.value(effect, base: nil, &numbers) else { return }
      let transform = Self.transform(kind, numbers[range.indices])
      var below = PlaneTransform.identity
      if animation.isAdditive {
        below = self.transform(of: node) ?? declaredTransform(tree, node, animation.property)
      }
      transforms.append((animation.target, below.concatenating(transform)))
    case .value, .set:
      let base = value(animation.property, of: node) ?? tree.inherited(animation.property, of: node)
      guard var value = values.value(effect, base: base, &numbers) else { return }
      if animation.isAdditive, !animation.isTo, let base {
        value = SceneMixing.sum(base, value, &numbers) ?? value
      }
      set(animation.property, value, node)
    }
  }

  private func declaredTransform(_ tree: SceneTree, _ node: Int, _ property: SceneProperty)
    -> PlaneTransform
  {
    if case .transform(let matrix)? = tree.declared(property, of: node) { return matrix }
    return .identity
  }

  private func set(_ property: SceneProperty, _ value: SceneValue, _ node: Int) {
    var at = heads[node]
    while at >= 0 {
      if entries[Int(at)].property == property {
        entries[Int(at)].value = value
        return
      }
      at = entries[Int(at)].next
    }
    entries.append(Entry(property: property, value: value, next: heads[node]))
    heads[node] = Int32(entries.count - 1)
  }

  private static func transform(
    _ kind: SceneAnimation.TransformKind, _ n: ArraySlice<Double>
  ) -> PlaneTransform {
    let first = n.startIndex
    switch kind {
    case .translate: return .translation(n[first], n[first + 1])
    case .scale: return .scale(n[first], n[first + 1])
    case .rotate: return TransformReader.rotation(n[first], n[first + 1], n[first + 2])
    case .skewX: return TransformReader.skew(x: n[first], y: 0)
    case .skewY: return TransformReader.skew(x: 0, y: n[first])
    }
  }
}

extension SceneTree {
  /// A property's value as written on a node, on the nearest ancestor if it is inherited, or as SVG starts out.
  func inherited(_ property: SceneProperty, of node: Int) -> SceneValue? {
    if let value = declared(property, of: node) { return value }
    if property.isInherited {
      var at = nodes[node].parent
      while at >= 0 {
        if let value = declared(property, of: Int(at)) { return value }
        at = nodes[Int(at)].parent
      }
    }
    return property.initial
  }
}

extension SceneProperty {
  /// Whether children take it over.
  var isInherited: Bool {
    switch self {
    case .opacity, .display, .clipPath, .stopColor, .stopOpacity: false
    default: isPresentation
    }
  }

  /// Its value where nothing is written.
  var initial: SceneValue? {
    switch self {
    case .opacity, .fillOpacity, .strokeOpacity, .stopOpacity, .strokeWidth: .number(1)
    case .fill, .stopColor, .color: .color(.black)
    case .fontSize: .number(16)
    case .fontWeight: .number(400)
    case .strokeMiterlimit: .number(4)
    case .x, .y, .x1, .y1, .cx, .cy, .width, .height, .strokeDashoffset, .letterSpacing, .offset:
      .number(0)
    default: nil
    }
  }
}
