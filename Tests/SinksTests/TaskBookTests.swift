import Glibc
import Testing

@testable import Sinks

@Suite("Tasks of a run")
struct TaskBookTests {
  private static func task(
    _ key: String, _ state: TaskEntry.State, _ due: String, step: String = "notice",
    action: String = "send", since: String = "2026-03-31"
  ) -> TaskEntry {
    TaskEntry(
      state: state, due: due, key: Array(key.utf8), step: step, action: action, by: "credit",
      why: "15 days after reminder of 2026-02-01", amount: "12.50", since: since)
  }

  /// A run of units, each a list of tasks and reasons for none; what it writes.
  private static func run(
    _ units: [[(key: String, task: TaskEntry?)]], previous: PreviousTasks? = nil,
    memory: Int = LineSorter.standardMemory, in folder: TemporaryFolder
  ) throws -> (text: String, counts: TaskCounts) {
    let identity = RunIdentity(
      engine: "test", template: "t", templateDigest: .zero, asOf: "2026-03-31", options: [],
      inputs: [])
    let run = try RunFolder(at: folder.path, for: identity, durability: .none)
    let writer = try RunWriter(NullSink(), in: run, hasTasks: true)
    var ordinal = 1
    for (index, entries) in units.enumerated() {
      let unit = UnitOutput(form: .counted)
      unit.begin(index: index, firstOrdinal: ordinal)
      for entry in entries {
        let key = Array(entry.key.utf8)
        key.withUnsafeBytes { bytes in
          unit.addSuppressed(ordinal: ordinal, key: bytes, reason: "test")
          if let task = entry.task {
            unit.addTask(task)
          } else {
            unit.addNoTask(key: bytes, reason: "paid")
          }
        }
        ordinal += 1
      }
      unit.seal()
      try writer.commit([unit])
    }
    var book = TaskBook(
      folder: run, length: writer.last?.books.tasks ?? 0, previous: previous)
    book.memory = memory
    let counts = try book.write()
    try writer.close()
    let bytes = try tree(folder.path)[TaskBook.name] ?? []
    return (String(decoding: bytes, as: UTF8.self), counts)
  }

