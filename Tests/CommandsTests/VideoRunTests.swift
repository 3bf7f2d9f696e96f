import Foundation
import Testing

/// Films in a run: files of their documents like any other, the same however the run went.
@Suite struct VideoRunTests {
  private struct Film {
    let scratch: Scratch
    let template: String
    let records: String

    init(_ count: Int = 2) throws {
      scratch = try Scratch()
      template = try scratch.writeFilmTemplate()
      records = try scratch.writeRecords(count)
    }

    func render(_ name: String, _ options: String...) async throws {
      let result = try await Tool.run(
        ["render", template, records, "-o", scratch.path(name), "--as-of", Tool.asOf] + options)
      #expect(result.code == 0, "\(result.errors)")
    }

    /// The documents' files of a name.
    func files(_ run: String, _ name: String) throws -> [String] {
      try Tree(scratch.path(run)).files.keys.filter { $0.hasSuffix("/" + name) }.sorted()
        .map { scratch.path(run + "/" + $0) }
    }
  }

  @Test(arguments: ["mp4", "webm"]) func everyDocumentHasAFilmAndTheBooksSaySo(
    format: String
  ) async throws {
    let film = try Film(3)
    try await film.render(
      "one", "--video", format, "--frames", "none", "--jobs", "1", "--verify-reuse")
    try await film.render("two", "--video", format, "--frames", "none", "--jobs", "3")
    #expect(try Tree(film.scratch.path("one")).files == Tree(film.scratch.path("two")).files)
    let names = try film.files("one", "storyboard.\(format)")
    #expect(names.count == 3)
    #expect(try film.files("one", "poster.png").isEmpty)
    let told = try film.files("one", "storyboard.json")
    for path in told {
      let json =
        try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path)))
        as? [String: Any]
      let pictures = try #require(json?["pictures"] as? [String: Any])
      #expect(pictures["film"] as? String == "storyboard.\(format)")
    }
    let verified = try await Tool.run(
      "verify", film.scratch.path("two"), "--re-render", "100%", "--leaks", "--template",
      film.template, "--input", film.records)
    #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/ffprobe"), "no ffprobe"),
    arguments: [([], "25", 320), (["--fps", "10", "--size", "180x320"], "10", 180)])
  func theFilmIsAsLongAsTheStoryboardInThatSize(
    _ options: [String], _ rate: String, _ width: Int
  ) async throws {
    let film = try Film(1)
    let result = try await Tool.run(
      [
        "render", film.template, film.records, "-o", film.scratch.path("out"), "--as-of", Tool.asOf,
        "--video", "mp4", "--video-rate", "constant",
      ] + options)
    #expect(result.code == 0, "\(result.errors)")
    let path = try #require(try film.files("out", "storyboard.mp4").first)
    let probe = try await Tool.run(
      program: "/usr/bin/ffprobe",
      [
        "-v", "error", "-count_frames", "-select_streams", "v", "-show_entries",
        "stream=width,r_frame_rate,nb_read_frames:format=duration", "-of", "csv=p=0", path,
      ])
    #expect(probe.errors.isEmpty)
    #expect(
      probe.output.split(whereSeparator: \.isNewline).map(String.init) == [
        "\(width),\(rate)/1,\((Int(rate) ?? 0) * 4)", "4.000000",
      ])
  }

  @Test func aRunThatIsStoppedGoesOnToTheSameFilms() async throws {
    let film = try Film(30)
    let command = [
      "render", film.template, film.records, "--as-of", Tool.asOf, "--jobs", "1", "--video", "mp4",
      "--size", "160x90",
    ]
    let whole = try await Tool.run(command + ["-o", film.scratch.path("whole")])
    #expect(whole.code == 0, "\(whole.errors)")
    let stopped = try await Tool.run(
      command + ["-o", film.scratch.path("out")], environment: ["BILLOW_CRASH_DRILL": "9:terminate"]
    )
    #expect(stopped.code == 128 + SIGTERM)
    let other = try await Tool.run(
      command + ["-o", film.scratch.path("out"), "--resume", "--video-rate", "constant"])
    #expect(other.code != 0, "another rate is another run")
    let resumed = try await Tool.run(command + ["-o", film.scratch.path("out"), "--resume"])
    #expect(resumed.code == 0, "\(resumed.errors)")
    #expect(try Tree(film.scratch.path("out")) == Tree(film.scratch.path("whole")))
  }

  @Test func whatIsNoChoiceIsRefused() async throws {
    let film = try Film(1)
    for options in [
      ["--video", "avi"], ["--video", "mp4", "--video-rate", "none"],
      ["--video-rate", "constant"],
    ] {
      let result = try await Tool.run(
        ["render", film.template, film.records, "-o", film.scratch.path("no")] + options)
      #expect(result.code == 2 && !film.scratch.exists("no"), "\(options): \(result.code)")
    }
    let small = try film.scratch.writeSmallTemplate()
    let result = try await Tool.run(
      "render", small, film.records, "-o", film.scratch.path("no"), "--video", "mp4")
    #expect(
      result.code == 2 && result.errors.contains("[frames-no-storyboard]"), "\(result.errors)")
  }
}
