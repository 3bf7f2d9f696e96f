import Communication
import Diagnostics
import Testing

@testable import Review

/// Samples that a run would refuse, and just would not.
@Suite struct SampleCheckTests {
  private static let good = SmallTemplate.record(#""amount": 12, "kind": "gas", "items": []"#)

  private func findings(
    page: String = SmallTemplate.page, samples: [String: String] = ["one": good]
  ) throws -> [String] {
    var files = SmallTemplate.folder(page: page).files.filter { !$0.key.hasPrefix("samples/") }
    for (name, text) in samples {
      files["samples/\(name).json"] = SourceFile(path: "small/samples/\(name).json", text: text)
    }
    let folder = TemplateFolder(path: "small", files: files)
    let communication = try Communication.load(folder, readers: SmallTemplate.readers)
    return SampleCheck.findings(of: folder, communication, readers: SmallTemplate.readers)
      .diagnostics.map { found in
        let place = found.place.map {
          "\($0.file.path):\($0.file.location(of: $0.span.start).line)"
        }
        return "\(place ?? ""): \(found.severity) \(found.code): \(found.message)"
      }
  }

  @Test func aGoodSampleHasNone() throws {
    #expect(try findings() == [])
    let suppressed = Self.good.replacing("gas", with: "none")
    #expect(try findings(samples: ["one": suppressed]) == [])
  }

  @Test func whereTheTemplateFailsIsAnErrorToldOnce() throws {
    let page = "<p>\n{% if kind == 'gas' %}{{ amount | divided_by: 0 }}{% endif %}</p>"
    let other = Self.good.replacing("gas", with: "heat")
    let found = try findings(page: page, samples: ["a": Self.good, "b": Self.good, "c": other])
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("small/pages/page.liquid:2: error render-zero-division: "))
    #expect(found[0].hasSuffix(", in the sample 'a' and 1 other: a run would refuse the record"))
  }

  @Test func aSnippetThatRendersItselfIsTold() throws {
    let page = "{% render 'hello', name: name %}"
    var files = SmallTemplate.folder(page: page).files
    files["snippets/hello.liquid"] = SourceFile(
      path: "small/snippets/hello.liquid", text: "{% render 'hello', name: name %}")
    let folder = TemplateFolder(path: "small", files: files)
    let found = SampleCheck.findings(
      of: folder, try Communication.load(folder, readers: SmallTemplate.readers),
      readers: SmallTemplate.readers
    ).diagnostics
    #expect(found.map(\.code) == ["render-nesting"] && found[0].severity == .error)
  }

  @Test func whatTheTemplateRefusesIsAWarning() throws {
    let found = try findings(page: "<p>\n{% abort 'no gas' %}</p>")
    #expect(
      found == [
        "small/pages/page.liquid:2: warning render-aborted: no gas, in the sample 'one': a run would refuse the record"
      ])
  }

  @Test func whatIsWrongWithTheSampleIsAWarningThere() throws {
    let list = try findings(samples: ["one": "[]"])
    #expect(list.count == 1)
    #expect(list[0].hasPrefix("small/samples/one.json:1: warning json-not-object: "))
    let nobody = try findings(samples: ["one": Self.good.replacing("\"id\"", with: "\"di\"")])
    #expect(nobody.count == 1)
    #expect(nobody[0].hasPrefix("small/samples/one.json:1: warning record-no-key: "))
    let undated = Self.good.replacing("2026-03-01", with: "soon")
    let found = try findings(samples: ["one": undated])
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("small/samples/one.json:1: warning render-argument: 'day' is no "))
  }
}
