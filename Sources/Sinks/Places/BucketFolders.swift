import Glibc

/// The up to 4,096 folders under `documents/`, each made once, when it is first needed.
struct BucketFolders {
  /// Three hexadecimal digits.
  static let count = 4096

  private let files: any FileSystem
  private let documents: Descriptor
  private var isKnown = [Bool](repeating: false, count: Self.count)
  /// Made since the last `accept`.
  private var made: [Int] = []
  /// Changed since the last `sync`; kept only where each folder is synced by itself.
  private var touched: Set<Int> = []
  private let tracksTouched: Bool

  /// Opens or makes `documents/`.
  init(_ folder: RunFolder) throws(SinkError) {
    files = folder.files
    documents = try RunFolder.openOrMake(DocumentPath.root, in: folder.output, folder.files)
    tracksTouched = folder.durability == .each
  }

  /// Opens a bucket to change it, making it if needed; the caller closes it.
  ///
  /// Not kept open: 4,096 descriptors are more than most processes may have.
  mutating func open(_ bucket: Int) throws(SystemFault) -> Descriptor {
    let name = Self.name(bucket)
    if !isKnown[bucket] {
      do throws(SystemFault) {
        try files.makeFolder(name, in: documents)
        made.append(bucket)
      } catch {
        if error.number != EEXIST { throw error }
      }
      isKnown[bucket] = true
    }
    if tracksTouched { touched.insert(bucket) }
    return try files.openFolder(name, in: documents)
  }

  /// Opens a bucket that is there; nil if it is not.
  func openExisting(_ bucket: Int) throws(SystemFault) -> Descriptor? {
    do throws(SystemFault) {
      return try files.openFolder(Self.name(bucket), in: documents)
    } catch {
      if error.number == ENOENT { return nil }
      throw error
    }
  }

  /// Removes a bucket if it is empty; it may never have reached the disk.
  func removeIfEmpty(_ bucket: Int) throws(SystemFault) {
    do throws(SystemFault) {
      try files.remove(Self.name(bucket), isFolder: true, in: documents)
    } catch {
      guard [ENOENT, ENOTEMPTY, EEXIST].contains(error.number) else { throw error }
    }
  }

  private static func name(_ bucket: Int) -> String { DocumentPath.name(ofBucket: bucket) }

  mutating func sync() throws(SystemFault) {
    for bucket in touched.sorted() {
      let folder = try open(bucket)
      do throws(SystemFault) {
        try files.sync(folder)
      } catch {
        try? files.close(folder)
        throw error
      }
      try files.close(folder)
    }
    try files.sync(documents)
    touched.removeAll(keepingCapacity: true)
  }

  mutating func accept() { made.removeAll(keepingCapacity: true) }

  /// Removes the empty buckets made since `accept`: a failed sync may have lost them.
  mutating func discard() throws(SystemFault) {
    for bucket in made {
      try removeIfEmpty(bucket)
      isKnown[bucket] = false
    }
    made.removeAll(keepingCapacity: true)
    touched.removeAll(keepingCapacity: true)
  }

  func close() throws(SystemFault) { try files.close(documents) }
}
