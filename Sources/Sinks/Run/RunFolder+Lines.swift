/// Reading the books back, a line at a time, in memory that does not grow with them.
extension RunFolder {
  private static let chunkSize = 1 << 20

  /// Calls `body` with ordinal and key (UTF-8) of each committed document and suppression.
  ///
  /// For a resumed run, which must know a key that comes a second time.
  public func forEachCommittedKey(_ body: (Int, [UInt8]) -> Void) throws(SinkError) {
    guard let books = journal?.lines.last?.books else { return }
    for (name, length) in [
      (Books.documentsName, books.documents), (Books.suppressedName, books.suppressed),
    ] {
      try forEachLine(of: name, in: 0..<length) { line throws(SinkError) in
        var scanner = LineScanner(line)
        do throws(LineScanner.Malformed) {
          let (ordinal, key) = try scanner.ordinalAndKey()
          body(ordinal, key)
        } catch {
          throw SinkError(
            .outputDamaged, "\(name) holds a line that this engine did not write", path: name,
            hint: "something else has changed the folder: choose a new one")
        }
      }
    }
  }

  /// Calls `body` with each whole line of a book, without its newline.
  func forEachLine(
    of name: String, in range: Range<Int>,
    _ body: (UnsafeRawBufferPointer) throws(SinkError) -> Void
  ) throws(SinkError) {
    let file = try naming(name) { () throws(SystemFault) in
      try files.openFile(name, in: root, .reading)
    }
    defer { try? files.close(file) }
    var at = range.lowerBound
    var chunk = ByteStore(capacity: Self.chunkSize)
    while at < range.upperBound {
      let before = chunk.count
      try naming(name) { () throws(SystemFault) in
        let wanted = min(Self.chunkSize, range.upperBound - at)
        try files.fill(&chunk, from: file, at: at, atMost: wanted)
      }
      if chunk.count == before { return }
      at += chunk.count - before
      var start = 0
      while let end = chunk.bytes[start...].firstIndex(of: 0x0A) {
        try body(chunk[start..<end])
        start = end + 1
      }
      chunk.removeFirst(start)
    }
  }

  /// Paths of documents that were listed, and so perhaps published, after the last journal line.
  ///
  /// A path that a committed document has too is left out: that one stays.
  func uncommittedPaths(after length: Int) throws(SinkError) -> [String] {
    let name = Books.documentsName
    let isThere = try naming(name) { () throws(SystemFault) in try files.holds(name, in: root) }
    guard isThere else { return [] }
    var paths: [String] = []
    try forEachLine(of: name, in: length..<Int.max) { line throws(SinkError) in
      // A torn line was never synced, so nothing of its group was published.
      if let entry = DocumentEntry(line: line) { paths.append(entry.path) }
    }
    guard !paths.isEmpty, length > 0 else { return paths }
    var doubtful = Set(paths)
    try forEachLine(of: name, in: 0..<length) { line throws(SinkError) in
      guard let entry = DocumentEntry(line: line) else { return }
      doubtful.remove(entry.path)
    }
    return paths.filter { doubtful.contains($0) }
  }
}
