import Foundation
import Testing

/// What rules and a ladder add to a run: counts, tasks, and nothing to a template without them.
@Suite struct LadderRunTests {
  /// A small template with rules and a ladder.
  private static func writeTemplate(_ scratch: Scratch) throws -> String {
    let template = try scratch.writeSmallTemplate(
      page: "<p>{{ name }}: {{ variants.cta }} {{ ladder.step }} {{ ladder.next.step }}</p>")
    try scratch.write(
      "small/schema.json",
      """
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
       "required": ["id", "name", "amount", "due"],
       "properties": {"id": {"type": "string", "minLength": 1}, "name": {"type": "string"},
         "amount": {"type": "number"}, "language": {"type": "string"},
         "due": {"type": "string", "format": "date"},
         "reminded": {"type": "string", "format": "date"}, "paid": {"type": "boolean"}}}

      """)
    try scratch.write(
      "small/pages/page.liquid",
      """
      <p>{{ name }}: {{ variants.cta }} {% if segments.late %}late{% endif %}
      {% if ladder.step %}{{ ladder.step }}{% endif %} {% if ladder.next %}{{ ladder.next.step }}{% endif %}</p>

      """)
    try scratch.write(
      "small/rules.yaml",
      """
      values:
        days: "as_of | days_since: due"
      segments:
        late: values.days > 0
        large: amount >= 1000
      variants:
        cta: { split: { plan_first: 50, pay_first: 50 } }

      """)
    try scratch.write(
      "small/ladder.yaml",
      """
      due: due
      amount: amount
      steps:
        - { id: reminder, after: 5, by: billing, done: reminded, on: any_day }
        - { id: notice, from: reminder, after: 15, by: credit, on: any_day }
      suppress:
        - { when: paid, reason: paid }

      """)
    return template
  }

