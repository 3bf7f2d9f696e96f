/// Checks the text of a scene's template, before any customer: what stands in it as written must be in the dialect.
///
/// Liquid is blanked: what it prints is judged when a scene is rendered, what stands round it here, with its place.
public struct SceneDialect {
  /// A problem and the bytes it is about.
  public struct Finding: Sendable {
    /// What is wrong.
    public let problem: SceneProblem
    /// Where the bytes start.
    public let start: Int
    /// Where they end.
    public let end: Int
  }

  /// A picture or layout that a scene names, as written.
  public struct Name: Sendable {
    /// A picture's path within the template, or a layout's name.
    public let text: String
    /// Where it starts.
    public let start: Int
    /// Where it ends.
    public let end: Int
  }

  /// Stands for every byte of a `{{ output }}`.
  private static let printed: UInt8 = 1

  private let text: [UInt8]
  private let reader = SceneReader()
  private var findings: [Finding] = []
  private var pictures: [Name] = []
  private var layouts: [Name] = []
  private var index = 0

  /// Every problem of a template's own text, in its order.
  public static func check(_ template: [UInt8]) -> [Finding] {
    var dialect = SceneDialect(text: blanked(template))
    dialect.run()
    return dialect.findings
  }

  /// The pictures that a template's own text names, in its order.
  public static func pictures(in template: [UInt8]) -> [Name] {
    var dialect = SceneDialect(text: blanked(template))
    dialect.run()
    return dialect.pictures
  }

  /// The layouts that a template's own text names, in its order.
  public static func layouts(in template: [UInt8]) -> [Name] {
    var dialect = SceneDialect(text: blanked(template))
    dialect.run()
    return dialect.layouts
  }

  private init(text: [UInt8]) { self.text = text }

  /// The template with tags of Liquid as spaces and outputs as marks; every byte keeps its place.
  private static func blanked(_ template: [UInt8]) -> [UInt8] {
    var text = template
    var index = 0
    while index + 1 < text.count {
      let isTag = text[index] == UInt8(ascii: "{") && text[index + 1] == UInt8(ascii: "%")
      let isOutput = text[index] == UInt8(ascii: "{") && text[index + 1] == UInt8(ascii: "{")
      guard isTag || isOutput else {
        index += 1
        continue
      }
      if isTag, let end = endOfComment(text, from: index) {
        for place in index..<end where text[place] != 0x0A { text[place] = 0x20 }
        index = end
        continue
      }
      let close = isTag ? UInt8(ascii: "%") : UInt8(ascii: "}")
      while index < text.count {
        let ends =
          text[index] == close && index + 1 < text.count && text[index + 1] == UInt8(ascii: "}")
        if text[index] != 0x0A { text[index] = isTag ? 0x20 : printed }
        if ends {
          text[index + 1] = isTag ? 0x20 : printed
          index += 2
          break
        }
        index += 1
      }
    }
    return text
  }

  /// Where a comment of Liquid ends, if one begins here; what stands in it is nothing of the scene.
  private static func endOfComment(_ text: [UInt8], from start: Int) -> Int? {
    guard word(text, at: start) == "comment" else { return nil }
    var depth = 0
    var index = start
    while index + 1 < text.count {
      if text[index] == UInt8(ascii: "{"), text[index + 1] == UInt8(ascii: "%") {
        let word = word(text, at: index)
        if word == "comment" { depth += 1 }
        if word == "endcomment" { depth -= 1 }
        if depth == 0 {
          while index + 1 < text.count, !text[index...].starts(with: "%}".utf8) { index += 1 }
          return min(index + 2, text.count)
        }
      }
      index += 1
    }
    return text.count
  }

