extension LocaleFilters {
  static let mask: FilterRow.Function = { input, arguments, scope throws(RenderFailure) in
    let kept: Int64
    switch arguments[0].tag {
    case .nil: kept = 4
    case .integer where arguments[0].integer >= 0: kept = arguments[0].integer
    default:
      throw RenderFailure(
        .argument, "mask needs how many characters to show, not \(kind(arguments[0]))")
    }
    if input.isNil { return input }
    let text = try input.text(in: scope).bytes
    try scope.charge(bytes: text.count &+ 16)
    var writer = ArenaWriter(scope.arena, capacity: 32)
    writer.append("••••")
    var characters: Int64 = 0
    for byte in text where startsCharacter(byte) { characters += 1 }
    // A short number shown whole would be no mask: then nothing of it is shown.
    if kept == 0 || characters <= kept { return writer.finish() }
    writer.append("\u{A0}")
    var hidden = characters - kept
    for byte in text {
      if startsCharacter(byte) { hidden -= 1 }
      if hidden < 0, byte != 0x20 { writer.append(byte) }
    }
    return writer.finish()
  }

  /// Whether a byte begins a character that counts: spaces in account numbers do not.
  @inline(__always)
  private static func startsCharacter(_ byte: UInt8) -> Bool {
    byte & 0xC0 != 0x80 && byte != 0x20
  }
}

extension LocaleFilters {
  static let translate: FilterRow.Function = { input, arguments, scope throws(RenderFailure) in
    guard let table = scope.translationTable else {
      throw RenderFailure(.argument, "t needs the template's locales, and there are none")
    }
    guard let entry = table.entry(input.bytes) else {
      throw RenderFailure(
        .argument, "no text for \(shown(input)) in locales/\(table.formats.tag).json")
    }
    let category =
      entry.isPlural ? try category(arguments, table.formats, input) : PluralCategory.other
    let segments = table.segments(of: entry, category)
    try charge(segments, table, entry, arguments, scope)
    var writer = ArenaWriter(scope.arena, capacity: 64)
    for segment in segments {
      let text = table.text(segment.text)
      if !segment.isPlaceholder {
        writer.append(text)
        continue
      }
      guard let value = argument(text, arguments) else {
        throw RenderFailure(
          .argument,
          "\(shown(input)) needs '\(String(decoding: text, as: UTF8.self))', and t was not given it"
        )
      }
      if entry.isMarkup {
        try value.writeEscaped(to: &writer, in: scope)
      } else {
        value.write(to: &writer)
      }
    }
    return entry.isMarkup ? writer.finish().with(.markup) : writer.finish()
  }

  @inline(__always)
  private static func argument(
    _ name: UnsafeRawBufferPointer, _ arguments: FilterArguments
  ) -> Value? {
    for member in arguments.named where TranslationTable.compare(member.key.bytes, name) == 0 {
      return member.value
    }
    return nil
  }

  private static func category(
    _ arguments: FilterArguments, _ formats: LocaleFormats, _ key: Value
  ) throws(RenderFailure) -> PluralCategory {
    guard let count = argument(("count" as StaticString).raw, arguments),
      let category = formats.pluralCategory(count)
    else {
      throw RenderFailure(
        .argument, "\(shown(key)) has plural forms: t needs 'count', a number")
    }
    return category
  }

  /// Charges for the widest the text can get: every byte of a value in markup may become six.
  private static func charge(
    _ segments: UnsafeBufferPointer<TranslationTable.Segment>, _ table: TranslationTable,
    _ entry: TranslationTable.Entry, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) {
    var bytes = 0
    for segment in segments {
      if segment.isPlaceholder {
        var counter = ByteCounter()
        argument(table.text(segment.text), arguments)?.printed(to: &counter)
        bytes += counter.count * (entry.isMarkup ? 6 : 1)
      } else {
        bytes += segment.text.count
      }
    }
    try scope.charge(bytes: bytes)
  }

  /// A key for a message, unless it may have been made from a customer's data.
  private static func shown(_ key: Value) -> String {
    let isKey =
      key.tag == .string && key.length > 0 && key.length <= 80
      && key.bytes.allSatisfy { byte in
        byte == 0x2E || byte == 0x5F || byte == 0x2D || (0x30...0x39).contains(byte)
          || (0x61...0x7A).contains(byte | 0x20)
      }
    return isKey ? "'\(String(decoding: key.bytes, as: UTF8.self))'" : "this key"
  }
}
