import Diagnostics
import Testing

/// Every check that the manual lists has a golden that shows it.
@Suite("Checks and goldens")
struct CheckerCoverageTests {
  private static let folder = Files.root + "/Tests/CommunicationTests/Goldens"

  /// Found while locale files are read, before anything is checked; `TranslationTests` has them.
  private static let ofReading: Set<String> = [
    "translation-duplicate", "translation-markup", "translation-not-text",
    "translation-placeholder", "translation-plural", "unknown-locale",
  ]

  /// `CheckerBoundTests` has it: a golden of it would be megabytes long.
  private static let ofSize: Set<String> = ["check-incomplete"]

  @Test("each code of fields, snippets and translations is in a golden")
  func codes() {
    let shown = Files.names(in: Self.folder).map {
      GoldenFile(path: Self.folder + "/" + $0)["expected"] ?? ""
    }.joined()
    let titles = ["Fields and values", "Snippets", "Languages and texts"]
    let areas = ErrorCatalog.areas.filter { area in titles.contains(area.title) }
    #expect(areas.count == 3, "\(ErrorCatalog.areas.map(\.title))")
    for entry in areas.flatMap(\.entries)
    where !Self.ofReading.contains(entry.code) && !Self.ofSize.contains(entry.code) {
      #expect(shown.contains("[\(entry.code)]"), "no golden shows \(entry.code)")
    }
  }
}
