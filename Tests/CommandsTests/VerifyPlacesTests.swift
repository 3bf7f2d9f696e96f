import Foundation
import Testing

/// What `billow verify` calls documents and packs that stand elsewhere, and lines that name other places.
@Suite struct VerifyPlacesTests {
  private let scratch: Scratch
  private let files = FileManager.default

  init() throws { scratch = try Scratch() }

  private func run(_ count: Int = 20, _ options: String...) async throws {
    let template = try scratch.writeSmallTemplate()
    let records = try scratch.writeRecords(count)
    let result = try await Tool.run(
      ["render", template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf] + options)
    #expect(result.code == 0, "\(result.errors)")
  }

  /// The findings.
  private func lines() async throws -> [String] {
    let result = try await Tool.run("verify", scratch.path("out"))
    #expect(result.code == 1, "\(result.output)\(result.errors)")
    let lines = result.output.split(separator: "\n").map(String.init)
    return Array(lines.prefix { !$0.hasSuffix(" suppressed") })
  }

  private func move(_ from: String, _ to: String) throws {
    try files.moveItem(atPath: scratch.path("out/\(from)"), toPath: scratch.path("out/\(to)"))
  }

  private func document(_ number: Int) throws -> String {
    let line = try scratch.lines("out/documents.ndjson")[number - 1]
    return String(try #require(line.firstMatch(of: /"path":"([^"]+)"/)?.1))
  }

  @Test func aRenamedDocumentIsNoCopy() async throws {
    try await run()
    let (first, second) = (try document(7), try document(8))
    try move(first, first + ".x")
    #expect(
      try await lines() == [
        "extra: \(first).x: no book names it; it holds what belongs in \(first)/index.html, "
          + "which is not there",
        "missing: \(first), record 7: the document is not there",
      ])
    try files.copyItem(
      atPath: scratch.path("out/\(second)"), toPath: scratch.path("out/\(first)"))
    #expect(
      try await lines() == [
        "extra: \(first).x: no book names it; it holds what belongs in \(first)/index.html, "
          + "where something else stands",
        "doubled: \(first)/index.html, record 7: it holds the bytes of \(second)/index.html",
      ])
  }

  @Test func twoCopiesAreBothCopies() async throws {
    try await run()
    let path = try document(7)
    for copy in ["a", "b"] {
      try files.copyItem(
        atPath: scratch.path("out/\(path)"), toPath: scratch.path("out/\(path).\(copy)"))
    }
    #expect(
      try await lines()
        == ["a", "b"].map {
          "doubled: \(path).\($0): no book names it; it is a copy of \(path)/index.html"
        })
  }

  /// The line is told of; the document that it names is no copy of itself.
  @Test func aDocumentIsNoCopyOfItself() async throws {
    try await run()
    let text = try scratch.read("out/documents.ndjson")
    let range = try #require(text.range(of: "\"R-3\""))
    try scratch.write(
      "out/documents.ndjson", text.replacingCharacters(in: range, with: "\"R-4\""))
    let altered = try await lines()
    #expect(
      altered.contains("altered: documents.ndjson, record 3: in line 3 the path is not the key's"))
    #expect(!altered.contains { $0.contains("copy of") || $0.hasPrefix("extra") }, "\(altered)")
    try scratch.write("out/documents.ndjson", String(text.dropLast()))
    let cut = try await lines()
    #expect(cut.contains("altered: documents.ndjson: line 20 is cut off"))
    #expect(!cut.contains { $0.contains("copy of") || $0.hasPrefix("extra") }, "\(cut)")
  }

  /// With packs of 300 the units end in the midst of packs; with those of 4 one unit fills many.
  @Test(arguments: [("4", 10, 0, 1), ("4", 10, 0, 2), ("300", 1000, 1, 2), ("300", 1000, 0, 3)])
  func packsInEachOthersPlacesAreSwapped(
    _ size: String, _ count: Int, _ first: Int, _ second: Int
  ) async throws {
    try await run(count, "--pack", "--pack-size", size)
    let names = [first, second].map { "packs/pack-0000\($0).zip" }
    try move(names[0], "aside")
    try move(names[1], names[0])
    try move("aside", names[1])
    #expect(
      try await lines() == [
        "swapped: \(names[0]): it and \(names[1]) stand in each other's places"
      ])
  }

  @Test func packsThatStandInACircleAreEachInTheirNextsPlace() async throws {
    try await run(10, "--pack", "--pack-size", "4")
    func pack(_ number: Int) -> String { "packs/pack-0000\(number).zip" }
    try move(pack(2), "aside")
    try move(pack(1), pack(2))
    try move(pack(0), pack(1))
    try move("aside", pack(0))
    #expect(
      try await lines()
        == [(0, 2), (1, 0), (2, 1)].map {
          "swapped: \(pack($0.0)): it stands in the place of another: it is \(pack($0.1))"
        })
  }

  /// One hash is over all that a unit wrote, so that no pack is accused that may be sound.
  @Test func ofSeveralPacksOfAUnitNoneIsAccused() async throws {
    try await run(10, "--pack", "--pack-size", "4")
    // The same documents in another order: each is sound, and only the unit's hash tells.
    var records = try scratch.lines("records.ndjson")
    records.swapAt(4, 5)
    let other = try scratch.write("other.ndjson", records.joined(separator: "\n") + "\n")
    let made = try await Tool.run(
      "render", scratch.path("small"), other, "-o", scratch.path("other"), "--as-of", Tool.asOf,
      "--pack", "--pack-size", "4")
    #expect(made.code == 0, "\(made.errors)")
    try files.removeItem(atPath: scratch.path("out/packs/pack-00001.zip"))
    try files.copyItem(
      atPath: scratch.path("other/packs/pack-00001.zip"),
      toPath: scratch.path("out/packs/pack-00001.zip"))
    let names = (0...2).map { "packs/pack-0000\($0).zip" }.joined(separator: ", ")
    #expect(
      try await lines() == [
        "altered: packs: in one of \(names) bytes are not those that unit 0 wrote"
      ])
  }

  @Test func aFolderOfTheOtherKindIsExtraAndHidesNothing() async throws {
    try await run()
    try files.createDirectory(
      atPath: scratch.path("out/packs"), withIntermediateDirectories: false)
    #expect(try await lines() == ["extra: packs: the run's documents are a tree"])
    let anew = try await Tool.run(
      "verify", scratch.path("out"), "--re-render", "100%", "--template", scratch.path("small"),
      "--input", scratch.path("records.ndjson"))
    #expect(anew.output.hasSuffix("not verified: 1 extra\n"), "\(anew.output)")
    #expect(anew.output.contains("  20 records rendered anew\n"))
    try files.removeItem(atPath: scratch.path("out"))
    try await run(20, "--pack")
    try files.createDirectory(
      atPath: scratch.path("out/documents"), withIntermediateDirectories: false)
    #expect(try await lines() == ["extra: documents: the run's documents are in packs"])
  }
}
