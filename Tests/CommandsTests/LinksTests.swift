import Foundation
import Testing

/// Runs whose documents have public names, and signed links.
@Suite struct LinksTests {
  private static let base = "https://bills.example.com/b/"

  /// A page that shows its address and a signed link.
  private static let page = """
    <p>{{ name }}</p>{% if link %}<a href="{{ link.page }}">here</a>{% endif %}
    {% assign pay = 'https://pay.example.com/p' | signed_link: reference: id, amount: amount, currency: 'EUR', payee: 'X1', days: 30 %}
    {% if pay %}<a href="{{ pay }}">pay</a>{% else %}<p>unsigned</p>{% endif %}
    """

  private func key(_ scratch: Scratch, _ name: String = "link.key", _ byte: UInt8 = 11) throws
    -> String
  {
    let path = try scratch.write(name, Data(repeating: byte, count: 40))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    return path
  }

  private struct Listed: Decodable {
    var ordinal: Int
    var key: String
    var link: String
  }

  private func links(_ scratch: Scratch, _ run: String) throws -> [Listed] {
    try scratch.lines("\(run)/links.ndjson").map {
      try JSONDecoder().decode(Listed.self, from: Data($0.utf8))
    }
  }

  @Test func noKeyStandsInAPath() async throws {
    let scratch = try Scratch()
    let (template, records) = (
      try scratch.writeSmallTemplate(page: Self.page), try scratch.writeRecords(600)
    )
    let key = try key(scratch)
    func render(_ run: String, jobs: String = "2", _ more: String...) async throws -> Tree {
      let result = try await Tool.run(
        [
          "render", template, records, "-o", scratch.path(run), "--as-of", Tool.asOf, "--jobs",
          jobs, "--link-key", key, "--link-base", Self.base,
        ] + more)
      #expect(result.code == 0, "\(result.errors)")
      return try Tree(scratch.path(run))
    }
    let tree = try await render("out", jobs: "4")
    #expect(tree.pages.count == 600)
    #expect(!tree.names.contains { $0.contains("=") }, "as every name made of these keys does")
    #expect(tree == (try await render("again", jobs: "1")), "the same names each time")
    let listed = try links(scratch, "out")
    #expect(listed.map(\.key) == (1...600).map { "R-\($0)" })
    #expect(Set(listed.map(\.link)).count == 600)
    for entry in [listed[0], listed[599]] {
      #expect(entry.link.hasPrefix(Self.base) && entry.link.hasSuffix("/"))
      let path = "out/documents/\(entry.link.dropFirst(Self.base.count))index.html"
      let page = try scratch.read(path)
      #expect(page.contains("<p>Customer \(entry.key.dropFirst(2))</p>"))
      #expect(page.contains("href=\"\(entry.link)\""), "link.page is the address")
      #expect(page.contains("href=\"https://pay.example.com/p?k="))
    }
    for name in ["links.ndjson", "documents.ndjson", "rejects.ndjson", "suppressed.ndjson"] {
      let facts = try FileManager.default.attributesOfItem(atPath: scratch.path("out/\(name)"))
      #expect(facts[.posixPermissions] as? Int == 0o600, "\(name)")
    }
    let manifest = try scratch.read("out/manifest.json")
    #expect(manifest.contains("\"links\":{\"keyId\":\""))
    #expect(!(try scratch.read("out/report.html")).contains("documents/"), "a report is passed on")
    let packed = try await render("packs", "--pack")
    #expect(packed.names.contains("packs/pack-00000.zip"))
    let names = try await Tool.run(
      program: "/usr/bin/unzip", ["-Z1", scratch.path("packs/packs/pack-00000.zip")])
    #expect(names.output.split(separator: "\n").count == 600)
    #expect(!names.output.contains("="))
  }

  @Test func theKeyStandsNowhere() async throws {
    let scratch = try Scratch()
    let (template, records) = (
      try scratch.writeSmallTemplate(page: Self.page), try scratch.writeRecords(3)
    )
    let secret = "this is the secret of forty bytes long.."
    let key = try scratch.write("link.key", secret)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
    let result = try await Tool.run(
      "render", template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf, "--link-key",
      key, "--link-base", Self.base, "--log-level", "debug")
    #expect(result.code == 0)
    #expect(!(result.output + result.errors).contains("secret of forty"))
    for name in try FileManager.default.subpathsOfDirectory(atPath: scratch.path("out")) {
      guard let data = FileManager.default.contents(atPath: scratch.path("out/\(name)")) else {
        continue
      }
      #expect(data.range(of: Data("secret of forty".utf8)) == nil, "\(name)")
    }
  }

