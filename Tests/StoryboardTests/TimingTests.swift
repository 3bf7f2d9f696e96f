import Testing

@testable import Storyboard

/// SMIL 3.0's timing rules, one a test; the numbers follow from the recommendation's text.
@Suite("Timing") struct TimingTests {
  private func rect(_ animation: String) -> SceneFixture {
    SceneFixture("<rect id=\"r\" x=\"5\" width=\"10\" height=\"10\">\(animation)</rect>")
  }

  private func expect(
    _ fixture: SceneFixture, _ pairs: [(Double, Double)], _ at: SourceLocation = #_sourceLocation
  ) {
    #expect(fixture.problems.isEmpty, "\(fixture.problems)", sourceLocation: at)
    for (time, value) in pairs {
      let found = fixture.first(at: time) ?? .nan
      #expect(abs(found - value) < 1e-6, "at \(time)s: \(found), not \(value)", sourceLocation: at)
    }
  }

  @Test("fill: remove gives the base back, freeze keeps the last value") func fill() {
    expect(
      rect("<animate attributeName=\"x\" from=\"10\" to=\"20\" begin=\"1s\" dur=\"2s\"/>"),
      [(0, 5), (1, 10), (2, 15), (3, 5), (9, 5)])
    expect(
      rect(
        "<animate attributeName=\"x\" from=\"10\" to=\"20\" begin=\"1s\" dur=\"2s\" fill=\"freeze\"/>"
      ),
      [(0.5, 5), (1, 10), (2.5, 17.5), (3, 20), (9, 20)])
  }

  @Test("Clock values") func clocks() {
    for (begin, seconds) in [
      ("500ms", 0.5), ("0.5", 0.5), ("00:01", 1), ("0.05min", 3), ("0:00:02.5", 2.5), ("+1s", 1),
      (".5s", 0.5),
    ] {
      expect(
        rect("<set attributeName=\"x\" to=\"9\" begin=\"\(begin)\"/>"),
        [(seconds - 0.01, 5), (seconds, 9)])
    }
  }

  @Test("A negative begin starts in the middle") func negative() {
    expect(
      rect("<animate attributeName=\"x\" from=\"0\" to=\"10\" begin=\"-1s\" dur=\"2s\"/>"),
      [(0, 5), (0.5, 7.5), (1, 5)])
    expect(
      rect("<animate attributeName=\"x\" from=\"0\" to=\"10\" begin=\"-3s\" dur=\"2s\"/>"),
      [(0, 5), (1, 5)])
  }

  @Test("repeatCount: whole, broken, endless") func repeats() {
    let animate = "<animate attributeName=\"x\" from=\"0\" to=\"10\" dur=\"1s\" "
    expect(
      rect(animate + "repeatCount=\"2\" fill=\"freeze\"/>"), [(0.5, 5), (1.5, 5), (2, 10), (7, 10)])
    expect(
      rect(animate + "repeatCount=\"1.5\" fill=\"freeze\"/>"), [(1.25, 2.5), (1.5, 5), (7, 5)])
    expect(rect(animate + "repeatCount=\"indefinite\"/>"), [(100.25, 2.5)])
    expect(rect(animate + "repeatCount=\"2\"/>"), [(1.999, 9.99), (2, 5)])
  }

  @Test("accumulate adds a whole run each time") func accumulates() {
    expect(
      rect(
        "<animate attributeName=\"x\" from=\"0\" to=\"10\" dur=\"1s\" repeatCount=\"3\" accumulate=\"sum\" fill=\"freeze\"/>"
      ),
      [(0.5, 5), (1.5, 15), (2.5, 25), (3, 30)])
  }

  @Test("Synchronised begins follow others' begins and ends, whatever their order") func syncbase()
  {
    let fixture = SceneFixture(
      """
      <rect x="5" width="10" height="10"><animate attributeName="x" from="0" to="10" begin="b.end+0.5s" dur="1s"/></rect>
      <circle r="3"><animate id="b" attributeName="cx" from="0" to="1" begin="a.begin + 1s" dur="2s"/></circle>
      <circle r="3"><animate id="a" attributeName="cx" from="0" to="1" begin="1s" dur="9s"/></circle>
      """)
    expect(fixture, [(4.4, 5), (4.5, 0), (5, 5), (5.5, 5)])
    expect(
      rect(
        "<set id=\"a\" attributeName=\"y\" to=\"1\" begin=\"2s\" dur=\"1s\"/><set attributeName=\"x\" to=\"9\" begin=\"a.end - 0.5s\" dur=\"1s\"/>"
      ),
      [(2.4, 5), (2.5, 9), (3.5, 5)])
  }

