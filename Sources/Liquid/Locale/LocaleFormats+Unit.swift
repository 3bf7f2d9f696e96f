extension LocaleFormats {
  /// Writes a number with its unit: `312 kWh`, `1 Tag`, `3 dni`.
  ///
  /// `unit` is a name (`kWh`, `m3`, `day`) or a code of UN/ECE Recommendation 20 (`KWH`, `MTQ`, `DAY`). A unit that
  /// is not known here is printed as it is given, behind a no-break space: data may name any.
  /// Returns false, having written nothing, when the value is no finite number.
  public func writeUnit(
    _ value: Value, unit: UnsafeRawBufferPointer, _ options: NumberOptions = NumberOptions(),
    to sink: inout some FormatSink
  ) -> Bool {
    guard var number = DecimalNumber(value) else { return false }
    let (minimum, maximum) = options.decimals(own: max(0, number.scale))
    number.round(to: maximum, options.rounding)
    let forms = unitForms(unit)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: PrintedNumber.room) { room in
      guard let base = room.baseAddress else { return }
      let printed = PrintedNumber(number, minimum: minimum, room: base)
      let plain = table.pointee.plain
      guard let forms else {
        Self.write(printed, table.pointee.shape, plain, options.grouping, to: &sink)
        Self.write(unknown: unit, to: &sink)
        return
      }
      let form = forms[Int(table.pointee.plurals.category(printed).rawValue)]
      sink.append(form.prefix)
      if form.showsNumber {
        Self.write(printed, table.pointee.shape, plain, options.grouping, to: &sink)
        sink.append(form.suffix)
      }
    }
    return true
  }

  /// Whether the unit has a name here, so that a checker can point out one that has not.
  public func knowsUnit(_ unit: UnsafeRawBufferPointer) -> Bool { unitForms(unit) != nil }

  private static func write(unknown unit: UnsafeRawBufferPointer, to sink: inout some FormatSink) {
    guard let base = unit.baseAddress, !unit.isEmpty else { return }
    let place = sink.room(unit.count &+ 2)
    place[0] = 0xC2
    place[1] = 0xA0
    UnsafeMutableRawPointer(place + 2).copyMemory(from: base, byteCount: unit.count)
    sink.advance(unit.count &+ 2)
  }

  private func unitForms(_ unit: UnsafeRawBufferPointer) -> UnsafePointer<UnitEntry.Form>? {
    var low = 0
    var high = table.pointee.unitCount
    while low < high {
      let middle = (low &+ high) / 2
      let order = Self.compare(table.pointee.units[middle].id.buffer, unit)
      if order == 0 { return table.pointee.units[middle].forms }
      if order < 0 { low = middle &+ 1 } else { high = middle }
    }
    return nil
  }

  private static func compare(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
  ) -> Int {
    for index in 0..<min(left.count, right.count) where left[index] != right[index] {
      return Int(left[index]) &- Int(right[index])
    }
    return left.count &- right.count
  }
}
