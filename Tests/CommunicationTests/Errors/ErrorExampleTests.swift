import Communication
import Diagnostics
import Liquid
import Testing

@testable import Communication

/// The manual's examples of syntax and escaping have the problem they stand for, and messages look as they should.
@Suite("Examples of the error manual")
struct ErrorExampleTests {
  private static let golden = Files.root + "/Tests/CommunicationTests/Examples/messages.txt"

  /// Examples in words, because what they stand for is large or takes several files.
  private static let inWords: Set<String> = [
    "condition-too-long", "include-in-render", "nesting-too-deep", "program-too-large",
    "recursive-context", "template-too-long", "too-many-arguments", "partial-context-mismatch",
  ]

  private static let snippets = Snippets([
    "row": SourceFile(path: "snippets/row.liquid", text: "<b>{{ item }}</b>"),
    "price": SourceFile(path: "snippets/price.liquid", text: "{{ amount | upcas }}"),
  ])

  private static func printed(_ example: String, as type: ContentType) -> String {
    let file = SourceFile(path: "page.liquid", text: example)
    do {
      _ = try Program.compile(
        file, as: type, snippets: snippets, environment: CheckedTemplate.environment())
      return ""
    } catch {
      let printer = DiagnosticPrinter()
      return error.log.diagnostics.map { printer.text($0) }.joined()
    }
  }

  static let entries: [(code: String, example: String)] = ErrorCatalog.areas.prefix(2)
    .flatMap { $0.entries.map { ($0.code, $0.example) } }
    .filter { !inWords.contains($0.code) }

  @Test("each example has its problem", arguments: entries)
  func hasItsProblem(_ entry: (code: String, example: String)) {
    let both =
      Self.printed(entry.example, as: .html) + Self.printed(entry.example, as: .svg)
    #expect(both.contains("[\(entry.code)]"), "\(entry.code): \(entry.example)\n\(both)")
  }

  @Test("what is printed for them, caret and all")
  func messages() {
    var text = ""
    for entry in Self.entries {
      let html = Self.printed(entry.example, as: .html)
      text += html.isEmpty ? Self.printed(entry.example, as: .svg) : html
      text += "\n"
    }
    // Through two snippets: the trail says how the place was reached.
    text += Self.printed("<p>\n{% render 'price', amount: 1 %}", as: .html)
    if Files.isRecording, Files.text(Self.golden) != text {
      Files.write(text, to: Self.golden)
      Issue.record("recorded \(Self.golden): look at it, then run without BILLOW_RECORD")
      return
    }
    #expect(Files.text(Self.golden) == text, "run once with BILLOW_RECORD=1")
  }
}
