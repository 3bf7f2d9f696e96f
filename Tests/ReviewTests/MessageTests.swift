import Communication
import Diagnostics
import Liquid
import Testing

@testable import Review

@Suite("E-mails and text messages looked at")
struct MessageTests {
  private static let manifest = """
    name: small
    record: { key: id, locale: language, as_of: day, fallback_locale: en }
    outputs:
      page: { page: pages/page.liquid, as: index.html }
      mail:
        email: pages/mail.liquid
        text: pages/mail-text.liquid
        as: mail.eml
        when: email
        from: { name: Olvera, address: service@olvera.example }
        to: { name: "{{ name }}", address: "{{ email }}" }
        subject: "{{ 'bye' | t }}, {{ name }}"
        pictures: { dot: assets/dot.png }
      note: { sms: pages/note.liquid, as: note.txt, when: mobile }

    """

  private static let mail = """
    \n  <!DOCTYPE html><html lang="en"><body>{% if amount > 10 %}<p>much</p>{% else %}<p>little</p>{% endif %}
    {% render 'hello', name: name %}<img src="cid:dot" alt="">\n</body></html>\n\n
    """

  /// What a PNG begins with.
  private static let dot: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  private func template(_ changes: [String: String] = [:]) throws -> ReviewTemplate {
    var files = SmallTemplate.folder(page: "<p>{{ name }}</p>").files
    let texts = [
      "template.yaml": Self.manifest, "pages/mail.liquid": Self.mail,
      "pages/mail-text.liquid": "Hello {{ name }}", "pages/note.liquid": "{{ name }}: {{ amount }}",
    ].merging(changes) { $1 }
    for (path, text) in texts { files[path] = SourceFile(path: "small/" + path, text: text) }
    files["assets/dot.png"] = SourceFile(path: "small/assets/dot.png", bytes: Self.dot)
    return try ReviewTemplate(
      TemplateFolder(path: "small", files: files), readers: SmallTemplate.readers)
  }

  private let whole = #""amount": 12, "email": "ann@example.com", "mobile": "1""#

  @Test("they are pages of the document: head, both parts, pictures, only for who gets them")
  func pages() throws {
    let document = try SmallTemplate.render(whole, with: try template())
    #expect(document.pages.map(\.name) == ["page"])
    let letters = document.letters
    #expect(letters.map(\.name) == ["mail", "mail as text", "note"])
    let mail = letters[0]
    #expect(
      mail.headers.map { "\($0.name): \($0.value)" } == [
        "From: Olvera <service@olvera.example>", "To: Ann <ann@example.com>", "Subject: Bye, Ann",
      ])
    #expect(mail.isHTML && !letters[1].isHTML && letters[1].isMailText)
    #expect(String(decoding: letters[2].bytes, as: UTF8.self) == "Ann: 12")
    let shown = String(decoding: mail.withPictures(mail.bytes), as: UTF8.self)
    #expect(shown.contains(#"<img src="data:image/png;base64,iVBORw0KGgo=" alt="">"#))
    let none = try SmallTemplate.render(#""amount": 1"#, with: try template())
    #expect(none.letters.isEmpty)
  }

  @Test("why each thing is there, where white space at its ends was cut off")
  func reasons() throws {
    let template = try template()
    let document = try SmallTemplate.render(whole, with: template)
    let marked = MarkedPage(document.letters[0])
    #expect(marked.nodes.contains { $0.words == "if amount > 10" })
    let text = String(decoding: marked.bytes, as: UTF8.self)
    #expect(text.contains("-->much") || text.contains("--><p>much</p><!--"), "\(text)")
    let told = Explanation(document, of: template)
    #expect(told.pages[1].shown.map(\.name) == ["hello"])
  }

  @Test("impact sees a subject that changes")
  func impact() throws {
    let subject = Self.manifest.replacing("'bye' | t }},", with: "'bye' | t }} to you,")
    var impact = try Impact(
      before: template(), after: template(["template.yaml": subject]), asOf: nil)
    let file = SourceFile(path: "r", text: SmallTemplate.record(whole))
    impact.compare(
      ReviewRecord(name: "r", key: "1", tree: try #require(try template().tree(file))))
    #expect(impact.blocks.map(\.name) == ["mail.eml"])
  }
}
