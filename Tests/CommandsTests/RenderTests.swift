import Foundation
import Testing

/// `billow render` on good input: what it makes, and that nothing but the input decides.
@Suite struct RenderTests {
  @Test func rendersTheFixtures() async throws {
    let scratch = try Scratch()
    let result = try await Tool.run(
      "render", Tool.template, Tool.fixtures, "-o", scratch.path("out"), "--as-of", Tool.asOf)
    #expect(result.code == 0)
    #expect(result.errors == "")
    #expect(
      result.output.hasPrefix("24 records read: 24 rendered, 0 rejected, 0 suppressed\n"))
    #expect(result.output.contains("amount-due EUR rendered: 5611.44\n"))

    let tree = try Tree(scratch.path("out"))
    #expect(
      tree.names.filter { !$0.hasPrefix("documents/") } == [
        "_SUCCESS", "documents.ndjson", "headers/Caddyfile", "headers/cloudfront-function.js",
        "headers/cloudfront.json", "headers/nginx.conf", "journal", "manifest.json",
        "rejects.ndjson", "report.html", "suppressed.ndjson", "tasks.ndjson",
      ])
    #expect(tree.pages.count == 24)
    #expect(
      tree.pages.contains { $0.hasSuffix("/OL-2026-004417=u/index.html") },
      "documents/<3 hex>/<key>/index.html")
    #expect(try scratch.lines("out/documents.ndjson").count == 24)
    #expect(try scratch.read("out/rejects.ndjson") == "")
    let manifest = try Data(contentsOf: scratch.url.appending(path: "out/manifest.json"))
    #expect(try scratch.read("out/_SUCCESS") == manifest.sha256 + "\n")
  }

  @Test func nothingButTheInputDecides() async throws {
    let scratch = try Scratch()
    func render(
      _ name: String, jobs: String, _ environment: [String: String] = [:], umask: String? = nil,
      in folder: URL? = nil
    ) async throws -> Tree {
      let result = try await Tool.run(
        "render", Tool.template, Tool.fixtures, "-o", scratch.path(name), "--as-of", Tool.asOf,
        "--jobs", jobs, in: folder, environment: environment, umask: umask)
      #expect(result.code == 0, "\(result.errors)")
      return try Tree(scratch.path(name))
    }
    let first = try await render("one", jobs: "1", ["TZ": "UTC", "LANG": "C"])
    let second = try await render(
      "four", jobs: "4", ["TZ": "Asia/Kathmandu", "LANG": "it_IT.UTF-8", "LC_ALL": "tr_TR.UTF-8"],
      umask: "077", in: URL(filePath: "/"))
    let third = try await render(
      "many", jobs: "16", ["TZ": "America/St_Johns", "LANG": "de_DE.UTF-8"], umask: "0")
    #expect(first.files.count == 36)
    #expect(first == second)
    #expect(first == third)
  }

  @Test func manyUnitsAreTheSameForAnyNumberOfWorkers() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let records = try scratch.writeRecords(1000)
    for jobs in ["1", "4"] {
      let result = try await Tool.run(
        "render", template, records, "-o", scratch.path(jobs), "--as-of", Tool.asOf,
        "--jobs", jobs)
      #expect(result.code == 0, "\(result.errors)")
      #expect(result.output.contains("amount rendered: 501000.00\n"))
    }
    #expect(try Tree(scratch.path("1")) == Tree(scratch.path("4")))
  }

  @Test func limitAndOnlyChooseRecords() async throws {
    let scratch = try Scratch()
    let limited = try await Tool.run(
      "render", Tool.template, Tool.fixtures, "-o", scratch.path("limit"), "--limit", "5")
    #expect(limited.code == 0)
    #expect(limited.output.hasPrefix("5 records read: 5 rendered, "))
    #expect(try Tree(scratch.path("limit")).pages.count == 5)

    let only = try await Tool.run(
      "render", Tool.template, Tool.fixtures, "-o", scratch.path("only"),
      "--only", "INV-3384410")
    #expect(only.code == 0, "\(only.errors)")
    let pages = try Tree(scratch.path("only")).pages
    #expect(pages.count == 1)
    #expect(pages.first?.contains("INV-3384410") == true)
  }

  @Test func jsonIsOneObject() async throws {
    let scratch = try Scratch()
    let arguments = ["render", Tool.template, Tool.fixtures, "-o", scratch.path("out"), "--json"]
    let result = try await Tool.run(arguments)
    #expect(result.code == 0)
    #expect(result.errors == "")
    #expect(result.output.split(separator: "\n").count == 1)
    #expect(result.json["read"] as? Int == 24)
    #expect(result.json["rendered"] as? Int == 24)
    #expect(result.json["rejected"] as? Int == 0)
    #expect((result.json["totals"] as? [[String: Any]])?.count == 6)

    let again = try await Tool.run(arguments)
    #expect(again.code == 0)
    #expect(again.json["rendered"] as? Int == 24, "a finished run's figures, from its journal")
    #expect((again.json["totals"] as? [[String: Any]])?.count == 6)
  }

  @Test func readsStandardInputGzipAndSeveralFiles() async throws {
    let scratch = try Scratch()
    let bills = try Data(contentsOf: URL(filePath: Tool.fixtures))
    let lines = bills.split(separator: UInt8(ascii: "\n"))
    let half = lines.count / 2
    let first = try scratch.write("a.ndjson", Data(lines[..<half].joined(separator: [10])))
    let second = try scratch.write("b.ndjson", Data(lines[half...].joined(separator: [10])))
    let packed = try await scratch.gzip("a.ndjson")

    func pages(_ name: String, _ inputs: [String], input: String? = nil) async throws
      -> [String: String]
    {
      let arguments =
        ["render", Tool.template] + inputs + ["-o", scratch.path(name), "--as-of", Tool.asOf]
      let result = try await Tool.run(arguments, input: input)
      #expect(result.code == 0, "\(result.errors)")
      return try Tree(scratch.path(name)).files.filter { $0.key.hasPrefix("documents") }
    }
    let whole = try await pages("whole", [Tool.fixtures])
    #expect(whole.count == 25)
    #expect(try await pages("stdin", ["-"], input: Tool.fixtures) == whole)
    #expect(try await pages("two", [first, second]) == whole)
    #expect(try await pages("packed", [packed, second]) == whole, "gzip by content")
  }

  @Test func hostileNameIsEscaped() async throws {
    let scratch = try Scratch()
    let result = try await Tool.run(
      "render", Tool.template, Tool.fixtures, "-o", scratch.path("out"), "--as-of", Tool.asOf,
      "--only", "OL-2026-004790")
    #expect(result.code == 0)
    let page = try #require(try Tree(scratch.path("out")).pages.first)
    let text = try scratch.read("out/\(page)")
    #expect(
      text.contains("&lt;script&gt;alert(&#34;Zoé&#34;)&lt;/script&gt;")
        || text.contains(
          "&lt;script&gt;alert(&quot;Zoé&quot;)&lt;/script&gt;")
    )
    #expect(!text.contains("<script"))
    #expect(!text.contains("<b>Garibaldi"))
  }
}
