import Testing

@testable import Storyboard

@Suite("Places and edges of what is drawn") struct PlacesTests {
  @Test("A text item tells its line, or what data-line says of it or of what it is in")
  func lines() {
    let fixture = SceneFixture(
      """
      <text y="9">own</text>
      <g data-line="700"><text y="9">of the group</text>
      <text y="9" data-line="800">its own</text><g><text y="9">deeper</text></g></g>
      <text y="9">own again</text>
      """)
    #expect(fixture.problems.isEmpty)
    #expect(fixture.list(at: 0).items.map(\.line) == [2, 700, 800, 700, 5])
    let plain = SceneFixture("<text y=\"9\">a</text>").list(at: 0)
    let marked = SceneFixture("<text y=\"9\" data-line=\"9\">a</text>").list(at: 0)
    #expect(plain.hash == marked.hash, "it is nothing that is painted")
    #expect(
      SceneFixture("<g data-line=\"x\"/>").problems.first?.message.contains("data-line") == true)
    let late = SceneFixture("<g data-line=\"700\">\n<circle/></g>")
    #expect(late.problems.map(\.line) == [700])
  }

  @Test("An inner svg is cut at its edges, and only one that anything leaves")
  func viewports() {
    func scene(_ radius: Int) -> String {
      "<g opacity=\"0.5\"><rect width=\"9\" height=\"9\"/><svg x=\"10\" y=\"10\" width=\"50\" height=\"50\" viewBox=\"0 0 100 100\">"
        + "<g opacity=\"0.5\"><circle cx=\"50\" cy=\"50\" r=\"\(radius)\"/><rect width=\"1\" height=\"1\"/></g></svg></g>"
    }
    let inside = SceneFixture(scene(40)).list(at: 0)
    #expect(inside.clips.isEmpty && inside.items.count == 7)
    let beyond = SceneFixture(scene(60)).list(at: 0)
    #expect(
      DisplayText3.describe(beyond) == """
        group 0.5 clips 0 to 8
        rect 0 0 9 9 0 0 fill rgba(0 0 0 1)
        group 1 clips 1 to 7
        group 0.5 clips 0 to 6
        circle 50 50 60 fill rgba(0 0 0 1) at 0.5 0 0 0.5 10 10
        rect 0 0 1 1 0 0 fill rgba(0 0 0 1) at 0.5 0 0 0.5 10 10
        end 3
        end 2
        end 0
        """)
    #expect(beyond.items[2].bounds == DisplayBox(minX: 10, minY: 10, maxX: 60, maxY: 60))
  }
}
