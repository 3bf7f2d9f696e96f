import Glibc

/// A run's output folder, opened to be read and never changed.
///
/// What is not there, or is no file, reads as nil; only what the system refuses throws.
public final class OutputFolder: @unchecked Sendable {
  // Constant after `init`; the file system takes calls from any thread.

  /// Its path, as given.
  public let path: String
  let files: any FileSystem
  let root: Descriptor

  /// Opens a folder that is there.
  public init(
    reading path: String, fileSystem files: any FileSystem = RealFileSystem()
  ) throws(SinkError) {
    self.path = path
    self.files = files
    root = try reading(path) { () throws(SystemFault) in try files.openRoot(path) }
  }

  deinit { try? files.close(root) }

  /// What stands in the folder itself, or in a folder beneath it, sorted by name.
  public func entries(of folder: String = ".") throws(SinkError) -> [FolderEntry]? {
    let found = try optional(folder) { () throws(SystemFault) -> [FolderEntry] in
      let inner = try files.openFolder(folder, in: root)
      defer { try? files.close(inner) }
      return try files.entries(of: inner)
    }
    return found?.sorted { $0.name < $1.name }
  }

  /// Whether anything of a run stands in it.
  public var holdsRun: Bool {
    get throws(SinkError) {
      let marks: Set = [
        RunFolder.journalName, RunFolder.manifestName, RunFolder.successName, Books.documentsName,
      ]
      return try entries()?.contains { marks.contains($0.name) } ?? false
    }
  }

  /// A small file's bytes.
  public func contents(of name: String) throws(SinkError) -> [UInt8]? {
    try optional(name) { () throws(SystemFault) -> [UInt8] in
      let file = try files.openFile(name, in: root, .reading)
      defer { try? files.close(file) }
      var text = ByteStore()
      try files.fill(&text, from: file, at: 0, atMost: try files.length(of: file))
      return [UInt8](text.bytes)
    }
  }

  /// A file's length in bytes.
  public func length(of name: String) throws(SinkError) -> Int? {
    try optional(name) { () throws(SystemFault) -> Int in
      let file = try files.openFile(name, in: root, .reading)
      defer { try? files.close(file) }
      return try files.length(of: file)
    }
  }

  /// Reads the journal as far as it is good, and how many bytes it has.
  public func journal() throws(SinkError) -> (record: JournalRecord?, length: Int)? {
    guard let bytes = try contents(of: RunFolder.journalName) else { return nil }
    return (bytes.withUnsafeBytes { JournalRecord($0) }, bytes.count)
  }

  /// Runs `body`; nil when what it opens is missing, or stands in the way as something else.
  func optional<Value>(
    _ path: String, _ body: () throws(SystemFault) -> Value
  ) throws(SinkError) -> Value? {
    do throws(SystemFault) {
      return try body()
    } catch {
      switch error.number {
      case ENOENT, ENOTDIR, ELOOP, EISDIR, ENXIO, EXDEV: return nil
      default: throw SinkError(reading: error, path: path)
      }
    }
  }
}
