extension DateParts {
  /// What separates neither a month's name from its number: `[^-\d\s']`.
  private static func isTail(_ byte: UInt8) -> Bool {
    byte != UInt8(ascii: "-") && byte != UInt8(ascii: "'") && !byte.isDigit && !byte.isRubySpace
  }

  private static func isOrdinalTail(_ byte: UInt8) -> Bool {
    byte != UInt8(ascii: "-") && !byte.isDigit && !byte.isRubySpace
  }

  private static func isNameTail(_ byte: UInt8) -> Bool {
    byte != UInt8(ascii: "-") && byte != UInt8(ascii: "/") && byte != UInt8(ascii: ".")
  }

  /// "14 March 2020", "14th of…" without the of.
  mutating func readDayMonth() -> Bool {
    for start in 0..<words.count {
      let isQuote = words.byte(start) == UInt8(ascii: "'")
      let digitStart = isQuote ? start + 1 : start
      if !isQuote, start > 0, words.byte(start - 1).isDigit { continue }
      guard let digitEnd = words.digits(digitStart) else { continue }
      let tail = words.end(from: digitEnd, while: Self.isOrdinalTail)
      for position in stride(from: tail, through: digitEnd, by: -1) {
        let nameStart = words.skippingSpace(position)
        guard let month = words.month(at: nameStart) else { continue }
        let nameEnd = words.end(from: nameStart + 3, while: Self.isTail)
        let yearStart = words.skippingSpace(nameEnd)
        var yearEnd = words.number(yearStart, signs: "-")
        if let end = yearEnd, isOrdinal(at: end) { yearEnd = end + 2 }
        assign(
          year: yearEnd.map { words.string(yearStart..<$0) }, month: Self.text(month),
          day: words.string(start..<digitEnd))
        words.blank(start..<(yearEnd ?? nameEnd))
        return true
      }
    }
    return false
  }

  private func isOrdinal(at index: Int) -> Bool {
    for suffix in ["st", "nd", "rd", "th"] as [StaticString] where words.has(suffix, at: index) {
      return words.isBoundary(index + 2)
    }
    return false
  }

  /// "March 14, 2020", "March 2020", "March 14".
  mutating func readMonthDay() -> Bool {
    for start in 0..<words.count where words.isBoundary(start) {
      guard let month = words.month(at: start) else { continue }
      let dayStart = words.skippingSpace(words.end(from: start + 3, while: Self.isTail))
      guard let dayEnd = words.number(dayStart) else { continue }
      let tailEnd = words.end(from: dayEnd, while: Self.isTail)
      var yearStart = words.skippingSpace(tailEnd)
      if words.byte(yearStart) == UInt8(ascii: ",") {
        yearStart = words.skippingSpace(yearStart + 1)
      }
      let yearEnd = words.number(yearStart, signs: "-")
      assign(
        year: yearEnd.map { words.string(yearStart..<$0) }, month: Self.text(month),
        day: words.string(dayStart..<dayEnd))
      words.blank(start..<(yearEnd ?? tailEnd))
      return true
    }
    return false
  }

  /// "2020-03-14".
  mutating func readISO() -> Bool {
    readThree(separator: UInt8(ascii: "-"), signs: "-+", spaced: false)
  }

  /// "14.3.2020".
  mutating func readDots() -> Bool {
    readThree(separator: UInt8(ascii: "."), signs: "-", spaced: true)
  }

  private mutating func readThree(separator: UInt8, signs: String, spaced: Bool) -> Bool {
    for start in 0..<words.count {
      guard let first = words.number(start, signs: signs), words.byte(first) == separator else {
        continue
      }
      let secondStart = spaced ? words.skippingSpace(first + 1) : first + 1
      guard let second = words.number(secondStart, quote: spaced),
        words.byte(second) == separator
      else { continue }
      let thirdStart = spaced ? words.skippingSpace(second + 1) : second + 1
      guard let third = words.number(thirdStart, signs: "-") else { continue }
      assign(
        year: words.string(start..<first), month: words.string(secondStart..<second),
        day: words.string(thirdStart..<third))
      words.blank(start..<third)
      return true
    }
    return false
  }

  /// "2020/3/14", "14/3/2020", "3/14".
  mutating func readSlashes() -> Bool {
    for start in 0..<words.count {
      guard let first = words.number(start, signs: "-"), words.byte(first) == UInt8(ascii: "/")
      else { continue }
      let secondStart = words.skippingSpace(first + 1)
      guard let second = words.number(secondStart) else { continue }
      var end = second
      var third: [UInt8]?
      if second < words.count {
        let thirdStart = words.skippingSpace(second + 1)
        if let thirdEnd = words.number(thirdStart, signs: "-") {
          third = words.string(thirdStart..<thirdEnd)
          end = thirdEnd
        }
      }
      assign(
        year: words.string(start..<first), month: words.string(secondStart..<second), day: third)
      words.blank(start..<end)
      return true
    }
    return false
  }

