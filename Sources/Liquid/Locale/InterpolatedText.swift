/// Prints what a translation's placeholder is filled with.
enum InterpolatedText {
  /// As `{{ value }}` prints it, without escaping.
  ///
  /// Lists and objects print nothing: no text has a place for them.
  static func write(_ value: Value, to writer: inout ArenaWriter) {
    switch value.tag {
    case .string, .bigInteger: writer.append(value.bytes)
    case .boolean: writer.append(value.payload == 0 ? "false" : "true" as StaticString)
    case .integer, .decimal: number(DecimalNumber(value), to: &writer)
    case .float:
      var text = value.float.description
      text.withUTF8 { writer.append(UnsafeRawBufferPointer($0)) }
    default: break
    }
  }

  /// The same as HTML text.
  static func writeEscaped(_ value: Value, to writer: inout ArenaWriter) {
    guard value.tag == .string else {
      write(value, to: &writer)
      return
    }
    for byte in value.bytes {
      switch byte {
      case 0x26: writer.append("&amp;")
      case 0x3C: writer.append("&lt;")
      case 0x3E: writer.append("&gt;")
      case 0x22: writer.append("&#34;")
      case 0x27: writer.append("&#39;")
      default: writer.append(byte)
      }
    }
  }

  private static func number(_ number: DecimalNumber?, to writer: inout ArenaWriter) {
    guard let number else { return }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: PrintedNumber.room) { room in
      guard let base = room.baseAddress else { return }
      let printed = PrintedNumber(number, minimum: max(0, number.scale), room: base)
      if number.isNegative { writer.append(0x2D) }
      if printed.whole == 0 { writer.append(0x30) }
      let own = printed.whole
      writer.append(UnsafeRawBufferPointer(start: printed.digits, count: own))
      if printed.fraction == 0 { return }
      writer.append(0x2E)
      for _ in 0..<max(0, printed.fraction - printed.count) { writer.append(0x30) }
      writer.append(
        UnsafeRawBufferPointer(start: printed.digits + own, count: printed.count - own))
    }
  }
}
