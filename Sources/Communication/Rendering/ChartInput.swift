import Figures
import Liquid

/// The arguments of a chart, read as numbers, labels and printed amounts.
struct ChartInput {
  let scope: FilterScope
  /// Tells this chart's ids from those of others on the page.
  let number: Int
  private let arguments: FilterArguments
  // What each row asks for, found once.
  private let labelKey: Value
  private let valueKey: Value
  private let compareKey: Value
  private let flagKey: Value
  private let totalKey: Value
  private let unit: UnsafeRawBufferPointer
  private let compareName: FigureText
  /// Writes months, where labels are months; nil where they are texts.
  private let monthFormats: LocaleFormats?
  private let formats: LocaleFormats?

  init(_ arguments: FilterArguments, _ scope: FilterScope) {
    self.arguments = arguments
    self.scope = scope
    number = scope.nextNumber()
    labelKey = Self.argument("label", arguments)
    valueKey = Self.argument("value", arguments)
    compareKey = Self.argument("compare", arguments)
    flagKey = Self.argument("flag", arguments)
    totalKey = Self.argument("total", arguments)
    unit = Self.argument("unit", arguments).bytes
    compareName = Self.print(Self.argument("compare_name", arguments), scope)
    formats = scope.locale
    monthFormats = Self.argument("months", arguments).isTruthy ? formats : nil
  }

  var frame: ChartFrame { ChartTag.frame(self) }

  private static func argument(_ name: StaticString, _ arguments: FilterArguments) -> Value {
    for argument in arguments.named where argument.key.bytes.elementsEqual(name) {
      return argument.value
    }
    return .nil
  }

  /// A named argument.
  subscript(name: StaticString) -> Value { Self.argument(name, arguments) }

  func text(_ name: StaticString) -> FigureText { Self.print(self[name], scope) }

  /// A name for the legend, which is drawn only when asked for: most pages write their own.
  func legend(_ name: StaticString) -> FigureText {
    self["legend"].isTruthy ? text(name) : .none
  }

  /// A row's value.
  func value(of row: Value) -> Value { field(valueKey, of: row) }

  /// What a row's value is compared with.
  func compare(of row: Value) -> Value { field(compareKey, of: row) }

  /// Whether a row says that its value is estimated: its flag is false.
  func isEstimated(_ row: Value) -> Bool {
    let flag = field(flagKey, of: row)
    return flag.tag == .boolean && !flag.isTruthy
  }

  /// Whether a row is a total.
  func isTotal(_ row: Value) -> Bool { field(totalKey, of: row).isTruthy }

  /// The field of a row that an argument names.
  private func field(_ key: Value, of row: Value) -> Value {
    row.member(named: key.bytes) ?? .nil
  }

  /// A row's label; months are written in the document's language.
  func label(of row: Value) -> FigureText {
    let label = field(labelKey, of: row)
    guard let monthFormats, let date = Self.month(label.bytes) else {
      return Self.print(label, scope)
    }
    return text { monthFormats.writeDate(date, style: .monthShort, to: &$0) }
  }

  /// The same in its longer form, for captions.
  private func writeLongLabel(of row: Value, to writer: inout ArenaWriter) {
    let label = field(labelKey, of: row)
    if let monthFormats, let date = Self.month(label.bytes) {
      monthFormats.writeDate(date, style: .monthYear, to: &writer)
    } else {
      label.write(to: &writer)
    }
  }

  /// The first day of `YYYY-MM`.
  private static func month(_ text: UnsafeRawBufferPointer) -> CivilDate? {
    guard text.count == 7, text[4] == UInt8(ascii: "-") else { return nil }
    var digits = 0
    for index in 0..<7 where index != 4 {
      let digit = Int(text[index]) - 0x30
      guard (0...9).contains(digit) else { return nil }
      digits = digits * 10 + digit
    }
    return CivilDate(year: digits / 100, month: digits % 100, day: 1)
  }

  /// An amount with its unit, as the document's language writes it.
  func amount(_ value: Value) -> FigureText {
    value.isNil ? .none : text { write(amount: value, to: &$0) }
  }

  private func write(amount value: Value, to writer: inout ArenaWriter) {
    guard let formats else { return value.write(to: &writer) }
    let isWritten =
      unit.isEmpty
      ? formats.writeNumber(value, to: &writer)
      : formats.writeUnit(value, unit: unit, to: &writer)
    if !isWritten { value.write(to: &writer) }
  }

  /// What a pointer resting on a row's value shows: `March 2026: 312 kWh`.
  func caption(of row: Value, _ value: Value) -> FigureText {
    if value.isNil { return .none }
    return text { writer in
      writeLongLabel(of: row, to: &writer)
      if writer.count > 0 { writer.append(": ") }
      write(amount: value, to: &writer)
    }
  }

  /// The same for what it is compared with.
  func compareCaption(_ value: Value) -> FigureText {
    if value.isNil { return .none }
    return text { writer in
      writer.append(compareName.bytes)
      if writer.count > 0 { writer.append(": ") }
      write(amount: value, to: &writer)
    }
  }

  /// The numbers beside an axis.
  func ticks(_ axis: AxisScale) -> [FigureText] {
    axis.ticks.map { tick in
      let value =
        tick.scale == 0 ? Value(tick.mantissa) : Value(mantissa: tick.mantissa, scale: tick.scale)
      guard let formats else { return Self.print(value, scope) }
      return text { _ = formats.writeNumber(value, to: &$0) }
    }
  }

  private static func print(_ value: Value, _ scope: FilterScope) -> FigureText {
    if value.tag == .string { return FigureText(value.bytes) }
    return text(scope) { value.write(to: &$0) }
  }

  private func text(_ write: (inout ArenaWriter) -> Void) -> FigureText {
    Self.text(scope, write)
  }

  private static func text(
    _ scope: FilterScope, _ write: (inout ArenaWriter) -> Void
  ) -> FigureText {
    var writer = ArenaWriter(scope.arena, capacity: 32)
    write(&writer)
    return FigureText(writer.finish().bytes)
  }
}

extension Value {
  /// The number for a drawing, where precision beyond a pixel does not matter.
  var double: Double? {
    switch tag {
    case .integer: return Double(integer)
    case .float: return float
    case .decimal:
      var scaled = Double(mantissa)
      for _ in 0..<scale { scaled /= 10 }
      return scaled
    default: return nil
    }
  }
}

extension UnsafeRawBufferPointer {
  func elementsEqual(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    for index in 0..<count where self[index] != text.utf8Start[index] { return false }
    return true
  }
}
