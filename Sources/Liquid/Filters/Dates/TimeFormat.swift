/// Ruby's `Time#strftime`, directive by directive (strftime.c), with flags `-0^#_:` and widths.
struct TimeFormat {
  private let time: CivilTime
  private let scope: FilterScope
  private var writer: ChargedWriter

  private static let days: [StaticString] = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
  private static let months: [StaticString] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// The time in a format.
  ///
  /// - Throws: `RenderFailure.limit` when a width makes the text too long.
  static func format(
    _ time: CivilTime, _ format: UnsafeRawBufferPointer, in scope: FilterScope
  ) throws(RenderFailure) -> Value {
    var formatter = TimeFormat(
      time: time, scope: scope, writer: ChargedWriter(scope, capacity: format.count * 2 + 16))
    try formatter.write(format)
    return formatter.writer.finish()
  }

  private mutating func write(_ format: UnsafeRawBufferPointer) throws(RenderFailure) {
    var index = 0
    while index < format.count {
      guard let percent = ByteSearch.first(UInt8(ascii: "%"), in: format, from: index) else {
        try writer.append(UnsafeRawBufferPointer(rebasing: format[index...]))
        return
      }
      try writer.append(UnsafeRawBufferPointer(rebasing: format[index..<percent]))
      index = percent + 1
      if try directive(format, &index) == false {
        // Not a directive: it stands for itself.
        index = min(index, format.count)
        try writer.append(UnsafeRawBufferPointer(rebasing: format[percent..<index]))
      }
    }
  }

