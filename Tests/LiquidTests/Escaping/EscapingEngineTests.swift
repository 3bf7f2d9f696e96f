import Diagnostics
import Foundation
import Testing

@testable import Liquid

/// Go's cases through the engine itself: compiled, rendered and compared, as a page is.
@Suite(.enabled(if: EscapingData.hasConformance, "BILLOW_SHARED holds no conformance data"))
struct EscapingEngineTests {
  @Test func cases() throws {
    let cases = try EngineCase.all()
    var passed = 0
    var rejected = 0
    var accepted = 0
    var failures: [String] = []
    for row in cases {
      let outcome = row.outcome()
      if outcome == nil { passed += 1 } else { failures.append("\(row.id) \(outcome ?? "")") }
      if row.isInvalid, !row.isPolicy, outcome == nil { rejected += 1 }
      if row.group == "error_ok", row.compiles { accepted += 1 }
    }
    for failure in failures { print("escaping: fails \(failure)") }
    print(
      "escaping, the engine over html_escape_cases.json: \(passed) / \(cases.count); "
        + "must-fail rejected \(rejected) / 27, must-compile accepted \(accepted) / 20")
    #expect(cases.count == 398)
    #expect(passed >= 387)
    #expect(rejected == 27)
    #expect(accepted == 20)
  }
}

/// One row of html_escape_cases.json, with its data in source order.
private struct EngineCase {
  let id: String
  let group: String
  let isInvalid: Bool
  /// The list of allowed URLs is each product's own decision.
  let isPolicy: Bool
  private let json: OrderedJSON

  static func all() throws -> [EngineCase] {
    let url = EscapingData.shared.appendingPathComponent("conformance/html_escape_cases.json")
    let file = try OrderedJSONReader.read(Data(contentsOf: url)) as? OrderedJSON
    let rows = try #require(file?["cases"] as? [Any])
    return rows.compactMap { $0 as? OrderedJSON }.map(EngineCase.init)
  }

  private init(_ json: OrderedJSON) {
    self.json = json
    id = json["id"] as? String ?? ""
    group = json["group"] as? String ?? ""
    isInvalid = json["invalid"] as? Bool ?? false
    isPolicy = json["policy"] as? Bool ?? false
  }

  private func program() throws(DiagnosticsError) -> Program {
    var files: [String: SourceFile] = [:]
    for member in (json["templates"] as? OrderedJSON)?.members ?? [] {
      files[member.key] = SourceFile(path: member.key, text: member.value as? String ?? "")
    }
    return try Program.compile(
      SourceFile(path: id, text: json["template"] as? String ?? ""), as: .html,
      snippets: Snippets(files), environment: Environment(defersUnknownNames: true))
  }

  var compiles: Bool { (try? program()) != nil }

  /// Nil when the case passes; else what came out.
  func outcome() -> String? {
    do {
      let program = try program()
      if isInvalid { return "compiles" }
      guard let wanted = json["result"] as? String else { return nil }
      let page = try render(program)
      if CanonicalEscapes.form(page) == CanonicalEscapes.form(wanted) { return nil }
      return "\n    got  \(page)\n    want \(wanted)"
    } catch {
      return isInvalid ? nil : "\(error)"
    }
  }

  private func render(_ program: Program) throws -> String {
    let scratch = Scratch()
    let data = json["data"] as? OrderedJSON ?? OrderedJSON()
    let trusted = json["trusted"] as? OrderedJSON
    let members = scratch.arena.allocateMembers(data.members.count)
    for (index, member) in data.members.enumerated() {
      var value = ValueBuilder.value(member.value, in: scratch.arena)
      if let kind = trusted?[member.key] as? String { value.flags = Self.flags(kind) }
      (members + index).initialize(
        to: Member(key: Value(member.key, in: scratch.arena), value: value))
    }
    let record = Value(object: UnsafeBufferPointer(start: members, count: data.members.count))
    let renderer = Renderer(
      program, scratch: scratch, scope: FilterScope(arena: scratch.arena))
    try renderer.render(record)
    return String(decoding: scratch.output.bytes, as: UTF8.self)
  }

  private static func flags(_ kind: String) -> Value.Flags {
    switch kind {
    case "html": .markup
    case "css": .trustedCSS
    case "js": .trustedScript
    case "jsstr": .trustedScriptString
    case "url": .trustedURL
    case "attr": .trustedAttribute
    case "srcset": .trustedSrcset
    default: []
    }
  }
}
