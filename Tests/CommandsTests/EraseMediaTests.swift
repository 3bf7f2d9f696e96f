import Foundation
import Testing

/// Of a customer with a film, pictures and messages nothing is left either, nor of one whose page is locked.
@Suite struct EraseMediaTests {
  private static let media = [
    "captions.vtt", "mail.eml", "poster.png", "sms.txt", "storyboard.html", "storyboard.json",
    "storyboard.mp4", "transcript.txt",
  ]

  private func write(_ scratch: Scratch) throws -> String {
    let template = try scratch.writeFilmTemplate()
    let manifest = try scratch.read("film/template.yaml")
    try scratch.write(
      "film/template.yaml",
      manifest + """
          mail:
            email: pages/mail.liquid
            text: pages/mail-text.liquid
            as: mail.eml
            from: bills@example.com
            to: { name: "{{ name }}", address: "{{ id }}@example.com" }
            subject: "{{ name }}: {{ amount }}"
            pictures: { poster: { film: poster, otherwise: assets/poster.png } }
          sms: { sms: pages/sms.liquid, as: sms.txt }

        """)
    try scratch.write(
      "film/pages/mail.liquid", "<p>{{ name }}<img src=\"cid:poster\" alt=\"\"></p>\n")
    try scratch.write("film/pages/mail-text.liquid", "{{ name }}\n")
    try scratch.write("film/pages/sms.liquid", "{{ name }} {{ amount }}\n")
    let poster = Tool.package.appending(path: "templates/welcome/assets/poster.png")
    try scratch.write("film/assets/poster.png", try Data(contentsOf: poster))
    return template
  }

  /// Every byte of a run, packs unpacked too; and the names of its files.
  private func contents(_ scratch: Scratch, _ run: String) async throws -> Data {
    var all = Data()
    for name in try FileManager.default.subpathsOfDirectory(atPath: scratch.path(run)) {
      all += Data(name.utf8)
      let path = scratch.path("\(run)/\(name)")
      guard let data = FileManager.default.contents(atPath: path) else { continue }
      all += data
      guard name.hasSuffix(".zip") else { continue }
      let unpacked = scratch.path("\(run)-unpacked-\(UUID())")
      let done = try await Tool.run(program: "/usr/bin/unzip", ["-q", path, "-d", unpacked])
      #expect(done.code == 0, "\(done.errors)")
      for inner in try FileManager.default.subpathsOfDirectory(atPath: unpacked) {
        all += Data(inner.utf8)
        all += FileManager.default.contents(atPath: "\(unpacked)/\(inner)") ?? Data()
      }
    }
    return all
  }

  @Test(arguments: [[], ["--pack"]]) func filmsPicturesAndMessages(_ more: [String]) async throws {
    let scratch = try Scratch()
    let template = try write(scratch)
    let records = try scratch.writeRecords(4)
    let render = try await Tool.run(
      [
        "render", template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf, "--video",
        "mp4", "--frames", "unique", "--size", "160x90",
      ] + more)
    #expect(render.code == 0, "\(render.errors)")
    let line = try #require(try scratch.lines("out/documents.ndjson").first { $0.contains("R-2") })
    for name in Self.media { #expect(line.contains("\"name\":\"\(name)\""), "\(name)") }
    #expect(line.contains("\"name\":\"frames/"))
    let before = try await contents(scratch, "out")
    let canaries = ["Customer 2", "R-2", "R-2@example.com"]
    for canary in canaries { #expect(before.range(of: Data(canary.utf8)) != nil) }

    let erased = try await Tool.run(
      "erase", scratch.path("out"), "--key", "R-2", "--template", template, "--input", records)
    #expect(erased.code == 0, "\(erased.output)\(erased.errors)")
    #expect(erased.output.contains("nothing is left"))
    let after = try await contents(scratch, "out")
    for canary in canaries { #expect(after.range(of: Data(canary.utf8)) == nil, "\(canary)") }
    let left = try scratch.lines("out/documents.ndjson").filter { $0.contains("storyboard.mp4") }
    #expect(left.count == 3)
    let verified = try await Tool.run(
      "verify", scratch.path("out"), "--re-render", "100%", "--leaks", "--template", template,
      "--input", records)
    #expect(verified.code == 0, "\(verified.output)")
    #expect(verified.output.contains("  1 erased\n"))
    #expect(verified.output.contains("  3 records rendered anew\n"))
  }

  @Test(arguments: [[], ["--pack"]]) func aLockedPage(_ more: [String]) async throws {
    let scratch = try Scratch()
    let key = try scratch.write("link.key", Data(repeating: 5, count: 32))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
    let render = try await Tool.run(
      [
        "render", Tool.template, Tool.fixtures, "-o", scratch.path("out"), "--as-of", Tool.asOf,
        "--link-key", key, "--link-base", "https://bills.example.com/", "--lock",
      ] + more)
    #expect(render.code == 0, "\(render.errors)")
    let number = "OL-2026-004417"
    let link = try #require(try scratch.lines("out/links.ndjson").first { $0.contains(number) })
    let address = try #require(link.firstMatch(of: /bills\.example\.com\/([^"#]+)/)).output.1
    let words = address.split(separator: "/").map(String.init)
    #expect(words.count == 2)
    let before = try await contents(scratch, "out")
    for canary in words + [number] where canary.count > 3 {
      #expect(before.range(of: Data(canary.utf8)) != nil)
    }
    let erased = try await Tool.run(
      "erase", scratch.path("out"), "--key", number, "--template", Tool.template, "--input",
      Tool.fixtures)
    #expect(erased.code == 0, "\(erased.output)\(erased.errors)")
    let after = try await contents(scratch, "out")
    // Neither the customer nor the way to the page that was theirs.
    for canary in words + [number] where canary.count > 3 {
      #expect(after.range(of: Data(canary.utf8)) == nil, "\(canary)")
    }
    let verified = try await Tool.run("verify", scratch.path("out"))
    #expect(verified.code == 0, "\(verified.output)")
    #expect(verified.output.contains("  1 erased\n"))
  }
}
