import Communication
import Diagnostics
import Testing

@testable import Review

/// What a browser mends in a page without a word.
@Suite struct PageLintTests {
  private func faults(_ page: String, files: [String] = ["index.html"]) -> [String] {
    PageLint(Array(page.utf8), files: files).faults.map { "\($0.line): \($0.code): \($0.message)" }
  }

  /// Markup that HTML allows, and none of it is told.
  @Test(arguments: [
    "<!doctype html><html lang=en><head><title>x</title><body><ul><li>a<li>b</ul><p>one<p>two",
    "<table><tr><td>1<td>2<tr><th>3</table><dl><dt>a<dd>b</dl>",
    "<p>a<br>b<img alt=\"\" src=\"data:image/gif;base64,x\"><p><hr>",
    "<p>one <em>two</em><div>three</div>",
    "<svg viewBox=\"0 0 1 1\"><g><path d=\"\"/><title>t</title></g></svg>",
    "<style>a<b{}</style><script>if (a<b) { \"</div>\" }</script><!-- <div> -->",
    "<div title=\"a > b\" data-x='<p>'>x</div>", "<DIV>x</div>",
    "<a href=\"#\">x</a><a href=\"#top\">x</a><a href=\"#h&amp;m\">x</a><b id=\"h&amp;m\">x</b>",
    "<a href=\"/x\">x</a><a href=\"https://x.example/y\">x</a><a href=\"mailto:a@b\">x</a>",
    "<a href=\"?page=2\">x</a><a href=\"//cdn.example/x\">x</a><a href=\"\">x</a>",
    "<label for=q>Q</label><input id=q aria-describedby=\"q\">",
    "<a href=\"index.html#later\">x</a><a href=\"./index.html\">x</a>",
    "<b id=\"naïve\">x</b><a href=\"#na%C3%AFve\">x</a>",
  ])
  func whatIsRight(_ page: String) { #expect(faults(page) == []) }

  @Test func elementsThatAreNotClosed() {
    #expect(
      faults("<main>\n<section>\n<div>x</section>\n</main>")
        == ["3: page-markup: <div> is not closed before </section>"])
    #expect(
      faults("<div>\n<span>x") == [
        "1: page-markup: <div> is not closed at the page's end",
        "2: page-markup: <span> is not closed at the page's end",
      ])
    #expect(
      faults("<div/>x") == [
        "1: page-markup: <div> is not closed at the page's end: in HTML, `/` closes nothing outside drawings"
      ])
    #expect(
      faults("<svg><g></svg>") == ["1: page-markup: <g> is not closed before </svg>"])
  }

  @Test func endsThatCloseNothing() {
    #expect(faults("<p>x</p>\n</div>") == ["2: page-markup: </div> closes nothing"])
    #expect(
      faults("<p>a <div>b</div></p>") == [
        "1: page-markup: </p> closes nothing: a paragraph ends where a block begins"
      ])
  }

  @Test func identifiersThatStandTwice() {
    #expect(
      faults("<b id=x>1</b>\n<b id='x'>2</b>") == ["2: page-id: the id 'x' stands twice"])
  }

  @Test func referencesToNothing() {
    #expect(
      faults("<a href=\"#x\">1</a>")
        == ["1: page-reference: href names 'x', and the page has no such id"])
    #expect(
      faults("<p aria-labelledby=\"a b\" id=a>1</p>")
        == ["1: page-reference: aria-labelledby names 'b', and the page has no such id"])
    #expect(
      faults("<img alt=\"\" src=\"./logo.png?v=1\">")
        == ["1: page-reference: src leads to 'logo.png', and a document holds no such file"])
    #expect(faults("<img alt=\"\" src=\"frames/0001.png\">", files: ["frames/"]) == [])
  }

  /// Each fault is told where its element was written, once for all samples; a good template has none.
  @Test func placesInTheTemplate() throws {
    func findings(_ page: String, _ snippet: String) throws -> [String] {
      var files = SmallTemplate.folder(page: page).files.filter { !$0.key.hasPrefix("samples/") }
      files["snippets/hello.liquid"] = SourceFile(
        path: "small/snippets/hello.liquid", text: snippet)
      for name in ["one", "two"] {
        files["samples/\(name).json"] = SourceFile(
          path: "small/samples/\(name).json",
          text: SmallTemplate.record(#""amount": 12, "kind": "gas", "items": []"#))
      }
      let folder = TemplateFolder(path: "small", files: files)
      let communication = try Communication.load(folder, readers: SmallTemplate.readers)
      return PageCheck.findings(of: folder, communication, readers: SmallTemplate.readers)
        .diagnostics.map { found in
          let place = found.place.map {
            let location = $0.file.location(of: $0.span.start)
            return "\($0.file.path):\(location.line):\(location.column)"
          }
          return "\(place ?? ""): \(found.severity) \(found.message)"
        }
    }
    let page = "<main>\n{% render 'hello', name: name %}\n</main>\n"
    #expect(try findings(page, "<p>{{ name }}</p>") == [])
    #expect(
      try findings(page, "<p>{{ name }}</p>\n{% if name == '<b>' %}{% endif %} <div>\n")
        == [
          "small/snippets/hello.liquid:2:35: warning <div> is not closed before </main>, "
            + "in the output 'page', in the sample 'one' and 1 other"
        ])
  }
}
