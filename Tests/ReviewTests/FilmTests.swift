import Communication
import Diagnostics
import Foundation
import Imaging
import Liquid
import Storyboard
import Testing

@testable import Review

/// Goldens, coverage, explanations and impact of films.
///
/// Needs Debian's fonts-noto-core, as everything that paints does.
@Suite("Films under review") struct FilmTests {
  @Test("pages are those of a run without the film; the film's own page stands beside them")
  func editions() throws {
    let document = try SmallTemplate.render(SmallFilm.whole, with: try SmallFilm.template())
    let page = try #require(document.pages.first)
    let film = try #require(document.film)
    #expect(!String(decoding: page.bytes, as: UTF8.self).contains("class=\"bp\""))
    #expect(String(decoding: film.pages[0].bytes, as: UTF8.self).contains("class=\"bp\""))
    #expect(film.timeline.scenes.map(\.id) == ["hello", "large", "item", "item-2"])
    #expect(String(decoding: film.file("storyboard.json"), as: UTF8.self).hasPrefix("{\"version\""))
    let always = try SmallFilm.template(SmallFilm.folder(onRequest: false))
    let inIt = try SmallTemplate.render(SmallFilm.whole, with: always)
    #expect(inIt.film?.pages.isEmpty == true)
    #expect(String(decoding: inIt.pages[0].bytes, as: UTF8.self).contains("class=\"bp\""))
  }

