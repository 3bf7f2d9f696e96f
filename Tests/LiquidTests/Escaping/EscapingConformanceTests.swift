import Testing

@testable import Liquid

@Suite(.enabled(if: EscapingData.hasConformance, "BILLOW_SHARED holds no conformance data"))
struct EscapingConformanceTests {
  @Test func contextIsEightBytes() {
    #expect(MemoryLayout<EscapeContext>.size <= 8)
    #expect(MemoryLayout<Escaper>.size == 1)
  }

  /// Prefix -> state rows: all of them.
  @Test func prefixes() throws {
    let cases = try EscapingData.prefixes()
    var passed = 0
    for row in cases {
      var context = EscapeContext.initial(for: .html)
      do {
        try context.advance(over: row.prefix)
      } catch {
        Issue.record("\(row.prefix): \(error)")
        continue
      }
      let wanted = GoState(row)
      let found = GoState(context)
      #expect(found == wanted, "\(row.prefix)")
      if found == wanted { passed += 1 }
    }
    print("escaping prefixes: \(passed) / \(cases.count)")
    #expect(passed == cases.count)
  }

  /// The cases of Go's tests, re-expressed in Liquid, with HTML comments left out and then all comments.
  @Test(arguments: [
    (kinds: [StaticEdit.Kind.htmlComment], reach: 387),
    (kinds: [.htmlComment, .scriptComment, .styleComment], reach: 396),
  ])
  func cases(kinds: [StaticEdit.Kind], reach: Int) throws {
    let cases = try EscapingData.cases()
    var passed = 0
    var rejected = 0
    var accepted = 0
    var failures: [String] = []
    for row in cases {
      let outcome = EscapingConformanceTests.outcome(row, leavingOut: Set(kinds))
      if outcome == nil { passed += 1 } else { failures.append("\(row.id) \(outcome ?? "")") }
      if outcome == nil, row.invalid == true, row.policy != true { rejected += 1 }
      if outcome == nil, row.group == "error_ok" { accepted += 1 }
    }
    print(
      "escaping cases: \(passed) / \(cases.count), must-fail rejected \(rejected), "
        + "must-compile accepted \(accepted)")
    if passed < reach { for failure in failures { print("  " + failure) } }
    #expect(passed >= reach)
    #expect(rejected == 27)
    #expect(accepted == 20)
  }

  /// Nil when the case passes; else what came out.
  private static func outcome(
    _ row: EscapeCase, leavingOut kinds: Set<StaticEdit.Kind>
  ) -> String? {
    do {
      let template = try StandInTemplate(
        row.template, partials: row.templates ?? [:], leavingOut: kinds)
      if row.invalid == true { return "compiled" }
      guard let wanted = row.result else { return nil }
      let page = StandInRenderer(template).render(row.data ?? [:], trusted: row.trusted ?? [:])
      let same = CanonicalEscapes.form(page) == CanonicalEscapes.form(wanted)
      return same ? nil : "\n    got  \(page)\n    want \(wanted)"
    } catch {
      return row.invalid == true ? nil : "\(error)"
    }
  }
}
