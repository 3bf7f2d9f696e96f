import Foundation
import Testing

/// Pictures of storyboards in a run: in the books, the same however the run went.
@Suite struct FrameRunTests {
  private struct Film {
    let scratch: Scratch
    let template: String
    let records: String

    init(_ count: Int = 3) throws {
      scratch = try Scratch()
      template = try scratch.writeFilmTemplate()
      records = try scratch.writeRecords(count)
    }

    @discardableResult
    func render(_ name: String, _ options: String...) async throws -> Tool.Result {
      let result = try await Tool.run(
        ["render", template, records, "-o", scratch.path(name), "--as-of", Tool.asOf] + options)
      #expect(result.code == 0, "\(result.errors)")
      return result
    }

    /// The folder of the first document.
    func document(_ name: String) throws -> String {
      let paths = try Tree(scratch.path(name)).files.keys.sorted()
      let path = try #require(paths.first { $0.hasSuffix("/storyboard.json") })
      return scratch.path(name + "/" + path.dropLast("/storyboard.json".count))
    }

    /// What `storyboard.json` says of a document's pictures.
    func pictures(_ name: String) throws -> [String: Any] {
      let data = try Data(contentsOf: URL(filePath: document(name) + "/storyboard.json"))
      let json = try JSONSerialization.jsonObject(with: data) as? [String: Any]
      return try #require(json?["pictures"] as? [String: Any])
    }
  }

  /// Width and height of a PNG, from its header.
  private func size(_ path: String) throws -> [Int] {
    let bytes = try Data(contentsOf: URL(filePath: path))
    return [16, 20].map { at in bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
  }

  @Test func everyDocumentHasAPosterUnlessNoneIsWanted() async throws {
    let film = try Film()
    try await film.render("one")
    let files = try Tree(film.scratch.path("one")).files.keys
    #expect(files.filter { $0.hasSuffix("/poster.png") }.count == 3)
    #expect(!files.contains { $0.contains("/frames/") })
    #expect(try size(film.document("one") + "/poster.png") == [320, 180])
    #expect(try film.pictures("one")["poster"] as? String == "poster.png")
    try await film.render("none", "--frames", "none")
    #expect(!(try Tree(film.scratch.path("none")).files.keys.contains { $0.hasSuffix(".png") }))
  }

  @Test func framesAreTheSameHoweverManyWorkAndAreInTheBooks() async throws {
    let film = try Film(5)
    try await film.render("one", "--frames", "unique", "--jobs", "1", "--verify-reuse")
    try await film.render("two", "--frames", "unique", "--jobs", "4")
    #expect(try Tree(film.scratch.path("one")).files == Tree(film.scratch.path("two")).files)
    let verified = try await Tool.run("verify", film.scratch.path("one"))
    #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
    let again = try await Tool.run(
      "verify", film.scratch.path("two"), "--re-render", "100%", "--leaks", "--template",
      film.template, "--input", film.records)
    #expect(again.code == 0, "\(again.output)\(again.errors)")
  }

  @Test func durationsFillTheFilmAndEveryFrameIsThere() async throws {
    let film = try Film(1)
    try await film.render("out", "--frames", "unique", "--fps", "10")
    let pictures = try film.pictures("out")
    let frames = try #require(pictures["frames"] as? [[String: Any]])
    var time = 0.0
    for frame in frames {
      #expect(abs((frame["from"] as? Double ?? -1) - time) < 1e-6)
      time += frame["duration"] as? Double ?? 0
      let name = try #require(frame["file"] as? String)
      #expect(
        name == "frames/" + String(format: "%05d", Int((frame["from"] as? Double ?? 0) * 10 + 0.5))
          + ".png")
      #expect(try size(film.document("out") + "/" + name) == [320, 180])
    }
    #expect(abs(time - 4) < 1e-6)
    // The second scene stands still after its counter: far fewer files than frames, and more than its movements' half.
    #expect(frames.count > 12 && frames.count < 30)
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/ffmpeg"), "no ffmpeg"),
    arguments: [25, 10])
  func ffmpegPlaysTheListToItsEnd(rate: Int) async throws {
    let film = try Film(1)
    try await film.render("out", "--frames", "unique", "--fps", String(rate))
    let list = try film.document("out") + "/frames/frames.ffconcat"
    let raw = film.scratch.path("raw")
    let result = try await Tool.run(
      program: "/usr/bin/ffmpeg",
      ["-v", "error", "-i", list, "-vf", "fps=\(rate)", "-pix_fmt", "gray", "-f", "rawvideo", raw])
    #expect(result.code == 0 && result.errors.isEmpty, "\(result.errors)")
    let bytes = try Data(contentsOf: URL(filePath: raw)).count
    #expect(bytes == 4 * rate * 320 * 180, "\(bytes / 320 / 180) frames")
  }

