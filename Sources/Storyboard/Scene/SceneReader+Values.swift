extension SceneReader {
  /// Reads a property's text; reports it and gives nil where it has no such value.
  func declaration(
    _ property: SceneProperty, _ bytes: UnsafeRawBufferPointer, isStyle: Bool
  ) -> SceneDeclaration? {
    guard let value = value(property, bytes) else {
      problem(
        .value, "'\(property.name)' cannot have this value", hint: Self.expected(property))
      return nil
    }
    let start = tree.source.count
    tree.source += bytes
    return SceneDeclaration(
      property: property, value: value, source: DisplayRange(start, tree.source.count))
  }

  /// Reads a property's text.
  func value(_ property: SceneProperty, _ bytes: UnsafeRawBufferPointer) -> SceneValue? {
    let range = StyleSheet.trimmed(bytes, 0..<bytes.count)
    let text = UnsafeRawBufferPointer(rebasing: bytes[range])
    var scanner = NumberScanner(text)
    switch property.kind {
    case .length: return length(&scanner, property)
    case .number:
      guard let number = scanner.number(), scanner.isAtEnd, number > 0 else { return nil }
      return .number(number)
    case .fraction:
      guard var number = scanner.number() else { return nil }
      if scanner.take(byte: "%") { number /= 100 }
      return scanner.isAtEnd ? .number(min(max(number, 0), 1)) : nil
    case .numbers:
      guard let range = numbers(&scanner), range.count % 2 == 0 else { return nil }
      if property == .viewBox {
        guard range.count == 4, tree.numbers[Int(range.start) + 2] > 0,
          tree.numbers[Int(range.start) + 3] > 0
        else { return nil }
      }
      return .numbers(range)
    case .dashes:
      if text.elementsEqual("none".utf8) { return SceneValue.none }
      guard let range = numbers(&scanner), !tree.numbers[range.indices].contains(where: { $0 < 0 })
      else {
        return nil
      }
      return .numbers(range)
    case .path: return PathReader.read(text, into: tree)
    case .transform: return TransformReader.read(text).map { .transform($0) }
    case .paint:
      if text.elementsEqual("none".utf8) { return SceneValue.none }
      if let name = localURL(text) { return .reference(name) }
      return color(text)
    case .color: return color(text)
    case .clipReference:
      if text.elementsEqual("none".utf8) { return SceneValue.none }
      return localURL(text).map { .reference($0) }
    case .reference:
      if text.first == UInt8(ascii: "#"), text.count > 1 {
        return .reference(name(String(decoding: text.dropFirst(), as: UTF8.self)))
      }
      return file(text)
    case .family: return family(text)
    case .weight:
      if text.elementsEqual("normal".utf8) { return .number(400) }
      if text.elementsEqual("bold".utf8) { return .number(700) }
      guard let number = scanner.number(), scanner.isAtEnd, (1...1000).contains(number) else {
        return nil
      }
      return .number(number)
    case .aspectRatio: return aspect(text)
    case .keyword(let words):
      guard let index = words.firstIndex(where: { text.elementsEqual($0.utf8) }) else { return nil }
      return .keyword(UInt8(index))
    }
  }

  /// User units: larger than any scene, and glyphs of it can still be placed.
  private static let largestFont = 100_000.0

  private func length(_ scanner: inout NumberScanner, _ property: SceneProperty) -> SceneValue? {
    if property == .letterSpacing, scanner.bytes.elementsEqual("normal".utf8) { return .number(0) }
    guard let number = scanner.number() else { return nil }
    if property.isNeverNegative, number < 0 { return nil }
    if property == .fontSize, number > Self.largestFont { return nil }
    if scanner.isAtEnd { return .number(number) }
    if scanner.take(word: "px"), scanner.isAtEnd { return .number(number) }
    let allowsPercent: Bool
    switch property {
    case .fontSize, .letterSpacing, .strokeWidth, .strokeDashoffset, .dx, .dy: allowsPercent = false
    default: allowsPercent = true
    }
    if allowsPercent, scanner.take(byte: "%"), scanner.isAtEnd { return .percent(number) }
    return nil
  }

  /// A list of numbers; nil where anything else stands.
  func numbers(_ scanner: inout NumberScanner) -> DisplayRange? {
    let start = tree.numbers.count
    scanner.skipSpaces()
    while let number = scanner.number() {
      tree.numbers.append(number)
      _ = scanner.take(word: "px")
      scanner.skipComma()
    }
    guard scanner.isAtEnd, tree.numbers.count > start else { return nil }
    return DisplayRange(start, tree.numbers.count)
  }

  private func color(_ text: UnsafeRawBufferPointer) -> SceneValue? {
    if text.elementsEqual("currentColor".utf8) { return .currentColor }
    return ColorReader.read(text).map { .color($0) }
  }

  /// `url(#name)`; nil for anything outside the scene.
  private func localURL(_ text: UnsafeRawBufferPointer) -> UInt32? {
    guard text.starts(with: "url(#".utf8), text.last == UInt8(ascii: ")"), text.count > 6 else {
      return nil
    }
    let inner = text[5..<text.count - 1]
    return inner.allSatisfy(Self.isIdentifier) ? name(String(decoding: inner, as: UTF8.self)) : nil
  }

  /// A picture of the template: `assets/...png`, never out of the folder.
  private func file(_ text: UnsafeRawBufferPointer) -> SceneValue? {
    let path = String(decoding: text, as: UTF8.self)
    let isSafe = path.utf8.allSatisfy { Self.isIdentifier($0) || "./".utf8.contains($0) }
    guard isSafe, path.hasPrefix("assets/"), path.hasSuffix(".png"),
      !path.split(separator: "/", omittingEmptySubsequences: false).contains(where: {
        $0.hasPrefix(".") || $0.isEmpty
      })
    else { return nil }
    return .file(name(path))
  }

  private func family(_ text: UnsafeRawBufferPointer) -> SceneValue? {
    var list: [String] = []
    for part in String(decoding: text, as: UTF8.self).split(
      separator: ",", omittingEmptySubsequences: false)
    {
      var name = part.drop { $0 == " " }
      while name.last == " " { name.removeLast() }
      if let quote = name.first, quote == "'" || quote == "\"" {
        guard name.count > 2, name.last == quote else { return nil }
        name = name.dropFirst().dropLast()
      }
      if name.isEmpty || name.contains(where: { "'\"<>{}();\\".contains($0) }) { return nil }
      list.append(String(name))
    }
    if let known = tree.families.firstIndex(of: list) { return .family(UInt32(known)) }
    tree.families.append(list)
    return .family(UInt32(tree.families.count - 1))
  }

  private func aspect(_ text: UnsafeRawBufferPointer) -> SceneValue? {
    let words = text.split(whereSeparator: NumberScanner.isSpace).map {
      String(decoding: $0, as: UTF8.self)
    }
    if words == ["none"] { return .aspect(.stretch, 0, 0) }
    guard let first = words.first, words.count <= 2, first.count == 8 else { return nil }
    let sides: [String: Float] = ["Min": 0, "Mid": 0.5, "Max": 1]
    guard first.hasPrefix("x"), first.dropFirst(4).hasPrefix("Y"),
      let x = sides[String(first.dropFirst(1).prefix(3))],
      let y = sides[String(first.suffix(3))]
    else { return nil }
    let fit = words.count == 2 ? words[1] : "meet"
    if fit == "meet" { return .aspect(.meet, x, y) }
    return fit == "slice" ? .aspect(.slice, x, y) : nil
  }

  static func expected(_ property: SceneProperty) -> String {
    switch property.kind {
    case .length where property == .fontSize:
      "a number of user units, such as 12.5, at most \(Int(largestFont))"
    case .length: "a number of user units, such as 12.5"
    case .number: "a number above 0"
    case .fraction: "a number from 0 to 1, or a percentage"
    case .numbers: "an even count of numbers"
    case .dashes: "none, or lengths of at least 0"
    case .path: "path data: M L H V C S Q T A Z"
    case .transform: "translate, scale, rotate, skewX, skewY, matrix"
    case .paint: "none, a colour, or url(#id) of a gradient"
    case .color: "#rgb, #rrggbb, rgb(), or one of CSS's basic colour names"
    case .reference: "#id, or for images assets/NAME.png"
    case .clipReference: "none, or url(#id) of a clipPath"
    case .family: "family names, separated by commas"
    case .weight: "normal, bold, or 1 to 1000"
    case .aspectRatio: "none, or xMidYMid meet and its like"
    case .keyword(let words): "one of: \(words.joined(separator: ", "))"
    }
  }
}
