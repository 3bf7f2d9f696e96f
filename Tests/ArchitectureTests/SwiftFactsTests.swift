import Testing

/// Reading imports and threads out of Swift text, and not out of comments and strings.
@Suite struct SwiftFactsTests {
  @Test(arguments: [
    "import Liquid", "  import Liquid  ", "public import Liquid", "package import Liquid",
    "@testable import Liquid", "@_exported public import Liquid", "import struct Liquid.Value",
    "import Liquid.Values", "let a = 1; import Liquid", "@preconcurrency import Liquid // why",
  ])
  func imports(source: String) {
    #expect(SwiftFacts(source: source).imports.map(\.name) == ["Liquid"])
  }

  @Test(arguments: [
    "// import Liquid", "/* import Liquid */", "/* /* */\nimport Liquid\n*/", "\"import Liquid\"",
    "\"\"\"\nimport Liquid\n\"\"\"", "#\"\"\"\n\"\"\"\nimport Liquid\n\"\"\"#", "important(Liquid)",
    "let text = \"\\\"\n\"\"\"\nimport Liquid\n\"\"\"",
  ])
  func whatIsNoImport(source: String) {
    #expect(SwiftFacts(source: source).imports.isEmpty)
  }

  @Test func linesAreCountedAcrossBlankedText() {
    let source = "/*\n\n*/\nlet a = \"\"\"\n\n\"\"\"\nimport Liquid\n"
    #expect(SwiftFacts(source: source).imports == [SwiftFacts.Mention(name: "Liquid", line: 7)])
  }

  @Test func codeInsideAnInterpolationIsCode() {
    let source = #"let a = "text \(run(Task { "Thread {" }, "b") + ")") Thread {""#
    #expect(SwiftFacts(source: source).threads.map(\.name) == ["Task"])
  }

  @Test(arguments: [
    "let isThread = true", "TaskTable(1)", "\"Task {\"", "struct Task2 {}", "// DispatchQueue",
    "dispatch(to: handler)", "enum Thread_ {}", "asynchronous let go",
  ])
  func whatStartsNoThread(source: String) {
    #expect(SwiftFacts(source: source).threads.isEmpty)
  }
}