  @Test func aSequenceIsNumberedAndEqualFramesAreOneFile() async throws {
    let film = try Film(1)
    try await film.render("unique", "--frames", "unique")
    try await film.render("out", "--frames", "sequence")
    let frames = try film.document("out") + "/frames"
    let names = try FileManager.default.contentsOfDirectory(atPath: frames)
      .filter { $0.hasSuffix(".png") }.sorted()
    #expect(names == (0..<100).map { String(format: "%05d.png", $0) })
    let nodes = try names.map {
      try FileManager.default.attributesOfItem(atPath: frames + "/" + $0)[.systemFileNumber] as? Int
    }
    let stills = try #require(film.pictures("unique")["frames"] as? [[String: Any]])
    #expect(Set(nodes).count == stills.count)
    #expect(nodes[98] == nodes[99] && nodes[0] != nodes[1])
    let verified = try await Tool.run("verify", film.scratch.path("out"))
    #expect(verified.code == 0, "\(verified.output)")
  }

  @Test(arguments: [
    ("640x360", "16:9", [255, 0, 0]), ("128x128", "1:1", [0, 255, 0]),
    ("180x320", "9:16", [0, 0, 255]),
  ])
  func theSizeChoosesTheLayout(_ size: String, _ layout: String, _ color: [UInt8]) async throws {
    let film = try Film(1)
    try await film.render("out", "--size", size)
    #expect(try film.pictures("out")["layout"] as? String == layout)
    let poster = try film.document("out") + "/poster.png"
    #expect(try self.size(poster) == size.split(separator: "x").compactMap { Int($0) })
    let raw = film.scratch.path("raw")
    _ = try await Tool.run(
      program: "/usr/bin/ffmpeg",
      ["-v", "error", "-i", poster, "-pix_fmt", "rgb24", "-f", "rawvideo", raw])
    #expect(Array(try Data(contentsOf: URL(filePath: raw)).prefix(3)) == color)
  }

  @Test func aPackHoldsWhatTheTreeHolds() async throws {
    let film = try Film(3)
    try await film.render("tree", "--frames", "unique")
    try await film.render("pack", "--frames", "unique", "--pack")
    let verified = try await Tool.run("verify", film.scratch.path("pack"))
    #expect(verified.code == 0, "\(verified.output)")
    let unpacked = try await Tool.run(
      program: "/usr/bin/python3",
      [
        "-m", "zipfile", "-e", film.scratch.path("pack/packs/pack-00000.zip"),
        film.scratch.path("unpacked"),
      ])
    #expect(unpacked.code == 0, "\(unpacked.errors)")
    let tree = try Tree(film.scratch.path("tree")).files.filter { $0.key.hasPrefix("documents/") }
    #expect(try Tree(film.scratch.path("unpacked")).files == tree)
    let refused = try await Tool.run(
      "render", film.template, film.records, "-o", film.scratch.path("no"), "--frames", "sequence",
      "--pack")
    #expect(refused.code == 64 || refused.code == 2)
  }

  @Test func aRunThatIsStoppedGoesOnToTheSameFrames() async throws {
    let film = try Film(30)
    let options = ["--frames", "unique", "--size", "160x90", "--jobs", "1"]
    let command =
      ["render", film.template, film.records, "--as-of", Tool.asOf] + options
    let whole = try await Tool.run(command + ["-o", film.scratch.path("whole")])
    #expect(whole.code == 0, "\(whole.errors)")
    let stopped = try await Tool.run(
      command + ["-o", film.scratch.path("out")], environment: ["BILLOW_CRASH_DRILL": "9:terminate"]
    )
    #expect(stopped.code == 128 + SIGTERM)
    let resumed = try await Tool.run(command + ["-o", film.scratch.path("out"), "--resume"])
    #expect(resumed.code == 0, "\(resumed.errors)")
    #expect(try Tree(film.scratch.path("out")) == Tree(film.scratch.path("whole")))
    let other = try await Tool.run(
      command + ["-o", film.scratch.path("out"), "--fps", "10"])
    #expect(other.code != 0, "another rate is another run")
  }

