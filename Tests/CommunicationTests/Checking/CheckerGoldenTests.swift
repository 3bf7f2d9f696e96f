import Testing

/// One finding a file: a small template, its schema, and what the check prints, caret and all.
@Suite("Template checker")
struct CheckerGoldenTests {
  private static let folder = Files.root + "/Tests/CommunicationTests/Goldens"

  @Test("goldens", arguments: Files.names(in: folder))
  func golden(_ name: String) throws {
    let golden = GoldenFile(path: Self.folder + "/" + name)
    let printed = try CheckedTemplate(golden.parts).printed()
    if Files.isRecording, golden["expected"] != printed {
      golden.record(printed, as: "expected")
      Issue.record("recorded \(name): look at it, then run without BILLOW_RECORD")
      return
    }
    #expect(golden["expected"] == printed)
  }

  @Test("there are goldens")
  func isThere() {
    #expect(Files.names(in: Self.folder).count > 50)
  }
}
