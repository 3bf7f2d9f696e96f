import Foundation
import Testing

/// `billow golden`, `explain` and `impact` as a user runs them.
@Suite struct GoldenCommandTests {
  @Test func aRecordingFailsUnlessItIsMeant() async throws {
    let scratch = try Scratch()
    let template = try scratch.copyTemplate()
    let environment = ["CI": "", "GITHUB_ACTIONS": ""]
    try? FileManager.default.removeItem(atPath: template + "/goldens")
    let recorded = try await Tool.run("golden", "record", template, environment: environment)
    #expect(recorded.code == 1)
    let again = try await Tool.run("golden", "check", template, environment: environment)
    #expect(again.code == 0, "\(again.output)")
    let meant = try await Tool.run(
      "golden", "record", template, "--accept", environment: environment)
    #expect(meant.code == 0)
    let refused = try await Tool.run(
      "golden", "record", template, "--accept", environment: ["CI": "true"])
    #expect(refused.code == 1 && refused.errors.contains("[golden-in-ci]"))
  }

  @Test func aWordAPixelAndARuleAreEachCaught() async throws {
    let scratch = try Scratch()
    let template = try scratch.copyTemplate()
    try? FileManager.default.removeItem(atPath: template + "/goldens")
    _ = try await Tool.run("golden", "record", template, environment: ["CI": ""])
    let changes = [
      ("locales/en.json", "\"due\": \"Amount due\"", "\"due\": \"Amount owed\"", "Amount owed"),
      ("assets/styles.css", "margin: 0", "margin: 1px", "<style>"),
      (
        "template.yaml", "account.status == 'closed'", "account.status == 'active'",
        "suppressed: account-closed"
      ),
    ]
    for (file, old, new, shown) in changes {
      let original = try scratch.read("template/" + file)
      let changed = original.replacing(old, with: new, maxReplacements: 1)
      #expect(changed != original, "\(file) holds \(old)")
      try scratch.write("template/" + file, changed)
      let sarif = scratch.path("found.sarif")
      let check = try await Tool.run(
        "golden", "check", template, "--sarif", sarif, "--junit", scratch.path("junit.xml"),
        environment: ["CI": "", "GITHUB_ACTIONS": "true"])
      #expect(check.code == 1 && check.output.contains(shown), "\(file)")
      #expect(check.output.contains("::error file="))
      #expect(try scratch.read("found.sarif").contains("golden-differs"))
      #expect(try scratch.read("junit.xml").contains("<failure"))
      try scratch.write("template/" + file, original)
    }
    #expect(try await Tool.run("golden", "check", template).code == 0)
  }

