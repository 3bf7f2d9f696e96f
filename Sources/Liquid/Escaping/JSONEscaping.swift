/// Values as JSON that is also a JavaScript expression and cannot end a script or an attribute.
enum JSONEscaping {
  /// Lists and objects deeper than this print as `null`; data is bounded where it is read.
  private static let depthLimit = 128

  /// Where a value is printed and how.
  private struct Writer {
    let escaper: Escaper
    let output: Output
    let scratch: Output
    let print: Escaper.Printer
    let plain: EscapeTable

    func text(_ text: StaticString) { plain.write(text, to: output) }
  }

  /// Writes any value.
  ///
  /// A bare word or number stands between spaces in a script, so that it does not run into the words round it.
  static func write(
    _ value: Value, _ escaper: Escaper, to output: Output, scratch: Output,
    print: Escaper.Printer
  ) {
    withoutActuallyEscaping(print) { print in
      let writer = Writer(
        escaper: escaper, output: output, scratch: scratch, print: print,
        plain: EscapeTables[.plain, escaper.wrapping])
      if value.tag == .string {
        escaper.write(value.bytes, flags: value.flags, to: output)
        return
      }
      let isWord: Bool
      switch value.tag {
      case .nil, .boolean, .integer, .decimal, .float, .bigInteger:
        isWord = escaper.stage == .jsValue
      default: isWord = false
      }
      if isWord { writer.text(" ") }
      write(value, writer, depth: 0)
      if isWord { writer.text(" ") }
    }
  }

  /// Writes a quoted string.
  static func writeString(
    _ bytes: UnsafeRawBufferPointer, _ wrapping: Escaper.Wrapping, to output: Output
  ) {
    let plain = EscapeTables[.plain, wrapping]
    plain.write("\"", to: output)
    EscapeTables[.json, wrapping].write(bytes, to: output)
    plain.write("\"", to: output)
  }

  private static func write(_ value: Value, _ writer: Writer, depth: Int) {
    switch value.tag {
    case .nil: writer.text("null")
    case .boolean: writer.text(value.isTruthy ? "true" : "false")
    case .integer: NumberText.write(value.integer, to: writer.output)
    case .decimal, .float, .bigInteger: writeNumber(value, writer)
    case .string: writeString(value.bytes, writer.escaper.wrapping, to: writer.output)
    case .array where depth < depthLimit: writeArray(value.elements, writer, depth)
    case .object where depth < depthLimit: writeObject(value.members, writer, depth)
    case .array, .object: writer.text("null")
    case .range, .empty, .blank, .forLoop, .tableRowLoop: writePrinted(value, writer)
    }
  }

  private static func writeArray(
    _ elements: UnsafeBufferPointer<Value>, _ writer: Writer, _ depth: Int
  ) {
    writer.text("[")
    for index in elements.indices {
      if index > 0 { writer.text(",") }
      write(elements[index], writer, depth: depth + 1)
    }
    writer.text("]")
  }

  private static func writeObject(
    _ members: UnsafeBufferPointer<Member>, _ writer: Writer, _ depth: Int
  ) {
    writer.text("{")
    for index in members.indices {
      if index > 0 { writer.text(",") }
      writeString(members[index].key.bytes, writer.escaper.wrapping, to: writer.output)
      writer.text(":")
      write(members[index].value, writer, depth: depth + 1)
    }
    writer.text("}")
  }

  /// A number as it prints, if that is a JSON number; else as a string (`NaN`, `Infinity`).
  private static func writeNumber(_ value: Value, _ writer: Writer) {
    writer.scratch.truncate(to: 0)
    writer.print(value, writer.scratch)
    let bytes = writer.scratch.bytes
    let isNumber =
      bytes.last.map(ASCII.isDigit) ?? false
      && bytes.allSatisfy { ASCII.isDigit($0) || "+-.eE".utf8.contains($0) }
    if isNumber {
      writer.output.append(bytes)
    } else {
      writeString(bytes, writer.escaper.wrapping, to: writer.output)
    }
  }

  private static func writePrinted(_ value: Value, _ writer: Writer) {
    writer.scratch.truncate(to: 0)
    writer.print(value, writer.scratch)
    writeString(writer.scratch.bytes, writer.escaper.wrapping, to: writer.output)
  }
}
