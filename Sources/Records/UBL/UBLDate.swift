/// Dates as XML writes them (`xs:date`).
enum UBLDate {
  private static let daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  /// The `YYYY-MM-DD` of a date of the Gregorian calendar, its time zone dropped; nil for anything else.
  static func day(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let day = text.prefix(10)
    let start = day.startIndex
    guard day.count == 10, day[start + 4] == UInt8(ascii: "-"), day[start + 7] == UInt8(ascii: "-"),
      isZone(text.dropFirst(10)), let year = number(day[start..<(start + 4)]), year > 0,
      let month = number(day[(start + 5)..<(start + 7)]), (1...12).contains(month),
      let date = number(day[(start + 8)...]), date >= 1, date <= daysInMonth[month - 1]
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 && date == 29 && !isLeap ? nil : day
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var number = 0
    for byte in digits {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return number
  }

  private static func isZone(_ text: ArraySlice<UInt8>) -> Bool {
    if text.isEmpty || text == [UInt8(ascii: "Z")] { return true }
    let start = text.startIndex
    guard text.count == 6, text[start] == UInt8(ascii: "+") || text[start] == UInt8(ascii: "-"),
      text[start + 3] == UInt8(ascii: ":")
    else { return false }
    return number(text[(start + 1)..<(start + 3)]) != nil && number(text[(start + 4)...]) != nil
  }
}
