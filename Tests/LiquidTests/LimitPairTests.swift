import Diagnostics
import Testing

@testable import Liquid

/// Each limit of a document and of a template: what reaches it passes, one more fails with the error that names it.
@Suite struct LimitPairTests {
  /// A limit with the templates on either side of it.
  struct Pair: Sendable, CustomTestStringConvertible {
    let name: String
    let limits: RenderLimits
    let passes: String
    let fails: String
    /// A code, or a part of the message.
    let names: String
    var snippets: [String: String] = [:]

    var testDescription: String { name }
  }

  private static func limits(_ change: (inout RenderLimits) -> Void) -> RenderLimits {
    var limits = RenderLimits()
    change(&limits)
    return limits
  }

  private static func nested(_ depth: Int) -> String {
    String(repeating: "{% if true %}", count: depth) + "x"
      + String(repeating: "{% endif %}", count: depth)
  }

  /// Snippets `s1` to `s<count>`, each rendering the next.
  private static func chain(_ count: Int) -> [String: String] {
    var chain: [String: String] = [:]
    for index in 1...count {
      chain["s\(index)"] = index == count ? "x" : "{% render 's\(index + 1)' %}"
    }
    return chain
  }

  static let pairs: [Pair] = [
    Pair(
      name: "nesting", limits: RenderLimits(), passes: nested(100), fails: nested(101),
      names: "Nesting too deep: more than 100 blocks"),
    Pair(
      name: "nesting of captures and lines of liquid",
      limits: limits { $0.nesting = 2 },
      passes: "{% capture a %}{% liquid\necho 1 %}{% endcapture %}",
      fails: "{% capture a %}{% capture b %}{% liquid\necho 1 %}{% endcapture %}{% endcapture %}",
      names: "more than 2 blocks"),
    Pair(
      name: "snippets within snippets", limits: RenderLimits(),
      passes: "{% render 's2' %}", fails: "{% render 's1' %}",
      names: "more than 32 snippets within snippets", snippets: chain(33)),
    Pair(
      name: "snippets within themselves", limits: limits { $0.includeDepth = 3 },
      passes: "{% render 'down', n: 3 %}", fails: "{% render 'down', n: 4 %}",
      names: "more than 3 snippets within snippets",
      snippets: [
        "down": "{% if n > 1 %}{% assign m = n | minus: 1 %}{% render 'down', n: m %}{% endif %}"
      ]),
    Pair(
      name: "loop iterations", limits: limits { $0.loopIterations = 12 },
      passes: "{% for a in (1..3) %}{% for b in (1..3) %}{% endfor %}{% endfor %}",
      fails: "{% for a in (1..3) %}{% for b in (1..4) %}{% endfor %}{% endfor %}",
      names: "loops run more than 12 times"),
    Pair(
      name: "range elements", limits: limits { $0.rangeElements = 7 },
      passes: "{% for a in (1..7) %}{% endfor %}{{ (1..7) | size }}",
      fails: "{% for a in (1..8) %}{% endfor %}", names: "7"),
    Pair(
      name: "range elements in a filter", limits: limits { $0.rangeElements = 7 },
      passes: "{{ (1..7) | reverse | size }}", fails: "{{ (1..8) | reverse | size }}", names: "7"),
    Pair(
      name: "string bytes", limits: limits { $0.stringBytes = 8 },
      passes: "{{ 'abcd' | append: 'efgh' }}", fails: "{{ 'abcd' | append: 'efghi' }}",
      names: "a string would be longer than 8 bytes"),
    Pair(
      name: "captured bytes", limits: limits { $0.stringBytes = 8 },
      passes: "{% capture a %}12345678{% endcapture %}",
      fails: "{% capture a %}123456789{% endcapture %}", names: "longer than 8 bytes"),
    Pair(
      name: "page bytes", limits: limits { $0.pageBytes = 8 },
      passes: "12345678", fails: "123456789", names: "the page is longer than 8 bytes"),
    Pair(
      name: "page bytes of a loop", limits: limits { $0.pageBytes = 8 },
      passes: "{% for a in (1..8) %}x{% endfor %}", fails: "{% for a in (1..9) %}x{% endfor %}",
      names: "the page is longer than 8 bytes"),
    Pair(
      name: "template bytes", limits: limits { $0.templateBytes = 10 },
      passes: "1234567890", fails: "12345678901", names: "template-too-long"),
    Pair(
      name: "snippet bytes", limits: limits { $0.templateBytes = 16 },
      passes: "{%render 'a'%}", fails: "{%render 'b'%}", names: "template-too-long",
      snippets: [
        "a": String(repeating: "x", count: 16), "b": String(repeating: "x", count: 17),
      ]),
    Pair(
      name: "operations", limits: limits { $0.operations = 6 },
      passes: "{{ a }}{{ b }}{{ c }}{{ d }}{{ e }}",
      fails: "{{ a }}{{ b }}{{ c }}{{ d }}{{ e }}{{ f }}", names: "more than 6 operations"),
    Pair(
      name: "comparisons in a condition", limits: RenderLimits(),
      passes: "{% if a" + String(repeating: " or a", count: 499) + " %}{% endif %}",
      fails: "{% if a" + String(repeating: " or a", count: 500) + " %}{% endif %}",
      names: "condition-too-long"),
    Pair(
      name: "values of cycle", limits: RenderLimits(),
      passes: "{% cycle 1" + String(repeating: ", 1", count: 999) + " %}",
      fails: "{% cycle 1" + String(repeating: ", 1", count: 1_000) + " %}",
      names: "'cycle' takes no more than 1000 values"),
    Pair(
      name: "brackets", limits: RenderLimits(),
      passes: "{{ " + String(repeating: "a[", count: 99) + "1"
        + String(repeating: "]", count: 99) + " }}",
      fails: "{{ " + String(repeating: "a[", count: 100) + "1"
        + String(repeating: "]", count: 100) + " }}", names: "nesting-too-deep"),
    Pair(
      name: "arguments of a snippet", limits: RenderLimits(),
      passes: "{% render 'a'" + (1...64).map { ", n\($0): 1" }.joined() + " %}",
      fails: "{% render 'a'" + (1...65).map { ", n\($0): 1" }.joined() + " %}",
      names: "too-many-arguments", snippets: ["a": "x"]),
    Pair(
      name: "blocks through snippets", limits: RenderLimits(),
      passes: "{% render 'three' %}",
      fails: nested(100).replacing("x", with: "{% render 'three' %}"),
      names: "blocks within blocks and snippets",
      snippets: [
        "three": nested(99).replacing("x", with: "{% render 'two' %}"),
        "two": nested(99).replacing("x", with: "{% render 'one' %}"), "one": nested(99),
      ]),
  ]

