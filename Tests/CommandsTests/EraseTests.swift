import Foundation
import Testing

/// One customer out of a run, and runs whose time is over.
@Suite struct EraseTests {
  private static let erased = "OL-2026-004417"

  private func render(
    _ scratch: Scratch, _ run: String, _ more: String...
  ) async throws {
    let result = try await Tool.run(
      ["render", Tool.template, Tool.fixtures, "-o", scratch.path(run), "--as-of", Tool.asOf] + more
    )
    #expect(result.code == 0, "\(result.errors)")
  }

  private func erase(
    _ scratch: Scratch, _ run: String, key: String = erased
  ) async throws -> Tool.Result {
    try await Tool.run(
      "erase", scratch.path(run), "--key", key, "--template", Tool.template, "--input",
      Tool.fixtures)
  }

  private func links(_ scratch: Scratch) throws -> [String] {
    let key = try scratch.write("link.key", Data(repeating: 5, count: 32))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
    return ["--link-key", key, "--link-base", "https://bills.example.com/"]
  }

  /// Every byte of a run's files, packs unpacked.
  private func bytes(_ scratch: Scratch, _ run: String) async throws -> Data {
    var all = Data()
    for name in try FileManager.default.subpathsOfDirectory(atPath: scratch.path(run)) {
      all += Data(name.utf8)
      guard let data = FileManager.default.contents(atPath: scratch.path("\(run)/\(name)")) else {
        continue
      }
      all += data
      guard name.hasSuffix(".zip") else { continue }
      let packed = try await Tool.run(
        program: "/usr/bin/unzip", ["-p", scratch.path("\(run)/\(name)")])
      #expect(packed.code == 0, "\(packed.errors)")
      all += Data(packed.output.utf8)
    }
    return all
  }

