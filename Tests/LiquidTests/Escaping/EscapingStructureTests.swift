import Foundation
import Testing

@testable import Liquid

/// One place where a value may stand; the browser tests render the same list.
struct EscapingPlace: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let template: String
  /// Needs a page of its own.
  let alone: Bool?

  var testDescription: String { name }

  static let all: [EscapingPlace] = {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    let file = folder.appendingPathComponent("Browser/contexts.json")
    let list = try? JSONDecoder().decode([EscapingPlace].self, from: Data(contentsOf: file))
    return list ?? []
  }()
}

@Suite(.enabled(if: EscapingData.hasCorpora, "BILLOW_SHARED holds no corpora"))
struct EscapingStructureTests {
  /// A sample spread over the lists; all of them when `BILLOW_FULL` is set.
  static let payloads: [String] = {
    let all = (try? EscapingData.payloads()) ?? []
    if ProcessInfo.processInfo.environment["BILLOW_FULL"] != nil { return all }
    let sample = stride(from: 0, to: all.count, by: max(1, all.count / 300)).map { all[$0] }
    // Combining marks and other scripts, which the checks must not trip over.
    return sample + all.filter { $0.unicodeScalars.contains { $0.value > 0x300 } }.prefix(100)
  }()

  /// Adjacent values and names that are dangerous only together.
  static let pairs: [(String, String)] = [
    ("\\", "';alert(1)//"), ("<", "/script><script>alert(1)</script>"), ("java", "script:alert(1)"),
    ("javascript", ":alert(1)"), ("</scr", "ipt><script>alert(1)</script>"),
    ("onclick", "alert(1)"),
    ("style", "color:expression(alert(1))"), ("href", "javascript:alert(1)"), ("", "alert(1)"),
    ("src", "javascript:alert(1)"), ("f", "javascript:alert(1)"), ("cript", "alert(1)"),
    ("colon;alert(1)", "x"), ("$", "{alert(1)}"), ("{alert(1)}", "`"), ("click", "alert(1)"),
    ("script x", "<img src=x onerror=alert(1)>"), ("--", "><script>alert(1)</script>"),
    ("apos;+alert(1)+&apos;", "x"), ("\u{2028}alert(1)//", "\u{2029}"), ("*/alert(1)/*", "\n"),
    ("\u{0}", "\u{1}\u{7F}"), ("data:text/html,<script>alert(1)</script>", "vbscript:x"),
    ("DATA:image/svg+xml,<svg onload=alert(1)>", " javascript:alert(1)"), ("\\3c", "\\"),
  ]

  @Test func placesAreRead() { #expect(EscapingPlace.all.count > 100) }

  /// Whatever the value, a page keeps its tags, attributes, script and style tokens, and its URLs stay harmless.
  @Test(arguments: EscapingPlace.all) func structureIsKept(_ place: EscapingPlace) throws {
    let renderer = StandInRenderer(try StandInTemplate(place.template))
    let plain = Shape(renderer.renderBytes(["v": .string("abc"), "w": .string("abc")]), place)
    for payload in EscapingStructureTests.payloads {
      check(renderer, payload, payload, plain, place)
    }
    for (v, w) in EscapingStructureTests.pairs {
      check(renderer, v, w, plain, place)
      check(renderer, w, v, plain, place)
    }
  }

  /// Without escaping the same checks find harm, or they would prove nothing.
  @Test(arguments: EscapingPlace.all) func checksHaveTeeth(_ place: EscapingPlace) throws {
    // What is refused, dropped or inert without a value's help cannot be harmed here.
    let renderer = StandInRenderer(try StandInTemplate(place.template).unescaped)
    let plain = Shape(renderer.renderBytes(["v": .string("abc"), "w": .string("abc")]), place)
    let found = EscapingStructureTests.payloads.contains { payload in
      let page = renderer.renderBytes(["v": .string(payload), "w": .string(payload)])
      return Shape(page, place).difference(from: plain) != nil
    }
    #expect(found, "\(place.name)")
  }

  private func check(
    _ renderer: StandInRenderer, _ v: String, _ w: String, _ plain: Shape, _ place: EscapingPlace
  ) {
    let page = renderer.renderBytes(["v": .string(v), "w": .string(w)])
    let shape = Shape(page, place)
    if let difference = shape.difference(from: plain) {
      Issue.record("\(place.name): \(difference)\n\(String(decoding: page, as: UTF8.self))")
    }
  }

  /// What must not change.
  private struct Shape {
    var structure: [String]
    var languages: [String] = []
    var harm: String?

    init(_ page: [UInt8], _ place: EscapingPlace) {
      let tokens = PageTokens(page)
      let isName = place.name.contains("name")
      // A value may be part of a harmless name in some places: there only the number of tags counts.
      structure = tokens.structure.map { isName ? "tag" : $0 }
      var body = ""
      var isForeign = false
      for token in tokens.tokens {
        switch token {
        case .comment: break
        case .tag(let tag):
          if tag.name == "svg" { isForeign = !tag.isEnd }
          body = tag.isEnd ? "" : tag.name
          if body == "script", let type = tag.attributes.first(where: { $0.name == "type" }) {
            body = type.value == "module" ? "script" : type.value
          }
          for attribute in tag.attributes { note(attribute.name, attribute.value, of: tag.name) }
          if isName { judge(tag, place) }
        case .text(let text):
          note(body, isForeign ? PageReferences.decode(text) : text)
        }
      }
    }

    private mutating func note(_ body: String, _ text: String) {
      if body == "script" { languages.append(LanguageShape.script(text)) }
      if body == "style" { languages.append(LanguageShape.style(text)) }
      guard body.hasSuffix("json") else { return }
      if (try? JSONSerialization.jsonObject(with: Data(text.utf8))) == nil { harm = "no JSON" }
    }

    /// A tag some of whose names came from a value.
    private mutating func judge(_ tag: PageTokens.Tag, _ place: EscapingPlace) {
      if ["script", "style", "iframe", "object", "base", "svg"].contains(tag.name) {
        harm = "a value made the element \(tag.name)"
      }
      for (name, _) in tag.attributes where place.name != "handler name" {
        if name.hasPrefix("on") || ["style", "href", "src", "srcdoc", "action"].contains(name) {
          harm = "a value made the attribute \(name)"
        }
      }
    }

    private mutating func note(_ name: String, _ value: String, of tag: String) {
      if name.hasPrefix("on") { languages.append(LanguageShape.script(value)) }
      if name == "style" { languages.append(LanguageShape.style(value)) }
      if name == "srcdoc" { languages.append(contentsOf: PageTokens(Array(value.utf8)).structure) }
      let urls = ["href", "xlink:href", "src", "action", "formaction", "data"]
      guard urls.contains(name) else { return }
      let url = value.drop { $0.unicodeScalars.allSatisfy { $0.value <= 0x20 } }
        .filter { !"\t\n\r".contains($0) }.lowercased()
      guard let match = url.prefixMatch(of: /[a-z][a-z0-9+.\-]*:/) else { return }
      let schemes = ["http:", "https:", "mailto:", "tel:", "sms:", "about:"]
      let isPicture = tag == "img" && url.hasPrefix("data:image/")
      if !schemes.contains(String(match.0)), !isPicture { harm = "\(name) runs \(match.0)" }
    }

    func difference(from plain: Shape) -> String? {
      if let harm { return harm }
      if structure != plain.structure { return "\(plain.structure) became \(structure)" }
      if languages != plain.languages { return "\(plain.languages) became \(languages)" }
      return nil
    }
  }
}
