import Foundation
import Testing

/// What pages tell of a run, counted by what their customers are, and read by the rules of the next.
@Suite struct OutcomesRunTests {
  private static let page = """
    <p>{{ name }} {{ variants.cta }} {% if segments.large %}large{% endif %}</p>
    {% if listen %}<script type="application/json" id="listen">{{ listen.box }}</script>{% endif %}
    """

  private static func template(_ scratch: Scratch, rules: String) throws -> String {
    try scratch.write("small/rules.yaml", rules)
    return try scratch.writeSmallTemplate(page: page)
  }

  private static let rules = """
    segments:
      large: amount > 30
      none_at_all: amount < 0
    variants:
      cta: { split: { plan_first: 50, pay_first: 50 } }

    """

  /// A document's page, and the box that it tells with.
  private struct Told {
    let option: String
    let isLarge: Bool
    let run: String
    let groups: [String]
  }

  private static func told(_ scratch: Scratch, _ run: String) throws -> [Told] {
    try scratch.lines("\(run)/documents.ndjson").map { line in
      let entry = try #require(
        JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let page = try scratch.read("\(run)/\(entry["path"] as? String ?? "")/index.html")
      let text = try #require(page.firstMatch(of: /id="listen">(.*?)<\/script>/)).output.1
      let box = try #require(
        JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      #expect(box["to"] as? String == "https://events.example/b")
      return Told(
        option: page.contains("plan_first") ? "plan_first" : "pay_first",
        isLarge: page.contains("large<"), run: try #require(box["run"] as? String),
        groups: try #require(box["groups"] as? [String]))
    }
  }

  /// Everybody opens; who is asked for a plan first plays and pays, and of the others every fourth.
  private static func events(_ told: [Told]) -> [String] {
    var lines: [String] = []
    for (number, page) in told.enumerated() {
      let visit = String(repeating: "V", count: 18) + String(1000 + number)
      let groups = page.groups.map { "\"\($0)\"" }.joined(separator: ",")
      func add(_ event: String, _ name: String = "", _ groups: String) {
        lines.append(
          #"{"v":1,"run":"\#(page.run)","visit":"\#(visit)","event":"\#(event)","name":"\#(name)","groups":[\#(groups)]}"#
        )
      }
      add("opened", "", groups)
      guard page.option == "plan_first" || number % 4 == 0 else { continue }
      add("scene", "welcome", groups)
      add("action", "pay", groups)
      // The payment page knows the visit alone.
      add("paid", "", "")
    }
    return lines
  }

  @Test func outcomesBySegmentAndVariantReachTheNextRun() async throws {
    let scratch = try Scratch()
    let template = try Self.template(scratch, rules: Self.rules)
    let records = try scratch.writeRecords(60)
    let listening = ["--listen", "https://events.example/b", "--as-of", "2026-03-31"]
    let run = try await Tool.run(
      ["render", template, records, "-o", scratch.path("out")] + listening)
    #expect(run.code == 0, "\(run.errors)")
    let told = try Self.told(scratch, "out")
    #expect(told.count == 60)
    for page in told {
      let wanted = (page.isLarge ? ["0"] : []) + [page.option == "plan_first" ? "2" : "3"]
      #expect(page.groups == wanted)
    }
    let verified = try await Tool.run("verify", scratch.path("out"))
    #expect(verified.code == 0, "\(verified.output)")

    try scratch.write("events.ndjson", Self.events(told).joined(separator: "\n") + "\n")
    let outcomes = try await Tool.run(
      "outcomes", scratch.path("out"), scratch.path("events.ndjson"), "--columns",
      scratch.path("small/last-run.csv"))
    #expect(outcomes.code == 0, "\(outcomes.errors)")
    let plan = told.filter { $0.option == "plan_first" }.count
    let large = told.filter(\.isLarge).count
    #expect(plan > 15 && plan < 45 && large == 31)
    let blocks = outcomes.output.components(separatedBy: "\n\n")
    #expect(
      blocks.dropFirst().map { $0.split(separator: "\n")[0] } == [
        "all: 60 documents", "large: \(large) documents", "none_at_all: 0 documents",
        "cta=plan_first: \(plan) documents", "cta=pay_first: \(60 - plan) documents",
      ])
    let others = told.enumerated().filter { $1.option != "plan_first" && $0 % 4 == 0 }.count
    #expect(blocks[4].contains("paid                    \(plan)  100.0 % of \(plan) (95 %: "))
    #expect(blocks[4].contains("scene welcome           \(plan)  100.0 % of \(plan) "))
    #expect(blocks[5].contains("action pay              \(others)  "))
    #expect(blocks[5].contains("opened                  \(60 - plan)  100.0 % of \(60 - plan) "))
    let paidLarge = told.enumerated().filter {
      $1.isLarge && ($1.option == "plan_first" || $0 % 4 == 0)
    }.count
    #expect(blocks[2].contains("paid                    \(paidLarge)  "))

    // The next run shows everybody what was paid after.
    try scratch.write(
      "small/rules.yaml",
      """
      outcomes: last-run.csv
      segments:
        large: amount > 30
        none_at_all: amount < 0
      variants:
        cta:
          groups:
            - { when: outcomes.variants.cta.plan_first.paid_low > outcomes.variants.cta.pay_first.paid_high, show: plan_first }
          show: pay_first

      """)
    let next = try await Tool.run(
      ["render", template, records, "-o", scratch.path("next")] + listening)
    #expect(next.code == 0, "\(next.errors)")
    let shown = try Self.told(scratch, "next")
    #expect(shown.allSatisfy { $0.option == "plan_first" } && shown.count == 60)
    #expect(shown[0].run != told[0].run)
  }

