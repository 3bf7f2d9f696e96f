extension StandardFilters {
  /// Upper and lower case.
  static let letters: [FilterRow] = [
    FilterRow(
      "upcase", .string, to: .string, "Makes all letters upper case.", upcase),
    FilterRow(
      "downcase", .string, to: .string, "Makes all letters lower case.", downcase),
    FilterRow(
      "capitalize", .string, to: .string,
      "Makes the first letter upper case and all others lower case.", capitalize),
  ]

  static func upcase(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try LetterCase.upper.apply(to: input.text(in: scope), in: scope)
  }

  static func downcase(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try LetterCase.lower.apply(to: input.text(in: scope), in: scope)
  }

  static func capitalize(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let text = try input.text(in: scope)
    let bytes = text.bytes
    guard let first = bytes.first else { return text.with([]) }
    if UTF8Scanner.isASCII(bytes) {
      let rest = bytes.dropFirst()
      let isCapital =
        LetterCase.upper.ascii(first) == first
        && !rest.contains { LetterCase.lower.ascii($0) != $0 }
      if isCapital { return text.with([]) }
      try scope.charge(bytes: bytes.count)
      var writer = ArenaWriter(scope.arena, capacity: bytes.count)
      writer.append(LetterCase.upper.ascii(first))
      for byte in rest { writer.append(LetterCase.lower.ascii(byte)) }
      return writer.finish()
    }
    let end = UTF8Scanner.length(bytes, at: 0)
    var writer = ChargedWriter(scope, capacity: bytes.count + 4)
    try writer.append(LetterCase.title, UnsafeRawBufferPointer(rebasing: bytes[..<end]))
    try writer.append(LetterCase.lower, UnsafeRawBufferPointer(rebasing: bytes[end...]))
    return writer.finish()
  }
}

/// A case text can be put in, by Unicode's full mappings (without context, as Ruby).
enum LetterCase {
  case upper
  case lower
  case title

  /// The text in this case; the text itself when nothing changes.
  func apply(to text: Value, in scope: FilterScope) throws(RenderFailure) -> Value {
    let bytes = text.bytes
    guard UTF8Scanner.isASCII(bytes) else {
      var writer = ChargedWriter(scope, capacity: bytes.count + 8)
      try writer.append(self, bytes)
      return writer.finish()
    }
    guard let start = bytes.baseAddress, changes(bytes) else { return text.with([]) }
    try scope.charge(bytes: bytes.count)
    let target = scope.arena.allocate(bytes.count)
    let first = SIMD16(repeating: self == .lower ? UInt8(ascii: "A") : UInt8(ascii: "a"))
    let bit = SIMD16<UInt8>(repeating: 0x20)
    let letters = SIMD16<UInt8>(repeating: 26)
    var index = 0
    while index + 16 <= bytes.count {
      let chunk = (start + index).loadUnaligned(as: SIMD16<UInt8>.self)
      let isLetter = (chunk &- first) .< letters
      target.storeBytes(
        of: chunk.replacing(with: chunk ^ bit, where: isLetter), toByteOffset: index,
        as: SIMD16<UInt8>.self)
      index += 16
    }
    while index < bytes.count {
      target.storeBytes(of: ascii(bytes[index]), toByteOffset: index, as: UInt8.self)
      index += 1
    }
    return Value(string: UnsafeRawBufferPointer(start: target, count: bytes.count))
  }

  /// An ASCII byte in this case.
  @inline(__always)
  func ascii(_ byte: UInt8) -> UInt8 {
    byte &- (self == .lower ? UInt8(ascii: "A") : UInt8(ascii: "a")) < 26 ? byte ^ 0x20 : byte
  }

  private func changes(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.contains { ascii($0) != $0 }
  }

  /// A scalar in this case.
  func mapping(_ scalar: Unicode.Scalar) -> String {
    switch self {
    case .upper: scalar.properties.uppercaseMapping
    case .lower: scalar.properties.lowercaseMapping
    case .title: scalar.properties.titlecaseMapping
    }
  }
}

extension ChargedWriter {
  /// Appends text put in a case.
  mutating func append(
    _ letterCase: LetterCase, _ text: UnsafeRawBufferPointer
  ) throws(RenderFailure) {
    var index = 0
    var unicodeLetters = 0
    while index < text.count {
      let start = index
      while index < text.count, text[index] < 0x80 { index += 1 }
      if index > start { try append(ascii: letterCase, text, start..<index) }
      guard index < text.count else { break }
      let (scalar, length) = UTF8Scanner.scalar(text, at: index)
      index += length
      // A letter looked up in Unicode's tables costs as much as 64 bytes that are copied.
      unicodeLetters += 1
      if unicodeLetters & 3 == 0 { try chargeStep() }
      var mapped = letterCase.mapping(scalar)
      let failure = mapped.withUTF8 { utf8 -> RenderFailure? in
        do throws(RenderFailure) {
          try append(UnsafeRawBufferPointer(utf8))
          return nil
        } catch {
          return error
        }
      }
      if let failure { throw failure }
    }
  }

  private mutating func append(
    ascii letterCase: LetterCase, _ text: UnsafeRawBufferPointer, _ range: Range<Int>
  ) throws(RenderFailure) {
    let start = count
    try append(UnsafeRawBufferPointer(rebasing: text[range]))
    rewrite(from: start) { letterCase.ascii($0) }
  }
}