  @Test func withoutAnyDateNothingIsCompared() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let records = try scratch.writeRecords(3)
    for command in [
      ["golden", "record", template, "--accept", "--fixtures", records],
      ["golden", "check", template, "--fixtures", records],
      ["golden", "suggest", template, records],
      ["impact", template, records, "--against", template],
    ] {
      let environment = ["CI": "", "GITHUB_ACTIONS": ""]
      let refused = try await Tool.run(command, environment: environment)
      #expect(refused.code == 2 && refused.errors.contains("[as-of-missing]"), "\(command)")
      let dated = try await Tool.run(command + ["--as-of", Tool.asOf], environment: environment)
      #expect(dated.code == 0 && dated.errors.isEmpty, "\(command): \(dated.errors)")
    }
    let told = try await Tool.run("explain", template, records, "--key", "R-1")
    #expect(told.output.contains("neither --as-of nor record.as_of of template.yaml is there"))
  }

  @Test func recordsThatARunRefusesAreCountedAndTold() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let records = try scratch.write(
      "records.ndjson",
      #"{"id": "R-1", "name": "A", "amount": 1}"# + "\n" + #"{"id": "R-2", "name": "B"}"# + "\n")
    let dated = ["--as-of", Tool.asOf]
    let environment = ["CI": "", "GITHUB_ACTIONS": ""]
    let recorded = try await Tool.run(
      ["golden", "record", template, "--accept", "--fixtures", records] + dated,
      environment: environment)
    #expect(recorded.code == 0 && recorded.errors.contains("[golden-rejected]"))
    #expect(
      recorded.errors.contains("fixtures/R-2 is rejected") && !recorded.errors.contains("R-1"))
    #expect(recorded.output.hasSuffix("2 records, 1 rejected, 2 goldens written\n"))
    let why = "  rejected: 1 for schema-missing amount: "
    let checked = try await Tool.run(
      ["golden", "check", template, "--fixtures", records, "--junit", scratch.path("junit.xml")]
        + dated, environment: environment)
    #expect(checked.code == 0 && checked.output.contains("2 records, 0 differ, 1 rejected; "))
    #expect(checked.output.contains(why))
    #expect(try scratch.read("junit.xml").contains("<system-out>rejected, as recorded: schema-"))
    let impact = try await Tool.run(["impact", template, records, "--against", template] + dated)
    #expect(impact.output.contains("1 have no document, before or after\n" + why))
    let json = try await Tool.run(
      ["impact", template, records, "--against", template, "--json"] + dated)
    let rejected = json.json["rejected"] as? [[String: Any]]
    #expect(rejected?.first?["records"] as? Int == 1)
    let suggested = try await Tool.run(["golden", "suggest", template, records] + dated)
    #expect(suggested.output.contains(why))
  }

  @Test func withoutAnyRecordNothingIsComparedNorRemoved() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let golden = try scratch.write("small/goldens/samples/old.golden", "rendered\n")
    for command in [["check"], ["record"], ["record", "--accept"]] {
      let result = try await Tool.run(
        ["golden"] + command + [template, "--as-of", Tool.asOf],
        environment: ["CI": "", "GITHUB_ACTIONS": ""])
      #expect(result.code == 1 && result.errors.contains("[golden-nothing]"), "\(command)")
    }
    #expect(FileManager.default.fileExists(atPath: golden))
    for percent in ["nan", "-5", "101", "inf"] {
      let result = try await Tool.run("golden", "check", template, "--fail-under=\(percent)")
      #expect(result.code == 2 && result.errors.contains("from 0 to 100"), "\(percent)")
    }
  }

  @Test func recordsThatCannotBeReadAreBadFixtures() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    try scratch.write("small/samples/one.json", #"{"id": "1", "name": "A", "amount": 1}"#)
    let records = try scratch.write(
      "records.ndjson", #"{"id": "R-1", "name": "A", "amount": 1}"# + "\n{\"id\": \n")
    for command in [
      ["golden", "record", template, "--accept", "--fixtures", records],
      ["golden", "check", template, "--fixtures", records],
      ["golden", "check", template, "--cover", records],
      ["golden", "suggest", template, records],
      ["impact", template, records, "--against", template],
    ] {
      let result = try await Tool.run(
        command + ["--as-of", Tool.asOf], environment: ["CI": "", "GITHUB_ACTIONS": ""])
      #expect(result.code == 4, "\(command)")
      #expect(
        result.errors.contains("1 record of \(records) cannot be read [records-unreadable]"),
        "\(command): \(result.errors)")
    }
    #expect(!scratch.exists("small/goldens"))
  }

  @Test func explainAsksWhoseDocumentIsMeant() async throws {
    let several = try await Tool.run("explain", Tool.template, Tool.fixtures)
    #expect(several.code == 2 && several.errors.contains("--key"), "\(several.errors)")
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let one = try await Tool.run(
      "explain", template, try scratch.writeRecords(1), "--as-of", Tool.asOf)
    #expect(one.code == 0 && one.output.hasPrefix("rendered"), "\(one.errors)")
  }

  @Test func explainSaysWhyAndFindsNobodyTwice() async throws {
    let told = try await Tool.run(
      "explain", Tool.template, Tool.fixtures, "--key", "OL-2026-001150", "--as-of", Tool.asOf)
    #expect(told.code == 0)
    #expect(told.output.hasPrefix("rendered, language it, as of 2026-03-31\n"))
    #expect(told.output.contains("not shown plan"))
    #expect(told.output.contains("state is \"overdue\""))
    let json = try await Tool.run(
      "explain", Tool.template, Tool.fixtures, "--key", "OL-2026-001150", "--json")
    #expect(json.json["language"] as? String == "it")
    let nobody = try await Tool.run("explain", Tool.template, Tool.fixtures, "--key", "NOBODY")
    #expect(nobody.code == 4 && nobody.errors.contains("[key-not-found]"))
  }

  @Test func impactAgainstAnotherFolderAndARevision() async throws {
    let scratch = try Scratch()
    let template = try scratch.copyTemplate()
    func git(_ arguments: String...) throws {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments =
        ["git", "-C", template, "-c", "user.name=T", "-c", "user.email=t@example.org"] + arguments
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
    }
    try git("init", "-q")
    try git("add", "-A")
    try git("commit", "-q", "-m", "first")
    let page = try scratch.read("template/snippets/plan.liquid")
    try scratch.write("template/snippets/plan.liquid", page + "<p>More</p>")
    for against in ["HEAD", Tool.template] {
      let impact = try await Tool.run(
        "impact", template, Tool.fixtures, "--against", against, "--as-of", Tool.asOf)
      #expect(impact.code == 0, "\(impact.errors)")
      #expect(impact.output.hasPrefix("1 of 24 documents change against \(against) (4.1 %)\n"))
      #expect(impact.output.contains("index.html plan: 1\n"))
      #expect(impact.output.contains("+ <p>More"))
    }
    let unknown = try await Tool.run(
      "impact", template, Tool.fixtures, "--against", "no-such-thing")
    #expect(unknown.code == 3 && unknown.errors.contains("[revision-unknown]"))
  }

  @Test func suggestedRecordsHoldNoNameOfTheirOwners() async throws {
    let scratch = try Scratch()
    let result = try await Tool.run(
      "golden", "suggest", Tool.template, Tool.fixtures, "-o", scratch.path("made"), "--as-of",
      Tool.asOf)
    #expect(result.code == 0, "\(result.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("made"))
    #expect(names.count > 3 && names.count <= 24)
    for name in names {
      let text = try scratch.read("made/" + name)
      #expect(!text.contains("Ferraro") && !text.contains("Brandt") && !text.contains("Bianchi"))
    }
    // What they reach they reach in a run too, in their languages.
    let records = try names.map { name in
      try scratch.read("made/" + name).replacing("\n", with: " ")
    }
    let lines = try scratch.write("made.ndjson", records.joined(separator: "\n") + "\n")
    let run = try await Tool.run(
      "render", Tool.template, lines, "-o", scratch.path("run"), "--as-of", Tool.asOf)
    #expect(run.code == 0, "\(run.errors)")
    let languages = Set(
      records.compactMap { $0.firstMatch(of: /"language": "([^"]*)"/).map { String($0.1) } })
    #expect(
      languages.contains("it") && languages.isSubset(of: ["de", "en", "en-GB", "en-IE", "it"]))
  }
}
