import Glibc

/// The folder of corpora and invoices beside the repository; tests that need it are skipped without it.
enum SharedFiles {
  static let root: String? = {
    var path = "../shared"
    if let given = getenv("BILLOW_SHARED") {
      path = String(cString: given)
    } else {
      let parts = #filePath.split(separator: "/").dropLast(4)
      path = "/" + parts.joined(separator: "/") + "/../shared"
    }
    return access(path, R_OK) == 0 ? path : nil
  }()

  static var arePresent: Bool { root != nil }

  /// The path of a shared file; only for tests that are enabled by `arePresent`.
  static func path(_ relative: String) -> String { (root ?? "") + "/" + relative }

  /// The files below a shared folder, sorted, as paths relative to it.
  static func files(in folder: String) -> [String] { files(below: path(folder), "").sorted() }

  private static func files(below base: String, _ prefix: String) -> [String] {
    guard let directory = opendir(base + "/" + prefix) else { return [] }
    defer { closedir(directory) }
    var found: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      let relative = prefix.isEmpty ? name : prefix + "/" + name
      if entry.pointee.d_type == UInt8(DT_DIR) {
        found += files(below: base, relative)
      } else {
        found.append(relative)
      }
    }
    return found
  }

  /// A whole file's bytes.
  static func bytes(_ path: String) -> [UInt8] {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count <= 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}