  @Test("golden: words, what stands where, hashes of all frames, small pictures; the same twice")
  func golden() throws {
    let (text, film) = try SmallFilm.golden()
    let hello = try #require(text.parts.first { $0.name == "storyboard.json hello" })
    #expect(hello.lines[0] == "2 s")
    #expect(hello.lines[1] == "caption Hello Ann, it is much")
    #expect(hello.lines.contains("rect 20,30 100x60 #06616f"))
    #expect(hello.lines.contains { $0.hasPrefix("text \"Hello Ann\" Noto Sans 24 400 ") })
    #expect(hello.lines.filter { $0.hasPrefix("frames ") }.count == 2)
    let large = try #require(text.parts.first { $0.name == "storyboard.json large" })
    #expect(
      large.lines.contains(
        "action pay link \"Pay\" to https://pay.example/1, 0.2 to 1 s [16:9 10,20,100,30]"))
    #expect(film.problems.isEmpty)
    #expect(film.frames.count == 9, "four scenes in two layouts, and the poster")
    #expect(film.frames.allSatisfy { $0.png.count <= FilmSnapshot.mostBytes && $0.png.count > 60 })
    #expect(try SmallFilm.golden().text == text)
    #expect(GoldenText(text.text) == text)
  }

  @Test("a word, a pixel, a rule, a font: each is caught where it is, and nowhere else")
  func changes() throws {
    let (before, _) = try SmallFilm.golden()
    func scenes(_ folder: TemplateFolder) throws -> [String] {
      before.differences(to: try SmallFilm.golden(folder).text).map(\.name)
        .filter { $0.hasPrefix("storyboard.json ") }.map { String($0.dropFirst(16)) }
    }
    let word = SmallFilm.folder(hello: SmallFilm.hello.replacing("Hello {{", with: "Hi {{"))
    #expect(
      try scenes(word) == ["film", "hello", "large"], "the poster, and what fades in over it")
    let moved = SmallFilm.hello.replacing("x=\"20\" y=\"30\"", with: "x=\"21\" y=\"30\"")
    let pixel = try SmallFilm.golden(SmallFilm.folder(hello: moved)).text
    let lines = before.differences(to: pixel).first { $0.name == "storyboard.json hello" }?.diff
      .shortened(context: 0)
    #expect(lines?.contains(.removed("rect 20,30 100x60 #06616f")) == true)
    #expect(lines?.contains(.added("rect 21,30 100x60 #06616f")) == true)
    let rule = SmallFilm.storyboard.replacing("when: amount > 10", with: "when: amount > 20")
    #expect(try scenes(SmallFilm.folder(storyboard: rule)).contains("large"))
    let font = SmallFilm.storyboard.replacing("font: Noto Sans", with: "font: Noto Sans Hebrew")
    #expect(try scenes(SmallFilm.folder(storyboard: font)).contains("hello"))
  }

  @Test("pictures: another rasteriser's edges are the same, another word is not")
  func tolerance() throws {
    let frame = try #require(try SmallFilm.golden().film.frames.first)
    #expect(PictureDifference(frame.png, frame.png).isSame)
    let other = SmallFilm.folder(hello: SmallFilm.hello.replacing("Hello {{", with: "Hallo {{"))
    let changed = try #require(try SmallFilm.golden(other).film.frames.first)
    #expect(!PictureDifference(frame.png, changed.png).isSame)
    // Half a unit aside is what antialiasing does to edges of flat areas.
    let half = SmallFilm.hello.replacing("x=\"20\" y=\"30\"", with: "x=\"20.4\" y=\"30\"")
    let soft = try #require(try SmallFilm.golden(SmallFilm.folder(hello: half)).film.frames.first)
    #expect(soft.png != frame.png)
    #expect(PictureDifference(frame.png, soft.png).isSame)
    #expect(!PictureDifference(frame.png, []).isSame)
  }

  @Test("check and record: pictures are kept once, the same within tolerance, removed when unused")
  func record() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "billow-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let frames = folder.appending(path: "goldens/frames").path
    func check(_ files: TemplateFolder) throws -> GoldenCheck {
      let template = try SmallFilm.template(files)
      return GoldenCheck(
        [(name: "samples", records: template.samples)], with: ReviewRenderer(template, asOf: nil),
        on: try FilmStage.stage(for: template, isSmall: true), in: folder.path
      ) { _ in }
    }
    let first = try check(SmallFilm.folder())
    #expect(first.results[0].frames.count == 5, "hello and large in two layouts, and the poster")
    #expect(try first.record() > 1)
    #expect(try check(SmallFilm.folder()).results.map(\.isSame) == [true])
    let kept = try FileManager.default.contentsOfDirectory(atPath: frames)
    #expect(kept.count == Set(first.results[0].frames.map(\.hash)).count)
    let half = SmallFilm.hello.replacing("fill=\"#06616f\"", with: "fill=\"#06626f\"")
    let soft = try check(SmallFilm.folder(hello: half))
    // The colour is told by the display list; the picture, which nobody can tell apart, is taken for the same.
    guard case .changed(let blocks) = soft.results[0].state else { return #expect(Bool(false)) }
    #expect(
      blocks.flatMap { $0.diff.shortened(context: 0) }.allSatisfy { line in
        if case .added(let text) = line { return !text.contains(" pixels ") }
        return true
      })
    let word = try check(
      SmallFilm.folder(hello: SmallFilm.hello.replacing("Hello {{", with: "Hi {{")))
    #expect(try word.record() > 1)
    let now = try FileManager.default.contentsOfDirectory(atPath: frames)
    #expect(!now.isEmpty && Set(now) != Set(kept))
    #expect(Set(now).count == Set(word.results[0].frames.map(\.hash)).count)
  }

  @Test("coverage: each scene, action and list counts once, beside what scenes and captions decide")
  func coverage() throws {
    let template = try SmallFilm.template()
    var coverage = Coverage(template.communication)
    let scenes = { coverage.rows.first { $0.name == "scenes" } }
    // large: shown or not; pay: there or not; item: at least once.
    #expect(scenes()?.total == 5)
    coverage.add(try SmallTemplate.render(SmallFilm.whole, with: template))
    #expect(scenes()?.reached == 3)
    let missing = coverage.unreached.map(\.fact.words)
    #expect(missing.contains("scene large is left out"))
    #expect(missing.contains("action pay of scene large is left out"))
    #expect(missing.contains("no arm of {% if amount > 10 %}"), "the caption's own")
    #expect(!missing.contains { $0.contains("storyboard") }, "pages are rendered with and without")
    let place = coverage.unreached.first { $0.fact.words == "scene large is left out" }?.fact.place
    #expect(place.map { SourceWords.place($0) } == "small/storyboards/film.yaml:11")
    coverage.add(try SmallTemplate.render(SmallFilm.bare, with: template))
    coverage.add(
      try SmallTemplate.render(#""amount": 12, "kind": "heat", "items": []"#, with: template))
    #expect(scenes()?.percent == 100)
  }

  @Test("why a scene is there, and why another is not")
  func explanation() throws {
    let template = try SmallFilm.template()
    let whole = Explanation(try SmallTemplate.render(SmallFilm.whole, with: template), of: template)
    #expect(whole.film?.shown.map(\.name) == ["hello", "large", "large: action pay", "item"])
    #expect(whole.film?.shown[1].decision?.reason == "amount is 12")
    #expect(whole.film?.shown[3].decision?.answer == "2 passes")
    let bare = Explanation(try SmallTemplate.render(SmallFilm.bare, with: template), of: template)
    #expect(bare.film?.shown.map(\.name) == ["hello"])
    #expect(bare.film?.hidden.map(\.name) == ["large", "item"])
    #expect(bare.film?.hidden.first?.decision?.words == "if amount > 10")
    #expect(bare.film?.hidden.first?.decision?.answer == "no")
    #expect(bare.text(everyDecision: false).contains("film.yaml:10"))
  }

  @Test("impact names the scenes a change touches")
  func impact() throws {
    let after = try SmallFilm.template(
      SmallFilm.folder(
        storyboard: SmallFilm.storyboard.replacing("it is much", with: "it is a lot")))
    var impact = try Impact(before: try SmallFilm.template(), after: after, asOf: nil)
    for number in 1...20 {
      let json = SmallTemplate.record(#""amount": \#(number), "kind": "gas", "items": []"#)
      let tree = try #require(after.tree(SourceFile(path: "r", text: json)))
      impact.compare(ReviewRecord(name: "r", key: "K\(number)", tree: tree))
    }
    #expect(impact.changed == 10)
    let names = impact.blocks.map(\.name)
    #expect(names.contains("storyboard.json hello"))
    #expect(!names.contains("storyboard.json large"))
  }

  @Test("a font of the template that is none is told; so is a scene that cannot be shown")
  func faults() throws {
    var files = SmallFilm.folder().files
    let path = FileManager.default.temporaryDirectory.appending(path: "billow-\(UUID()).ttf").path
    try Data("no font".utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    files["assets/fonts/own.ttf"] = SourceFile(path: path, text: "no font")
    let template = try SmallFilm.template(TemplateFolder(path: "small", files: files))
    #expect(throws: DiagnosticsError.self) { _ = try FilmStage.stage(for: template) }
    #expect(try FilmStage.stage(for: try SmallTemplate.template()) == nil)
  }
}