  /// The name of the tag that opens here.
  private static func word(_ text: [UInt8], at start: Int) -> String {
    let rest = text[(start + 2)...].drop { $0 == UInt8(ascii: "-") || $0 <= 0x20 }
    return String(
      decoding: rest.prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }, as: UTF8.self)
  }

  private mutating func run() {
    while index < text.count {
      guard text[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      index += 1
      guard index < text.count, (text[index] | 0x20) >= 0x61, (text[index] | 0x20) <= 0x7A else {
        skipOther()
        continue
      }
      let start = index
      while index < text.count,
        SceneReader.isIdentifier(text[index]) || text[index] == UInt8(ascii: ":")
      {
        index += 1
      }
      let name = String(decoding: text[start..<index], as: UTF8.self)
      if let element = SceneElement.byName[name] {
        attributes(of: element)
      } else {
        add(
          SceneProblem(.element, "<\(name)> is not part of the scene dialect", line: 0), start,
          index)
      }
    }
  }

  /// Passes an end tag, a comment or a processing instruction.
  private mutating func skipOther() {
    if text[index...].starts(with: "!--".utf8) {
      while index < text.count, !text[index...].starts(with: "-->".utf8) { index += 1 }
      return
    }
    while index < text.count, text[index] != UInt8(ascii: ">") { index += 1 }
  }

  private mutating func attributes(of element: SceneElement) {
    while index < text.count, text[index] != UInt8(ascii: ">") {
      guard SceneReader.isIdentifier(text[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < text.count,
        SceneReader.isIdentifier(text[index]) || text[index] == UInt8(ascii: ":")
      {
        index += 1
      }
      let name = String(decoding: text[start..<index], as: UTF8.self)
      let end = index
      while index < text.count, NumberScanner.isSpace(text[index]) { index += 1 }
      guard index < text.count, text[index] == UInt8(ascii: "=") else { continue }
      index += 1
      while index < text.count, NumberScanner.isSpace(text[index]) { index += 1 }
      guard index < text.count,
        text[index] == UInt8(ascii: "\"") || text[index] == UInt8(ascii: "'")
      else {
        continue
      }
      let quote = text[index]
      let from = index + 1
      index = from
      while index < text.count, text[index] != quote { index += 1 }
      check(name, start, end, value: from..<index, of: element)
      index += 1
    }
  }

  private mutating func check(
    _ name: String, _ start: Int, _ end: Int, value: Range<Int>, of element: SceneElement
  ) {
    if element == .image, name == "href" || name == "xlink:href" { note(picture: value) }
    if name == "data-layout" { note(layouts: value) }
    let always = [
      "id", "class", "lang", "data-layout", "data-line", "role", "tabindex", "focusable", "xmlns",
      "style",
      "xml:lang",
      "xml:space", "xlink:href",
    ]
    if always.contains(name) || name.hasPrefix("aria-") || name.hasPrefix("xmlns:") { return }
    if element.ownNames.contains(name) { return }
    guard let property = SceneProperty.byName[name],
      property.isPresentation ? element.takesPresentation : element.properties.contains(property)
    else {
      add(
        SceneProblem(
          .attribute, "<\(element.name)> has no attribute '\(name)' in the scene dialect", line: 0,
          hint: name.hasPrefix("on") ? "scenes have no scripts" : nil), start, end)
      return
    }
    // Partly printed values, and such as tags of Liquid stood in, are judged when they are whole.
    let bytes = text[value]
    if bytes.contains(Self.printed) || bytes.isEmpty || bytes.allSatisfy({ $0 == 0x20 }) { return }
    if bytes.starts(with: [0x20]) || bytes.last == 0x20 { return }
    if Array(bytes).withUnsafeBytes({ reader.value(property, $0) }) == nil {
      add(
        SceneProblem(
          .value, "'\(property.name)' cannot have this value", line: 0,
          hint: SceneReader.expected(property)),
        value.lowerBound, value.upperBound)
    }
  }

  /// A name that Liquid has a part in is known only when the scene is rendered.
  private mutating func note(picture value: Range<Int>) {
    let path = String(decoding: text[value], as: UTF8.self)
    // What no picture may be named is told by the value's own rule.
    guard path.hasPrefix("assets/"), path.hasSuffix(".png"), !path.contains("#"),
      !path.contains("&"),
      !text[value].contains(Self.printed), !path.contains(" ")
    else { return }
    pictures.append(Name(text: path, start: value.lowerBound, end: value.upperBound))
  }

  /// Beside what Liquid prints no name is whole.
  private mutating func note(layouts value: Range<Int>) {
    for part in text[value].split(whereSeparator: NumberScanner.isSpace)
    where !part.contains(Self.printed) {
      layouts.append(
        Name(
          text: String(decoding: part, as: UTF8.self), start: part.startIndex, end: part.endIndex))
    }
  }

  private mutating func add(_ problem: SceneProblem, _ start: Int, _ end: Int) {
    findings.append(Finding(problem: problem, start: start, end: end))
  }
}