  @Test func aSceneThatCannotBeDrawnIsARejectAndTheRunGoesOn() async throws {
    let film = try Film(2)
    // Fits at its own layout; in another it holds what a scene cannot.
    try film.scratch.write(
      "film/scenes/hello.svg",
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180">
      <g data-layout="1:1">{% if name == 'Customer 1' %}<path d="{{ 'M x' }}"/>{% endif %}</g>
      </svg>

      """)
    let result = try await Tool.run(
      "render", film.template, film.records, "-o", film.scratch.path("out"), "--as-of", Tool.asOf,
      "--size",
      "240x240", "--frames", "unique", "--max-rejects", "1")
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    let rejects = try film.scratch.lines("out/rejects.ndjson")
    #expect(rejects.count == 1 && rejects[0].contains("scene-value"), "\(rejects)")
    let verified = try await Tool.run("verify", film.scratch.path("out"))
    #expect(verified.code == 0, "\(verified.output)")
  }

  @Test func whatIsNoChoiceIsRefused() async throws {
    let film = try Film(1)
    for options in [
      ["--frames", "all"], ["--fps", "0"], ["--size", "12x12"], ["--size", "321x180"],
      ["--png", "tiny"],
    ] {
      let result = try await Tool.run(
        ["render", film.template, film.records, "-o", film.scratch.path("no")] + options)
      #expect(result.code == 2 && !film.scratch.exists("no"), "\(options): \(result.code)")
    }
    let small = try film.scratch.writeSmallTemplate()
    let result = try await Tool.run(
      "render", small, film.records, "-o", film.scratch.path("no"), "--frames", "unique")
    #expect(
      result.code == 2 && result.errors.contains("[frames-no-storyboard]"), "\(result.errors)")
    let none = try await Tool.run(
      "render", small, film.records, "-o", film.scratch.path("none"), "--frames", "none")
    #expect(!none.errors.contains("[frames-no-storyboard]"), "\(none.errors)")
  }

  /// Once the first record is on its way, painting looks at no file but the fonts of the template's own choice.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/strace"), "no strace"))
  func paintingOpensNoFileOutsideAndNoSocket() async throws {
    let film = try Film(2)
    let log = film.scratch.path("calls")
    let result = try await Tool.run(
      program: "/usr/bin/strace",
      [
        "-f", "-qq", "-o", log, "-e", "trace=open,openat,socket,connect", Tool.executable.path,
        "render",
      ]
        + [film.template, film.records, "-o", film.scratch.path("out"), "--as-of", Tool.asOf]
        + ["--frames", "unique", "--fps", "5", "--jobs", "1"])
    #expect(result.code == 0, "\(result.errors)")
    let calls = try film.scratch.lines("calls")
    #expect(!calls.contains { $0.contains("socket(") || $0.contains("connect(") })
    let opened = calls.compactMap { line -> String? in
      guard line.contains("open"), !line.contains("ENOENT") else { return nil }
      return line.split(separator: "\"").dropFirst().first.map(String.init)
    }
    #expect(opened.contains { $0.hasPrefix("/usr/share/fonts/truetype/noto/NotoSans") })
    #expect(
      !opened.contains {
        $0.hasPrefix("/etc/fonts") || $0.contains("fontconfig") && !$0.contains(".so")
      }, "\(opened)")
    // What is opened after the run's folder was made is its own, or a font of the packages that the theme names.
    let begun = try #require(opened.firstIndex { $0.hasSuffix("journal") || $0.contains("/out") })
    let others = opened[begun...].filter { path in
      path.hasPrefix("/") && !path.hasPrefix(film.scratch.url.path)
        && !path.hasPrefix("/usr/share/fonts/truetype/noto/") && !path.hasPrefix("/proc/")
        && !path.hasPrefix("/sys/") && path != "/etc/localtime"
    }
    #expect(others.isEmpty, "\(others)")
  }
}
