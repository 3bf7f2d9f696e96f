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
    let text = try TranslatedText(input, arguments, in: scope)
    if text.segments.count == 1, !text.segments[0].isPlaceholder {
      return text.value(text.literal(0))
    }
    var writer = ArenaWriter(scope.arena, capacity: 64)
    for (index, segment) in text.segments.enumerated() {
      if !segment.isPlaceholder {
        writer.append(text.literal(index))
      } else if let value = text.argument(index) {
        if text.isMarkup {
          try value.writeEscaped(to: &writer, in: scope, inAttribute: segment.isInAttribute)
        } else {
          value.write(to: &writer)
        }
      }
    }
    return text.value(writer.finish().bytes)
  }
}

/// A text of the document's language, chosen and charged for, every placeholder's value at hand.
struct TranslatedText {
  /// Literals and placeholders.
  let segments: UnsafeBufferPointer<TranslationTable.Segment>
  /// Whether the text is markup.
  let isMarkup: Bool
  /// The widest it can get in bytes: every byte of a value in markup may become six.
  private(set) var width: Int
  private let table: TranslationTable
  private let arguments: FilterArguments

  /// Chooses the text of a key.
  ///
  /// - Throws: `RenderFailure` for a key without text, an argument that is missing, a limit that is passed.
  init(
    _ key: Value, _ arguments: FilterArguments, in scope: FilterScope
  ) throws(RenderFailure) {
    guard let table = scope.translationTable else {
      throw RenderFailure(.argument, "t needs the template's locales, and there are none")
    }
    guard let entry = table.entry(key.bytes) else {
      throw RenderFailure(
        .argument, "no text for \(Self.shown(key)) in locales/\(table.formats.tag).json")
    }
    let category =
      entry.isPlural
      ? try Self.category(arguments, table.formats, key) : PluralCategory.other
    let variant = table.variant(of: entry, category)
    segments = table.segments(of: variant)
    isMarkup = entry.isMarkup
    width = variant.literalWidth
    self.table = table
    self.arguments = arguments
    if variant.hasPlaceholders { width += try argumentWidth(key) }
    try scope.charge(bytes: width)
  }

  /// How much wider the values of the placeholders can make the text.
  private func argumentWidth(_ key: Value) throws(RenderFailure) -> Int {
    var width = 0
    for index in segments.indices where segments[index].isPlaceholder {
      guard let value = argument(index) else {
        let name = String(decoding: literal(index), as: UTF8.self)
        throw RenderFailure(
          .argument, "\(Self.shown(key)) needs '\(name)', and t was not given it")
      }
      var counter = ByteCounter()
      value.printed(to: &counter)
      width += counter.count * (isMarkup ? 6 : 1)
    }
    return width
  }

  /// The text of a segment, or the name it asks for.
  @inline(__always)
  func literal(_ index: Int) -> UnsafeRawBufferPointer { table.text(segments[index].text) }

  /// The value of a placeholder.
  @inline(__always)
  func argument(_ index: Int) -> Value? { Self.argument(literal(index), arguments) }

  /// The text as a value.
  func value(_ bytes: UnsafeRawBufferPointer) -> Value {
    Value(string: bytes, flags: isMarkup ? .markup : [])
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
