import Liquid

extension AsOfDate {
  /// The day so many days later; nil after the year 9999.
  public func adding(days: Int) -> AsOfDate? {
    guard let date = CivilDate(daysSince1970: Int(secondsSince1970 / 86_400) + days) else {
      return nil
    }
    let scratch = Scratch()
    var writer = ArenaWriter(scratch.arena, capacity: 16)
    date.writeISO(to: &writer)
    return AsOfDate(String(decoding: writer.finish().bytes, as: UTF8.self))
  }
}
