import Diagnostics
import Testing

@testable import Review

/// Each finding as a pair: what has it, and what just has not.
@Suite("Films, looked at") struct FilmCheckTests {
  private func codes(_ findings: [Diagnostic]) -> [String] { findings.map(\.code) }

  private func line(_ diagnostic: Diagnostic) -> String {
    guard let place = diagnostic.place else { return "nowhere" }
    return "\(place.file.path):\(place.file.location(of: place.span.start).line)"
  }

  @Test func aGoodFilmHasNone() {
    let findings = FixtureFilm.findings()
    #expect(findings.isEmpty, "\(findings.map(\.message))")
  }

  @Test func contrastBelowFourAndAHalf() throws {
    // 4.54 and 4.48 against white.
    func text(_ color: String) -> String {
      FixtureFilm.scene(
        "<rect width=\"320\" height=\"100\" fill=\"#fff\"/>\n"
          + "<text x=\"20\" y=\"60\" font-size=\"40\" fill=\"\(color)\">Amount</text>")
    }
    #expect(FixtureFilm.findings(scene: text("#767676")).isEmpty)
    let found = try #require(FixtureFilm.findings(scene: text("#777777")).first)
    #expect(found.code == "storyboard-contrast" && found.severity == .error)
    #expect(line(found) == "small/scenes/main.svg:4")
    #expect(found.message.contains("4.4:1") && found.message.contains("'one'"))
  }

