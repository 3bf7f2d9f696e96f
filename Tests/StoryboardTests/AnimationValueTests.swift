import Testing

@testable import Storyboard

/// What animations make of values: SMIL 3.0 chapter 12 and SVG 1.1 chapter 19, one rule a test.
@Suite("Animation values") struct AnimationValueTests {
  private func rect(_ animation: String) -> SceneFixture {
    SceneFixture("<rect x=\"5\" width=\"10\" height=\"10\">\(animation)</rect>")
  }

  private func expect(
    _ fixture: SceneFixture, _ pairs: [(Double, Double)], _ at: SourceLocation = #_sourceLocation
  ) {
    #expect(fixture.problems.isEmpty, "\(fixture.problems)", sourceLocation: at)
    for (time, value) in pairs {
      let found = fixture.first(at: time) ?? .nan
      #expect(abs(found - value) < 1e-4, "at \(time)s: \(found), not \(value)", sourceLocation: at)
    }
  }

  @Test("from and by, by alone, to alone") func forms() {
    expect(
      rect("<animate attributeName=\"x\" from=\"10\" by=\"4\" dur=\"2s\"/>"), [(0, 10), (1, 12)])
    expect(
      rect("<animate attributeName=\"x\" by=\"4\" dur=\"2s\" fill=\"freeze\"/>"),
      [(0, 5), (1, 7), (2, 9)])
    expect(rect("<animate attributeName=\"x\" to=\"9\" dur=\"2s\"/>"), [(0, 5), (1, 7), (2, 5)])
  }

  @Test("To alone starts from what lies below, even while that moves") func movingBase() {
    expect(
      rect(
        "<animate attributeName=\"x\" from=\"0\" to=\"10\" dur=\"10s\"/><animate attributeName=\"x\" to=\"10\" begin=\"5s\" dur=\"5s\"/>"
      ),
      [(4, 4), (5, 5), (7.5, 8.75)])
  }

  @Test("additive sum adds to the base") func additive() {
    expect(
      rect("<animate attributeName=\"x\" from=\"1\" to=\"3\" dur=\"2s\" additive=\"sum\"/>"),
      [(0, 6), (1, 7)])
  }

  @Test("calcMode") func modes() {
    let values = "<animate attributeName=\"x\" values=\"0;10;40\" dur=\"3s\" "
    expect(rect(values + "/>"), [(0, 0), (0.75, 5), (1.5, 10), (2.25, 25)])
    expect(
      rect(values + "calcMode=\"discrete\"/>"),
      [(0, 0), (0.99, 0), (1, 10), (1.99, 10), (2, 40), (2.9, 40)])
    expect(rect(values + "calcMode=\"paced\"/>"), [(0, 0), (0.75, 10), (1.5, 20), (2.25, 30)])
    expect(
      rect(values + "calcMode=\"spline\" keySplines=\"0.25 0.1 0.25 1; 0 0 1 1\"/>"),
      [(0.75, 8.0240), (2.25, 25)])
  }

  @Test("keyTimes") func keyTimes() {
    let values = "<animate attributeName=\"x\" values=\"0;10;40\" dur=\"10s\" keyTimes=\"0;0.8;1\" "
    expect(rect(values + "/>"), [(4, 5), (8, 10), (9, 25)])
    expect(
      rect(
        "<animate attributeName=\"x\" values=\"0;10;40\" dur=\"10s\" keyTimes=\"0;0.8;0.9\" calcMode=\"discrete\"/>"
      ),
      [(7.9, 0), (8, 10), (9, 40)])
  }

  @Test("Splines by known values of CSS's ease") func splines() {
    // Values of cubic-bezier(0.25, 0.1, 0.25, 1), worked out with 40 digits.
    for (x, y) in [(0.1, 0.0947961), (0.25, 0.4085111), (0.5, 0.8024034), (0.75, 0.9604591)] {
      #expect(abs(KeySpline.value(0.25, 0.1, 0.25, 1, at: x) - y) < 1e-4)
    }
    #expect(abs(KeySpline.value(1, 0, 0, 1, at: 0.5) - 0.5) < 1e-6)
    #expect(KeySpline.value(0, 1, 1, 0, at: 0) == 0 && KeySpline.value(0, 1, 1, 0, at: 1) == 1)
  }

