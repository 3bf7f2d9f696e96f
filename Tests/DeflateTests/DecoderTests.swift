import Foundation
import Testing

@testable import Deflate

/// Decoders that are not zlib's library: `gzip -t`, libdeflate, Go, Python and a browser read a sample of streams.
///
/// A decoder that is not installed is a skipped test, said aloud; in continuous integration it is a failure.
@Suite struct DecoderTests {
  /// The streams, and beside each the bytes they hold.
  private struct Samples {
    let folder: URL
    let names: [String]
  }

  private func samples() throws -> Samples {
    let folder = FileManager.default.temporaryDirectory.appending(path: "deflate-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var names: [String] = []
    for seed in 1...3 {
      var random = RandomProgram(seed: UInt64(seed))
      let training = [random.page()]
      let encoder = DeflateEncoder(DeflateProgram(segments: random.segments, samples: training))
      for number in 0..<4 {
        let page = random.page(longest: number == 0 ? 150_000 : 60_000)
        let name = "\(seed)-\(number)"
        try Data(page.bytes).write(to: folder.appending(path: name + ".bytes"))
        try Data(encoder.encoded(page, .gzip)).write(to: folder.appending(path: name + ".gz"))
        names.append(name)
      }
    }
    return Samples(folder: folder, names: names)
  }

  @Test func gzipReadsThem() throws { try check("gzip", ["-t"]) }

  @Test func libdeflateReadsThem() throws {
    try check("libdeflate-gzip", ["-d", "-k", "-f"], compares: true)
  }

  @Test func pythonReadsThem() throws {
    try check(
      "python3",
      [
        "-c",
        """
        import gzip, sys
        for name in sys.argv[1:]:
            with gzip.open(name) as stream, open(name[:-3] + ".bytes", "rb") as plain:
                assert stream.read() == plain.read(), name
        """,
      ])
  }

  @Test func goReadsThem() throws {
    guard let go = Tools.path(of: "go") else { return Tools.lack("go") }
    let samples = try samples()
    defer { try? FileManager.default.removeItem(at: samples.folder) }
    let source = samples.folder.appending(path: "main.go")
    try Data(
      """
      package main

      import (
      	"bytes"
      	"compress/gzip"
      	"io"
      	"os"
      	"strings"
      )

      func main() {
      	for _, name := range os.Args[1:] {
      		file, err := os.Open(name)
      		if err != nil {
      			panic(err)
      		}
      		reader, err := gzip.NewReader(file)
      		if err != nil {
      			panic(name + err.Error())
      		}
      		got, err := io.ReadAll(reader)
      		if err != nil {
      			panic(name + err.Error())
      		}
      		want, err := os.ReadFile(strings.TrimSuffix(name, ".gz") + ".bytes")
      		if err != nil || !bytes.Equal(got, want) {
      			panic(name)
      		}
      	}
      }
      """.utf8
    ).write(to: source)
    let answer = try Tools.run(
      go, ["run", source.path] + samples.names.map { $0 + ".gz" }, in: samples.folder)
    #expect(answer.status == 0, "\(answer.text)")
  }

  /// The browser inflates each stream with its own code, and says how many bytes and which sum came out.
  @Test func chromiumReadsThem() throws {
    guard let chromium = Tools.path(of: "chromium") else { return Tools.lack("chromium") }
    let samples = try samples()
    defer { try? FileManager.default.removeItem(at: samples.folder) }
    var expected = ""
    var script = "const all = ["
    for name in samples.names {
      let stream = try Data(contentsOf: samples.folder.appending(path: name + ".gz"))
      let plain = try Data(contentsOf: samples.folder.appending(path: name + ".bytes"))
      script += "'\(stream.base64EncodedString())',"
      expected += "\(plain.count) \(plain.reduce(UInt32(0)) { $0 &* 31 &+ UInt32($1) });"
    }
    script += """
      ];
      (async () => {
        let text = '';
        for (const one of all) {
          const bytes = Uint8Array.from(atob(one), c => c.charCodeAt(0));
          const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
          const plain = new Uint8Array(await new Response(stream).arrayBuffer());
          let sum = 0;
          for (const byte of plain) sum = (Math.imul(sum, 31) + byte) >>> 0;
          text += plain.length + ' ' + sum + ';';
        }
        document.body.textContent = text;
      })().catch(error => { document.body.textContent = 'failed: ' + error; });
      """
    let page = samples.folder.appending(path: "page.html")
    try Data("<!doctype html><body>waiting</body><script>\(script)</script>".utf8).write(to: page)
    let answer = try Tools.run(
      chromium,
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", "--dump-dom",
        "--user-data-dir=\(samples.folder.path)/profile", "file://\(page.path)",
      ], in: samples.folder)
    let isThere = answer.text.contains(">\(expected)<") || answer.text.contains(expected)
    #expect(answer.status == 0 && isThere, "the browser reads other bytes")
  }

  private func check(_ tool: String, _ arguments: [String], compares: Bool = false) throws {
    guard let path = Tools.path(of: tool) else { return Tools.lack(tool) }
    let samples = try samples()
    defer { try? FileManager.default.removeItem(at: samples.folder) }
    let answer = try Tools.run(
      path, arguments + samples.names.map { $0 + ".gz" }, in: samples.folder)
    #expect(answer.status == 0, "\(answer.text)")
    if !compares { return }
    for name in samples.names {
      let made = try Data(contentsOf: samples.folder.appending(path: name))
      let plain = try Data(contentsOf: samples.folder.appending(path: name + ".bytes"))
      let isSame = made == plain
      #expect(isSame, "\(name)")
    }
  }
}
