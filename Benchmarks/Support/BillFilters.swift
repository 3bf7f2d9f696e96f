package import Liquid

/// The filters of the peers' bill page that are not Liquid's: what `peers/py/common.py` of the workload defines.
///
/// Amounts are whole cents there, so its `money` is not ours.
package enum BillFilters {
  package static let rows: [FilterRow] = [
    FilterRow("money", .number, to: .string, "Cents as 1,234.56.", money),
    FilterRow("num", .number, to: .string, "A whole number with thousands separators.", num),
    FilterRow("dec1", .number, to: .string, "One decimal.") {
      input, _, scope throws(RenderFailure) in decimals(input, 1, scope)
    },
    FilterRow("qty", .number, to: .string, "Two decimals.") {
      input, _, scope throws(RenderFailure) in decimals(input, 2, scope)
    },
    FilterRow("rate", .number, to: .string, "Five decimals.") {
      input, _, scope throws(RenderFailure) in decimals(input, 5, scope)
    },
    FilterRow("date_long", .string, to: .string, "3 January 2026.") {
      input, _, scope throws(RenderFailure) in date(input, scope, isShort: false)
    },
    FilterRow("date_short", .string, to: .string, "3 Jan 2026.") {
      input, _, scope throws(RenderFailure) in date(input, scope, isShort: true)
    },
    FilterRow("month_short", .string, to: .string, "Jan 26.", monthShort),
  ]

  private static func money(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let cents = input.tag == .integer ? input.integer : 0
    var writer = ArenaWriter(scope.arena, capacity: 32)
    if cents < 0 { writer.append(0x2D) }
    appendGrouped(cents.magnitude / 100, to: &writer)
    writer.append(0x2E)
    let rest = UInt8(cents.magnitude % 100)
    writer.append(0x30 + rest / 10)
    writer.append(0x30 + rest % 10)
    return writer.finish()
  }

  private static func num(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let number = input.tag == .integer ? input.integer : 0
    var writer = ArenaWriter(scope.arena, capacity: 32)
    if number < 0 { writer.append(0x2D) }
    appendGrouped(number.magnitude, to: &writer)
    return writer.finish()
  }

  private static func appendGrouped(_ number: UInt64, to writer: inout ArenaWriter) {
    if number < 1000 { return writer.append(digitsOf: number) }
    appendGrouped(number / 1000, to: &writer)
    writer.append(0x2C)
    let rest = UInt8(truncatingIfNeeded: number % 1000 / 100)
    let low = UInt8(truncatingIfNeeded: number % 100)
    writer.append(0x30 + rest)
    writer.append(0x30 + low / 10)
    writer.append(0x30 + low % 10)
  }

  /// A number with exactly so many decimals; the bills never hold more.
  private static func decimals(_ input: Value, _ count: Int, _ scope: FilterScope) -> Value {
    let isWhole = input.tag == .integer
    var mantissa = isWhole ? input.integer : input.mantissa
    var scale = isWhole ? 0 : input.scale
    while scale < count {
      mantissa &*= 10
      scale += 1
    }
    return Value(mantissa: mantissa, scale: scale)
  }

  private static let months: StaticString =
    "January  February March    April    May      June     July     August   SeptemberOctober  November December "
  private static let lengths: StaticString =
    "\u{7}\u{8}\u{5}\u{5}\u{3}\u{4}\u{4}\u{6}\u{9}\u{7}\u{8}\u{8}"

  private static func month(of text: UnsafeRawBufferPointer) -> Int {
    (Int(text[5]) * 10 + Int(text[6]) - 528 + 11) % 12
  }

  private static func appendMonth(_ month: Int, isShort: Bool, to writer: inout ArenaWriter) {
    let length = isShort ? 3 : Int(lengths.utf8Start[month])
    writer.append(UnsafeRawBufferPointer(start: months.utf8Start + month * 9, count: length))
  }

  private static func date(_ input: Value, _ scope: FilterScope, isShort: Bool) -> Value {
    let text = input.bytes
    guard text.count >= 10 else { return Value("") }
    var writer = ArenaWriter(scope.arena, capacity: 32)
    if text[8] != 0x30 { writer.append(text[8]) }
    writer.append(text[9])
    writer.append(0x20)
    appendMonth(month(of: text), isShort: isShort, to: &writer)
    writer.append(0x20)
    writer.append(UnsafeRawBufferPointer(rebasing: text[0..<4]))
    return writer.finish()
  }

  private static func monthShort(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let text = input.bytes
    guard text.count >= 7 else { return Value("") }
    var writer = ArenaWriter(scope.arena, capacity: 16)
    appendMonth(month(of: text), isShort: true, to: &writer)
    writer.append(0x20)
    writer.append(UnsafeRawBufferPointer(rebasing: text[2..<4]))
    return writer.finish()
  }
}