  @Test("Colours, opacity, lists, paths, words") func kinds() {
    func text(_ element: String, _ time: Double) -> String {
      let fixture = SceneFixture(element)
      #expect(fixture.problems.isEmpty, "\(fixture.problems)")
      return fixture.text(at: time)
    }
    #expect(
      text(
        "<rect width=\"1\" height=\"1\"><animate attributeName=\"fill\" from=\"#000\" to=\"#ff8000\" dur=\"2s\"/></rect>",
        1)
        == "rect 0 0 1 1 0 0 fill rgba(127.5 64 0 1)")
    #expect(
      text(
        "<g opacity=\"0.5\"><rect width=\"1\" height=\"1\"><animate attributeName=\"opacity\" from=\"0\" to=\"1\" dur=\"2s\"/></rect></g>",
        1)
        == "rect 0 0 1 1 0 0 fill rgba(0 0 0 0.25)")
    #expect(
      text(
        "<polyline points=\"0 0 1 1\" fill=\"none\" stroke=\"#000\"><animate attributeName=\"points\" values=\"0 0 1 1;2 2 3 5\" dur=\"2s\"/></polyline>",
        1)
        == "polyline 1 1 2 3 stroke rgba(0 0 0 1) 1")
    #expect(
      text(
        "<path d=\"M0 0H1\"><animate attributeName=\"d\" values=\"M0 0L4 0Z;M0 2L4 4Z\" dur=\"2s\"/></path>",
        1)
        == "path m 0 1 l 4 2 c fill rgba(0 0 0 1)")
    #expect(
      text(
        "<rect width=\"1\" height=\"1\"><set attributeName=\"visibility\" to=\"hidden\" begin=\"1s\"/></rect>",
        1) == "")
    #expect(
      text(
        "<path d=\"M0 0H8\" stroke=\"#000\" fill=\"none\" pathLength=\"1\" stroke-dasharray=\"1\"><animate attributeName=\"stroke-dashoffset\" from=\"1\" to=\"0\" dur=\"2s\"/></path>",
        1)
        == "path m 0 0 l 8 0 stroke rgba(0 0 0 1) 1 dash 8 8 from 4")
  }

  @Test("Transforms replace or add") func transforms() {
    func text(_ animation: String, _ time: Double) -> String {
      let fixture = SceneFixture(
        "<rect transform=\"translate(10 20)\" width=\"1\" height=\"1\">\(animation)</rect>")
      #expect(fixture.problems.isEmpty, "\(fixture.problems)")
      return fixture.text(at: time).split(separator: "at ").last.map(String.init) ?? ""
    }
    let to = "attributeName=\"transform\" dur=\"2s\""
    #expect(text("<animateTransform \(to) type=\"translate\" values=\"0;4\"/>", 1) == "1 0 0 1 2 0")
    #expect(
      text("<animateTransform \(to) type=\"scale\" from=\"1\" to=\"3\" additive=\"sum\"/>", 1)
        == "2 0 0 2 10 20")
    #expect(
      text("<animateTransform \(to) type=\"rotate\" from=\"0 5 5\" to=\"180 5 5\"/>", 1)
        == "0 1 -1 0 10 0")
    #expect(
      text(
        "<animateTransform \(to) type=\"translate\" from=\"0 0\" to=\"4 4\"/><animateTransform \(to) type=\"scale\" from=\"1\" to=\"3\" additive=\"sum\"/>",
        1)
        == "2 0 0 2 2 2")
    #expect(text("<animateMotion path=\"M0 0H10V10\" dur=\"2s\"/>", 1.5) == "1 0 0 1 20 25")
    #expect(
      text("<animateMotion path=\"M0 0H10V10\" dur=\"2s\" rotate=\"auto\"/>", 1.5)
        == "0 1 -1 0 -10 15")
    #expect(text("<animateMotion from=\"0,0\" to=\"8,4\" dur=\"2s\"/>", 1) == "1 0 0 1 14 22")
    #expect(
      text(
        "<animateMotion path=\"M0 0H10\" keyPoints=\"0;1;0.5\" keyTimes=\"0;0.5;1\" calcMode=\"linear\" dur=\"2s\"/>",
        1.5)
        == "1 0 0 1 17.5 20")
  }
}
