import Storyboard
import Testing

@Suite("Timelines") struct TimelineTests {
  private func scene(_ id: String, _ start: Double, _ duration: Double, _ color: String)
    -> TimelineScene
  {
    var scene = TimelineScene(
      id: id,
      svg: Array(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 100\"><rect width=\"200\" height=\"100\" fill=\"\(color)\"/></svg>"
          .utf8))
    scene.start = start
    scene.duration = duration
    return scene
  }

  private var timeline: Timeline {
    var timeline = Timeline(
      layouts: [
        .init(name: "2:1", width: 200, height: 100), .init(name: "1:1", width: 100, height: 100),
      ], rate: 25,
      background: .white, families: ["Noto Sans"], language: "en", title: "A & <b>",
      fallback: "Read below")
    var one = scene("one", 0, 2, "#f00")
    one.caption = "Hello <you> & all"
    one.chapter = "Start"
    var two = scene("two", 2, 3, "#00f")
    two.transition = .init(kind: .crossfade, duration: 1)
    two.caption = "Bye --> now"
    two.voice = "Goodbye \u{1}now"
    two.actions = [
      .init(
        id: "pay", kind: .pay, label: "Pay \"now\"", target: "https://pay.example/?a=1&b=2",
        from: 0.5, to: 3, boxes: ["2:1": [10, 20, 30, 40.5]])
    ]
    var help = scene("help", 0, 2, "#fff")
    help.isPopup = true
    timeline.scenes = [one, two, help]
    return timeline
  }

  private func shown(_ time: Double, _ change: (inout Timeline) -> Void = { _ in }) throws -> String
  {
    var timeline = timeline
    change(&timeline)
    let resolver = TimelineResolver(measuring: PlainTextMeasuring())
    try resolver.load(timeline, layout: timeline.layouts[0])
    var list = resolver.makeList()
    try resolver.displayList(at: time, into: &list)
    return DisplayText3.describe(list)
  }

  @Test("Length, frames, which scene when") func times() {
    #expect(timeline.duration == 5)
    #expect(timeline.frameCount == 125)
    #expect([0, 1.99, 2, 4.9, 99].map { timeline.scene(at: $0) } == [0, 0, 1, 1, 1])
  }

  @Test("Transitions lie over the beginning of their scene") func transitions() throws {
    let red = "rect 0 0 200 100 0 0 fill rgba(255 0 0 1)"
    let blue = "rect 0 0 200 100 0 0 fill rgba(0 0 255 1)"
    #expect(try shown(1) == red)
    #expect(try shown(2.5) == "\(red)\ngroup 0.5 clips 1 to 3\n\(blue)\nend 1")
    #expect(try shown(3) == blue)
    #expect(
      try shown(2.5) { $0.scenes[1].transition.kind = .slide }.contains("\(blue) at 1 0 0 1 100 0"))
    #expect(
      try shown(2.5) { $0.scenes[1].transition.kind = .wipe }
        == "\(red)\ngroup 1 clips 1 to 3\n\(blue)\nend 1")
  }

  @Test("Another layout is another space, not another scale") func layouts() throws {
    let resolver = TimelineResolver(measuring: PlainTextMeasuring())
    try resolver.load(timeline, layout: timeline.layouts[1])
    var list = resolver.makeList()
    try resolver.displayList(at: 0, into: &list)
    #expect(list.width == 100 && list.height == 100)
    #expect(DisplayText3.describe(list) == "rect 0 0 200 100 0 0 fill rgba(255 0 0 1)")
  }

  @Test("Captions are WebVTT") func captions() {
    #expect(
      String(decoding: timeline.captions, as: UTF8.self) == """
        WEBVTT

        one
        00:00:00.000 --> 00:00:02.000
        Hello &lt;you&gt; &amp; all

        two
        00:00:02.000 --> 00:00:05.000
        Bye --&gt; now

        """)
  }

  @Test("Transcript and words to say") func texts() {
    #expect(
      String(decoding: timeline.transcript, as: UTF8.self)
        == "A & <b>\n\nStart\nHello <you> & all\n\nGoodbye \u{1}now\nPay \"now\": https://pay.example/?a=1&b=2\n\n"
    )
    let speech = String(decoding: timeline.voiceover, as: UTF8.self)
    #expect(
      speech.contains(
        "<mark name=\"one\"/>\n<p>Hello &lt;you&gt; &amp; all</p>\n<mark name=\"two\"/>\n<p>Goodbye  now</p>"
      ))
    #expect(!speech.contains("help"))
  }

  @Test("The JSON says all of it") func json() {
    let text = String(decoding: timeline.description, as: UTF8.self)
    #expect(text.contains("\"duration\":5,\"frames\":125"))
    #expect(text.contains("\"voice\":\"Goodbye \\u0001now\""))
    #expect(text.contains("\"label\":\"Pay \\\"now\\\"\""))
    #expect(text.contains("\"boxes\":{\"2:1\":[10,20,30,40.5]}"))
    #expect(text.contains("\"id\":\"help\",\"popup\":true,\"duration\":2"))
  }

  @Test("A caption stands as long as it takes to read") func reading() {
    let pace = ReadingTime()
    #expect(pace.seconds(for: "") == 0)
    #expect(pace.seconds(for: "Hi") == 2)
    #expect(abs(pace.seconds(for: String(repeating: "a", count: 60)) - 4.6) < 1e-9)
  }

  @Test("The player holds scenes without sheets, with identifiers of their own, and no open texts")
  func player() throws {
    var timeline = timeline
    timeline.scenes[0].svg = Array(
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><style>.a { fill: #0f0 }</style>
      <linearGradient id="g"><stop offset="0"/></linearGradient>
      <rect class="a" width="9" height="9"><animate id="x" attributeName="x" from="0" to="1" dur="1s"/><set attributeName="y" to="2" begin="x.end+1s; 3s"/></rect>
      <circle r="2" fill="url(#g)"/><text data-count="1s">1 &lt; 2</text></svg>
      """.utf8)
    let bytes = try PlayerWriter().player(timeline, labels: .init(), pictures: [:])
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(
      text.contains(
        "<rect width=\"9\" height=\"9\" fill=\"#0f0\"><animate id=\"bp0-x\" attributeName=\"x\" from=\"0\" to=\"1\" dur=\"1s\"/>"
      ))
    #expect(text.contains("begin=\"bp0-x.end+1s;3s\""))
    #expect(text.contains("fill=\"url(#bp0-g)\""))
    #expect(text.contains("<text data-count=\"1s\">1 &lt; 2</text>"))
    #expect(!text.contains("<style") && !text.contains(" style=") && !text.contains("class=\"a\""))
    #expect(text.contains("href=\"https://pay.example/?a=1&amp;b=2\""))
    #expect(text.contains("\\u003cyou>"))
    #expect(text.contains("Read below") == text.contains("\"fallback\":\"Read below\""))
  }
}
