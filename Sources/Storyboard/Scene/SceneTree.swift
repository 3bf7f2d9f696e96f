/// One customer's scene, read: a flat tree whose values are typed and whose styles are settled.
///
/// Nodes stand in document order, parents before children, so that a subtree is a range. Made by `SceneReader`,
/// immutable afterwards.
///
/// One worker's own. Its tables are read for every node of every frame, so the run time does not watch who else uses
/// them meanwhile (`exclusivity(unchecked)`): the reader writes them, and is done before any resolver reads.
final class SceneTree {
  struct Node: Sendable, BitwiseCopyable {
    var element: SceneElement
    /// One past the last node of the subtree.
    var end: UInt32
    var parent: Int32
    /// A range of `declarations`.
    var declarations: DisplayRange
    /// A range of `text`: what a run of characters holds; empty for elements.
    var text: DisplayRange
    var isText: Bool
    /// Index into `names`, -1 for none.
    var id: Int32
    /// Index into `specials`, -1 for none: text that counts, types or fits.
    var special: Int32
    var line: UInt32
    /// The `lang` in force, index into `names`, -1 for none.
    var language: Int32
    /// Whether a customer's value may have reached it.
    var isPersonal: Bool
  }

  @exclusivity(unchecked) var nodes: [Node] = []
  @exclusivity(unchecked) var declarations: [SceneDeclaration] = []
  @exclusivity(unchecked) var numbers: [Double] = []
  @exclusivity(unchecked) var steps: [PathStep] = []
  @exclusivity(unchecked) var text: [UInt8] = []
  @exclusivity(unchecked) var source: [UInt8] = []
  @exclusivity(unchecked) var names: [String] = []
  @exclusivity(unchecked) var families: [[String]] = []
  @exclusivity(unchecked) var specials: [SpecialText] = []
  @exclusivity(unchecked) var animations: [SceneAnimation] = []
  /// Values of animations, ranges of it.
  @exclusivity(unchecked) var animationValues: [SceneValue] = []
  /// Attributes that are no properties, as written, for the player: of animations and special texts.
  var raw: [RawAttribute] = []
  /// When animations are active, ranges of it.
  @exclusivity(unchecked) var intervals: [SceneInterval] = []
  /// The node of each identifier.
  @exclusivity(unchecked) var identifiers: [String: Int32] = [:]

  /// Width and height of the root's own space.
  var width = 0.0
  var height = 0.0
  /// Where the root's space starts.
  var originX = 0.0
  var originY = 0.0
  /// The last instant at which something still changes, in seconds; infinite for endless repetition.
  var settledAfter = 0.0
  /// The same without what goes on for ever, of which the begin counts.
  var lastChange = 0.0
  /// When every text that counts or types is whole.
  var wholeText = 0.0

  func removeAll() {
    nodes.removeAll(keepingCapacity: true)
    declarations.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    steps.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
    source.removeAll(keepingCapacity: true)
    names.removeAll(keepingCapacity: true)
    families.removeAll(keepingCapacity: true)
    specials.removeAll(keepingCapacity: true)
    animations.removeAll(keepingCapacity: true)
    animationValues.removeAll(keepingCapacity: true)
    intervals.removeAll(keepingCapacity: true)
    raw.removeAll(keepingCapacity: true)
    identifiers.removeAll(keepingCapacity: true)
  }

  struct RawAttribute: Sendable, BitwiseCopyable {
    var node: Int32
    /// Index into `names`.
    var name: UInt32
    /// A range of `source`.
    var value: DisplayRange
  }

  /// The node that an identifier names.
  func node(named name: UInt32) -> Int? { identifiers[names[Int(name)]].map(Int.init) }

  func declared(_ property: SceneProperty, of node: Int) -> SceneValue? {
    for index in nodes[node].declarations.indices where declarations[index].property == property {
      return declarations[index].value
    }
    return nil
  }
}

/// Text that changes by itself or must fit a width: the dialect's `data-` attributes.
struct SpecialText: Sendable, BitwiseCopyable {
  /// When counting begins and how long it takes, in seconds; a duration of 0 is none.
  var countBegin = 0.0
  var countDuration = 0.0
  /// What is counted from, in the number's smallest shown unit (12.50 counts from 0 to 1250).
  var countFrom = 0.0
  var countSpline: (Double, Double, Double, Double) = (0, 0, 1, 1)
  /// When typing begins and how long it takes; a duration of 0 is none.
  var typeBegin = 0.0
  var typeDuration = 0.0
  /// The width that lines must keep to; 0 for none.
  var width = 0.0
  var lines = 1
  var lineHeight = 1.2
  /// The smallest size the text may shrink to, as a part of its font size.
  var smallest = 1.0
}
