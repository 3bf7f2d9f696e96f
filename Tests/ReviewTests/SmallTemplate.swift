import Communication
import Diagnostics
import Liquid
import Records
import Sinks
import Testing
import YAMLFiles

@testable import Review

/// A template of one page and two snippets, and records for it, in memory.
enum SmallTemplate {
  static let page = """
    <!DOCTYPE html>
    <html lang="{{ locale }}"><head><meta charset="utf-8"><title>{{ id }}</title></head><body>
    {% render 'hello', name: name %}
    {% if amount > 10 %}{% render 'large', amount: amount %}{% elsif amount > 0 %}<p>small</p>{% endif %}
    {% case kind %}{% when 'gas' %}<p>gas</p>{% when 'power', 'heat' %}<p>warm</p>{% endcase %}
    <ul>{% for item in items %}<li>{{ item }}</li>{% if item == 'stop' %}{% break %}{% endif %}{% else %}<li>none</li>{% endfor %}</ul>
    {% capture word %}{% if kind != 'other' %}{{ name }}{% endif %}{% endcapture %}<p title="{{ word }}">{{ 'bye' | t }}</p>
    </body></html>

    """

  static func folder(
    page: String = page, large: String = "<h2>{{ amount }}</h2>"
  ) -> TemplateFolder {
    let texts = [
      "template.yaml": """
      name: small
      record: { key: id, locale: language, as_of: day, fallback_locale: en }
      outputs:
        page: { page: pages/page.liquid, as: index.html }
      suppress:
        - { when: kind == 'none', reason: no-kind }

      """,
      "pages/page.liquid": page, "snippets/hello.liquid": "<h1>Hello {{ name }}</h1>",
      "snippets/large.liquid": large, "locales/en.json": #"{"bye": "Bye"}"#,
      "samples/one.json": record(#""amount": 12.10, "kind": "gas", "items": []"#),
    ]
    var files: [String: SourceFile] = [:]
    for (path, text) in texts { files[path] = SourceFile(path: "small/" + path, text: text) }
    return TemplateFolder(path: "small", files: files)
  }

  static func template(_ folder: TemplateFolder = folder()) throws -> ReviewTemplate {
    try ReviewTemplate(folder, readers: readers)
  }

  /// The JSON of a record: the fields every one has, and these.
  static func record(_ fields: String) -> String {
    #"{"id": "1", "name": "Ann", "day": "2026-03-01", "# + fields + "}"
  }

  static func render(
    _ fields: String, with template: ReviewTemplate? = nil
  ) throws -> ReviewedDocument {
    let template = try template ?? Self.template()
    let file = SourceFile(path: "record", text: record(fields))
    let tree = try #require(template.tree(file))
    return ReviewRenderer(template, asOf: nil)
      .render(ReviewRecord(name: "r", key: "1", tree: tree))
  }

  static let readers = TemplateReaders(
    yaml: { file throws(DiagnosticsError) in try YAMLReader.read(file) },
    json: { file, arena throws(DiagnosticsError) in try JSONDocument.read(file, into: arena) },
    sha256: { bytes in
      let words = bytes.withUnsafeBytes { SHA256Digest(of: $0) }.words
      return [words.0, words.1, words.2, words.3].flatMap { word in
        (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) }
      }
    },
    tags: [])
}
