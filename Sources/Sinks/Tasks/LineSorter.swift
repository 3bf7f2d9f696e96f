import Glibc

/// Sorts lines by their bytes, in memory that does not grow with their number.
///
/// Lines are kept until they fill the memory, then sorted and written to a file of their own; at the end the files
/// are merged, at most `fanIn` at a time.
final class LineSorter {
  /// Bytes kept before they are written out.
  static let standardMemory = 16 << 20
  /// Files merged at a time: each is read through a buffer of its own.
  static let fanIn = 64

  private let files: any FileSystem
  private let folder: Descriptor
  private let name: String
  private let memory: Int
  private let isPrivate: Bool
  private var lines = ByteStore()
  private var places: [(start: Int, count: Int)] = []
  private var written: [String] = []
  private var fileCount = 0

  /// Makes a sorter whose files are called after `name` in a folder for what is passing; if private, for their owner alone.
  init(
    _ name: String, in folder: Descriptor, _ files: any FileSystem,
    memory: Int = LineSorter.standardMemory, isPrivate: Bool = false
  ) {
    self.isPrivate = isPrivate
    self.files = files
    self.folder = folder
    self.name = name
    self.memory = memory
  }

  /// Takes a line, which has no newline in it.
  func add(_ line: UnsafeRawBufferPointer) throws(SinkError) {
    if !places.isEmpty, lines.count + line.count > memory { try writeOut() }
    if places.isEmpty { lines.reserve(min(memory, max(line.count, 1 << 16))) }
    places.append((lines.count, line.count))
    lines.append(line)
  }

  /// All lines in order; nothing may be added after it.
  func sorted() throws(SinkError) -> SortedLines {
    sort()
    if written.isEmpty { return SortedLines(self) }
    try writeOut()
    while written.count > Self.fanIn {
      let group = Array(written.prefix(Self.fanIn))
      written.removeFirst(Self.fanIn)
      let merged = try SortedLines(group, in: folder, files)
      let file = try LineWriter(newFile(), in: folder, files, isPrivate: isPrivate)
      while try merged.next() { try file.add(merged.line) }
      try file.finish()
    }
    return try SortedLines(written, in: folder, files)
  }

  var count: Int { places.count }
  subscript(index: Int) -> UnsafeRawBufferPointer {
    lines[places[index].start..<(places[index].start + places[index].count)]
  }

  private func newFile() -> String {
    fileCount += 1
    written.append("\(name)-\(fileCount)")
    return written[written.count - 1]
  }

  private func sort() {
    let bytes = lines.bytes
    places.sort { left, right in
      UnsafeRawBufferPointer(rebasing: bytes[left.start..<(left.start + left.count)])
        .precedes(
          UnsafeRawBufferPointer(rebasing: bytes[right.start..<(right.start + right.count)]))
    }
  }

  private func writeOut() throws(SinkError) {
    guard !places.isEmpty else { return }
    sort()
    let file = try LineWriter(newFile(), in: folder, files, isPrivate: isPrivate)
    for index in places.indices { try file.add(self[index]) }
    try file.finish()
    places.removeAll(keepingCapacity: true)
    lines.truncate(to: 0)
  }
}

extension UnsafeRawBufferPointer {
  /// Whether its bytes come before another's.
  func precedes(_ other: UnsafeRawBufferPointer) -> Bool {
    let common = Swift.min(count, other.count)
    if common > 0, let left = baseAddress, let right = other.baseAddress {
      let order = memcmp(left, right, common)
      if order != 0 { return order < 0 }
    }
    return count < other.count
  }
}

/// Writes lines to a new file through a buffer.
final class LineWriter {
  private static let bufferSize = 256 << 10

  private let files: any FileSystem
  private let name: String
  private let file: Descriptor
  private var buffer = ByteStore(capacity: LineWriter.bufferSize)
  private var length = 0

  /// Makes the file in the place of any left there before.
  init(
    _ name: String, in folder: Descriptor, _ files: any FileSystem, isPrivate: Bool
  ) throws(SinkError) {
    self.files = files
    self.name = name
    file = try naming(name) { () throws(SystemFault) in
      try files.removeTree(name, in: folder)
      return try files.openFile(
        name, in: folder, isPrivate ? .creatingPrivately : .creating)
    }
  }

  func add(_ line: UnsafeRawBufferPointer) throws(SinkError) {
    buffer.append(line)
    buffer.append(0x0A)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Writes the rest and closes.
  func finish(isSynced: Bool = false) throws(SinkError) {
    try flush()
    try naming(name) { () throws(SystemFault) in
      if isSynced { try files.sync(file) }
      try files.close(file)
    }
  }

  private func flush() throws(SinkError) {
    try naming(name) { () throws(SystemFault) in
      try files.write(buffer.bytes, to: file, at: length)
    }
    length += buffer.count
    buffer.truncate(to: 0)
  }
}