  @Test func contrastIsOfWhatIsPaintedBehind() {
    let dark = ##"<text x="20" y="60" font-size="20" fill="#053640">Amount</text>"##
    #expect(codes(FixtureFilm.findings(scene: FixtureFilm.scene(dark))) == ["storyboard-contrast"])
    let card = ##"<rect x="10" y="30" width="200" height="50" fill="#ffffff"/>"##
    #expect(FixtureFilm.findings(scene: FixtureFilm.scene(card + dark)).isEmpty)
    // A layer that is only half there, and a card that comes after the text.
    let faint = #"<g opacity="0.3"><circle cx="2" cy="2" r="1" fill="red"/>"# + card + "</g>"
    #expect(
      codes(FixtureFilm.findings(scene: FixtureFilm.scene(faint + dark))) == ["storyboard-contrast"]
    )
    #expect(
      codes(FixtureFilm.findings(scene: FixtureFilm.scene(dark + card))) == ["storyboard-contrast"])
  }

  /// What fades in is read when it is there; what stays faint is not.
  @Test func textThatFades() {
    func text(_ values: String) -> String {
      FixtureFilm.scene(
        ##"<text x="20" y="60" font-size="20" fill="#fff">Amount<animate attributeName="opacity" "##
          + "values=\"\(values)\" dur=\"1s\" fill=\"freeze\"/></text>")
    }
    #expect(FixtureFilm.findings(scene: text("0;1")).isEmpty)
    #expect(codes(FixtureFilm.findings(scene: text("0;0.3"))) == ["storyboard-contrast"])
  }

  @Test func flashesOfFourASecond() {
    func flash(_ count: Int, size: Int, _ bright: String = "#ffffff") -> String {
      FixtureFilm.scene(
        "<rect width=\"\(size)\" height=\"\(size)\" fill=\"#000000\"><animate attributeName=\"fill\" "
          + "values=\"#000000;\(bright);#000000\" keyTimes=\"0;0.5;1\" calcMode=\"discrete\" "
          + "dur=\"\(1.0 / Double(count))s\" repeatCount=\"\(count)\"/></rect>")
    }
    let found = FixtureFilm.findings(scene: flash(5, size: 180))
    #expect(codes(found) == ["storyboard-flash"])
    #expect(found.first.map(line) == "small/storyboards/film.yaml:6")
    #expect(FixtureFilm.findings(scene: flash(3, size: 180)).isEmpty, "three are allowed")
    #expect(FixtureFilm.findings(scene: flash(5, size: 30)).isEmpty, "a small place is")
    #expect(
      FixtureFilm.findings(scene: flash(5, size: 180, "#2a2a2a")).isEmpty, "a faint change is")
  }

  /// As dark as the red and so no general flash; in each pair the second just is none.
  @Test func redFlashesOfFourASecond() {
    func flash(_ red: String, _ other: String, count: Int = 5, size: Int = 180) -> [String] {
      let scene = FixtureFilm.scene(
        "<rect width=\"\(size)\" height=\"\(size)\" fill=\"\(other)\"><animate attributeName=\"fill\" "
          + "values=\"\(other);\(red);\(other)\" keyTimes=\"0;0.5;1\" calcMode=\"discrete\" "
          + "dur=\"\(1.0 / Double(count))s\" repeatCount=\"\(count)\"/></rect>")
      return codes(FixtureFilm.findings(scene: scene))
    }
    let grey = "#626262"
    #expect(flash("#cc0000", grey) == ["storyboard-red-flash"])
    #expect(flash("#cc0000", grey, count: 3).isEmpty, "three are allowed")
    #expect(flash("#cc0000", grey, size: 30).isEmpty, "a small place is")
    // 0.204 and 0.197 of the diagram away from grey.
    #expect(flash("#cc3030", grey) == ["storyboard-red-flash"])
    #expect(flash("#cc3434", grey).isEmpty, "a change that goes less far is")
    // Red is 0.803 and 0.799 of the light.
    #expect(flash("#cc4d4d", "#007070") == ["storyboard-red-flash"])
    #expect(flash("#cc4e4e", "#007070").isEmpty, "a paler red is")
  }

  @Test func captionsTooFastToRead() {
    let forty = String(String(repeating: "letters and ", count: 4).prefix(40))
    #expect(FixtureFilm.findings(sample: forty).isEmpty)
    let found = FixtureFilm.findings(
      schema: #""name": {"type": "string", "maxLength": 41}"#, sample: forty + "s")
    #expect(codes(found) == ["storyboard-caption"])
    #expect(found.first?.severity == .error)
    #expect(found.first?.message.contains("21 characters a second") == true)
  }

  /// What only the longest text has is a warning; what a sample has, an error.
  @Test func textThatDoesNotFit() throws {
    func narrow(_ width: Int) -> String {
      FixtureFilm.scene(
        ##"<text x="20" y="60" font-size="20" fill="#fff" data-smallest="0.5" data-width="##
          + "\"\(width)\">{{ name }}</text>")
    }
    #expect(FixtureFilm.findings(scene: narrow(290)).isEmpty)
    let worst = try #require(FixtureFilm.findings(scene: narrow(120)).first)
    #expect(worst.code == "storyboard-overflow" && worst.severity == .warning)
    #expect(line(worst) == "small/scenes/main.svg:3")
    let own = try #require(FixtureFilm.findings(scene: narrow(20)).first)
    #expect(own.code == "storyboard-overflow" && own.severity == .error)
  }

  @Test func textThatRunsOutOfThePicture() {
    func text(_ x: Int) -> String {
      FixtureFilm.scene(
        "<text x=\"\(x)\" y=\"60\" font-size=\"20\" fill=\"#fff\">Amount due</text>")
    }
    #expect(FixtureFilm.findings(scene: text(100)).isEmpty)
    #expect(codes(FixtureFilm.findings(scene: text(260))) == ["storyboard-overflow"])
    #expect(FixtureFilm.findings(scene: text(400)).isEmpty, "what has left is not cut")
  }

  @Test func charactersInNoFont() {
    func text(_ word: String) -> String {
      FixtureFilm.scene("<text x=\"20\" y=\"60\" font-size=\"20\" fill=\"#fff\">\(word)</text>")
    }
    #expect(FixtureFilm.findings(scene: text("Ωμέγα שלום 電力 😀")).isEmpty)
    let found = FixtureFilm.findings(scene: text("\u{13000}\u{13001}"))
    #expect(codes(found) == ["storyboard-glyph"])
    #expect(found.first?.message.hasPrefix("2 characters are in no font") == true)
  }

  @Test func soundsThatCannotBeUsed() throws {
    // A tenth of a second of silence: 8 bits, one channel, 8,000 a second.
    let header: [UInt8] = [
      0x52, 0x49, 0x46, 0x46, 0x44, 0x03, 0, 0, 0x57, 0x41, 0x56, 0x45, 0x66, 0x6D, 0x74, 0x20, 16,
      0,
      0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0, 0x64, 0x61, 0x74, 0x61,
      0x20,
      0x03, 0, 0,
    ]
    let good = ["bed.wav": header + Array(repeating: 0x80, count: 800)]
    #expect(FixtureFilm.findings(storyboard: "sound: bed.wav", assets: good).isEmpty)
    #expect(codes(FixtureFilm.findings(storyboard: "sound: bed.wav")) == ["storyboard-file"])
    let bad = ["bed.wav": Array("no sound".utf8)]
    let found = FixtureFilm.findings(storyboard: "sound: bed.wav", assets: bad)
    #expect(codes(found) == ["storyboard-sound"] && found.first?.severity == .error)
    #expect(found.first.map(line) == "small/storyboards/film.yaml:4")
    func volume(_ volume: String) -> [String] {
      let keys = "sound: { file: bed.wav, volume: \(volume), fade: 1s }"
      return codes(FixtureFilm.findings(storyboard: keys, assets: good))
    }
    #expect(volume("1").isEmpty)
    #expect(volume("1.1") == ["storyboard-value"])
  }

  @Test func scenesThatNobodyLookedAt() {
    let extra = "  - { id: rare, when: name == 'Nobody', scene: main.svg, duration: 2s }"
    let found = FixtureFilm.findings(extra: extra)
    #expect(codes(found) == ["storyboard-unseen"])
    #expect(found.first?.severity == .warning)
    #expect(FixtureFilm.findings(extra: extra.replacing("Nobody", with: "Ada Byron")).isEmpty)
    #expect(codes(FixtureFilm.findings(sample: nil)) == ["storyboard-unseen", "storyboard-unseen"])
  }

  /// Which scenes a refused sample would show, nobody knows.
  @Test func nothingIsSaidOfScenesOfRefusedSamples() {
    #expect(FixtureFilm.findings(sample: String(repeating: "a", count: 41)).isEmpty)
    #expect(FixtureFilm.findings(scene: FixtureFilm.scene("{% abort 'no' %}")).isEmpty)
    // A sample that the template stops hides no scene where others have films.
    let stop = "{% if name == 'Nobody' %}{% abort 'no' %}{% endif %}"
    let extra = "  - { id: rare, when: name == 'Somebody', scene: main.svg, duration: 2s }"
    let found = FixtureFilm.findings(
      scene: FixtureFilm.good.replacing("</svg>", with: stop + "</svg>"), extra: extra)
    #expect(codes(found) == ["storyboard-unseen"])
  }

  @Test func whatAStoryboardNamesWronglyIsToldWhereItStands() throws {
    let poster = FixtureFilm.findings(storyboard: "poster: nowhere")
    #expect(codes(poster) == ["storyboard-target"])
    #expect(poster.first.map(line) == "small/storyboards/film.yaml:4")
    // Nothing is said of fonts that the package with the right name may have.
    let fonts = FixtureFilm.findings(
      storyboard: "theme:\n  packages: [fonts-noto-core, fonts-nto-core]")
    #expect(codes(fonts) == ["font-package"])
    #expect(fonts.first.map(line) == "small/storyboards/film.yaml:5")
    let place = try #require(fonts.first?.place)
    #expect(place.file.location(of: place.span.start).column == 31)
  }

  @Test func filmsThatAreTooLong() {
    let extra = "  - { id: more, scene: main.svg, duration: 2s }"
    #expect(FixtureFilm.findings(storyboard: "longest: 4s", extra: extra).isEmpty)
    let found = FixtureFilm.findings(storyboard: "longest: 3s", extra: extra)
    #expect(codes(found) == ["storyboard-length"])
  }

  @Test func actionsThatComeTooLate() {
    func extra(_ from: String) -> String {
      """
        - id: pay
          scene: main.svg
          duration: auto
          caption: Pay now
          actions:
            - { id: pay, kind: pay, href: "https://pay.example/1", label: Pay, from: \(from) }
      """
    }
    #expect(FixtureFilm.findings(extra: extra("1.9s")).isEmpty)
    #expect(codes(FixtureFilm.findings(extra: extra("9s"))) == ["storyboard-action"])
  }

  /// Places are found through snippets, loops and branches.
  @Test func placesAreThoseOfTheTemplate() {
    let scene = FixtureFilm.scene(
      """
      {% assign words = 'one,two' | split: ',' %}
      {% comment %}<text>{% endcomment %}
      {% for word in words %}{% if word == 'two' %}
      <g><g transform="translate(20 60)"><text font-size="20" fill="#064048">{{ word }}</text></g></g>
      {% endif %}{% endfor %}
      """)
    let found = FixtureFilm.findings(scene: scene)
    #expect(codes(found) == ["storyboard-contrast"])
    #expect(found.first.map(line) == "small/scenes/main.svg:6")
  }

  /// What a run would refuse is told before it.
  @Test func scenesThatARunWouldRefuse() throws {
    func wide(_ name: String) -> [Diagnostic] {
      FixtureFilm.findings(
        scene: FixtureFilm.scene(
          "<g>\n<rect width=\"{{ name }}\" height=\"9\" fill=\"#fff\"/></g>"),
        schema: #""name": {"type": "string", "pattern": "^[0-9a-z]+$"}"#, sample: name)
    }
    #expect(wide("12").isEmpty)
    let value = try #require(wide("wide").first)
    #expect(value.code == "scene-value" && value.severity == .error)
    #expect(line(value) == "small/scenes/main.svg:3")
    #expect(value.message.contains("in the sample 'one': a run would refuse the record"))
    func code(_ iban: String) -> [Diagnostic] {
      FixtureFilm.findings(
        scene: FixtureFilm.scene(
          "<svg x=\"200\" y=\"40\" width=\"100\" height=\"100\">\n"
            + "{% payment_code 'epc', iban: '\(iban)', name: name %}</svg>"),
        schema: #""name": {"type": "string", "maxLength": 40}"#)
    }
    #expect(code("DE89370400440532013000").isEmpty)
    let account = try #require(code("DE89370400440532013001").first)
    #expect(account.code == "render-argument" && account.severity == .error)
    #expect(line(account) == "small/scenes/main.svg:4")
  }

  /// A scene that is no XML is told where its text goes wrong, not where the storyboard names it.
  @Test func scenesThatAreNoXML() throws {
    let found = FixtureFilm.findings(
      scene: FixtureFilm.scene("<g>\n<rect width=\"9\" height=\"9\" fill=\"#fff\"/></g>\n</g>"))
    let fault = try #require(found.first)
    #expect(fault.code == "scene-syntax" && fault.severity == .error)
    #expect(line(fault) == "small/scenes/main.svg:3")
    #expect(fault.message.contains("behind this element"))
  }

  /// What only the longest text breaks is a warning.
  @Test func codesTooLongForTheirStandard() throws {
    let scene = FixtureFilm.scene(
      "<svg x=\"200\" y=\"40\" width=\"100\" height=\"100\">"
        + "{% payment_code 'epc', iban: 'DE89370400440532013000', name: name %}</svg>")
    let found = FixtureFilm.findings(
      scene: scene, schema: #""name": {"type": "string", "maxLength": 71}"#)
    #expect(codes(found) == ["render-argument"] && found.first?.severity == .warning)
  }

  /// Every drawing that a tag writes is in the dialect.
  @Test func whatTagsDrawIsInTheDialect() {
    let charts = ["columns", "line", "bar", "donut", "waterfall"].map { kind in
      "<svg x=\"0\" y=\"0\" width=\"300\" height=\"160\">{% chart '\(kind)', data: rows, label: 'month', "
        + "value: 'kwh', compare: 'before', flag: 'read', total: 'kwh', value_name: 'now', title: name, "
        + "description: name, center: 'x', note: 'y' %}</svg>"
    }
    let codes = [
      "'epc', iban: 'DE89370400440532013000', name: 'Payee', amount: 0.01",
      "'pagopa', notice: '302000000000000184', creditor: '12345678903', amount: 1",
    ].map { "<svg width=\"120\" height=\"120\">{% payment_code \($0) %}</svg>" }
    for drawing in charts + codes {
      let found = FixtureFilm.findings(
        scene: FixtureFilm.scene("<rect width=\"320\" height=\"180\" fill=\"#fff\"/>" + drawing),
        schema:
          #""name": {"type": "string", "maxLength": 40}, "rows": {"type": "array", "items": {"type": "object", "required": ["month", "kwh"], "properties": {"month": {"type": "string", "maxLength": 3}, "kwh": {"type": "number"}, "before": {"type": "number"}, "read": {"type": "boolean"}}}}"#,
        more:
          #", "rows": [{"month": "Jan", "kwh": 12, "before": 9, "read": false}, {"month": "Feb", "kwh": 8}]"#
      )
      #expect(
        !found.contains { $0.code.hasPrefix("scene-") || $0.code.hasPrefix("render-") },
        "\(drawing): \(found)")
    }
  }
}
