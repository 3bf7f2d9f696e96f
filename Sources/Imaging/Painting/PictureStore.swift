/// A template's pictures, decoded once and shared by all workers.
public struct PictureStore: Sendable {
  private let pictures: [String: Picture]

  /// From pictures by the names that display lists use.
  public init(_ pictures: [String: Picture] = [:]) {
    self.pictures = pictures
  }

  /// The picture of a name; nil when the template has none.
  func picture(_ name: String) -> Picture? { pictures[name] }
}