  @Test func verifyKnowsTheNames() async throws {
    let scratch = try Scratch()
    let (template, records) = (
      try scratch.writeSmallTemplate(page: Self.page), try scratch.writeRecords(300)
    )
    let (mine, other) = (try key(scratch), try key(scratch, "other.key", 12))
    for (run, more) in [("tree", []), ("packs", ["--pack"])] {
      let result = try await Tool.run(
        [
          "render", template, records, "-o", scratch.path(run), "--as-of", Tool.asOf,
          "--link-key", mine, "--link-base", Self.base,
        ] + more)
      #expect(result.code == 0, "\(result.errors)")
      let plain = try await Tool.run("verify", scratch.path(run))
      #expect(plain.code == 0, "\(plain.output)")
      let known = try await Tool.run(
        "verify", scratch.path(run), "--link-key", mine, "--re-render", "100%", "--leaks",
        "--template", template, "--input", records)
      #expect(known.code == 0, "\(known.output)\(known.errors)")
      let wrong = try await Tool.run("verify", scratch.path(run), "--link-key", other)
      #expect(wrong.code == 2)
      #expect(wrong.errors.contains("[link-key-differs]"))
    }
    let needed = try await Tool.run(
      "verify", scratch.path("tree"), "--re-render", "1%", "--template", template, "--input",
      records)
    #expect(needed.code == 2)
    #expect(needed.errors.contains("[link-key-needed]"))

    let lines = try scratch.lines("tree/links.ndjson")
    let swapped = [lines[0].replacing("R-1\"", with: "R-2\"")] + lines.dropFirst()
    try scratch.write("tree/links.ndjson", swapped.joined(separator: "\n") + "\n")
    let found = try await Tool.run("verify", scratch.path("tree"))
    #expect(found.code == 1)
    #expect(found.output.contains("altered: links.ndjson, record 1: "))
  }

  /// A name taken from another document is known without the key by its book, and with it by itself.
  @Test func aDocumentUnderAnothersNameIsFound() async throws {
    let scratch = try Scratch()
    let (template, records) = (
      try scratch.writeSmallTemplate(page: Self.page), try scratch.writeRecords(2)
    )
    let key = try key(scratch)
    let result = try await Tool.run(
      "render", template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf, "--link-key",
      key, "--link-base", Self.base)
    #expect(result.code == 0)
    let folders = try links(scratch, "out").map {
      scratch.path("out/documents/\($0.link.dropFirst(Self.base.count).dropLast())")
    }
    let files = FileManager.default
    try files.moveItem(atPath: folders[0], toPath: scratch.path("aside"))
    try files.moveItem(atPath: folders[1], toPath: folders[0])
    try files.moveItem(atPath: scratch.path("aside"), toPath: folders[1])
    let found = try await Tool.run("verify", scratch.path("out"))
    #expect(found.code == 1)
    #expect(found.output.contains("swapped: documents/"))
  }

  @Test func aRunWithAnotherKeyIsAnother() async throws {
    let scratch = try Scratch()
    let (template, records) = (
      try scratch.writeSmallTemplate(), try scratch.writeRecords(2)
    )
    func render(_ key: String, into run: String = "out") async throws -> Tool.Result {
      try await Tool.run(
        "render", template, records, "-o", scratch.path(run), "--as-of", Tool.asOf, "--link-key",
        key, "--link-base", Self.base)
    }
    let (mine, other) = (try key(scratch), try key(scratch, "other.key", 12))
    #expect(try await render(mine).code == 0)
    let again = try await render(other)
    #expect(again.code == 2)
    #expect(again.errors.contains("option link-key was "))
    #expect(try await render(other, into: "other").code == 0)
    let both = try links(scratch, "out") + links(scratch, "other")
    #expect(Set(both.map(\.link)).count == 4)
  }

  @Test func keysAreRefusedBeforeAnythingIsWritten() async throws {
    let scratch = try Scratch()
    let (template, records) = (
      try scratch.writeSmallTemplate(), try scratch.writeRecords(1)
    )
    let open = try scratch.write("open.key", Data(repeating: 1, count: 32))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: open)
    let result = try await Tool.run(
      "render", template, records, "-o", scratch.path("out"), "--link-key", open, "--link-base",
      Self.base)
    #expect(result.code == 2)
    #expect(result.errors.contains("[link-key-open]"))
    #expect(!scratch.exists("out"))
    let half = try await Tool.run(
      "render", template, records, "-o", scratch.path("out"), "--link-key", open)
    #expect(half.code == 2)
    let plain = try await Tool.run(
      "render", template, records, "-o", scratch.path("out"), "--link-key", open, "--link-base",
      "http://bills.example.com/")
    #expect(plain.code == 2)
    #expect(plain.errors.contains("--link-base takes an https: address"))
  }

  @Test func signsAndVerifies() async throws {
    let scratch = try Scratch()
    let (old, new) = (try key(scratch), try key(scratch, "new.key", 12))
    let signed = try await Tool.run(
      "link", "sign", "https://pay.example.com/p", "--link-key", old, "--expires", "2026-05-31",
      "--reference", "INV-1", "--amount", "182.40", "--currency", "EUR", "--payee", "IT1")
    #expect(signed.code == 0, "\(signed.errors)")
    let url = signed.output.trimmingCharacters(in: .newlines)
    func verify(_ url: String, at day: String, _ keys: String...) async throws -> Tool.Result {
      try await Tool.run(
        ["link", "verify", url, "--at", day] + keys.flatMap { ["--link-key", $0] })
    }
    let good = try await verify(url, at: "2026-05-31", new, old)
    #expect(good.code == 0, "\(good.errors)")
    #expect(good.json["amount"] as? String == "182.40")
    #expect(good.json["payee"] as? String == "IT1")
    #expect(good.json["reference"] as? String == "INV-1")
    let refusals = [
      (url, "2026-06-01", [old], "it has expired"), (url, "2026-05-31", [new], "none of the keys"),
      (url.replacing("182.40", with: "1.40"), "2026-05-31", [old], "its signature is not"),
    ]
    for (url, day, keys, words) in refusals {
      let bad = try await Tool.run(
        ["link", "verify", url, "--at", day] + keys.flatMap { ["--link-key", $0] })
      #expect(bad.code == 1)
      #expect(bad.errors.contains(words), "\(bad.errors)")
    }
  }
}
