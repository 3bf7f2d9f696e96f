/// What is to be done about one customer: a line of `tasks.ndjson`.
public struct TaskEntry: Hashable, Sendable {
  /// How urgent a task is, or how it ended; the order of lines.
  public enum State: String, Sendable, CaseIterable {
    /// Its day is past.
    case overdue
    /// Its day is today.
    case due
    /// Its day is to come.
    case waiting
    /// The run before had it, and it was done: its customer is further on.
    case done
    /// The run before had it, and nothing is to be done any more, for a reason.
    case closed
    /// The run before had it, and this run's input does not hold its customer.
    case absent

    /// Its place in the order.
    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Whether there is something to do.
    public var isOpen: Bool { self == .overdue || self == .due || self == .waiting }
  }

  /// How urgent it is, or how it ended.
  public var state: State
  /// The day it is to be done, as `YYYY-MM-DD`.
  public var due: String
  /// The customer's key, as UTF-8.
  public var key: [UInt8]
  /// The step it belongs to.
  public var step: String
  /// What is to be done.
  public var action: String
  /// Who does it.
  public var by: String
  /// Why then.
  public var why: String
  /// What is owed; empty where that is not said.
  public var amount: String
  /// Why nothing is to be done; empty unless it is closed.
  public var reason = ""
  /// The day of the run that first had it.
  public var since: String
  /// How urgent it was in the run before; nil where that had it not.
  public var before: State?

  /// Makes a task.
  public init(
    state: State, due: String, key: [UInt8], step: String, action: String, by: String, why: String,
    amount: String, since: String
  ) {
    self.state = state
    self.due = due
    self.key = key
    self.step = step
    self.action = action
    self.by = by
    self.why = why
    self.amount = amount
    self.since = since
  }

  /// Whether it is the same piece of work as another run's.
  func isSameWork(as other: TaskEntry) -> Bool { step == other.step && action == other.action }
}

extension TaskEntry {
  /// Appends the line, without its newline.
  func append(to text: inout ByteStore) {
    text.append("{\"state\":\"")
    text.append(text: state.rawValue)
    text.append("\",\"due\":")
    text.append(json: due)
    text.append(",\"key\":")
    key.withUnsafeBytes { text.append(json: $0) }
    for (name, value) in [
      (",\"step\":" as StaticString, step), (",\"action\":", action), (",\"by\":", by),
      (",\"why\":", why),
    ] {
      text.append(name)
      text.append(json: value)
    }
    if !amount.isEmpty {
      text.append(",\"amount\":")
      text.append(json: amount)
    }
    if !reason.isEmpty {
      text.append(",\"reason\":")
      text.append(json: reason)
    }
    text.append(",\"since\":")
    text.append(json: since)
    if let before {
      text.append(",\"before\":\"")
      text.append(text: before.rawValue)
      text.append("\"")
    }
    text.append("}")
  }

  /// Reads what `append(to:)` wrote; nil for anything else.
  init?(line: UnsafeRawBufferPointer) {
    var scanner = LineScanner(line)
    do throws(LineScanner.Malformed) {
      try self.init(&scanner)
    } catch {
      return nil
    }
    guard scanner.isAtEnd else { return nil }
  }

  private init(_ scanner: inout LineScanner) throws(LineScanner.Malformed) {
    try scanner.expect("{\"state\":")
    guard let state = State(rawValue: try scanner.string()) else { throw LineScanner.Malformed() }
    try scanner.expect(",\"due\":")
    let due = try scanner.string()
    try scanner.expect(",\"key\":")
    let key = try scanner.stringBytes()
    try scanner.expect(",\"step\":")
    let step = try scanner.string()
    try scanner.expect(",\"action\":")
    let action = try scanner.string()
    try scanner.expect(",\"by\":")
    let by = try scanner.string()
    try scanner.expect(",\"why\":")
    let why = try scanner.string()
    let amount = try scanner.optional(",\"amount\":")
    let reason = try scanner.optional(",\"reason\":")
    try scanner.expect(",\"since\":")
    let since = try scanner.string()
    let before = try scanner.optional(",\"before\":")
    try scanner.expect("}")
    self.init(
      state: state, due: due, key: key, step: step, action: action, by: by, why: why,
      amount: amount, since: since)
    self.reason = reason
    self.before = State(rawValue: before)
    guard before.isEmpty || self.before != nil else { throw LineScanner.Malformed() }
  }
}

extension LineScanner {
  /// The string after a name, or an empty one where the name does not come next.
  fileprivate mutating func optional(_ name: StaticString) throws(Malformed) -> String {
    guard isNext(name) else { return "" }
    try expect(name)
    return try string()
  }
}
