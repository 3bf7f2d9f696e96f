/// Tag and attribute names that a value completes: only what cannot become another kind of element or attribute.
enum NameEscaping {
  /// No name in the tables is longer.
  private static let longestName = 64

  /// Writes part of a tag name.
  ///
  /// The whole name, with what the page already holds of it, must not be an element with a special body or
  /// attributes that load or run something.
  static func writeTagName(
    _ bytes: UnsafeRawBufferPointer, _ flags: Value.Flags, to output: Output
  ) {
    if flags.contains(.trustedAttribute) {
      output.append(bytes)
      return
    }
    write(bytes, to: output) { EscapeContext.isForbiddenTagName($0) == false }
  }

  /// Writes part of an attribute name; the whole name must mean no more than text.
  static func writeAttributeName(
    _ bytes: UnsafeRawBufferPointer, _ flags: Value.Flags, to output: Output
  ) {
    if flags.contains(.trustedAttribute) {
      output.append(bytes)
      return
    }
    write(bytes, to: output) { name in
      // A handler whose `on` the template wrote holds a script already.
      EscapeContext.isPlainAttributeName(name) || startsAsHandler(name, bytes.count)
    }
  }

  private static func startsAsHandler(_ name: UnsafeBufferPointer<UInt8>, _ added: Int) -> Bool {
    name.count - added >= 2 && ASCII.hasPrefix(name, "on")
  }

  private static func write(
    _ bytes: UnsafeRawBufferPointer, to output: Output,
    where isAllowed: (UnsafeBufferPointer<UInt8>) -> Bool
  ) {
    let mark = output.count
    for byte in bytes { output.append(ASCII.lowercased(byte)) }
    let written = output.bytes
    var start = mark
    while start > 0, mark - start < longestName, isNameByte(written[start - 1]) { start -= 1 }
    let name = URLEscaping.bytes(written, start, written.count)
    guard bytes.allSatisfy(ASCII.isAlphanumeric), name.count < longestName, isAllowed(name) else {
      output.truncate(to: mark)
      Inert.word.write(to: output)
      return
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    !ASCII.isSpace(byte) && byte != 0x3C && byte != 0x2F && byte != 0x3E
  }
}
