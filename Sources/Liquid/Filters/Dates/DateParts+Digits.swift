extension DateParts {
  /// "'20": a year.
  mutating func readQuotedYear() -> Bool {
    for start in 0..<words.count where words.byte(start) == UInt8(ascii: "'") {
      guard let end = words.digits(start + 1), words.isBoundary(end) else { continue }
      year = words.value(start + 1..<end)
      words.blank(start..<end)
      return true
    }
    return false
  }

  /// A month's name alone.
  mutating func readMonth() -> Bool {
    for start in 0..<words.count where words.isBoundary(start) {
      guard let month = words.month(at: start) else { continue }
      self.month = month
      words.blank(start..<words.end(from: start + 3) { !$0.isRubySpace })
      return true
    }
    return false
  }

  /// "14th": a day alone.
  mutating func readOrdinal() -> Bool {
    for start in 0..<words.count {
      guard let end = words.digits(start) else { continue }
      for suffix in ["st", "nd", "rd", "th"] as [StaticString] where words.has(suffix, at: end) {
        guard words.isBoundary(end + 2) else { continue }
        day = words.value(start..<end)
        words.blank(start..<end + 2)
        return true
      }
    }
    return false
  }

  /// Digits without separators, "20200314T1015": what they mean depends on how many there are.
  mutating func readDigits() -> Bool {
    for start in 0..<words.count where words.byte(start).isDigit {
      guard let all = words.digits(start), all - start >= 2 else { continue }
      let end = min(all, start + 14)
      var clock: Range<Int>?
      var fraction: Range<Int>?
      var last = end
      var next = words.skippingSpace(end)
      if words.byte(next) == UInt8(ascii: "t") { next = words.skippingSpace(next + 1) }
      if let clockEnd = words.digits(next), clockEnd - next >= 2 {
        clock = next..<min(clockEnd, next + 6)
        last = min(clockEnd, next + 6)
      }
      if words.byte(last) == UInt8(ascii: ".") || words.byte(last) == UInt8(ascii: ",") {
        let fractionEnd = words.end(from: last + 1) { $0.isDigit }
        fraction = last + 1..<fractionEnd
        last = fractionEnd
      }
      let zoneEnd = digitZone(from: last)
      if let zoneEnd { zone = words.string(last..<zoneEnd) }
      readCompact(start..<end, isFraction: fraction != nil && clock == nil)
      if let clock { readCompactClock(clock) }
      if let fraction { readFraction(fraction) }
      let signed = start > 0 && "+-".utf8.contains(words.byte(start - 1))
      words.blank((signed ? start - 1 : start)..<(zoneEnd ?? last))
      return true
    }
    return false
  }

  private func digitZone(from start: Int) -> Int? {
    if words.byte(start) == UInt8(ascii: "z"), words.isBoundary(start + 1) { return start + 1 }
    guard words.byte(start) == UInt8(ascii: "+") || words.byte(start) == UInt8(ascii: "-"),
      let end = words.digits(start + 1), end - start <= 5, words.isBoundary(end)
    else { return nil }
    return end
  }

  private mutating func readCompact(_ range: Range<Int>, isFraction: Bool) {
    let start = range.lowerBound
    func part(_ offset: Int, _ length: Int) -> Int? {
      words.value(start + offset..<start + offset + length)
    }
    switch range.count {
    case 2:
      if isFraction { second = part(0, 2) } else { day = part(0, 2) }
    case 4:
      if isFraction {
        (minute, second) = (part(0, 2), part(2, 2))
      } else {
        (month, day) = (part(0, 2), part(2, 2))
      }
    case 6:
      if isFraction {
        (hour, minute, second) = (part(0, 2), part(2, 2), part(4, 2))
      } else {
        (year, month, day) = (part(0, 2), part(2, 2), part(4, 2))
      }
    case 8, 10, 12, 14:
      (year, month, day) = (part(0, 4), part(4, 2), part(6, 2))
      completesYear = false
      if range.count > 8 { hour = part(8, 2) }
      if range.count > 10 { minute = part(10, 2) }
      if range.count > 12 { second = part(12, 2) }
    case 3: dayOfYear = part(0, 3)
    case 5: (year, dayOfYear) = (part(0, 2), part(2, 3))
    case 7:
      (year, dayOfYear) = (part(0, 4), part(4, 3))
      completesYear = false
    default: break
    }
  }

  private mutating func readCompactClock(_ range: Range<Int>) {
    let start = range.lowerBound
    guard range.count.isMultiple(of: 2) else { return }
    hour = words.value(start..<start + 2)
    if range.count >= 4 { minute = words.value(start + 2..<start + 4) }
    if range.count == 6 { second = words.value(start + 4..<start + 6) }
  }
}
