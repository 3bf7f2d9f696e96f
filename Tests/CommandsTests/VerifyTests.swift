import Foundation
import Testing

/// `billow verify`: proves a sound run, and names what is wrong with another.
@Suite struct VerifyTests {
  /// A finished run of the fixtures.
  private func run(_ scratch: Scratch, _ options: String...) async throws {
    let result = try await Tool.run(
      ["render", Tool.template, Tool.fixtures, "-o", scratch.path("out"), "--as-of", Tool.asOf]
        + options)
    #expect(result.code == 0, "\(result.errors)")
  }

  private func verify(_ scratch: Scratch, _ options: String...) async throws -> Tool.Result {
    try await Tool.run(["verify", scratch.path("out")] + options)
  }

  private func folders(_ scratch: Scratch) throws -> [String] {
    try Tree(scratch.path("out")).pages.map { String($0.dropLast("/index.html".count)) }.sorted()
  }

  private func move(_ scratch: Scratch, _ from: String, _ to: String) throws {
    try FileManager.default.moveItem(
      atPath: scratch.path("out/\(from)"), toPath: scratch.path("out/\(to)"))
  }

  @Test func provesASoundRun() async throws {
    let scratch = try Scratch()
    try await run(scratch)
    let before = try Tree(scratch.path("out"))
    let result = try await verify(scratch)
    #expect(result.code == 0)
    #expect(result.output.hasPrefix("24 records = 24 rendered + 0 rejected + 0 suppressed\n"))
    #expect(result.output.hasSuffix("missing, extra, altered, doubled or swapped\n"))
    #expect(try Tree(scratch.path("out")) == before, "nothing is changed")
    let json = try await verify(scratch, "--json").json
    #expect(json["verified"] as? Bool == true)
    #expect(json["documents"] as? Int == 24)
  }

