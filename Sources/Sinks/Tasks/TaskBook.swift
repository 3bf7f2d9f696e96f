/// What a run's tasks came to.
public struct TaskCounts: Hashable, Sendable {
  /// Lines by state.
  public var states: [TaskEntry.State: Int] = [:]
  /// Tasks of the run before that were to be done by then and are not.
  public var notDone = 0
  /// Whether they were compared with those of a run before.
  public var isMerged = false

  /// Counts nothing.
  public init() {}

  mutating func add(_ task: TaskEntry) {
    states[task.state, default: 0] += 1
    if task.state.isOpen, task.before == .overdue || task.before == .due { notDone += 1 }
  }

  /// Counts as the fields of a JSON object, in a fixed order.
  public var json: String {
    let shown = TaskEntry.State.allCases.filter { $0.isOpen || isMerged }
    var fields = shown.map { "\"\($0.rawValue)\":\(states[$0] ?? 0)" }
    if isMerged { fields.append("\"notDone\":\(notDone)") }
    return "{" + fields.joined(separator: ",") + "}"
  }
}

/// Writes `tasks.ndjson`: what is overdue first, then what is due, what is to come, and how the tasks of the run before ended.
///
/// Sorts through files, so memory is two sorters' worth, some 40 MB, whatever the number of customers.
struct TaskBook {
  /// The book's name.
  static let name = "tasks.ndjson"

  let folder: RunFolder
  /// Bytes of the spool that belong to the run.
  let length: Int
  let previous: PreviousTasks?
  /// What each sorter may keep; less in tests.
  var memory = LineSorter.standardMemory

  /// Sorts, merges, writes.
  func write() throws(SinkError) -> TaskCounts {
    let order = sorter("task-order")
    var counts = TaskCounts()
    var line = ByteStore()
    func emit(_ task: TaskEntry) throws(SinkError) {
      counts.add(task)
      line.truncate(to: 0)
      line.append(decimal: task.state.rank)
      line.append(text: task.due)
      line.append(0x09)
      task.key.withUnsafeBytes { line.append(json: $0) }
      line.append(0x09)
      task.append(to: &line)
      try order.add(line.bytes)
    }
    let spool = try LineReader(TaskSpool.name, in: folder.root, folder.files, end: length)
    if let previous {
      counts.isMerged = true
      try merge(spool, previous, emit)
    } else {
      while try spool.next() {
        if case .task(let task)? = TaskSpool.Line(spool.line) { try emit(task) }
      }
    }
    spool.close()
    let sorted = try order.sorted()
    let file = try LineWriter(
      Self.name, in: folder.staging, folder.files, isPrivate: folder.keepsKeysPrivate)
    while try sorted.next() {
      let tab = sorted.line.lastIndex(of: 0x09) ?? -1
      try file.add(UnsafeRawBufferPointer(rebasing: sorted.line[(tab + 1)...]))
    }
    try file.finish(isSynced: folder.durability != .none)
    try naming(Self.name) { () throws(SystemFault) in
      try folder.files.rename(Self.name, in: folder.staging, to: Self.name, in: folder.root)
    }
    return counts
  }

  private func sorter(_ name: String) -> LineSorter {
    LineSorter(
      name, in: folder.staging, folder.files, memory: memory, isPrivate: folder.keepsKeysPrivate)
  }

  /// Walks both runs' tasks by customer.
  private func merge(
    _ spool: LineReader, _ previous: PreviousTasks,
    _ emit: (TaskEntry) throws(SinkError) -> Void
  ) throws(SinkError) {
    let new = sorter("task-new")
    while try spool.next() { try new.add(spool.line) }
    let old = sorter("task-old")
    var text = ByteStore()
    try previous.forEachOpen { task throws(SinkError) in
      text.truncate(to: 0)
      TaskSpool.append(task, to: &text)
      try old.add(text[0..<(text.count - 1)])
    }
    let (left, right) = (try new.sorted(), try old.sorted())
    var (hasLeft, hasRight) = (try left.next(), try right.next())
    while hasLeft || hasRight {
      let order = Self.order(hasLeft ? left.line : nil, hasRight ? right.line : nil)
      let now = order <= 0 ? TaskSpool.Line(left.line) : nil
      var before: TaskEntry?
      if order >= 0, case .task(let task)? = TaskSpool.Line(right.line) { before = task }
      try Self.join(now, before, emit)
      if order <= 0 { hasLeft = try left.next() }
      if order >= 0 { hasRight = try right.next() }
    }
  }

  /// Negative where only the new run has the key, positive where only the old one, 0 for both.
  private static func order(
    _ left: UnsafeRawBufferPointer?, _ right: UnsafeRawBufferPointer?
  ) -> Int {
    guard let left else { return 1 }
    guard let right else { return -1 }
    let (a, b) = (TaskSpool.key(left), TaskSpool.key(right))
    return a.precedes(b) ? -1 : b.precedes(a) ? 1 : 0
  }

  /// What became of a customer's task, and what is new.
  private static func join(
    _ now: TaskSpool.Line?, _ before: TaskEntry?, _ emit: (TaskEntry) throws(SinkError) -> Void
  ) throws(SinkError) {
    guard let before else {
      if case .task(let task)? = now { try emit(task) }
      return
    }
    var ended = before
    ended.before = before.state
    switch now {
    case nil:
      ended.state = .absent
      try emit(ended)
    case .nothing(let reason)?:
      ended.state = reason == TaskEntry.finished ? .done : .closed
      ended.reason = reason
      try emit(ended)
    case .task(var task)?:
      if task.isSameWork(as: before) {
        task.since = before.since
        task.before = before.state
      } else {
        ended.state = .done
        try emit(ended)
      }
      try emit(task)
    }
  }
}

extension TaskEntry {
  /// The reason for nothing to be done that says that all was.
  public static let finished = "ladder-finished"
}

extension RunWriter {
  /// Puts the tasks of all units in order, as `tasks.ndjson`; the last step before `finish`.
  ///
  /// A run without tasks has none to put in order. A sync that fails is followed by writing all of it anew.
  public func writeTasks(previous: PreviousTasks?) throws(SinkError) -> TaskCounts? {
    guard let folder, hasTasks else { return nil }
    let book = TaskBook(folder: folder, length: last?.books.tasks ?? 0, previous: previous)
    for attempt in 1... {
      do throws(SinkError) {
        return try book.write()
      } catch {
        guard error.code == .syncFailed, attempt < RunWriter.attempts else { throw error }
      }
    }
    return nil
  }
}