  @Test(arguments: pairs) func pair(_ pair: Pair) {
    #expect(failure(pair.passes, pair) == nil)
    let failure = failure(pair.fails, pair)
    #expect(failure?.contains(pair.names) == true, "\(failure ?? "it passes")")
  }

  /// Steps are charged for a loop's passes and for what filters make: the count itself is the limit.
  @Test func steps() throws {
    let template = "{% for a in (1..9) %}{{ 'abc' | append: a | upcase }}{% endfor %}"
    let taken = try #require(try? render(template, Self.limits { _ in }, [:]))
    #expect(taken > 9)
    #expect((try? render(template, Self.limits { $0.steps = taken }, [:])) == taken)
    let pair = Pair(
      name: "steps", limits: Self.limits { $0.steps = taken - 1 }, passes: "", fails: template,
      names: "")
    #expect(failure(template, pair)?.contains("more than \(taken - 1) steps") == true)
  }

  /// The memory of all values of a document.
  @Test func documentBytes() {
    let template = "{% assign a = s | upcase %}{% assign b = s | upcase %}"
    func outcome(_ bytes: Int) -> String? {
      let pair = Pair(
        name: "", limits: Self.limits { $0.documentBytes = bytes }, passes: "", fails: "",
        names: "")
      return failure(
        template.replacing("s |", with: "'\(String(repeating: "x", count: 1 << 10))' |"), pair)
    }
    #expect(outcome(4 << 10) == nil)
    #expect(outcome(1 << 10)?.contains("the document would use more than 1024 bytes") == true)
  }

  private func failure(_ template: String, _ pair: Pair) -> String? {
    do {
      _ = try render(template, pair.limits, pair.snippets)
      return nil
    } catch let error as DiagnosticsError {
      return error.log.diagnostics.map { "\($0.code): \($0.message)" }.joined(separator: "\n")
    } catch let error as RenderError {
      return error.failure.message
    } catch {
      return "\(error)"
    }
  }

  /// Renders a template; returns the steps it took.
  private func render(
    _ template: String, _ limits: RenderLimits, _ snippets: [String: String]
  ) throws -> Int {
    let files = snippets.reduce(into: [String: SourceFile]()) {
      $0[$1.key] = SourceFile(path: $1.key, text: $1.value)
    }
    let program = try Program.compile(
      SourceFile(path: "template", text: template), as: .text, snippets: Snippets(files),
      environment: Environment(limits: limits))
    let scratch = Scratch()
    let scope = FilterScope(arena: scratch.arena, limits: limits)
    try Renderer(program, scratch: scratch, scope: scope).render(.nil)
    return scope.steps
  }
}
