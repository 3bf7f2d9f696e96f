import Testing

@testable import Storyboard

/// Which items of a scene a customer's value was written into.
@Suite struct SceneMarksTests {
  /// The items of a scene in which what stands between `«` and `»` is a customer's: which of them are personal.
  private func personal(_ scene: String) throws -> [Bool] {
    var bytes: [UInt8] = []
    var fixed: [Range<Int>] = []
    var start = 0
    let text =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\">" + scene + "</svg>"
    for character in text {
      switch character {
      case "«": fixed.append(start..<bytes.count)
      case "»": start = bytes.count
      default: bytes += String(character).utf8
      }
    }
    fixed.append(start..<bytes.count)
    let resolver = SceneResolver(families: ["Noto Sans"], measuring: PlainTextMeasuring())
    let problems = bytes.withUnsafeBytes {
      resolver.load($0, layout: "", isPersonal: true, fixed: fixed)
    }
    #expect(problems.isEmpty, "\(problems)")
    var list = DisplayList(width: 100, height: 100)
    try resolver.append(at: 0.5, to: &list)
    return list.items.map(\.isPersonal)
  }

  @Test(arguments: [
    ("<rect width='9' height='9'/><rect width='«7»' height='9'/>", [false, true]),
    ("<text y='9'>Hello «Ada»</text><text y='20'>Hello</text>", [true, false]),
    ("<!-- <rect> «x» <g> --> <rect width='9' height='9'/>", [false]),
    // What stands in a marked group is marked, what comes after is not.
    (
      "<g transform='translate(«3»)'><rect width='9' height='9'/></g><rect width='9' height='9'/>",
      [true, false]
    ),
    // An animation with a customer's value marks what it changes, and so does one that waits for it.
    (
      "<rect width='9' height='9'><animate attributeName='x' from='0' to='«9»' dur='1s'/></rect><rect width='9' height='9'/>",
      [true, false]
    ),
    (
      "<rect width='9' height='9'><animate id='a' attributeName='x' to='5' dur='«1»s'/></rect><rect width='9' height='9'><animate attributeName='x' begin='a.end' to='9' dur='1s'/></rect>",
      [true, true]
    ),
    // So do gradients and clips, and a use what it draws.
    (
      "<defs><linearGradient id='g'><stop stop-color='«red»'/></linearGradient></defs><rect width='9' height='9' fill='url(#g)'/><rect width='9' height='9'/>",
      [true, false]
    ),
    ("<defs><rect id='r' width='9' height='9'/></defs><use href='#r' x='«5»'/>", [true]),
    ("<defs><rect id='r' width='9' height='9'/></defs><use href='#r' x='5'/>", [false]),
    ("<style>.a { fill: «red» }</style><rect width='9' height='9'/>", [true]),
  ])
  func whatAValueReachesIsMarked(_ scene: String, _ expected: [Bool]) throws {
    #expect(try personal(scene) == expected, "\(scene)")
  }
}
