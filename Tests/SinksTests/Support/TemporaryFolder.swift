import Glibc

@testable import Sinks

/// A folder of its own for a test, removed afterwards.
final class TemporaryFolder: Sendable {
  let path: String

  /// Makes it in memory where the system has such a place, or under `/tmp` for `onDisk`.
  ///
  /// A test must not sync the disk that everybody else writes to.
  init(onDisk: Bool = false) {
    let base = !onDisk && access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(base)/billow-sinks-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { fatalError("no temporary folder: \(errno)") }
    path = String(cString: made)
  }

  deinit {
    let files = RealFileSystem()
    guard let slash = path.lastIndex(of: "/") else { return }
    guard let parent = try? files.openRoot(String(path[..<slash])) else { return }
    try? files.removeTree(String(path[path.index(after: slash)...]), in: parent)
    try? files.close(parent)
  }
}

/// All files beneath a folder with their bytes.
func tree(_ path: String) throws -> [String: [UInt8]] {
  let files = RealFileSystem()
  let root = try files.openRoot(path)
  defer { try? files.close(root) }
  return try tree(of: root, files)
}

/// All files beneath an open folder with their bytes, whatever the file system.
func tree(of folder: Descriptor, _ files: any FileSystem) throws -> [String: [UInt8]] {
  var found: [String: [UInt8]] = [:]
  for entry in try files.entries(of: folder) {
    if entry.isFolder {
      let inner = try files.openFolder(entry.name, in: folder)
      defer { try? files.close(inner) }
      for (path, bytes) in try tree(of: inner, files) { found["\(entry.name)/\(path)"] = bytes }
    } else {
      let file = try files.openFile(entry.name, in: folder, .reading)
      defer { try? files.close(file) }
      var bytes = ByteStore()
      try files.fill(&bytes, from: file, at: 0, atMost: try files.length(of: file))
      found[entry.name] = [UInt8](bytes.bytes)
    }
  }
  return found
}
