/// Reads and hashes published documents of a tree; one a worker, with buffers of its own.
public final class DocumentReader {
  /// A file found in a document.
  public struct Found: Hashable, Sendable {
    /// Its name within the document.
    public var name: String
    /// Its length; of an entry in a pack, uncompressed.
    public var size: Int
    /// Its SHA-256; nil for what is no plain file, such as a folder that holds none.
    public var digest: SHA256Digest?

    /// Makes a finding.
    public init(name: String, size: Int, digest: SHA256Digest?) {
      self.name = name
      self.size = size
      self.digest = digest
    }
  }

  private static let chunkSize = 1 << 20
  private let folder: OutputFolder
  private let files: any FileSystem
  private var hasher = SHA256Hasher()
  private var chunk = ByteStore(capacity: DocumentReader.chunkSize)

  /// Makes a reader of one folder.
  public init(_ folder: OutputFolder) {
    self.folder = folder
    files = folder.files
  }

  /// All that stands in a document's folder, in the order of the names; nil when it is not there.
  ///
  /// `visit` is given each file's whole contents; without it, memory does not grow with a file.
  public func read(
    _ path: String, visit: ((String, UnsafeRawBufferPointer) -> Void)? = nil
  ) throws(SinkError) -> [Found]? {
    var found: [Found] = []
    let isThere = try folder.optional(path) { () throws(SystemFault) -> Bool in
      let inner = try files.openFolder(path, in: folder.root)
      defer { try? files.close(inner) }
      try read(inner, prefix: "", visit, into: &found)
      return true
    }
    guard isThere != nil else { return nil }
    return found.sorted { $0.name < $1.name }
  }

  private func read(
    _ inner: Descriptor, prefix: String, _ visit: ((String, UnsafeRawBufferPointer) -> Void)?,
    into found: inout [Found]
  ) throws(SystemFault) {
    for entry in try files.entries(of: inner) {
      let name = prefix + entry.name
      if entry.isFolder {
        let next = try files.openFolder(entry.name, in: inner)
        defer { try? files.close(next) }
        let before = found.count
        try read(next, prefix: name + "/", visit, into: &found)
        if found.count == before { found.append(Found(name: name + "/", size: 0, digest: nil)) }
        continue
      }
      guard entry.isFile else {
        found.append(Found(name: name, size: 0, digest: nil))
        continue
      }
      let file = try files.openFile(entry.name, in: inner, .reading)
      defer { try? files.close(file) }
      let (digest, size) = try hash(file, isKept: visit != nil)
      visit?(name, chunk.bytes)
      found.append(Found(name: name, size: size, digest: digest))
    }
  }

  /// Hashes a file; one that is kept lies in `chunk` afterwards.
  private func hash(_ file: Descriptor, isKept: Bool) throws(SystemFault) -> (SHA256Digest, Int) {
    var size = 0
    var more = 0
    chunk.truncate(to: 0)
    repeat {
      if !isKept { chunk.truncate(to: 0) }
      let before = chunk.count
      try files.fill(&chunk, from: file, at: size, atMost: Self.chunkSize)
      more = chunk.count - before
      hasher.update(chunk[before..<chunk.count])
      size += more
    } while more == Self.chunkSize
    return (hasher.finish(), size)
  }
}