  @Test("A begin list runs again; restart decides what an early begin does") func lists() {
    let animate =
      "<animate attributeName=\"x\" from=\"0\" to=\"10\" dur=\"2s\" begin=\"0s; 1s; 5s\" "
    expect(rect(animate + "/>"), [(0.5, 2.5), (1, 0), (2, 5), (3, 5), (5, 0), (6, 5)])
    expect(
      rect(animate + "restart=\"whenNotActive\"/>"),
      [(1, 5), (1.5, 7.5), (2, 5), (6, 5), (5.5, 2.5)])
    expect(rect(animate + "restart=\"never\"/>"), [(1.5, 7.5), (5.5, 5)])
  }

  @Test("end cuts short, and freezes what it cut") func ends() {
    expect(
      rect(
        "<animate attributeName=\"x\" from=\"0\" to=\"10\" dur=\"4s\" end=\"1s\" fill=\"freeze\"/>"),
      [(0.5, 1.25), (1, 2.5), (8, 2.5)])
    expect(
      rect(
        "<set id=\"c\" attributeName=\"y\" to=\"0\" begin=\"2s\" dur=\"1s\"/><set attributeName=\"x\" to=\"9\" end=\"c.begin\"/>"
      ),
      [(1.9, 9), (2, 5)])
  }

  @Test("A later begin outdoes an earlier one, a later element its elder") func priority() {
    expect(
      rect(
        "<set attributeName=\"x\" to=\"1\" begin=\"2s\"/><set attributeName=\"x\" to=\"2\" begin=\"1s\"/><set attributeName=\"x\" to=\"3\" begin=\"1s\"/>"
      ),
      [(0, 5), (1, 3), (2, 1)])
  }

  @Test("Circles are refused") func circles() {
    let fixture = rect(
      "<set id=\"a\" attributeName=\"x\" to=\"1\" begin=\"b.end\"/><set id=\"b\" attributeName=\"x\" to=\"1\" begin=\"a.end\"/>"
    )
    #expect(fixture.problems.map(\.code) == [.timing])
  }

  @Test("The moment when all is still") func settled() {
    #expect(
      rect("<animate attributeName=\"x\" from=\"0\" to=\"10\" begin=\"1s\" dur=\"2s\"/>").resolver
        .settledAfter == 3)
    #expect(rect("").resolver.settledAfter == 0)
    #expect(
      rect(
        "<animate attributeName=\"x\" from=\"0\" to=\"10\" dur=\"2s\" repeatCount=\"indefinite\"/>"
      ).resolver.settledAfter == .infinity)
  }
}

/// Numbers that no film needs are refused where they are read: counted in frames they would be no number any more.
@Suite("Times and sizes without measure") struct MeasureTests {
  @Test(
    "are problems of the scene",
    arguments: [
      (
        "<rect width=\"1\" height=\"1\"><animate attributeName=\"x\" to=\"5\" %/></rect>",
        "dur=\"86401s\""
      ),
      (
        "<rect width=\"1\" height=\"1\"><animate attributeName=\"x\" to=\"5\" %/></rect>",
        "dur=\"1e-300s\""
      ),
      (
        "<rect width=\"1\" height=\"1\"><animate attributeName=\"x\" to=\"5\" %/></rect>",
        "dur=\"1s\" repeatCount=\"1e300\""
      ),
      (
        "<rect width=\"1\" height=\"1\"><animate attributeName=\"x\" to=\"5\" dur=\"1s\" %/></rect>",
        "begin=\"99999999999999999999999s\""
      ),
      ("<text x=\"1\" y=\"9\" %>12</text>", "data-count=\"1e20s\""),
      ("<text x=\"1\" y=\"9\" %>12</text>", "data-type-dur=\"25h\""),
      ("<text x=\"1\" y=\"9\" %>12</text>", "font-size=\"100001\""),
    ])
  func refused(scene: String, attribute: String) {
    let problems = SceneFixture(scene.replacing("%", with: attribute)).problems
    #expect(problems.count == 1, "\(attribute): \(problems)")
  }

  @Test("and the largest that are allowed are shown") func largest() {
    let scene = SceneFixture(
      """
      <rect width="1" height="1"><animate attributeName="x" to="5" dur="1e-6s" repeatCount="indefinite"/>
      <animate attributeName="y" to="5" begin="24h" dur="24h"/></rect>
      <path d="M0 0A1e200 1e200 0 0 1 10 10"/>
      <text x="1" y="9" font-size="100000" data-count="2s" data-count-from="1e300" data-count-spline="0 1e300 1 -1e300">0.123456789</text>
      """)
    #expect(scene.problems.isEmpty, "\(scene.problems)")
    for time in [0, 1, 86_399.9] { #expect(scene.list(at: time).items.count == 3) }
    #expect(SceneClock.seconds("24h") == 86_400 && SceneClock.seconds("24:00:01") == nil)
  }
}
