import Testing

@testable import Storyboard

@Suite("The dialect") struct DialectTests {
  @Test("A viewport without a viewBox is one all the same") func viewportWithoutBox() {
    let scene = SceneFixture(
      "<svg x=\"20\" y=\"10\" width=\"60\" height=\"40\"><svg viewBox=\"0 0 10 10\">"
        + "<rect width=\"10\" height=\"10\"/></svg><rect width=\"50%\" height=\"25%\"/></svg>")
    let boxes = scene.list(at: 0).items.map(\.bounds)
    #expect(
      boxes == [
        // As high as the viewport, in its middle.
        DisplayBox(minX: 30, minY: 10, maxX: 70, maxY: 50),
        DisplayBox(minX: 20, minY: 10, maxX: 50, maxY: 20),
      ])
  }

  @Test("Crisp edges are taken over from groups, and make another picture") func crispEdges() {
    func list(_ group: String, _ shape: String = "") -> DisplayList {
      let scene = SceneFixture(
        "<g \(group)><path d=\"M1 1h3v1h-3z\" \(shape)/><rect width=\"9\" height=\"9\"/></g>")
      #expect(scene.problems.isEmpty)
      return scene.list(at: 0)
    }
    let plain = list("")
    let crisp = list("shape-rendering=\"crispEdges\"")
    #expect(plain.items.map(\.isCrisp) == [false, false])
    #expect(crisp.items.map(\.isCrisp) == [true, true])
    #expect(list("style=\"shape-rendering: optimizeSpeed\"").items.map(\.isCrisp) == [true, true])
    let own = list("shape-rendering=\"crispEdges\"", "shape-rendering=\"geometricPrecision\"")
    #expect(own.items.map(\.isCrisp) == [false, true])
    #expect(plain.hash != crisp.hash && plain.items[0].hash == own.items[0].hash)
  }

  @Test(
    "Everything outside it is a problem with a line",
    arguments: [
      (
        "<foreignObject/>", SceneProblem.Code.element,
        "<foreignObject> is not part of the scene dialect"
      ),
      ("<script/>", .element, "<script>"), ("<filter id=\"f\"/>", .element, "<filter>"),
      ("<mask id=\"m\"/>", .element, "<mask>"),
      ("<text><textPath/></text>", .element, "<textPath>"),
      ("<rect width=\"1\" height=\"1\" onclick=\"x()\"/>", .attribute, "'onclick'"),
      ("<rect width=\"1\" height=\"1\" filter=\"url(#f)\"/>", .attribute, "'filter'"),
      ("<rect width=\"1\" height=\"1\" r=\"3\"/>", .attribute, "'r'"),
      ("<rect height=\"1\"/>", .attribute, "needs 'width'"),
      ("<rect width=\"1em\" height=\"1\"/>", .value, "'width'"),
      ("<rect width=\"-1\" height=\"1\"/>", .value, "'width'"),
      ("<rect width=\"1\" height=\"1\" shape-rendering=\"crisp\"/>", .value, "'shape-rendering'"),
      ("<circle r=\"1\" fill=\"hotpink\"/>", .value, "'fill'"),
      ("<circle r=\"1\" fill=\"url(http://a/#b)\"/>", .value, "'fill'"),
      ("<circle r=\"1\" fill=\"url(#none)\"/>", .reference, "no element with the id 'none'"),
      ("<circle id=\"c\" r=\"1\" fill=\"url(#c)\"/>", .reference, "a gradient is needed"),
      ("<circle r=\"1\" style=\"mix-blend-mode: screen\"/>", .style, "'mix-blend-mode'"),
      ("<style>rect { fill: red }</style>", .style, "only class and id selectors"),
      ("<style>.a .b { fill: red }</style>", .style, "only single class and id selectors"),
      ("<style>@import 'x';</style>", .style, "only class and id selectors"),
      ("<circle r=\"1\"/><style>.a { fill: red }</style>", .style, "must stand before"),
      ("<path d=\"M0 0 B 1\"/>", .value, "'d'"), ("<path d=\"L1 1\"/>", .value, "'d'"),
      ("<use href=\"other.svg#x\"/>", .value, "'href'"), ("<use href=\"#x\"/>", .reference, "'x'"),
      ("<image width=\"1\" height=\"1\" href=\"file:///etc/passwd.png\"/>", .value, "'href'"),
      ("<image width=\"1\" height=\"1\" href=\"assets/../secret.png\"/>", .value, "'href'"),
      ("<image width=\"1\" height=\"1\" href=\"assets/logo.svg\"/>", .value, "'href'"),
      (
        "<circle r=\"1\"><animate attributeName=\"r\" from=\"1\" to=\"2\" begin=\"click\" dur=\"1s\"/></circle>",
        .timing, "begin"
      ),
      (
        "<circle r=\"1\"><animate attributeName=\"r\" from=\"1\" to=\"2\" begin=\"a.click\" dur=\"1s\"/></circle>",
        .timing, "begin"
      ),
      (
        "<circle r=\"1\"><animate attributeName=\"r\" from=\"1\" to=\"2\" begin=\"zz.end\" dur=\"1s\"/></circle>",
        .reference, "'zz'"
      ),
      (
        "<circle r=\"1\"><animate attributeName=\"r\" from=\"1\" to=\"2\" dur=\"0s\"/></circle>",
        .timing, "dur"
      ),
      (
        "<circle r=\"1\"><animate attributeName=\"transform\" from=\"1\" to=\"2\" dur=\"1s\"/></circle>",
        .attribute, "'transform' cannot be animated"
      ),
      (
        "<circle r=\"1\"><animate attributeName=\"width\" from=\"1\" to=\"2\" dur=\"1s\"/></circle>",
        .attribute, "no 'width' to animate"
      ),
      (
        "<circle r=\"1\"><animate attributeName=\"r\" values=\"1;2;3\" keyTimes=\"0;1\" dur=\"1s\"/></circle>",
        .value, "keyTimes are 3 numbers"
      ),
      (
        "<circle r=\"1\"><animate attributeName=\"r\" values=\"1;2\" calcMode=\"spline\" keySplines=\"0 0 1\" dur=\"1s\"/></circle>",
        .value, "keySplines are 1 times four"
      ),
      (
        "<path d=\"M0 0H1\"><animate attributeName=\"d\" values=\"M0 0H1;M0 0C1 1 2 2 3 3\" dur=\"1s\"/></path>",
        .value, "differ in how many parts"
      ),
      ("<g>loose</g>", .element, "text stands in <g>"),
      (
        "<rect width=\"1\" height=\"1\"><circle r=\"1\"/></rect>", .element,
        "does not belong in <rect>"
      ),
      ("<g id=\"a\"/><g id=\"a\"/>", .reference, "stands here twice"), ("<g", .syntax, ""),
      ("<text data-width=\"9\">a<tspan>b</tspan></text>", .attribute, "cannot hold <tspan>"),
    ])
  func outside(_ body: String, _ code: SceneProblem.Code, _ words: String) {
    let problems = SceneFixture("\n" + body).problems
    #expect(problems.contains { $0.code == code && $0.message.contains(words) }, "\(problems)")
    if code != .syntax { #expect(problems.first?.line == 3, "\(problems)") }
  }

  @Test("What a designer's tool and the charts write is read") func inside() {
    let fixture = SceneFixture(
      """
      <title>t</title><desc>d</desc>
      <style>/* c */ .a, .b { fill: #0f0; stroke-width: 2px } #q { fill: #00f }</style>
      <defs><linearGradient id="g" x1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff"/><stop offset="100%" stop-color="#000" stop-opacity=".5"/></linearGradient>
      <symbol id="s" viewBox="0 0 10 10"><rect width="10" height="10"/></symbol>
      <clipPath id="k"><circle r="9"/></clipPath></defs>
      <rect class="a" fill="red" width="1" height="1"/><rect id="q" class="a" width="1" height="1"/>
      <rect class="a" style="fill: black" width="1" height="1"/>
      <rect fill="url(#g)" width="4" height="2"/>
      <use xlink:href="#s" x="10" y="20" width="40" height="20"/>
      <g clip-path="url(#k)"><rect width="1" height="1"/></g>
      <g data-layout="1:1"><rect width="77" height="1"/></g><g data-layout="16:9 9:16"><rect width="88" height="1"/></g>
      <svg role="img" aria-labelledby="x" class="chart" x="100" y="0" width="50" height="50" viewBox="0 0 100 100"><title>t</title><path class="a" d="M0 0h10"><title>x</title></path></svg>
      """)
    #expect(fixture.problems.isEmpty, "\(fixture.problems)")
    #expect(
      fixture.text(at: 0) == """
        rect 0 0 1 1 0 0 fill rgba(0 255 0 1)
        rect 0 0 1 1 0 0 fill rgba(0 0 255 1)
        rect 0 0 1 1 0 0 fill rgba(0 0 0 1)
        rect 0 0 4 2 0 0 fill gradient 0 1
        rect 0 0 10 10 0 0 fill rgba(0 0 0 1) at 2 0 0 2 20 20
        group 1 clips 1 to 7
        rect 0 0 1 1 0 0 fill rgba(0 0 0 1)
        end 5
        rect 0 0 88 1 0 0 fill rgba(0 0 0 1)
        path m 0 0 l 10 0 fill rgba(0 255 0 1) at 0.5 0 0 0.5 100 0
        """)
  }

  @Test("A bomb of uses ends with an error") func bomb() {
    var body = "<defs><g id=\"u0\"><rect width=\"1\" height=\"1\"/></g>"
    for level in 1...20 {
      body +=
        "<g id=\"u\(level)\">" + String(repeating: "<use href=\"#u\(level - 1)\"/>", count: 10)
        + "</g>"
    }
    let fixture = SceneFixture(body + "</defs><use href=\"#u20\"/>")
    #expect(fixture.problems.isEmpty)
    var list = DisplayList(width: 1, height: 1)
    #expect(throws: SceneProblem.self) { try fixture.resolver.append(at: 0, to: &list) }
  }

  @Test("A use of itself ends with an error") func selfUse() {
    let fixture = SceneFixture("<g id=\"a\"><use href=\"#a\"/></g>")
    var list = DisplayList(width: 1, height: 1)
    #expect(throws: SceneProblem.self) { try fixture.resolver.append(at: 0, to: &list) }
  }

  @Test("Text is wrapped, then shrunk, then reported") func fitting() {
    func fixture(_ lines: Int, _ smallest: Double, _ text: String) -> SceneFixture {
      SceneFixture(
        "<text font-size=\"20\" x=\"1\" y=\"20\" data-width=\"100\" data-lines=\"\(lines)\" data-smallest=\"\(smallest)\">\(text)</text>"
      )
    }
    let two = fixture(2, 1, "hello wide world")
    #expect(
      two.text(at: 0).split(separator: "\n").map { $0.prefix(18) } == [
        "text 'hello wide' ", "text 'world' start",
      ])
    #expect(two.resolver.overflows.isEmpty)
    let small = fixture(1, 0.5, "hello wide world")
    #expect(small.text(at: 0).contains("'hello wide world'"))
    #expect(
      small.text(at: 0).contains(" 13/400") || small.text(at: 0).contains(" 12/400"),
      "\(small.text(at: 0))")
    #expect(small.resolver.overflows.isEmpty)
    let over = fixture(1, 1, "hello wide world")
    #expect(over.text(at: 0).contains("world"), "never cut")
    #expect(over.resolver.overflows == [2])
  }

  @Test("Tspans follow each other and anchor as one") func tspans() {
    let fixture = SceneFixture(
      "<text x=\"100\" y=\"50\" text-anchor=\"middle\">ab<tspan font-weight=\"700\" dy=\"5\">cd</tspan><tspan x=\"3\" y=\"9\">ef</tspan></text>"
    )
    let lines = fixture.text(at: 0).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("text 'ab' start 81."))
    #expect(lines[1].contains("55 16/700"))
    #expect(lines[2].hasPrefix("text 'ef' middle 3 9"))
  }

  @Test("Equal pictures have equal hashes, a changed one another") func hashes() {
    let fixture = SceneFixture(
      "<circle r=\"3\"/><rect width=\"1\" height=\"1\"><animate attributeName=\"x\" from=\"0\" to=\"9\" begin=\"1s\" dur=\"1s\" fill=\"freeze\"/></rect><text>a</text>"
    )
    #expect(fixture.list(at: 0).hash == fixture.list(at: 0.5).hash)
    #expect(fixture.list(at: 0).hash != fixture.list(at: 1.5).hash)
    #expect(fixture.list(at: 0).items[0].hash == fixture.list(at: 1.5).items[0].hash)
    #expect(fixture.list(at: 2).hash == fixture.list(at: 200).hash)
  }
}
