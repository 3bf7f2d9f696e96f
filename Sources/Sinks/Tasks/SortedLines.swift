/// Lines in the order of their bytes, one at a time.
final class SortedLines {
  /// The current line; valid until the next.
  private(set) var line = UnsafeRawBufferPointer(start: nil, count: 0)

  private let kept: LineSorter?
  private var index = 0
  /// Files by their current lines: a heap, the least first.
  private var heap: [LineReader] = []
  private var isStarted = false

  /// Lines that are all in memory.
  init(_ kept: LineSorter) { self.kept = kept }

  /// Lines of sorted files.
  init(_ names: [String], in folder: Descriptor, _ files: any FileSystem) throws(SinkError) {
    kept = nil
    for name in names {
      let reader = try LineReader(name, in: folder, files)
      if try reader.next() { heap.append(reader) }
    }
    for place in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(from: place) }
  }

  /// Goes to the next line; false after the last.
  func next() throws(SinkError) -> Bool {
    if let kept {
      guard index < kept.count else { return false }
      line = kept[index]
      index += 1
      return true
    }
    if isStarted, let first = heap.first {
      if try !first.next() {
        first.close()
        heap[0] = heap[heap.count - 1]
        heap.removeLast()
      }
      if !heap.isEmpty { sink(from: 0) }
    }
    isStarted = true
    guard let first = heap.first else { return false }
    line = first.line
    return true
  }

  private func sink(from start: Int) {
    var place = start
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
        if heap[child].line.precedes(heap[least].line) { least = child }
      }
      if least == place { return }
      heap.swapAt(place, least)
      place = least
    }
  }
}

/// Reads a file of lines through a buffer.
final class LineReader {
  private static let chunkSize = 64 << 10

  /// The current line, without its newline; valid until the next.
  private(set) var line = UnsafeRawBufferPointer(start: nil, count: 0)

  private let files: any FileSystem
  private let name: String
  private let file: Descriptor
  private let end: Int
  private var at = 0
  private var buffer = ByteStore(capacity: LineReader.chunkSize)
  private var start = 0
  private var isOpen = true

  /// Opens a file; with `end`, only its first bytes are read.
  init(
    _ name: String, in folder: Descriptor, _ files: any FileSystem, end: Int = .max
  ) throws(SinkError) {
    self.files = files
    self.name = name
    self.end = end
    file = try naming(name) { () throws(SystemFault) in
      try files.openFile(name, in: folder, .reading)
    }
  }

  /// Reads a file that is open already, and closes it at the end.
  init(_ file: Descriptor, named name: String, _ files: any FileSystem) {
    self.files = files
    self.name = name
    self.file = file
    end = .max
  }

  deinit { close() }

  func close() {
    if isOpen { try? files.close(file) }
    isOpen = false
  }

  /// Goes to the next line; false at the end.
  ///
  /// A last line without a newline is a line.
  func next() throws(SinkError) -> Bool {
    while true {
      if let stop = buffer.bytes[start...].firstIndex(of: 0x0A) {
        line = buffer[start..<stop]
        start = stop + 1
        return true
      }
      buffer.removeFirst(start)
      start = 0
      let before = buffer.count
      let room = min(Self.chunkSize, end - at)
      if room > 0 {
        try naming(name) { () throws(SystemFault) in
          try files.fill(&buffer, from: file, at: at, atMost: room)
        }
      }
      at += buffer.count - before
      if buffer.count > before { continue }
      guard buffer.count > 0 else { return false }
      line = buffer[0..<buffer.count]
      start = buffer.count
      return true
    }
  }
}