  @Test func nothingIsLeftAndTheBooksBalance() async throws {
    let scratch = try Scratch()
    for (run, more) in [
      ("tree", []), ("packs", ["--pack", "--pack-size", "5"]), ("gzip", ["--gzip"]),
      ("links", try links(scratch)), ("both", ["--pack"] + (try links(scratch))),
    ] {
      let result = try await Tool.run(
        ["render", Tool.template, Tool.fixtures, "-o", scratch.path(run), "--as-of", Tool.asOf]
          + more)
      #expect(result.code == 0, "\(result.errors)")
      let canaries = [Self.erased, "Via Emilia Levante 112"]
      let before = try await bytes(scratch, run)
      for canary in canaries { #expect(before.range(of: Data(canary.utf8)) != nil, "\(run)") }

      let erased = try await erase(scratch, run)
      #expect(erased.code == 0, "\(run): \(erased.output)\(erased.errors)")
      #expect(erased.output.contains("nothing is left"))
      let after = try await bytes(scratch, run)
      for canary in canaries {
        #expect(after.range(of: Data(canary.utf8)) == nil, "\(run): \(canary)")
      }
      let verified = try await Tool.run("verify", scratch.path(run))
      #expect(verified.code == 0, "\(run): \(verified.output)")
      #expect(verified.output.contains("24 records = 24 rendered + 0 rejected + 0 suppressed\n"))
      #expect(verified.output.contains("  1 erased\n"))
      #expect(try scratch.read("\(run)/manifest.json").contains("\"erased\":[1]"))

      let again = try await erase(scratch, run)
      #expect(again.code == 4)
      #expect(again.errors.contains("[erase-no-record]"))
      let second = try await erase(scratch, run, key: "INV-3387745")
      #expect(second.code == 0, "\(run): \(second.output)\(second.errors)")
      let both = try await Tool.run("verify", scratch.path(run))
      #expect(both.code == 0, "\(run): \(both.output)")
      #expect(both.output.contains("  2 erased\n"))
    }
  }

  @Test func anotherTemplateOrInputIsRefusedBeforeAnythingIsErased() async throws {
    let scratch = try Scratch()
    try await render(scratch, "out")
    let lines = try String(contentsOfFile: Tool.fixtures, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let without = try scratch.write("without.ndjson", lines.dropFirst().joined(separator: "\n"))
    let turned = try scratch.write("turned.ndjson", lines.reversed().joined(separator: "\n"))
    let template = try scratch.copyTemplate()
    try scratch.write(
      "template/locales/en.json", try scratch.read("template/locales/en.json") + " ")
    let before = try Tree(scratch.path("out"))
    for (template, input) in [
      (Tool.template, without), (Tool.template, turned), (template, Tool.fixtures),
    ] {
      let refused = try await Tool.run(
        "erase", scratch.path("out"), "--key", Self.erased, "--template", template, "--input", input
      )
      #expect(refused.code == 2, "\(refused.output)\(refused.errors)")
      #expect(refused.errors.contains("[run-differs]"))
      #expect(try Tree(scratch.path("out")) == before)
    }
    // What came through a pipe has no hash, and is compared record by record.
    let piped = try await Tool.run(
      "render", Tool.template, "-", "-o", scratch.path("piped"), "--as-of", Tool.asOf,
      input: Tool.fixtures)
    #expect(piped.code == 0, "\(piped.errors)")
    let refused = try await Tool.run(
      "erase", scratch.path("piped"), "--key", Self.erased, "--template", Tool.template, "--input",
      turned)
    #expect(refused.code == 2 && refused.errors.contains("[run-differs]"), "\(refused.errors)")
    #expect(try await erase(scratch, "piped").code == 0)
  }

  @Test func whatIsLeftIsStillProved() async throws {
    let scratch = try Scratch()
    try await render(scratch, "packs", "--pack")
    #expect(try await erase(scratch, "packs").code == 0)
    let anew = try await Tool.run(
      "verify", scratch.path("packs"), "--re-render", "100%", "--leaks", "--template",
      Tool.template, "--input", Tool.fixtures)
    #expect(anew.code == 0, "\(anew.output)")
    #expect(anew.output.contains("  23 records rendered anew\n"))

    // A byte written into what was blanked is found.
    let pack = scratch.url.appending(path: "packs/packs/pack-00000.zip")
    var data = try Data(contentsOf: pack)
    let name = try #require(data.range(of: Data("erased/1/0".utf8)))
    data[name.upperBound + 200] = 0x41
    try data.write(to: pack)
    let found = try await Tool.run("verify", scratch.path("packs"))
    #expect(found.code == 1)
    #expect(found.output.contains("altered: erased/1/0"))
  }

  @Test func aSuppressedCustomerIsErasedToo() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let manifest = try scratch.read("small/template.yaml")
    try scratch.write(
      "small/template.yaml",
      manifest + "suppress:\n  - { when: name == 'Customer 2', reason: customer-two }\n")
    let records = try scratch.writeRecords(3)
    let result = try await Tool.run(
      "render", template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf)
    #expect(result.code == 0, "\(result.errors)")
    #expect(try scratch.read("out/suppressed.ndjson").contains("\"R-2\""))
    let erased = try await Tool.run("erase", scratch.path("out"), "--key", "R-2")
    #expect(erased.code == 0, "\(erased.output)\(erased.errors)")
    #expect(
      try scratch.read("out/suppressed.ndjson")
        == #"{"ordinal":2,"key":"---","reason":"customer-two"}"# + "\n")
    let verified = try await Tool.run("verify", scratch.path("out"))
    #expect(verified.code == 0, "\(verified.output)")
    #expect(verified.output.contains("  1 erased\n"))
    let anew = try await Tool.run(
      "verify", scratch.path("out"), "--template", template, "--input", records, "--re-render",
      "100%")
    #expect(anew.code == 0, "\(anew.output)")
    #expect(anew.output.contains("\n  2 records rendered anew\n"))
    #expect(try await Tool.run("erase", scratch.path("out"), "--key", "R-3").code == 0)
    let both = try await Tool.run("verify", scratch.path("out"), "--json")
    #expect(both.json["erased"] as? Int == 2)
  }

  @Test func anInterruptedErasureIsRepeated() async throws {
    let scratch = try Scratch()
    try await render(scratch, "whole")
    #expect(try await erase(scratch, "whole").code == 0)
    try await render(scratch, "torn")
    // As after a power cut between two steps: the note is there, the document is gone, the books are not yet written.
    let digest = Data(Self.erased.utf8).sha256
    try scratch.write("torn/.billow.erasing", "1 \(digest)\n")
    let line = try #require(try scratch.lines("torn/documents.ndjson").first)
    let start = try #require(line.range(of: "\"path\":\""))
    let path = line[start.upperBound...].prefix { $0 != "\"" }
    try FileManager.default.removeItem(atPath: scratch.path("torn/\(path)"))
    let found = try await Tool.run("verify", scratch.path("torn"))
    #expect(found.code == 1)
    #expect(found.output.contains("missing: "))
    let other = try await erase(scratch, "torn", key: "INV-3387745")
    #expect(other.code == 5)
    #expect(other.errors.contains("was interrupted"))
    #expect(try await erase(scratch, "torn").code == 0)
    #expect(try Tree(scratch.path("torn")) == Tree(scratch.path("whole")))
  }

  @Test func nothingIsErasedWhenItCouldNotBeSearchedFor() async throws {
    let scratch = try Scratch()
    try await render(scratch, "out")
    let before = try Tree(scratch.path("out"))
    let result = try await Tool.run(
      "erase", scratch.path("out"), "--key", Self.erased, "--template", Tool.template, "--input",
      scratch.path("nothing"))
    #expect(result.code == 4)
    #expect(result.errors.contains("[input-not-found]"))
    #expect(try Tree(scratch.path("out")) == before)
  }

  @Test func aRunThatIsNotFinishedIsLeftAlone() async throws {
    let scratch = try Scratch()
    try await render(scratch, "out")
    try FileManager.default.removeItem(atPath: scratch.path("out/_SUCCESS"))
    let before = try Tree(scratch.path("out"))
    let result = try await erase(scratch, "out")
    #expect(result.code == 2, "\(result.output)\(result.errors)")
    #expect(result.errors.contains("[run-unfinished]"))
    #expect(try Tree(scratch.path("out")).files.filter { !$0.key.hasPrefix(".") } == before.files)
  }

  @Test func aRunExpiresOnItsDayAndNotBefore() async throws {
    let scratch = try Scratch()
    try await render(scratch, "out", "--retain-until", "2036-12-31")
    #expect(try scratch.read("out/manifest.json").contains(#"["retain-until","2036-12-31"]"#))
    let keys = try scratch.lines("out/documents.ndjson").map { line in
      String(line.split(separator: "\"key\":\"")[1].prefix { $0 != "\"" })
    }
    let early = try await Tool.run("expire", scratch.path("out"), "--on", "2036-12-31")
    #expect(early.code == 1)
    #expect(early.errors.contains("[expire-early]"))
    #expect(try Tree(scratch.path("out")).pages.count == 24)
    let done = try await Tool.run("expire", scratch.path("out"), "--on", "2037-01-01")
    #expect(done.code == 0, "\(done.errors)")
    #expect(try Tree(scratch.path("out")).names == ["_SUCCESS", "manifest.json"])
    let left = try scratch.read("out/manifest.json") + scratch.read("out/_SUCCESS")
    #expect(keys.count == 24)
    for key in keys { #expect(!left.contains(key), "\(key)") }
    let verified = try await Tool.run("verify", scratch.path("out"))
    #expect(verified.code == 0, "\(verified.output)")
    #expect(verified.output.contains("expired on 2037-01-01"))
    let again = try await Tool.run("expire", scratch.path("out"), "--on", "2037-01-02")
    #expect(again.code == 0)
    #expect(again.output.contains("expired already"))
    try scratch.write("out/documents/000/x/index.html", "x")
    #expect(try await Tool.run("verify", scratch.path("out")).code == 1)
  }

  @Test func packsExpireToo() async throws {
    let scratch = try Scratch()
    try await render(
      scratch, "out", "--retain-until", "2036-12-31", "--pack", "--pack-size", "5")
    #expect(try Tree(scratch.path("out")).files.keys.filter { $0.hasSuffix(".zip") }.count > 1)
    // Who was erased before is no hindrance.
    #expect(try await erase(scratch, "out").code == 0)
    #expect(
      try await Tool.run("expire", scratch.path("out"), "--on", "2036-12-31").code == 1)
    #expect(try await Tool.run("verify", scratch.path("out")).code == 0)
    let done = try await Tool.run("expire", scratch.path("out"), "--on", "2037-01-01")
    #expect(done.code == 0, "\(done.errors)")
    #expect(try Tree(scratch.path("out")).names == ["_SUCCESS", "manifest.json"])
    let left = try await bytes(scratch, "out")
    #expect(left.range(of: Data("INV-3387745".utf8)) == nil)
    let verified = try await Tool.run("verify", scratch.path("out"))
    #expect(verified.code == 0, "\(verified.output)")
    #expect(verified.output.contains("expired on 2037-01-01"))
  }

  @Test func retentionComesFromTheTemplateToo() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let manifest = try scratch.read("small/template.yaml")
    let dated = manifest.replacing("key: id,", with: "key: id, as_of: name,")
    try scratch.write("small/template.yaml", dated + "retain_days: 30\n")
    let records = try scratch.writeRecords(1)
    let undated = try await Tool.run("render", template, records, "-o", scratch.path("a"))
    #expect(undated.code == 2)
    #expect(undated.errors.contains("[retain-no-date]"))
    let result = try await Tool.run(
      "render", template, records, "-o", scratch.path("b"), "--as-of", "2026-03-31")
    #expect(result.code == 0, "\(result.errors)")
    #expect(try scratch.read("b/manifest.json").contains(#"["retain-until","2026-04-30"]"#))
    try scratch.write("small/template.yaml", manifest)
    let plain = try await Tool.run(
      "render", template, records, "-o", scratch.path("c"), "--as-of", "2026-03-31")
    #expect(plain.code == 0)
    let never = try await Tool.run("expire", scratch.path("c"), "--on", "2099-01-01")
    #expect(never.code == 2)
    #expect(never.errors.contains("[expire-undated]"))
  }
}
