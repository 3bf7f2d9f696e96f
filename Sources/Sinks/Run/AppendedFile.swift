import Glibc

/// A file that grows by units and knows how much of it is certain.
struct AppendedFile {
  private let files: any FileSystem
  private let folder: Descriptor
  /// Its name in `folder`.
  let name: String
  private(set) var descriptor: Descriptor
  /// Bytes written.
  private(set) var length: Int
  /// Bytes that belong to committed units.
  private(set) var certainLength: Int

  /// Makes a new file, one that only its owner may read if it `isPrivate`.
  init(
    creating name: String, in folder: Descriptor, _ files: any FileSystem, isPrivate: Bool = false
  ) throws(SystemFault) {
    self.files = files
    self.folder = folder
    self.name = name
    descriptor = try files.openFile(name, in: folder, isPrivate ? .creatingPrivately : .creating)
    length = 0
    certainLength = 0
  }

  /// Opens a file whose first `length` bytes are certain, and cuts the rest.
  init(
    resuming name: String, at length: Int, in folder: Descriptor, _ files: any FileSystem
  ) throws(SystemFault) {
    self.files = files
    self.folder = folder
    self.name = name
    descriptor = try files.openFile(name, in: folder, .updating)
    if try files.length(of: descriptor) > length { try files.truncate(descriptor, to: length) }
    self.length = length
    certainLength = length
  }

  /// Opens a file that must hold `length` certain bytes, and says so if it does not.
  static func resumed(
    _ name: String, at length: Int, in folder: Descriptor, _ files: any FileSystem
  ) throws(SinkError) -> AppendedFile {
    try check(name, holds: length, in: folder, files)
    return try naming(name) { () throws(SystemFault) in
      try AppendedFile(resuming: name, at: length, in: folder, files)
    }
  }

  /// Throws when a file does not hold `length` certain bytes; changes nothing.
  static func check(
    _ name: String, holds length: Int, in folder: Descriptor, _ files: any FileSystem
  ) throws(SinkError) {
    let found = try naming(name) { () throws(SystemFault) -> Int? in
      do throws(SystemFault) {
        let file = try files.openFile(name, in: folder, .reading)
        defer { try? files.close(file) }
        return try files.length(of: file)
      } catch {
        if error.number == ENOENT { return nil }
        throw error
      }
    }
    if let found, found >= length { return }
    throw SinkError(
      .outputDamaged,
      found.map { "\(name) has \($0) bytes, the journal says \(length)" }
        ?? "\(name) is missing; the journal gives it \(length) bytes", path: name,
      hint: "something else has changed the folder: choose a new one")
  }

  /// Writes at the end.
  mutating func append(_ bytes: UnsafeRawBufferPointer) throws(SystemFault) {
    guard !bytes.isEmpty else { return }
    try files.write(bytes, to: descriptor, at: length)
    length += bytes.count
  }

  /// Whether nothing was written since `accept`.
  var isCertain: Bool { length == certainLength }

  /// Takes what was written for certain: all of it, or up to a length.
  mutating func accept(_ length: Int? = nil) { certainLength = length ?? self.length }

  /// Goes back to what is certain, to write the rest again.
  ///
  /// The rest is not cut: the same bytes follow, and until then they name what may have been
  /// published. A fresh descriptor forgets no error that the old one has yet to report.
  mutating func rewind() throws(SystemFault) {
    let fresh = try files.openFile(name, in: folder, .updating)
    let old = descriptor
    descriptor = fresh
    length = certainLength
    try files.close(old)
  }

  func sync() throws(SystemFault) { try files.sync(descriptor) }

  func close() throws(SystemFault) { try files.close(descriptor) }
}
