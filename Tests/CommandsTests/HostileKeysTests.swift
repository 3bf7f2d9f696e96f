import Foundation
import Testing

/// Keys that are paths, devices, controls or look alike become safe names, one each, beneath the folder.
@Suite struct HostileKeysTests {
  private static let keys = [
    "../x", "..", ".", "a/b", "a\\b", "/etc/passwd", "CON", "con", "nul.txt", "COM1", "-rf", "~",
    "a\nb", "a\u{0}b", "a\u{202E}b", "a\u{200F}b", "\u{FEFF}a", "A", "a", "É", "E\u{301}", "é",
    "e\u{301}", "ß", "SS", "ﬁ", "fi", "%2e", "a b", " a", "a ", "a.", "*?<>|:\"", "'; rm -rf /",
    String(repeating: "x", count: 300), String(repeating: "x", count: 301),
    String(repeating: "É", count: 150), "documents", "_SUCCESS", "journal",
  ]

  /// Unpacks with Python, which would follow `..` no further than its target, and lists what is there.
  private static let script = """
    import glob, sys, zipfile
    for name in sorted(glob.glob(sys.argv[1] + "/packs/*.zip")):
        pack = zipfile.ZipFile(name)
        assert all(".." not in n and not n.startswith("/") for n in pack.namelist())
        pack.extractall(sys.argv[2])
    """

  @Test func everyKeyHasOneSafePlace() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate(page: "<p>{{ id }}</p>")
    let lines = try Self.keys.map { key in
      let record: [String: Any] = ["id": key, "name": "A", "amount": 1]
      return String(
        decoding: try JSONSerialization.data(withJSONObject: record, options: .sortedKeys),
        as: UTF8.self)
    }
    let input = try scratch.write("in.ndjson", lines.joined(separator: "\n"))
    for form in [[], ["--pack"], ["--gzip"]] {
      let name = form.first ?? "tree"
      let result = try await Tool.run(
        ["render", template, input, "-o", scratch.path("deep/\(name)"), "--as-of", Tool.asOf]
          + form)
      #expect(result.code == 0, "\(result.errors)")
      #expect(try scratch.lines("deep/\(name)/documents.ndjson").count == Self.keys.count)
    }
    #expect(
      Set(try FileManager.default.contentsOfDirectory(atPath: scratch.path("deep"))) == [
        "tree", "--pack", "--gzip",
      ])
    let tree = try Tree(scratch.path("deep/tree"))
    #expect(tree.pages.count == Self.keys.count)
    #expect(Set(tree.pages.map { $0.lowercased() }).count == Self.keys.count, "without case too")
    for page in tree.pages {
      let parts = page.split(separator: "/")
      #expect(parts.count == 4 && parts[3] == "index.html" && parts[2].utf8.count <= 200)
      #expect(page.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "\(page)")
    }
    let unpacked = try await Tool.run(
      program: "/usr/bin/python3",
      ["-c", Self.script, scratch.path("deep/--pack"), scratch.path("unpacked")])
    #expect(unpacked.code == 0, "\(unpacked.errors)")
    let packed = try Tree(scratch.path("unpacked"))
    #expect(packed.files == tree.files.filter { $0.key.hasPrefix("documents/") })
    let siblings = try Tree(scratch.path("deep/--gzip"))
    #expect(siblings.pages.filter { !$0.hasSuffix(".gz") } == tree.pages)
    #expect(siblings.pages.count == 2 * Self.keys.count)
  }
}
