extension DateParts {
  /// Takes a weekday's name away: `\b(sun|mon|…)[^-/\d\s]*`.
  mutating func readWeekday() {
    for start in 0..<words.count where words.isBoundary(start) && words.isDay(at: start) {
      let end = words.end(from: start + 3) {
        $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "/") && !$0.isDigit && !$0.isRubySpace
      }
      words.blank(start..<end)
      return
    }
  }

  /// Reads a time of day and the zone after it.
  mutating func readClock() {
    for start in 0..<words.count where words.byte(start).isDigit {
      if start > 0, words.byte(start - 1).isDigit { continue }
      guard let end = clock(from: start) else { continue }
      let zoneStart = words.skippingSpace(end)
      let zoneEnd = zone(from: zoneStart)
      if let zoneEnd { zone = words.string(zoneStart..<zoneEnd) }
      words.blank(start..<(zoneEnd ?? end))
      return
    }
  }

  /// Reads `h:m(:s(.f)?)?`, `h h (m m?(s s?)?)?`, `h am` at `start`; the end of it.
  private mutating func clock(from start: Int) -> Int? {
    guard let hourEnd = words.digits(start), let hourValue = words.value(start..<hourEnd) else {
      return nil
    }
    var end = hourEnd
    let next = words.skippingSpace(hourEnd)
    if words.byte(next) == UInt8(ascii: ":"),
      let minuteEnd = words.digits(words.skippingSpace(next + 1))
    {
      minute = words.value(words.skippingSpace(next + 1)..<minuteEnd)
      end = readSeconds(after: minuteEnd)
    } else if words.byte(next) == UInt8(ascii: "h") {
      end = readLetteredMinutes(after: next + 1)
    } else {
      guard let halfEnd = half(from: hourEnd, hourValue) else { return nil }
      return halfEnd
    }
    hour = hourValue
    return half(from: end, hourValue) ?? end
  }

  private mutating func readSeconds(after minuteEnd: Int) -> Int {
    let colon = words.skippingSpace(minuteEnd)
    guard words.byte(colon) == UInt8(ascii: ":") else { return minuteEnd }
    let start = words.skippingSpace(colon + 1)
    guard let end = words.digits(start) else { return minuteEnd }
    second = words.value(start..<end)
    guard words.byte(end) == UInt8(ascii: ".") || words.byte(end) == UInt8(ascii: ",") else {
      return end
    }
    let fractionEnd = words.end(from: end + 1) { $0.isDigit }
    readFraction(end + 1..<fractionEnd)
    return fractionEnd
  }

  /// Reads decimals of a second.
  mutating func readFraction(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    var value = 0
    for offset in 0..<9 {
      let index = range.lowerBound + offset
      value = value * 10 + (index < range.upperBound ? Int(words.byte(index) - 48) : 0)
    }
    nanosecond = value
  }

  private mutating func readLetteredMinutes(after start: Int) -> Int {
    let minuteStart = words.skippingSpace(start)
    guard let minuteDigits = words.digits(minuteStart) else { return start }
    minute = words.value(minuteStart..<minuteDigits)
    let minuteEnd = words.byte(minuteDigits) == UInt8(ascii: "m") ? minuteDigits + 1 : minuteDigits
    let secondStart = words.skippingSpace(minuteEnd)
    guard let secondDigits = words.digits(secondStart) else { return minuteEnd }
    second = words.value(secondStart..<secondDigits)
    return words.byte(secondDigits) == UInt8(ascii: "s") ? secondDigits + 1 : secondDigits
  }

  /// Reads `am`, `p.m.` and sets the hour by it; nil where there is none.
  private mutating func half(from start: Int, _ hourValue: Int) -> Int? {
    let index = words.skippingSpace(start)
    let letter = words.byte(index)
    guard letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p") else { return nil }
    var end = index + 2
    if words.has(".m.", at: index + 1) {
      end = index + 4
    } else if words.byte(index + 1) != UInt8(ascii: "m") || !words.isBoundary(index + 2) {
      return nil
    }
    hour = hourValue % 12 + (letter == UInt8(ascii: "p") ? 12 : 0)
    return end
  }

  /// The end of a zone at `start`.
  private func zone(from start: Int) -> Int? {
    var index = start
    for name in ["gmt", "utc", "ut"] as [StaticString] where words.has(name, at: start) {
      index = start + name.utf8CodeUnitCount
      break
    }
    if let end = zoneDigits(from: index) ?? zoneDigits(from: start) { return end }
    let run = words.end(from: start) {
      $0.isDateLetter || $0 == UInt8(ascii: ".") || $0.isRubySpace
    }
    for name in ["standard time", "daylight time"] as [StaticString] {
      for position in stride(from: run, to: start, by: -1) where words.has(name, at: position) {
        let end = position + name.utf8CodeUnitCount
        if words.isBoundary(end) { return end }
      }
    }
    let end = words.end(from: start) { $0.isDateLetter }
    guard end > start, words.isBoundary(end) else { return nil }
    if words.byte(end).isRubySpace, words.has("dst", at: end + 1), words.isBoundary(end + 4) {
      return end + 4
    }
    return end
  }

  private func zoneDigits(from start: Int) -> Int? {
    guard words.byte(start) == UInt8(ascii: "+") || words.byte(start) == UInt8(ascii: "-"),
      let hours = words.digits(start + 1)
    else { return nil }
    guard ",.:".utf8.contains(words.byte(hours)), let minutes = words.digits(hours + 1) else {
      return hours
    }
    guard words.byte(minutes) == UInt8(ascii: ":"), let seconds = words.digits(minutes + 1) else {
      return minutes
    }
    return seconds
  }

  /// Reads a lone number of one or two digits as the day or hour that is missing.
  mutating func readFragment() {
    let start = words.skippingSpace(0)
    guard let end = words.digits(start), end - start <= 2,
      words.skippingSpace(end) == words.count, let number = words.value(start..<end)
    else { return }
    if hour != nil, day == nil, (1...31).contains(number) {
      day = number
    } else if day != nil, hour == nil, (0...24).contains(number) {
      hour = number
    }
  }
}