  /// "h31.4.30": a Japanese era's year.
  mutating func readJapanese() -> Bool {
    let eras: [UInt8: Int] = [
      UInt8(ascii: "m"): 1867, UInt8(ascii: "t"): 1911, UInt8(ascii: "s"): 1925,
      UInt8(ascii: "h"): 1988, UInt8(ascii: "r"): 2018,
    ]
    for start in 0..<words.count where words.isBoundary(start) {
      guard let era = eras[words.byte(start)], let yearEnd = words.digits(start + 1),
        words.byte(yearEnd) == UInt8(ascii: "."), let monthEnd = words.digits(yearEnd + 1),
        words.byte(monthEnd) == UInt8(ascii: "."), let dayEnd = words.digits(monthEnd + 1)
      else { continue }
      year = words.value(start + 1..<yearEnd).map { $0 + era }
      completesYear = false
      month = words.value(yearEnd + 1..<monthEnd)
      day = words.value(monthEnd + 1..<dayEnd)
      words.blank(start..<dayEnd)
      return true
    }
    return false
  }

  /// "14-mar-2020", "mar-14-2020".
  mutating func readDashedMonth() -> Bool {
    let dash = UInt8(ascii: "-")
    for start in 0..<words.count {
      guard let dayEnd = words.number(start, signs: "-"), words.byte(dayEnd) == dash,
        let month = words.month(at: dayEnd + 1)
      else { continue }
      let nameEnd = words.end(from: dayEnd + 4, while: Self.isNameTail)
      guard words.byte(nameEnd) == dash, let end = words.number(nameEnd + 1, signs: "-") else {
        continue
      }
      assign(
        year: words.string(nameEnd + 1..<end), month: Self.text(month),
        day: words.string(start..<dayEnd))
      words.blank(start..<end)
      return true
    }
    for start in 0..<words.count where words.isBoundary(start) {
      guard let month = words.month(at: start) else { continue }
      let nameEnd = words.end(from: start + 3, while: Self.isNameTail)
      guard words.byte(nameEnd) == dash, let dayEnd = words.number(nameEnd + 1, signs: "-") else {
        continue
      }
      let yearEnd = words.byte(dayEnd) == dash ? words.number(dayEnd + 1, signs: "-") : nil
      assign(
        year: yearEnd.map { words.string(dayEnd + 1..<$0) }, month: Self.text(month),
        day: words.string(nameEnd + 1..<dayEnd))
      words.blank(start..<(yearEnd ?? dayEnd))
      return true
    }
    return false
  }

  private static func text(_ number: Int) -> [UInt8] { Array(String(number).utf8) }

  /// Sorts out which of three numbers is the year, as `s3e` in date_parse.c.
  mutating func assign(year: [UInt8]?, month: [UInt8]?, day: [UInt8]?) {
    var (year, month, day) = (year, month, day)
    if year != nil, month != nil, day == nil { (year, month, day) = (nil, year, month) }
    if year == nil, let text = day, Self.isYear(text) { (year, day) = (text, nil) }
    if let text = year {
      let start = text.firstIndex {
        $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
      }
      let number = text[(start ?? text.count)...]
      let signs = number.first?.isDigit == false ? 1 : 0
      let digits = number.dropFirst(signs).prefix { $0.isDigit }
      if digits.endIndex < text.endIndex {
        // "14th": a day stands where the year was taken for.
        (year, day) = (day, Array(number.prefix(signs + digits.count)))
      }
    }
    if let text = month, Self.isYear(text) { (year, month, day) = (text, day, year) }
    if let text = day, Self.isYear(text) { (year, day) = (text, year) }
    if let year { setYear(year) }
    self.month = month.flatMap { Self.number($0) }
    self.day = day.flatMap { Self.number($0) }
  }

  private static func isYear(_ text: [UInt8]) -> Bool {
    text.first == UInt8(ascii: "'") || text.count > 2
  }

  private static func number(_ text: [UInt8]) -> Int? {
    let digits = text.drop { !$0.isDigit }.prefix { $0.isDigit }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  private mutating func setYear(_ text: [UInt8]) {
    let digits = text.drop { !$0.isDigit }.prefix { $0.isDigit }
    let isSigned = text.contains(UInt8(ascii: "-")) || text.contains(UInt8(ascii: "+"))
    let value = Int(String(decoding: digits, as: UTF8.self))
    year = text.contains(UInt8(ascii: "-")) ? value.map { -$0 } : value
    if isSigned || digits.count > 2 { completesYear = false }
  }
}
