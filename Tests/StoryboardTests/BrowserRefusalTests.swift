import Testing

@testable import Storyboard

/// What browsers show otherwise than frames would is refused, so that no film differs from its page.
@Suite struct BrowserRefusalTests {
  private static let clip = "<clipPath id=\"c\"><rect width=\"9\" height=\"9\"/></clipPath>"

  private func animated(_ animation: String, in attributes: String = "width=\"9\" height=\"9\"")
    -> String
  {
    "<linearGradient id=\"a\"><stop/></linearGradient><rect \(attributes)>\(animation)</rect>"
  }

  @Test(arguments: [
    "<animate attributeName=\"x\" from=\"0\" to=\"100%\" dur=\"1s\"/>",
    "<animate attributeName=\"fill\" from=\"currentColor\" to=\"red\" dur=\"1s\"/>",
    "<animate attributeName=\"fill\" from=\"rgba(0,0,0,0.2)\" to=\"red\" dur=\"1s\"/>",
    "<animate attributeName=\"fill\" from=\"red\" to=\"url(#a)\" dur=\"1s\"/>",
    "<animate attributeName=\"stroke-dasharray\" from=\"2 2\" to=\"none\" dur=\"1s\"/>",
    "<animate attributeName=\"x\" from=\"0\" to=\"9\" dur=\"1s\" calcMode=\"spline\" keySplines=\"0.2 1.4 0.4 1\"/>",
    "<set id=\"my-id\" attributeName=\"x\" to=\"1\" dur=\"1s\"/><set attributeName=\"y\" to=\"1\" begin=\"my-id.end\"/>",
  ])
  func animations(_ animation: String) {
    let fixture = SceneFixture(animated(animation))
    #expect(
      fixture.problems.count == 1, "\(fixture.problems)")
  }

  @Test(arguments: [
    "<animate attributeName=\"x\" from=\"0\" to=\"100%\" dur=\"1s\" calcMode=\"discrete\"/>",
    "<animate attributeName=\"fill\" from=\"none\" to=\"red\" dur=\"1s\"/>",
    "<set attributeName=\"fill\" to=\"url(#a)\"/>",
    "<set id=\"my-id\" attributeName=\"x\" to=\"1\" dur=\"1s\"/><set attributeName=\"y\" to=\"1\" begin=\"my-id.end+0s\"/>",
  ])
  func theSameWithoutAWay(_ animation: String) {
    #expect(SceneFixture(animated(animation)).problems.isEmpty)
  }

  @Test(arguments: [
    "<clipPath id=\"d\" clip-path=\"url(#c)\"><rect width=\"9\" height=\"9\"/></clipPath>",
    "<clipPath id=\"d\"><rect width=\"9\" height=\"9\" clip-path=\"url(#c)\"/></clipPath>",
    "<svg x=\"5\" clip-path=\"url(#c)\"/>",
    "<clipPath id=\"d\" clipPathUnits=\"objectBoundingBox\"><rect width=\"1\" height=\"1\"/></clipPath><g clip-path=\"url(#d)\"><text>a</text></g>",
    "<svg id=\"s\" width=\"9\" height=\"9\"/><use href=\"#s\" width=\"20\"/>",
    "<radialGradient id=\"r\" fx=\"1.1\"><stop/></radialGradient>",
    "<text data-width=\"90\" data-lines=\"2\" data-count=\"1s\">1 of 2</text>",
    "<text><tspan data-type-dur=\"1s\">a</tspan></text>",
    "<text data-width=\"9\" data-lines=\"0\">a</text>",
    "<text data-width=\"9\" data-line-height=\"0\">a</text>",
  ])
  func drawings(_ body: String) {
    let fixture = SceneFixture(Self.clip + body)
    #expect(fixture.problems.count == 1, "\(fixture.problems)")
  }

  @Test func currentColorIsTheGradients() {
    let fixture = SceneFixture(
      "<g color=\"#0000ff\"><linearGradient id=\"a\"><stop stop-color=\"currentColor\"/></linearGradient></g><rect width=\"9\" height=\"9\" color=\"#ff0000\" fill=\"url(#a)\"/>"
    )
    #expect(fixture.text(at: 0) == "rect 0 0 9 9 0 0 fill rgba(0 0 255 1)")
  }

  @Test func byStartsFromWhatLiesBelow() {
    let fixture = SceneFixture(
      "<rect width=\"9\" height=\"9\" fill=\"#000000\"><animate attributeName=\"fill\" by=\"#0000ff\" dur=\"2s\"/></rect>"
    )
    #expect(fixture.text(at: 1) == "rect 0 0 9 9 0 0 fill rgba(0 0 127.5 1)")
  }

  @Test func whatGoesOnForEverCountsFromItsBegin() {
    let fixture = SceneFixture(
      "<rect width=\"9\" height=\"9\"><set attributeName=\"x\" to=\"1\" begin=\"4s\"/><animate attributeName=\"y\" from=\"0\" to=\"9\" dur=\"1s\" repeatCount=\"indefinite\"/></rect><text data-count=\"3s\">5</text>"
    )
    #expect(fixture.resolver.settledAfter == .infinity)
    #expect(fixture.resolver.lastChange == 4 && fixture.resolver.wholeText == 3)
  }

  @Test func booksDoNotQuoteWhatAValuePrinted() {
    for body in [
      "<use href=\"#Grace\"/>", "<rect width=\"1\" height=\"1\" style=\"Grace: 1\"/>",
      "<g id=\"Grace\"/><g id=\"Grace\"/>",
      "<rect width=\"1\" height=\"1\"><set attributeName=\"x\" to=\"1\" begin=\"Grace.end\"/></rect>",
      "<rect width=\"1\" height=\"1\"><set attributeName=\"Grace\" to=\"1\"/></rect>",
      "<rect width=\"1\" height=\"1\"><set href=\"#Grace\" attributeName=\"x\" to=\"1\"/></rect>",
    ] {
      let problem = SceneFixture(body).problems.first
      #expect(problem?.message.contains("Grace") == true, "\(body)")
      #expect(problem?.discreet.contains("Grace") == false, "\(body)")
    }
  }

  @Test func onlyWhatTheStoryboardHas() {
    let resolver = SceneResolver(families: [], measuring: PlainTextMeasuring())
    resolver.allowOnly(layouts: ["16:9"], pictures: ["assets/a.png"])
    func codes(_ body: String) -> [SceneProblem.Code] {
      let text = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">\(body)</svg>"
      return Array(text.utf8).withUnsafeBytes {
        resolver.load($0, layout: "16:9", isPersonal: true).map(\.code)
      }
    }
    #expect(codes("<g data-layout=\"16:9\"/>").isEmpty)
    #expect(codes("<g data-layout=\"9:16\"/>") == [.value])
    #expect(codes("<image width=\"1\" height=\"1\" href=\"assets/a.png\"/>").isEmpty)
    #expect(codes("<image width=\"1\" height=\"1\" href=\"assets/b.png\"/>") == [.reference])
  }

  @Test func textWithoutWhatXMLCannotHold() {
    var output = TextOutput()
    output.addEscaped("a\u{FFFE}b\u{FFFF}c\u{FFFD}")
    #expect(String(decoding: output.bytes, as: UTF8.self) == "a b c\u{FFFD}")
  }
}
