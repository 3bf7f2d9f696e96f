import Foundation
import Testing

/// `--pack`, `--pack-size` and `--gzip`: the same documents in other clothes.
@Suite struct PackOptionsTests {
  /// Every entry of the packs by its path, as Python's zipfile reads them.
  private static let script = """
    import glob, hashlib, json, sys, zipfile
    found = {}
    for name in sorted(glob.glob(sys.argv[1] + "/packs/*.zip")):
        pack = zipfile.ZipFile(name)
        assert pack.testzip() is None
        for entry in pack.infolist():
            assert entry.compress_type == 8 and entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.filename not in found
            found[entry.filename] = hashlib.sha256(pack.read(entry)).hexdigest()
    print(json.dumps(found))
    """

  private func entries(_ folder: String) async throws -> [String: String] {
    let result = try await Tool.run(program: "/usr/bin/python3", ["-c", Self.script, folder])
    #expect(result.code == 0, "\(result.errors)")
    return result.json as? [String: String] ?? [:]
  }

  @Test func packsHoldTheTree() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let records = try scratch.writeRecords(1000)
    func render(_ name: String, _ options: String...) async throws {
      let result = try await Tool.run(
        ["render", template, records, "-o", scratch.path(name), "--as-of", Tool.asOf] + options)
      #expect(result.code == 0, "\(result.errors)")
    }
    try await render("tree")
    try await render("packs", "--pack")
    try await render("split", "--pack", "--pack-size", "300,1GiB", "--jobs", "4")
    let tree = try Tree(scratch.path("tree")).files.filter { $0.key.hasPrefix("documents/") }
    #expect(tree.count == 1000)
    #expect(try await entries(scratch.path("packs")) == tree)
    #expect(try await entries(scratch.path("split")) == tree)
    let packs = try Tree(scratch.path("split")).names.filter { $0.hasPrefix("packs/") }
    #expect(packs == (0...3).map { "packs/pack-0000\($0).zip" })
    let books = try ["packs", "split"].map { try scratch.read("\($0)/documents.ndjson") }
    #expect(books[0] == books[1], "the books do not depend on where packs end")
    let result = try await Tool.run(
      "verify", scratch.path("split"), "--re-render", "100%",
      "--template", template, "--input", records)
    #expect(result.code == 0, "\(result.output)")
  }

  /// A pack's books give the hash of an entry as a gzip member: that of the sibling which a tree has.
  @Test func packsAreListedByTheHashOfTheSiblings() async throws {
    let scratch = try Scratch()
    for (name, option) in [("tree", "--gzip"), ("packs", "--pack")] {
      let result = try await Tool.run(
        "render", Tool.template, Tool.fixtures, "-o", scratch.path(name), option)
      #expect(result.code == 0, "\(result.errors)")
    }
    func hashes(_ name: String, _ pattern: Regex<(Substring, Substring)>) throws -> [String] {
      try scratch.lines("\(name)/documents.ndjson").map {
        String(try #require($0.firstMatch(of: pattern)).output.1)
      }
    }
    let siblings = try hashes("tree", /"index\.html\.gz","bytes":\d+,"sha256":"([0-9a-f]{64})"/)
    #expect(siblings.count == 24)
    #expect(
      try hashes("packs", /"index\.html","bytes":\d+,"gzipSha256":"([0-9a-f]{64})"/) == siblings)
  }

  @Test func gzipSiblingsUnpackToTheirPages() async throws {
    let scratch = try Scratch()
    let result = try await Tool.run(
      "render", Tool.template, Tool.fixtures, "-o", scratch.path("out"), "--gzip")
    #expect(result.code == 0, "\(result.errors)")
    let tree = try Tree(scratch.path("out"))
    #expect(tree.pages.count == 48)
    for name in tree.pages where name.hasSuffix(".gz") {
      let unpacked = try await Tool.run(
        program: "/bin/gzip", ["-dc", scratch.path("out/" + name)])
      #expect(unpacked.code == 0, "\(unpacked.errors)")
      #expect(Data(unpacked.output.utf8).sha256 == tree.files[String(name.dropLast(3))])
    }
    let lines = try scratch.lines("out/documents.ndjson")
    #expect(lines.allSatisfy { $0.contains(#"{"name":"index.html.gz","bytes":"#) })
  }

  @Test(arguments: [
    ["--pack-size", "5"], ["--pack", "--gzip"], ["--pack", "--pack-size", "0"],
    ["--pack", "--pack-size", "1TB"], ["--pack", "--pack-size", "5,5"],
    ["--pack", "--pack-size", "99999999999GiB"], ["--pack", "--pack-size", "1GiB,2GiB"],
  ])
  func whatMakesNoSenseIsAUsageError(_ options: [String]) async throws {
    let scratch = try Scratch()
    let result = try await Tool.run(
      ["render", Tool.template, Tool.fixtures, "-o", scratch.path("out")] + options)
    #expect(result.code == 2)
    #expect(!scratch.exists("out"))
  }

  @Test func anotherFormIsAnotherRun() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let records = try scratch.writeRecords(3)
    let arguments = [
      "render", template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf,
    ]
    #expect(try await Tool.run(arguments).code == 0)
    let refused = try await Tool.run(arguments + ["--pack"])
    #expect(refused.code == 2)
    #expect(refused.errors.contains("option pack-size was not set and is 100000 documents"))
  }
}