  /// Records whose due dates go round March 2026; every fifth was reminded, every seventh paid.
  private static func writeRecords(
    _ scratch: Scratch, _ name: String, _ numbers: some Sequence<Int>, reminded: String,
    alsoPaid: Set<Int> = []
  ) throws -> String {
    let lines = numbers.map { number -> String in
      let day = number % 28 + 1
      var line =
        #"{"id":"R-\#(number)","name":"N","amount":\#(number).50,"#
        + #""due":"2026-03-\#(day < 10 ? "0" : "")\#(day)""#
      if number % 5 == 0 { line += #","reminded":"\#(reminded)""# }
      if number % 7 == 0 || alsoPaid.contains(number) { line += #","paid":true"# }
      return line + "}"
    }
    return try scratch.write(name, lines.joined(separator: "\n") + "\n")
  }

  @Test func countsByHandAndOrdersTasks() async throws {
    let scratch = try Scratch()
    let template = try Self.writeTemplate(scratch)
    let records = try Self.writeRecords(scratch, "in.ndjson", 1...1400, reminded: "2026-03-10")
    let result = try await Tool.run(
      "render", template, records, "-o", scratch.path("out"), "--as-of", "2026-03-20", "--jobs", "4"
    )
    #expect(result.code == 0, "\(result.errors)")
    let manifest = try JSONSerialization.jsonObject(
      with: Data(contentsOf: scratch.url.appending(path: "out/manifest.json")))
    let object = try #require(manifest as? [String: Any])
    let segments = try #require(object["segments"] as? [[String: Any]])
    // Due on day n % 28 + 1 before the 20th; the amount is the number and a half.
    let late = (1...1400).filter { $0 % 28 + 1 < 20 }.count
    #expect(segments.map { $0["name"] as? String } == ["late", "large"])
    #expect(segments.map { $0["rendered"] as? Int } == [late, 401])
    let variants = try #require(object["variants"] as? [[String: Any]])
    let shown = variants.compactMap { $0["rendered"] as? Int }
    #expect(shown.count == 2 && shown.reduce(0, +) == 1400 && shown.allSatisfy { $0 > 600 })

    let lines = try scratch.lines("out/tasks.ndjson")
    let tasks = try lines.map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
    }
    #expect(tasks.count == (1...1400).filter { $0 % 7 != 0 }.count)
    let order = ["overdue", "due", "waiting"]
    let ranks = tasks.map { task in
      "\(order.firstIndex(of: task["state"] ?? "") ?? 9)\(task["due"] ?? "")"
    }
    #expect(ranks == ranks.sorted())
    let first = try #require(tasks.first)
    #expect(first["due"] == "2026-03-07" && first["action"] == "reminder")
    let third = try #require(tasks.first { $0["key"] == "R-15" })
    #expect(third["step"] == "notice" && third["due"] == "2026-03-25")
    #expect(third["why"] == "15 days after reminder of 2026-03-10" && third["amount"] == "15.50")
    #expect(try scratch.read("out/report.html").contains("Credit ladder"))

    let verified = try await Tool.run("verify", scratch.path("out"))
    #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
    var spoilt = try Data(contentsOf: scratch.url.appending(path: "out/tasks.ndjson"))
    spoilt[spoilt.count - 3] ^= 1
    try spoilt.write(to: scratch.url.appending(path: "out/tasks.ndjson"))
    let altered = try await Tool.run("verify", scratch.path("out"))
    #expect(altered.code != 0 && (altered.output + altered.errors).contains("tasks.ndjson"))
  }

  @Test func aFaultOfALadderIsTheOnlyOne() async throws {
    let scratch = try Scratch()
    let template = try scratch.copyTemplate()
    let ladder = try scratch.read("template/ladder.yaml")
    try scratch.write(
      "template/ladder.yaml", ladder.replacing("after: 10\n", with: "after: ten\n"))
    let check = try await Tool.run("check", template)
    #expect(check.code == 1 && check.errors.contains("ladder.yaml:"), "\(check.errors)")
    #expect(check.errors.components(separatedBy: ": error: ").count == 2, "\(check.errors)")
  }

  @Test func tasksOfALaterDayAreRefused() async throws {
    let scratch = try Scratch()
    let template = try Self.writeTemplate(scratch)
    let records = try Self.writeRecords(scratch, "in.ndjson", 1...30, reminded: "2026-03-10")
    let later = try await Tool.run(
      "render", template, records, "-o", scratch.path("later"), "--as-of", "2026-03-20")
    #expect(later.code == 0, "\(later.errors)")
    for (day, code) in [("2026-03-19", 4), ("2026-03-20", 0), ("2026-03-21", 0)] {
      let run = try await Tool.run(
        "render", template, records, "-o", scratch.path(day), "--as-of", day, "--previous-tasks",
        scratch.path("later/tasks.ndjson"))
      #expect(run.code == code, "\(run.errors)")
      #expect(run.errors.contains("[tasks-later]") == (code != 0), "\(run.errors)")
      #expect(scratch.exists(day) == (code == 0))
    }
  }

  @Test func aCustomerOfTasksAloneIsErased() async throws {
    let scratch = try Scratch()
    let template = try Self.writeTemplate(scratch)
    let old = try Self.writeRecords(scratch, "old.ndjson", 1...30, reminded: "2026-03-10")
    let new = try Self.writeRecords(scratch, "new.ndjson", 1...20, reminded: "2026-03-10")
    // Record 2 is read no more: its amount is a text.
    try scratch.write(
      "new.ndjson",
      try scratch.read("new.ndjson").replacing("\"amount\":2.50", with: "\"amount\":\"\""))
    let key = try scratch.write("link.key", Data(repeating: 5, count: 32))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
    let first = try await Tool.run(
      "render", template, old, "-o", scratch.path("old"), "--as-of", "2026-03-12")
    #expect(first.code == 0, "\(first.errors)")
    let second = try await Tool.run(
      "render", template, new, "-o", scratch.path("out"), "--as-of", "2026-03-20",
      "--previous-tasks", scratch.path("old/tasks.ndjson"), "--link-key", key, "--link-base",
      "https://bills.example.com/", "--max-rejects", "1")
    #expect(second.code == 0, "\(second.errors)")
    func mode() throws -> Int? {
      let file = try FileManager.default.attributesOfItem(atPath: scratch.path("out/tasks.ndjson"))
      return file[.posixPermissions] as? Int
    }
    #expect(try mode() == 0o600)
    for (customer, state) in [("R-25", "absent"), ("R-2", "closed")] {
      let line = try #require(
        try scratch.lines("out/tasks.ndjson").first { $0.contains("\"key\":\"\(customer)\"") })
      #expect(line.contains("\"state\":\"\(state)\""))
      let count = try scratch.lines("out/tasks.ndjson").count
      let words = ["erase", scratch.path("out"), "--key", customer]
      let erased = try await Tool.run(
        words + (state == "absent" ? [] : ["--template", template, "--input", new]))
      #expect(erased.code == 0, "\(erased.output)\(erased.errors)")
      let searched =
        "searched all books for its key" + (state == "absent" ? "" : ", and no document")
      #expect(
        erased.output
          == "no document or suppression; 1 line of tasks gone; \(searched): nothing is left\n")
      #expect(try scratch.lines("out/tasks.ndjson").count == count - 1)
      #expect(try mode() == 0o600)
      let verified = try await Tool.run("verify", scratch.path("out"))
      #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
      let again = try await Tool.run(words)
      #expect(again.code == 4 && again.errors.contains("[erase-no-record]"))
    }
    // An erasure that was interrupted when the line was gone is repeated.
    let whole = try Tree(scratch.path("out"))
    try scratch.write("out/.billow.erasing", "0 \(Data("R-2".utf8).sha256)\n")
    let told = try await Tool.run("verify", scratch.path("out"))
    #expect(told.code == 1 && told.output.contains("an erasure was interrupted"))
    let other = try await Tool.run("erase", scratch.path("out"), "--key", "R-30")
    #expect(other.code == 5 && other.errors.contains("the erasure of a key was interrupted"))
    let repeated = try await Tool.run("erase", scratch.path("out"), "--key", "R-2")
    #expect(repeated.code == 0, "\(repeated.output)\(repeated.errors)")
    #expect(try Tree(scratch.path("out")) == whole)
  }

  @Test func aResumedRunHasTheSameTasks() async throws {
    let scratch = try Scratch()
    let template = try Self.writeTemplate(scratch)
    let records = try Self.writeRecords(scratch, "in.ndjson", 1...2000, reminded: "2026-03-10")
    let before = try await Tool.run(
      "render", template, records, "-o", scratch.path("old"), "--as-of", "2026-03-12")
    #expect(before.code == 0, "\(before.errors)")
    let arguments = [
      "render", template, records, "--as-of", "2026-03-20", "--durability", "none",
      "--previous-tasks", scratch.path("old/tasks.ndjson"),
    ]
    let whole = try await Tool.run(arguments + ["--jobs", "4", "-o", scratch.path("whole")])
    #expect(whole.code == 0, "\(whole.errors)")
    let stopped = try await Tool.run(
      arguments + ["--jobs", "1", "-o", scratch.path("cut")],
      environment: ["BILLOW_CRASH_DRILL": "100:terminate"])
    #expect(stopped.code == 128 + SIGTERM)
    #expect(scratch.exists("cut/.billow.tasks") && !scratch.exists("cut/tasks.ndjson"))
    let resumed = try await Tool.run(
      arguments + ["--jobs", "2", "-o", scratch.path("cut"), "--resume"])
    #expect(resumed.code == 0, "\(resumed.errors)")
    #expect(try Tree(scratch.path("cut")) == Tree(scratch.path("whole")))
    #expect(!scratch.exists("cut/.billow.tasks"))
  }

  @Test func theRunBeforeSaysWhatWasDone() async throws {
    let scratch = try Scratch()
    let template = try Self.writeTemplate(scratch)
    let first = try Self.writeRecords(scratch, "one.ndjson", 1...100, reminded: "2026-03-10")
    let second = try Self.writeRecords(
      scratch, "two.ndjson", 11...120, reminded: "2026-03-10", alsoPaid: [12, 13])
    _ = try await Tool.run(
      "render", template, first, "-o", scratch.path("a"), "--as-of", "2026-03-20")
    let result = try await Tool.run(
      "render", template, second, "-o", scratch.path("b"), "--as-of", "2026-03-26",
      "--previous-tasks", scratch.path("a/tasks.ndjson"))
    #expect(result.code == 0, "\(result.errors)")
    let lines = try scratch.lines("b/tasks.ndjson")
    func state(_ key: String) -> [String] {
      lines.filter { $0.contains("\"key\":\"\(key)\"") }.map { line in
        String(line.dropFirst(10).prefix { $0 != "\"" })
      }
    }
    #expect(state("R-1") == ["absent"])
    #expect(state("R-12") == ["closed"] && lines.contains { $0.contains(#""reason":"paid""#) })
    #expect(state("R-14") == [])
    // The notice of the 25th, of a step without a field for its day, is done the day after.
    #expect(state("R-15") == ["done"])
    #expect(state("R-16") == ["overdue"])
    #expect(
      lines.contains {
        $0.contains("\"key\":\"R-11\"") && $0.contains(#""since":"2026-03-20","before":"#)
      })
    #expect(state("R-118").count == 1)

    let foreign = try await Tool.run(
      "render", template, second, "-o", scratch.path("c"), "--as-of", "2026-03-26",
      "--previous-tasks", second)
    #expect(foreign.code == 4 && foreign.errors.contains("[tasks-format]"))
    let other = try Scratch()
    let none = try await Tool.run(
      "render", try other.writeSmallTemplate(), second, "-o", scratch.path("d"), "--as-of",
      "2026-03-26", "--previous-tasks", scratch.path("a/tasks.ndjson"))
    #expect(none.code == 2 && none.errors.contains("[tasks-no-ladder]"))
  }

  @Test func explainSaysWhatTheRulesMadeOfARecord() async throws {
    let scratch = try Scratch()
    let template = try Self.writeTemplate(scratch)
    let records = try Self.writeRecords(scratch, "in.ndjson", 1...20, reminded: "2026-03-10")
    let result = try await Tool.run(
      "explain", template, records, "--key", "R-15", "--as-of", "2026-03-20")
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.contains("value days: 4"))
    #expect(result.output.contains("segment late: yes (values.days is 4)"))
    #expect(result.output.contains("segment large: no (amount is 15.50)"))
    #expect(
      result.output.contains(
        "ladder: waiting, notice on 2026-03-25, 15 days after reminder of 2026-03-10"))
  }
}
