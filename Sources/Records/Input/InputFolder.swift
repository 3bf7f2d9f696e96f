internal import Glibc

/// Lists the XML files, plain or gzip, below a folder.
enum InputFolder {
  /// Folders within folders: a loop of links would never end.
  private static let maximumDepth = 32

  /// The `.xml` and `.xml.gz` files below a folder, sorted by path; nil when the path is no folder.
  ///
  /// Links to files are followed, links to folders are not.
  static func files(in path: String) throws(SourceError) -> [InputDescription]? {
    var status = stat()
    guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      return nil
    }
    let files = try list(path, depth: 0).sorted {
      $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
    }
    if files.isEmpty {
      throw SourceError(
        .emptyFolder, path: path, "there is no .xml file in this folder",
        hint: "a folder is read as UBL invoices; name NDJSON and CSV files themselves")
    }
    return files
  }

  private static func list(_ path: String, depth: Int) throws(SourceError) -> [InputDescription] {
    guard depth < maximumDepth, let folder = opendir(path) else {
      throw SourceError(
        .notReadable, path: path, "this folder may not be read or lies too deep",
        hint: "check its permissions")
    }
    defer { closedir(folder) }
    var files: [InputDescription] = []
    while let entry = readdir(folder) {
      let name = name(of: entry)
      if name.hasPrefix(".") { continue }
      let child = path.hasSuffix("/") ? path + name : path + "/" + name
      var status = stat()
      if lstat(child, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
        files += try list(child, depth: depth + 1)
        continue
      }
      let lowercased = name.lowercased()
      let isCompressed = lowercased.hasSuffix(".xml.gz")
      guard isCompressed || lowercased.hasSuffix(".xml") else { continue }
      // Left out, it would be customers who have no bill and of whom no book tells.
      guard stat(child, &status) == 0, access(child, R_OK) == 0 else {
        throw SourceError(
          .notReadable, path: child, "the file cannot be read, or is a link to none",
          hint: "check its permissions and where it points, or take it out of the folder")
      }
      guard let stamp = FileStamp(status) else {
        throw SourceError(
          .notFile, path: child, "is no file, in a folder that is read as invoices",
          hint: "take it out of the folder")
      }
      files.append(
        InputDescription(path: child, stamp: stamp, format: .ubl, isCompressed: isCompressed))
    }
    return files
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
    let capacity = MemoryLayout.size(ofValue: entry.pointee.d_name)
    return withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: capacity) { String(cString: $0) }
    }
  }
}
