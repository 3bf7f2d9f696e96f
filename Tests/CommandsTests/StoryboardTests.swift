import Foundation
import Testing

/// `--storyboard`: a film for each document, in the books like every file.
@Suite struct StoryboardRunTests {
  private static let names = [
    "captions.vtt", "index.html", "poster.png", "storyboard.html", "storyboard.json",
    "transcript.txt",
    "voiceover.ssml",
  ]

  private func render(_ scratch: Scratch, _ name: String, _ options: String...) async throws {
    let result = try await Tool.run(
      ["render", Tool.template, Tool.fixtures, "-o", scratch.path(name), "--as-of", Tool.asOf]
        + options)
    #expect(result.code == 0, "\(result.errors)")
  }

  @Test func everyDocumentHasItsFilesAndNothingElseDecidesThem() async throws {
    let scratch = try Scratch()
    try await render(scratch, "one", "--storyboard", "--jobs", "1")
    try await render(scratch, "two", "--storyboard", "--jobs", "4")
    let files = try Tree(scratch.path("one")).files
    #expect(try files == Tree(scratch.path("two")).files)
    let documents = Dictionary(grouping: files.keys.filter { $0.hasPrefix("documents/") }) {
      $0.split(separator: "/").dropLast().joined(separator: "/")
    }
    #expect(documents.count == 24)
    for (folder, paths) in documents {
      #expect(paths.map { String($0.dropFirst(folder.count + 1)) }.sorted() == Self.names)
    }
    let verified = try await Tool.run("verify", scratch.path("one"))
    #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
  }

  @Test func withoutTheFlagThereIsNone() async throws {
    let scratch = try Scratch()
    try await render(scratch, "plain")
    let files = try Tree(scratch.path("plain")).files.keys
    #expect(files.filter { $0.hasPrefix("documents/") }.allSatisfy { $0.hasSuffix("/index.html") })
    let refused = try await Tool.run(
      "render", Tool.template, Tool.fixtures, "-o", scratch.path("plain"), "--as-of", Tool.asOf,
      "--storyboard")
    #expect(refused.code != 0, "another option is another run")
  }

  @Test func whatAFilmSaysIsTheCustomersBill() async throws {
    let scratch = try Scratch()
    let sample = Tool.package.appending(path: "templates/energy-bill/samples/household-due.json")
    let record = try JSONSerialization.jsonObject(with: Data(contentsOf: sample))
    let line = try JSONSerialization.data(withJSONObject: record, options: [.sortedKeys])
    let input = scratch.path("one.ndjson")
    try (line + Data("\n".utf8)).write(to: URL(filePath: input))
    let result = try await Tool.run(
      "render", Tool.template, input, "-o", scratch.path("out"), "--as-of", Tool.asOf,
      "--storyboard")
    #expect(result.code == 0, "\(result.errors)\(result.output)")
    let paths = try Tree(scratch.path("out")).files.keys
    func text(_ name: String) throws -> String {
      let path = try #require(paths.first { $0.hasSuffix("/" + name) })
      return try String(contentsOfFile: scratch.path("out/" + path), encoding: .utf8)
    }
    let json =
      try JSONSerialization.jsonObject(with: Data(text("storyboard.json").utf8)) as? [String: Any]
    let scenes = json?["scenes"] as? [[String: Any]] ?? []
    let ids = scenes.compactMap { $0["id"] as? String }
    #expect(
      ids.first == "welcome" && ids.contains("due") && ids.contains("pay") && ids.last == "help")
    #expect(try text("captions.vtt").hasPrefix("WEBVTT\n\nwelcome\n00:00:00.000 --> "))
    #expect(try text("transcript.txt").contains("https://www.ondaluce.example/pay/ol-2026-004417"))
    #expect(try text("index.html").contains("<section class=\"bp\""))
    #expect(try text("storyboard.html").contains("Content-Security-Policy"))
  }
}