  @Test func namesMissingDoubledAndSwappedDocuments() async throws {
    let scratch = try Scratch()
    try await run(scratch)
    let folders = try folders(scratch)
    try FileManager.default.removeItem(atPath: scratch.path("out/\(folders[0])"))
    try FileManager.default.copyItem(
      atPath: scratch.path("out/\(folders[1])"), toPath: scratch.path("out/\(folders[1])-again"))
    try move(scratch, folders[2], "aside")
    try move(scratch, folders[3], folders[2])
    try move(scratch, "aside", folders[3])
    let result = try await verify(scratch)
    #expect(result.code == 1)
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 6)
    #expect(
      lines.contains {
        $0.hasPrefix("missing: \(folders[0]), record ") && $0.hasSuffix("document is not there")
      })
    #expect(
      lines.contains {
        $0.hasPrefix("doubled: \(folders[1])-again: ")
          && $0.hasSuffix("a copy of \(folders[1])/index.html")
      })
    #expect(
      lines.contains {
        $0.hasPrefix("swapped: ") && $0.contains(folders[2]) && $0.contains(folders[3])
      })
    #expect(lines.last == "not verified: 1 doubled, 1 missing, 1 swapped")
  }

  @Test func namesAlteredAndExtraFiles() async throws {
    let scratch = try Scratch()
    try await run(scratch)
    let folders = try folders(scratch)
    var page = try scratch.read("out/\(folders[0])/index.html")
    page = page.replacing("</html>", with: "</HTML>")
    try scratch.write("out/\(folders[0])/index.html", page)
    try scratch.write("out/\(folders[1])/index.html", "<p>")
    try scratch.write("out/\(folders[2])/more.html", "<p>")
    try scratch.write("out/notes.txt", "mine")
    let result = try await verify(scratch)
    #expect(result.code == 1)
    #expect(result.output.contains("altered: \(folders[0])/index.html, record "))
    #expect(result.output.contains("altered: \(folders[1])/index.html, record "))
    #expect(result.output.contains(": it has 3 of "))
    #expect(result.output.contains("extra: \(folders[2])/more.html, record "))
    #expect(result.output.contains("extra: notes.txt: "))
    #expect(result.output.hasSuffix("not verified: 2 altered, 2 extra\n"))
  }

  @Test func saysWhetherTheBookOrTheDocumentChanged() async throws {
    let scratch = try Scratch()
    try await run(scratch)
    var lines = try scratch.lines("out/documents.ndjson")
    let digit = lines[4].contains("\"sha256\":\"0") ? "1" : "0"
    lines[4] = lines[4].replacing(/"sha256":"./, with: "\"sha256\":\"\(digit)")
    try scratch.write("out/documents.ndjson", lines.joined(separator: "\n") + "\n")
    let result = try await verify(scratch)
    #expect(result.code == 1)
    #expect(result.output.contains("altered: documents.ndjson, record 5: line 5 gives index.html "))
    #expect(!result.output.contains("altered: documents/"), "the page is what was journalled")
  }

  @Test func namesLinesOutOfPlaceAndBooksThatContradict() async throws {
    let scratch = try Scratch()
    try await run(scratch)
    var lines = try scratch.lines("out/documents.ndjson")
    lines.swapAt(2, 9)
    lines.append(lines[20])
    lines.remove(at: 15)
    try scratch.write("out/documents.ndjson", lines.joined(separator: "\n") + "\n")
    let manifest = try scratch.read("out/manifest.json")
    try scratch.write(
      "out/manifest.json", manifest.replacing("\"rendered\":24", with: "\"rendered\":25"))
    let result = try await verify(scratch)
    #expect(result.code == 1)
    #expect(result.output.contains("swapped: documents.ndjson, record 10: "))
    #expect(result.output.contains("swapped: documents.ndjson, record 3: "))
    #expect(result.output.contains("missing: documents.ndjson, record 16: "))
    #expect(result.output.contains("doubled: documents.ndjson, record 21: "))
    #expect(result.output.contains("altered: manifest.json: _SUCCESS holds another hash"))
    #expect(result.output.contains("unbalanced: manifest.json: read = "))
  }

  @Test func rendersAnewAndRefusesAnotherTemplate() async throws {
    let scratch = try Scratch()
    try await run(scratch)
    let origin = ["--template", Tool.template, "--input", Tool.fixtures]
    let same = try await Tool.run(
      ["verify", scratch.path("out"), "--re-render", "100%"] + origin)
    #expect(same.code == 0, "\(same.errors)")
    #expect(same.output.contains("  24 records rendered anew\n"))

    let template = try scratch.copyTemplate()
    let page = try scratch.read("template/pages/microsite.liquid")
    try scratch.write("template/pages/microsite.liquid", page + "\n")
    let other = try await Tool.run(
      "verify", scratch.path("out"), "--re-render", "100%", "--template", template, "--input",
      Tool.fixtures)
    #expect(other.code == 2)
    #expect(other.errors.contains("the template's hash was "))
    #expect(other.errors.contains("[run-differs]"))
  }

  @Test(arguments: [["--gzip"], ["--pack", "--pack-size", "10"]])
  func rendersPacksAndSiblingsAnew(_ options: [String]) async throws {
    let scratch = try Scratch()
    let made = try await Tool.run(
      ["render", Tool.template, Tool.fixtures, "-o", scratch.path("out"), "--as-of", Tool.asOf]
        + options)
    #expect(made.code == 0, "\(made.errors)")
    let result = try await verify(
      scratch, "--re-render", "100%", "--template", Tool.template, "--input", Tool.fixtures)
    #expect(result.code == 0, "\(result.output)")
    #expect(result.output.contains("  24 records rendered anew\n"))
  }

  @Test func findsAPlantedLeakAndNothingElse() async throws {
    let scratch = try Scratch()
    let bills = try await Tool.run("sample", "--count", "300", "--seed", "5")
    let input = try scratch.write("bills.ndjson", bills.output)
    let made = try await Tool.run(
      "render", Tool.template, input, "-o", scratch.path("out"))
    #expect(made.code == 0, "\(made.errors)")
    let origin = ["--leaks", "--template", Tool.template, "--input", input]
    let clean = try await Tool.run(["verify", scratch.path("out")] + origin)
    #expect(clean.code == 0, "\(clean.output.prefix(500))")
    #expect(clean.output.contains("  300 documents searched for "))

    // The number of one bill, in another's page.
    let entries = try scratch.lines("out/documents.ndjson")
    let key = try #require(entries[11].firstMatch(of: /"key":"([^"]+)"/)?.1)
    let path = try #require(entries[200].firstMatch(of: /"path":"([^"]+)"/)?.1)
    let page = try scratch.read("out/\(path)/index.html")
    try scratch.write(
      "out/\(path)/index.html", page.replacing("</body>", with: "<p>\(key)</p></body>"))
    let spoilt = try await Tool.run(["verify", scratch.path("out")] + origin)
    #expect(spoilt.code == 1)
    #expect(
      spoilt.output.contains(
        "leaked: \(path)/index.html, record 201: bill.number of record 12 stands in it"))
    #expect(spoilt.output.contains(" 1 leaked"), "\(spoilt.output.prefix(900))")
    #expect(!spoilt.output.contains(key + " "), "a finding holds no customer's value")
  }

  /// A run of one key counts that record alone: its units' ordinals leave gaps in the journal.
  @Test func aRunOfOneKeyInALaterUnitIsSound() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let records = try scratch.writeRecords(1000)
    let arguments = [
      "render", template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf, "--only",
      "R-900",
    ]
    #expect(try await Tool.run(arguments).code == 0)
    let result = try await verify(scratch)
    #expect(result.code == 0, "\(result.output)")
    #expect(result.output.hasPrefix("1 record = 1 rendered + "))
    #expect(result.output.contains("\n  1 document, 1 file, "))
    let again = try await Tool.run(arguments + ["--json"])
    #expect(again.json["rendered"] as? Int == 1, "the figures are read back from the journal")
  }

  @Test(arguments: [[], ["--pack", "--pack-size", "300"]])
  func anUnfinishedRunIsCheckedAsFarAsItIsCommitted(_ options: [String]) async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let records = try scratch.writeRecords(1000)
    // The 900th record has the key of the 10th: a hard stop, with three units committed.
    let text = try scratch.read("records.ndjson").replacing("\"R-900\"", with: "\"R-10\"")
    try scratch.write("records.ndjson", text)
    let made = try await Tool.run(
      [
        "render", template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf, "--jobs", "1",
      ] + options)
    #expect(made.code == 4)
    let result = try await verify(scratch)
    #expect(result.code == 1)
    #expect(result.output.hasSuffix("not verified: 1 unfinished\n"), "\(result.output)")
    #expect(result.output.contains("\n768 records = 768 rendered + "))
  }

  @Test func refusesWhatIsNoRun() async throws {
    let scratch = try Scratch()
    try scratch.write("out/page.html", "<p>")
    let other = try await verify(scratch)
    #expect(other.code == 2)
    #expect(other.errors.contains("holds no run [output-not-run]"))
    let missing = try await Tool.run("verify", scratch.path("nothing"))
    #expect(missing.code == 2)
    #expect(!scratch.exists("nothing"), "a folder to read is not made")
  }
}
