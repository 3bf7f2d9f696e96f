extension LocaleFormats {
  /// Writes a number: `1,234.5`, `1.234,5`, `१,२३४.५`.
  ///
  /// Returns false, having written nothing, when the value is no finite number.
  @inline(__always)
  public func writeNumber(
    _ value: Value, _ options: NumberOptions = NumberOptions(), to sink: inout some FormatSink
  ) -> Bool {
    write(value, options, table.pointee.plain, to: &sink)
  }

  /// Writes a number of percent: 12.5 is `12.5%`, `12,5 %`, `%12,5`.
  ///
  /// Returns false, having written nothing, when the value is no finite number.
  public func writePercentage(
    _ value: Value, _ options: NumberOptions = NumberOptions(), to sink: inout some FormatSink
  ) -> Bool {
    write(value, options, table.pointee.percent, to: &sink)
  }

  private func write(
    _ value: Value, _ options: NumberOptions, _ affixes: Affixes, to sink: inout some FormatSink
  ) -> Bool {
    guard var number = DecimalNumber(value) else { return false }
    let (minimum, maximum) = options.decimals(own: max(0, number.scale))
    number.round(to: maximum, options.rounding)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: PrintedNumber.room) { room in
      guard let base = room.baseAddress else { return }
      let printed = PrintedNumber(number, minimum: minimum, room: base)
      Self.write(printed, table.pointee.shape, affixes, options.grouping, to: &sink)
    }
    return true
  }

  /// Writes a laid out number with what stands round it.
  @inline(__always)
  static func write(
    _ printed: PrintedNumber, _ shape: NumberShape, _ affixes: Affixes, _ grouping: Grouping,
    to sink: inout some FormatSink
  ) {
    let start = sink.room(shape.widest(printed) &+ affixes.widest)
    let prefix = printed.isNegative ? affixes.negativePrefix : affixes.prefix
    let suffix = printed.isNegative ? affixes.negativeSuffix : affixes.suffix
    var place = prefix.write(to: start)
    place = shape.write(printed, grouping: grouping, to: place)
    place = suffix.write(to: place)
    sink.advance(place - start)
  }
}
