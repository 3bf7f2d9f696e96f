/// A property's value, read; trivially copyable, with lists in the tree's tables.
enum SceneValue: Sendable, BitwiseCopyable {
  case number(Double)
  /// Of the viewport, or of a gradient's box; 100 is all of it.
  case percent(Double)
  case color(DisplayColor)
  case none
  case currentColor
  /// Index into `SceneTree.names`: an identifier without `#`.
  case reference(UInt32)
  /// Index into `SceneTree.names`: a picture's path.
  case file(UInt32)
  /// A range of `SceneTree.numbers`.
  case numbers(DisplayRange)
  /// Steps in `SceneTree.steps`, coordinates from an index of `SceneTree.numbers`.
  case path(DisplayRange, UInt32)
  case transform(PlaneTransform)
  /// The word's place in the property's list of words.
  case keyword(UInt8)
  /// Index into `SceneTree.families`.
  case family(UInt32)
  case aspect(ImageFit, Float, Float)

  var number: Double? {
    if case .number(let value) = self { return value }
    return nil
  }
}

/// What a node's property is, and what was written for it.
struct SceneDeclaration: Sendable, BitwiseCopyable {
  var property: SceneProperty
  var value: SceneValue
  /// The text as written, a range of `SceneTree.source`.
  var source: DisplayRange
}
