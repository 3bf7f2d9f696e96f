import Figures
import Liquid

/// The arguments of a chart, read as numbers, labels and printed amounts.
struct ChartInput {
  let scope: FilterScope
  /// Tells this chart's ids from those of others on the page.
  let number: Int
  private let arguments: FilterArguments

  init(_ arguments: FilterArguments, _ scope: FilterScope) {
    self.arguments = arguments
    self.scope = scope
    number = scope.nextNumber()
  }

  var frame: ChartFrame { ChartTag.frame(self) }

  /// A named argument.
  subscript(name: StaticString) -> Value {
    for argument in arguments.named where argument.key.bytes.elementsEqual(name) {
      return argument.value
    }
    return .nil
  }

  func text(_ name: StaticString) -> FigureText { print(self[name]) }

  /// A name for the legend, which is drawn only when asked for: most pages write their own.
  func legend(_ name: StaticString) -> FigureText {
    self["legend"].isTruthy ? text(name) : .none
  }

  /// The field of a row that an argument names.
  func field(_ name: StaticString, of row: Value) -> Value {
    row.member(named: self[name].bytes) ?? .nil
  }

  /// A number for the drawing; not finite where there is none.
  func number(_ name: StaticString, of row: Value) -> Double { field(name, of: row).double ?? .nan }

  /// A row's label, and its longer form for a caption; months are written in the document's language.
  func label(of row: Value) -> (short: FigureText, long: FigureText) {
    let label = field("label", of: row)
    guard self["months"].isTruthy, let formats = scope.locale, let date = Self.month(label.bytes)
    else {
      let text = print(label)
      return (text, text)
    }
    return (
      text { formats.writeDate(date, style: .monthShort, to: &$0) },
      text { formats.writeDate(date, style: .monthYear, to: &$0) }
    )
  }

  /// The first day of `YYYY-MM`.
  private static func month(_ text: UnsafeRawBufferPointer) -> CivilDate? {
    guard text.count == 7, text[4] == UInt8(ascii: "-") else { return nil }
    let digits = [0, 1, 2, 3, 5, 6].map { Int(text[$0]) - 0x30 }
    guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
    let year = digits[..<4].reduce(0) { $0 * 10 + $1 }
    return CivilDate(year: year, month: digits[4] * 10 + digits[5], day: 1)
  }

  /// An amount with its unit, as the document's language writes it.
  func amount(_ value: Value) -> FigureText {
    if value.isNil { return .none }
    let unit = self["unit"].bytes
    guard let formats = scope.locale else { return print(value) }
    return text { writer in
      let isWritten =
        unit.isEmpty
        ? formats.writeNumber(value, to: &writer)
        : formats.writeUnit(value, unit: unit, to: &writer)
      if !isWritten { value.write(to: &writer) }
    }
  }

  /// What a pointer resting on a mark shows: `March 2026: 312 kWh`.
  func caption(_ name: FigureText, _ value: Value) -> FigureText {
    if value.isNil { return .none }
    let amount = amount(value)
    if name.isEmpty { return amount }
    return text { writer in
      writer.append(name.bytes)
      writer.append(": ")
      writer.append(amount.bytes)
    }
  }

  /// The numbers beside an axis.
  func ticks(_ axis: AxisScale) -> [FigureText] {
    axis.ticks.map { tick in
      let value =
        tick.scale == 0 ? Value(tick.mantissa) : Value(mantissa: tick.mantissa, scale: tick.scale)
      guard let formats = scope.locale else { return print(value) }
      return text { _ = formats.writeNumber(value, to: &$0) }
    }
  }

  private func print(_ value: Value) -> FigureText {
    if value.tag == .string { return FigureText(value.bytes) }
    return text { value.write(to: &$0) }
  }

  private func text(_ write: (inout ArenaWriter) -> Void) -> FigureText {
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
    elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
