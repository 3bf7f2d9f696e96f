import Glibc

/// `tasks.ndjson` of an earlier run, to be merged with a new one's.
public struct PreviousTasks: Sendable {
  /// Its path, as given.
  public let path: String
  /// Its SHA-256: another file makes another run.
  public let digest: SHA256Digest

  /// Reads a file through, once, so that what is wrong with it is known before the run.
  ///
  /// - Throws: `tasks-format` with the number of the first line that no run wrote; `tasks-later` with that of the first
  ///   that tells of a run of a later day than `day`; what the system says.
  public init(reading path: String, before day: String? = nil) throws(SinkError) {
    self.path = path
    let reader = try Self.open(path)
    var hasher = SHA256Hasher()
    var number = 0
    while try reader.next() {
      number += 1
      hasher.update(reader.line)
      hasher.update(Self.newline)
      if let task = TaskEntry(line: reader.line) {
        guard let day, task.isLater(than: day) else { continue }
        throw SinkError(
          .tasksLater, "line \(number) of '\(path)' is of a run of a later day than --as-of",
          path: path, hint: "give the tasks.ndjson of the run before, or correct --as-of")
      }
      throw SinkError(
        .tasksFormat, "line \(number) of '\(path)' is no task that a run wrote", path: path,
        hint: "give the tasks.ndjson of an earlier run, unchanged")
    }
    digest = hasher.finish()
  }

  private static var newline: UnsafeRawBufferPointer {
    let text: StaticString = "\n"
    return UnsafeRawBufferPointer(start: text.utf8Start, count: 1)
  }

  private static func open(_ path: String) throws(SinkError) -> LineReader {
    let number = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard number >= 0 else {
      if errno == ENOENT {
        throw SinkError(
          .tasksFormat, "there is no file '\(path)'", path: path,
          hint: "give the tasks.ndjson of an earlier run")
      }
      throw SinkError(.last(.open), path: path)
    }
    var status = stat()
    guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(number)
      throw SinkError(
        .tasksFormat, "'\(path)' is no file, and it is read more than once", path: path,
        hint: "give the tasks.ndjson of an earlier run, unchanged")
    }
    return LineReader(Descriptor(number), named: path, RealFileSystem())
  }

  /// Calls `body` with each task there is still something to do about.
  ///
  /// - Throws: `tasks-format` when the file is no longer the one that was read through; what `body` throws.
  func forEachOpen(_ body: (TaskEntry) throws(SinkError) -> Void) throws(SinkError) {
    let reader = try Self.open(path)
    var hasher = SHA256Hasher()
    while try reader.next() {
      hasher.update(reader.line)
      hasher.update(Self.newline)
      guard let task = TaskEntry(line: reader.line), task.state.isOpen else { continue }
      try body(task)
    }
    guard hasher.finish() == digest else {
      throw SinkError(
        .tasksFormat, "'\(path)' changed while the run went on", path: path,
        hint: "give the tasks.ndjson of an earlier run, unchanged, and a new folder")
    }
  }
}

extension TaskEntry {
  /// Whether the run that wrote it was of a later day: its state says how its own day stands to that one.
  fileprivate func isLater(than day: String) -> Bool {
    switch state {
    case .overdue: since > day || due >= day
    case .due: since > day || due > day
    case .waiting, .done, .closed, .absent: since > day
    }
  }
}
