/// A few documents from the whole length of a run.
extension RunFolder {
  /// Longer than any line of `documents.ndjson` but those of documents with hundreds of files.
  private static let sampleWindow = 256 << 10

  /// Up to `count` committed documents, evenly spread over the first `length` bytes of the book.
  ///
  /// The same for every run of one identity. A document whose line is longer than a window is passed over.
  public func sampleDocuments(
    _ count: Int, length: Int
  ) throws(SinkError) -> [DocumentEntry] {
    guard length > 0, count > 0 else { return [] }
    var window = ByteStore(capacity: Self.sampleWindow)
    var found: [DocumentEntry] = []
    let file = try naming(Books.documentsName) { () throws(SystemFault) in
      try files.openFile(Books.documentsName, in: root, .reading)
    }
    defer { try? files.close(file) }
    for number in 0..<count {
      let start = length / count * number
      window.truncate(to: 0)
      try naming(Books.documentsName) { () throws(SystemFault) in
        let wanted = min(Self.sampleWindow, length - start)
        try files.fill(&window, from: file, at: start, atMost: wanted)
      }
      var lines = window.bytes.split(
        separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
      // What stands before the first line break is the tail of a line, unless this is the book's start.
      if start > 0, !lines.isEmpty { lines.removeFirst() }
      guard lines.count > 1, let line = lines.first,
        let entry = DocumentEntry(line: UnsafeRawBufferPointer(rebasing: line))
      else { continue }
      if found.last?.ordinal != entry.ordinal { found.append(entry) }
    }
    return found
  }
}
