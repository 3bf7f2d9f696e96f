extension OutputFolder {
  /// The book of tasks, of templates with a ladder.
  public static let tasksName = TaskBook.name
  /// The tasks of a run that is not finished.
  public static let taskSpoolName = TaskSpool.name

  /// SHA-256 and length of a file; nil when it is not there.
  public func digest(of name: String) throws(SinkError) -> (digest: SHA256Digest, length: Int)? {
    try optional(name) { () throws(SystemFault) -> (digest: SHA256Digest, length: Int) in
      let file = try files.openFile(name, in: root, .reading)
      defer { try? files.close(file) }
      var hasher = SHA256Hasher()
      var chunk = ByteStore(capacity: 1 << 20)
      var length = 0
      repeat {
        chunk.truncate(to: 0)
        try files.fill(&chunk, from: file, at: length, atMost: 1 << 20)
        hasher.update(chunk.bytes)
        length += chunk.count
      } while chunk.count > 0
      return (hasher.finish(), length)
    }
  }
}
