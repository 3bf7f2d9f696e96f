extension LocaleFormats {
  /// The style an author named in `date: '...'`; nil when the text is a `strftime` format.
  public static func dateStyle(named name: UnsafeRawBufferPointer) -> DateStyle? {
    DateStyle(named: name)
  }

  /// Writes a date in one of the locale's styles, in its own digits.
  public func writeDate(_ date: CivilDate, style: DateStyle, to sink: inout some FormatSink) {
    let pattern = table.pointee.dates[Int(style.rawValue)]
    let start = sink.room(pattern.widest)
    var place = start
    for index in 0..<pattern.count {
      let step = pattern.steps[index]
      switch step.kind {
      case .literal: place = step.literal.write(to: place)
      case .day: place = digits(date.day, place, width: 1)
      case .dayTwoDigits: place = digits(date.day, place, width: 2)
      case .month: place = digits(date.month, place, width: 1)
      case .monthTwoDigits: place = digits(date.month, place, width: 2)
      case .monthName: place = table.pointee.months[step.names + date.month - 1].write(to: place)
      case .year: place = digits(date.year, place, width: 1)
      case .yearTwoDigits: place = digits(date.year % 100, place, width: 2)
      case .weekdayName: place = table.pointee.days[step.names + date.weekday].write(to: place)
      }
    }
    sink.advance(place - start)
  }

  private func digits(
    _ value: Int, _ target: UnsafeMutablePointer<UInt8>, width: Int
  ) -> UnsafeMutablePointer<UInt8> {
    var power = value >= 1_000 ? 1_000 : value >= 100 ? 100 : value >= 10 || width == 2 ? 10 : 1
    var place = target
    var rest = value
    let shape = table.pointee.shape
    while power > 0 {
      let digit = UInt32(truncatingIfNeeded: rest / power)
      let bytes = shape.zero &+ (digit << UInt32(truncatingIfNeeded: (shape.digitWidth - 1) * 8))
      UnsafeMutableRawPointer(place).storeBytes(of: bytes.littleEndian, as: UInt32.self)
      place += shape.digitWidth
      rest %= power
      power /= 10
    }
    return place
  }
}
