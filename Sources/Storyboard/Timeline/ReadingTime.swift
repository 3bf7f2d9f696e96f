/// How long a caption must stand to be read.
public struct ReadingTime: Hashable, Sendable {
  /// Characters a second; subtitling guides allow 15 to 17 for adults.
  public var speed = 15.0
  /// Seconds added to find the line with the eye.
  public var start = 0.6
  /// Seconds that even the shortest stands.
  public var least = 2.0

  /// Makes the usual pace.
  public init() {}

  /// Seconds for a text, by its characters as people count them.
  public func seconds(for text: String) -> Double {
    text.isEmpty ? 0 : max(least, start + Double(text.count) / speed)
  }
}