  /// Reads flags, width and letter from `index` on, and writes what they mean; false for no directive.
  private mutating func directive(
    _ format: UnsafeRawBufferPointer, _ index: inout Int
  ) throws(RenderFailure) -> Bool {
    var directive = TimeDirective()
    while index < format.count {
      let byte = format[index]
      index += 1
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "^"), UInt8(ascii: "#"), UInt8(ascii: "_"):
        if directive.width > 0 { return false }
        directive.set(flag: byte)
      case UInt8(ascii: ":"):
        index -= 1
        while index < format.count, format[index] == UInt8(ascii: ":") {
          directive.colons += 1
          index += 1
        }
        guard index < format.count, format[index] == UInt8(ascii: "z") else { return false }
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        index -= 1
        guard directive.readWidth(format, &index) else { return false }
      case UInt8(ascii: "E"):
        guard index < format.count, Value("cCxXyY").bytes.contains(format[index]) else {
          return false
        }
      case UInt8(ascii: "O"):
        guard index < format.count, Value("deHkIlmMSuUVwWy").bytes.contains(format[index]) else {
          return false
        }
      default: return try write(letter: byte, directive)
      }
    }
    return false
  }

  private mutating func write(
    letter: UInt8, _ directive: TimeDirective
  ) throws(RenderFailure) -> Bool {
    if try writeNumber(letter, directive) { return true }
    if try writeName(letter, directive) { return true }
    if let composite = Self.composite(letter) {
      try write(composite: composite, directive)
      return true
    }
    switch letter {
    case UInt8(ascii: "z"): return try writeOffset(directive)
    case UInt8(ascii: "N"): try writeFraction(directive, digits: 9)
    case UInt8(ascii: "L"): try writeFraction(directive, digits: 3)
    default: return false
    }
    return true
  }

  private static func composite(_ letter: UInt8) -> StaticString? {
    switch letter {
    case UInt8(ascii: "c"): "%a %b %e %H:%M:%S %Y"
    case UInt8(ascii: "D"), UInt8(ascii: "x"): "%m/%d/%y"
    case UInt8(ascii: "F"): "%Y-%m-%d"
    case UInt8(ascii: "R"): "%H:%M"
    case UInt8(ascii: "r"): "%I:%M:%S %p"
    case UInt8(ascii: "T"), UInt8(ascii: "X"): "%H:%M:%S"
    case UInt8(ascii: "v"): "%e-%^b-%4Y"
    case UInt8(ascii: "+"): "%a %b %e %H:%M:%S %Z %Y"
    default: nil
    }
  }

  private mutating func write(
    composite: StaticString, _ directive: TimeDirective
  ) throws(RenderFailure) {
    let text = try Self.format(time, Value(composite).bytes, in: scope)
    try pad(directive, length: text.bytes.count, with: UInt8(ascii: " "))
    try write(directive.isUpper ? LetterCase.upper.apply(to: text, in: scope) : text)
  }

  // MARK: Numbers

  private mutating func writeNumber(
    _ letter: UInt8, _ directive: TimeDirective
  ) throws(RenderFailure) -> Bool {
    let zero = UInt8(ascii: "0")
    let space = UInt8(ascii: " ")
    let twelve = (time.hour + 11) % 12 + 1
    let number: (value: Int, width: Int, padding: UInt8)
    switch letter {
    case UInt8(ascii: "Y"): number = (time.year, time.year < 0 ? 5 : 4, zero)
    case UInt8(ascii: "C"): number = (Self.floor(time.year, 100), 2, zero)
    case UInt8(ascii: "y"): number = (Self.modulo(time.year, 100), 2, zero)
    case UInt8(ascii: "G"):
      number = (time.isoWeek.year, time.isoWeek.year < 0 ? 5 : 4, zero)
    case UInt8(ascii: "g"): number = (Self.modulo(time.isoWeek.year, 100), 2, zero)
    case UInt8(ascii: "m"): number = (time.month, 2, zero)
    case UInt8(ascii: "d"): number = (time.day, 2, zero)
    case UInt8(ascii: "e"): number = (time.day, 2, space)
    case UInt8(ascii: "j"): number = (time.dayOfYear, 3, zero)
    case UInt8(ascii: "H"): number = (time.hour, 2, zero)
    case UInt8(ascii: "k"): number = (time.hour, 2, space)
    case UInt8(ascii: "I"): number = (twelve, 2, zero)
    case UInt8(ascii: "l"): number = (twelve, 2, space)
    case UInt8(ascii: "M"): number = (time.minute, 2, zero)
    case UInt8(ascii: "S"): number = (time.second, 2, zero)
    case UInt8(ascii: "s"): number = (Int(time.epoch), 1, zero)
    case UInt8(ascii: "u"): number = (time.weekday == 0 ? 7 : time.weekday, 1, zero)
    case UInt8(ascii: "w"): number = (time.weekday, 1, zero)
    case UInt8(ascii: "U"): number = (time.week(startingOn: 0), 2, zero)
    case UInt8(ascii: "W"): number = (time.week(startingOn: 1), 2, zero)
    case UInt8(ascii: "V"): number = (time.isoWeek.week, 2, zero)
    default: return false
    }
    let width = directive.isLeft ? 1 : directive.width > 0 ? directive.width : number.width
    let padding = directive.padding == 0 ? number.padding : directive.padding
    try write(number: number.value, width: width, padding: padding)
    return true
  }

  private static func floor(_ value: Int, _ divisor: Int) -> Int {
    value >= 0 ? value / divisor : (value - divisor + 1) / divisor
  }

  private static func modulo(_ value: Int, _ divisor: Int) -> Int {
    value - floor(value, divisor) * divisor
  }

  private mutating func write(
    number: Int, width: Int, padding: UInt8
  ) throws(RenderFailure) {
    let digits = PowersOfTen.digitCount(UInt64(number.magnitude))
    let length = digits + (number < 0 ? 1 : 0)
    if padding == UInt8(ascii: "0"), number < 0 { try write(Value("-")) }
    try fill(width - length, with: padding)
    if padding != UInt8(ascii: "0"), number < 0 { try write(Value("-")) }
    try DecimalDigits(Int64(number.magnitude)).withBytes { (digits) throws(RenderFailure) in
      try writer.append(digits)
    }
  }

  private mutating func writeFraction(
    _ directive: TimeDirective, digits: Int
  ) throws(RenderFailure) {
    let wanted = directive.width > 0 ? directive.width : digits
    var rest = time.nanosecond
    var unit = 100_000_000
    for _ in 0..<min(wanted, 9) {
      writer.append(UInt8(ascii: "0") + UInt8(rest / unit))
      rest %= unit
      unit = max(1, unit / 10)
    }
    try fill(wanted - 9, with: UInt8(ascii: "0"))
  }

  // MARK: Names

  private mutating func writeName(
    _ letter: UInt8, _ directive: TimeDirective
  ) throws(RenderFailure) -> Bool {
    let isChanged = directive.isUpper || directive.changesCase
    var letterCase: LetterCase? = isChanged ? .upper : nil
    let name: Value
    switch letter {
    case UInt8(ascii: "A"): name = Value(Self.days[time.weekday])
    case UInt8(ascii: "a"): name = Self.short(Self.days[time.weekday])
    case UInt8(ascii: "B"): name = Value(Self.months[time.month - 1])
    case UInt8(ascii: "b"), UInt8(ascii: "h"): name = Self.short(Self.months[time.month - 1])
    case UInt8(ascii: "p"):
      name = Value(time.hour < 12 ? "AM" : "PM")
      letterCase = directive.changesCase ? .lower : nil
    case UInt8(ascii: "P"):
      name = Value(time.hour < 12 ? "AM" : "PM")
      letterCase = isChanged ? nil : .lower
    case UInt8(ascii: "Z"):
      name = Value(time.offset == 0 ? "UTC" : "")
      letterCase = directive.changesCase ? .lower : nil
    case UInt8(ascii: "n"): name = Value("\n")
    case UInt8(ascii: "t"): name = Value("\t")
    case UInt8(ascii: "%"): name = Value("%")
    default: return false
    }
    try pad(directive, length: name.bytes.count, with: UInt8(ascii: " "))
    if let letterCase {
      try write(letterCase.apply(to: name, in: scope))
    } else {
      try write(name)
    }
    return true
  }

  private static func short(_ name: StaticString) -> Value {
    Value(string: UnsafeRawBufferPointer(start: name.utf8Start, count: 3))
  }

  // MARK: Offset

  private mutating func writeOffset(_ directive: TimeDirective) throws(RenderFailure) -> Bool {
    guard directive.colons <= 3 else { return false }
    let magnitude = Int(time.offset.magnitude)
    let (hours, minutes, seconds) = (magnitude / 3600, magnitude / 60 % 60, magnitude % 60)
    let showsMinutes = directive.colons < 3 || minutes != 0 || seconds != 0
    let showsSeconds = directive.colons == 2 || (directive.colons == 3 && seconds != 0)
    let hourWidth = directive.isLeft && hours < 10 ? 1 : 2
    var rest = 1
    if showsMinutes { rest += directive.colons == 0 ? 2 : 3 }
    if showsSeconds { rest += 3 }
    let width = max(hourWidth, directive.width - rest)
    let sign = Value(time.offset < 0 ? "-" : "+")
    let digits = hours < 10 ? 1 : 2
    if directive.padding == UInt8(ascii: " ") {
      try fill(width - digits, with: UInt8(ascii: " "))
      try write(sign)
    } else {
      try write(sign)
      try fill(width - digits, with: UInt8(ascii: "0"))
    }
    try write(number: hours, width: 1, padding: UInt8(ascii: "0"))
    for (isShown, part) in [(showsMinutes, minutes), (showsSeconds, seconds)] where isShown {
      if directive.colons > 0 { try write(Value(":")) }
      try write(number: part, width: 2, padding: UInt8(ascii: "0"))
    }
    return true
  }

  // MARK: Bytes

  private mutating func pad(
    _ directive: TimeDirective, length: Int, with padding: UInt8
  ) throws(RenderFailure) {
    if directive.isLeft { return }
    try fill(directive.width - length, with: directive.padding == 0 ? padding : directive.padding)
  }

  private mutating func fill(_ count: Int, with byte: UInt8) throws(RenderFailure) {
    guard count > 0 else { return }
    try scope.charge(bytes: writer.count + count)
    for _ in 0..<count { writer.append(byte) }
  }

  private mutating func write(_ text: Value) throws(RenderFailure) {
    try writer.append(text.bytes)
  }
}
