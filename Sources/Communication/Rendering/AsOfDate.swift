/// The date a run believes it is: an input, never the machine's clock.
public struct AsOfDate: Sendable, Hashable, CustomStringConvertible {
  /// `YYYY-MM-DD`.
  public let description: String
  /// Midnight UTC of that day, in seconds since 1970.
  public let secondsSince1970: Int64
  /// The day.
  let day: Day

  /// Reads `YYYY-MM-DD`; nil unless it is a day of the Gregorian calendar from 1600 to 9999.
  public init?(_ text: String) {
    guard text.utf8.count == 10, let day = Day(text) else { return nil }
    self.day = day
    description = text
    secondsSince1970 = Int64(day.number) * 86_400
  }
}