  @Test func eventsThatAreNoFileAreRefused() async throws {
    let scratch = try Scratch()
    let template = try Self.template(scratch, rules: Self.rules)
    let records = try scratch.writeRecords(2)
    let run = try await Tool.run(
      "render", template, records, "-o", scratch.path("out"), "--as-of", "2026-03-31")
    #expect(run.code == 0, "\(run.errors)")
    for (path, code) in [
      (scratch.path("small"), "outcomes-events"), ("/dev/zero", "outcomes-events"),
      (scratch.path("no-such"), "input-not-found"),
    ] {
      let refused = try await Tool.run("outcomes", scratch.path("out"), path)
      #expect(refused.code == 4 && refused.errors.contains("[\(code)]"), "\(refused.errors)")
      #expect(refused.output.isEmpty)
    }
  }

  @Test func outcomesThatAreNotWhatTheyMustBe() async throws {
    let scratch = try Scratch()
    let template = try Self.template(scratch, rules: "outcomes: last-run.csv\n" + Self.rules)
    let head = "group,documents,paid,paid_rate\r\n"
    for (text, wanted) in [
      (nil, "there is no file 'last-run.csv'"), ("", "names no columns"),
      ("group,Documents\r\n", "columns are different names"),
      (head + "all,1\r\n", "small/last-run.csv:2:1: error: this line has not a number for each"),
      (head + "all,1,x,\r\n", "is a number"),
      (head + "all,1,1,1\r\nA b,1,1,1\r\n", "last-run.csv:3:1: error: a line begins with"),
      (head + "all,1,1,1\r\nlate,1,1,1\r\nlate,1,1,1\r\n", "last-run.csv:4:1"),
    ] {
      if let text { try scratch.write("small/last-run.csv", text) }
      let check = try await Tool.run("check", template)
      #expect(check.code == 3 || check.code == 1, "\(wanted)")
      let said = check.output + check.errors
      #expect(said.contains(wanted) && said.contains("[outcomes-file]"), "\(said)")
    }
    // A rate of no visits is missing, and a group that the run did not have is none.
    try scratch.write("small/last-run.csv", head + "all,1,0,\r\ncta=pay_first,1,0,0.0000\r\n")
    let good = try await Tool.run("check", template)
    #expect(good.code == 0, "\(good.output)\(good.errors)")
    try scratch.write(
      "small/pages/page.liquid",
      Self.page + "{{ outcomes.all.paid_rate }} {{ outcomes.variants.cta.pay_last.paid }}\n")
    let missing = try await Tool.run("check", template)
    let said = missing.output + missing.errors
    #expect(said.contains("paid_rate") && said.contains("pay_last"), "\(said)")
  }

  /// As many segments and variants as an event carries, and one more.
  @Test(arguments: [(63, true), (64, false)])
  func groupsOfAnEventAreALimit(segments: Int, fits: Bool) async throws {
    let scratch = try Scratch()
    let names = (1...segments).map { "  s\($0): amount > \($0)\n" }.joined()
    let template = try Self.template(
      scratch, rules: "segments:\n\(names)variants:\n  cta: { show: pay_first }\n")
    try scratch.write("small/pages/page.liquid", "{{ name }} {{ variants.cta }}\n")
    let records = try scratch.writeRecords(70)
    let words = ["render", template, records, "--as-of", "2026-03-31", "-o"]
    let silent = try await Tool.run(words + [scratch.path("silent")])
    #expect(silent.code == 0, "\(silent.errors)")
    let run = try await Tool.run(
      words + [scratch.path("out"), "--listen", "https://events.example/b"])
    #expect(run.code == (fits ? 0 : 3))
    #expect(run.errors.contains("[listen-groups]") != fits, "\(run.errors)")
  }
}
