/// The tasks of a run as its units find them, before they are put in order.
///
/// A line is key, rank, due and the task's own line, divided by tabs, which JSON text does not hold: sorted by their bytes, lines
/// stand by customer.
enum TaskSpool {
  /// The file in the output folder while the run goes on.
  static let name = ".billow.tasks"

  /// Appends what is to be done about a customer.
  static func append(_ task: TaskEntry, to text: inout ByteStore) {
    task.key.withUnsafeBytes { text.append(json: $0) }
    text.append(0x09)
    task.append(to: &text)
    text.append(0x0A)
  }

  /// Appends that nothing is to be done about a customer, and why.
  static func append(
    key: UnsafeRawBufferPointer, reason: String, to text: inout ByteStore
  ) {
    text.append(json: key)
    text.append(0x09)
    text.append(json: reason)
    text.append(0x0A)
  }

  /// What a line holds.
  enum Line {
    case task(TaskEntry)
    case nothing(reason: String)

    init?(_ line: UnsafeRawBufferPointer) {
      guard let tab = line.firstIndex(of: 0x09) else { return nil }
      let rest = UnsafeRawBufferPointer(rebasing: line[(tab + 1)...])
      if rest.first == 0x22 {
        var scanner = LineScanner(rest)
        guard let reason = try? scanner.string() else { return nil }
        self = .nothing(reason: reason)
      } else {
        guard let task = TaskEntry(line: rest) else { return nil }
        self = .task(task)
      }
    }
  }

  /// A line's key, as it is sorted by.
  static func key(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: line[..<(line.firstIndex(of: 0x09) ?? line.endIndex)])
  }
}
