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
    let name = String(bucket + 0x1000, radix: 16).dropFirst()
    if !isKnown[bucket] {
      do throws(SystemFault) {
        try files.makeFolder(String(name), in: documents)
        made.append(bucket)
      } catch {
        if error.number != EEXIST { throw error }
      }
      isKnown[bucket] = true
    }
    if tracksTouched { touched.insert(bucket) }
    return try files.openFolder(String(name), in: documents)
  }

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
      let name = String(String(bucket + 0x1000, radix: 16).dropFirst())
      try files.remove(name, isFolder: true, in: documents)
      isKnown[bucket] = false
    }
    made.removeAll(keepingCapacity: true)
    touched.removeAll(keepingCapacity: true)
  }

  func close() throws(SystemFault) { try files.close(documents) }
}