  @Test("what is overdue comes first, the longest overdue before others; then by key")
  func order() throws {
    let folder = TemporaryFolder()
    let tasks = [
      Self.task("d", .waiting, "2026-04-02"), Self.task("c", .due, "2026-03-31"),
      Self.task("b", .overdue, "2026-03-20"), Self.task("a", .overdue, "2026-03-28"),
      Self.task("a\"2", .overdue, "2026-03-20"),
    ]
    let (text, counts) = try Self.run(
      [[("d", tasks[0]), ("x", nil), ("c", tasks[1])], tasks[2...].map { ("", $0) }], in: folder)
    #expect(
      text.split(separator: "\n").first
        == #"{"state":"overdue","due":"2026-03-20","key":"a\"2","step":"notice","action":"send","by":"credit","why":"15 days after reminder of 2026-02-01","amount":"12.50","since":"2026-03-31"}"#
    )
    let keys = text.split(separator: "\n").compactMap { line in
      Array(line.utf8).withUnsafeBytes { TaskEntry(line: $0) }.map {
        String(decoding: $0.key, as: UTF8.self)
      }
    }
    #expect(keys == ["a\"2", "b", "a", "c", "d"])
    #expect(counts.json == #"{"overdue":3,"due":1,"waiting":1}"#)
  }

  @Test("of the run before: what was done, not done, closed, absent")
  func merged() throws {
    let first = TemporaryFolder()
    let before = [
      Self.task("done", .overdue, "2026-03-20", step: "reminder"),
      Self.task("late", .due, "2026-03-31"), Self.task("paid", .due, "2026-03-31"),
      Self.task("gone", .waiting, "2026-04-03"), Self.task("early", .waiting, "2026-04-20"),
    ]
    _ = try Self.run([before.map { ("", $0) }], in: first)
    let previous = try PreviousTasks(reading: "\(first.path)/\(TaskBook.name)")
    let now = [
      Self.task("new", .due, "2026-04-10", since: "2026-04-10"),
      Self.task("done", .waiting, "2026-04-25", step: "notice", since: "2026-04-10"),
      Self.task("late", .overdue, "2026-03-31", since: "2026-04-10"),
      Self.task("early", .waiting, "2026-04-20", since: "2026-04-10"),
    ]
    var texts: [String] = []
    for memory in [LineSorter.standardMemory, 200] {
      let folder = TemporaryFolder()
      let (text, counts) = try Self.run(
        [now.map { ("", $0) }, [("paid", nil)]], previous: previous, memory: memory, in: folder)
      texts.append(text)
      #expect(
        counts.json
          == #"{"overdue":1,"due":1,"waiting":2,"done":1,"closed":1,"absent":1,"notDone":1}"#)
    }
    #expect(texts[0] == texts[1])
    let lines = texts[0].split(separator: "\n").compactMap { line in
      Array(line.utf8).withUnsafeBytes { TaskEntry(line: $0) }
    }
    let told = lines.map { task in
      "\(String(decoding: task.key, as: UTF8.self)) \(task.state) \(task.step) since \(task.since) "
        + "\(task.before.map { "was \($0)" } ?? "new")\(task.reason.isEmpty ? "" : " \(task.reason)")"
    }
    #expect(
      told == [
        "late overdue notice since 2026-03-31 was due",
        "new due notice since 2026-04-10 new",
        "early waiting notice since 2026-03-31 was waiting",
        "done waiting notice since 2026-04-10 new",
        "done done reminder since 2026-03-31 was overdue",
        "paid closed notice since 2026-03-31 was due paid",
        "gone absent notice since 2026-03-31 was waiting",
      ])
  }

  @Test("a file that no run wrote is refused with the line's number")
  func foreign() throws {
    let folder = TemporaryFolder()
    _ = try Self.run([[("a", Self.task("a", .due, "2026-03-31"))]], in: folder)
    let good = try PreviousTasks(reading: "\(folder.path)/\(TaskBook.name)")
    #expect(good.digest != .zero)
    let files = RealFileSystem()
    let root = try files.openRoot(folder.path)
    let file = try files.openFile(TaskBook.name, in: root, .updating)
    let more = Array("{\"state\":\"due\"}\n".utf8)
    try more.withUnsafeBytes { bytes in
      try files.write(bytes, to: file, at: try files.length(of: file))
    }
    try files.close(file)
    try files.close(root)
    do {
      _ = try PreviousTasks(reading: "\(folder.path)/\(TaskBook.name)")
      Issue.record("a line that is no task was read")
    } catch {
      #expect(error.code == .tasksFormat && error.message.hasPrefix("line 2 of "))
    }
  }

  @Test(
    "a file that is not the one that was read through is refused, and so is what can be read but once"
  )
  func changed() throws {
    let folder = TemporaryFolder()
    _ = try Self.run([[("a", Self.task("a", .due, "2026-03-31"))]], in: folder)
    let path = "\(folder.path)/\(TaskBook.name)"
    let previous = try PreviousTasks(reading: path)
    try previous.forEachOpen { _ throws(SinkError) in }
    let other = TemporaryFolder()
    _ = try Self.run([[("b", Self.task("b", .due, "2026-03-31"))]], in: other)
    #expect(rename("\(other.path)/\(TaskBook.name)", path) == 0)
    let fault = #expect(throws: SinkError.self) {
      try previous.forEachOpen { _ throws(SinkError) in }
    }
    #expect(fault?.code == .tasksFormat && fault?.message.contains("changed while") == true)
    let device = #expect(throws: SinkError.self) { try PreviousTasks(reading: "/dev/null") }
    #expect(device?.code == .tasksFormat)
  }
}
