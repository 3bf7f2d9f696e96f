import Glibc

@testable import Sinks

/// The data beside the repository: `BILLOW_SHARED`, or `../shared` next to the package.
enum SharedData {
  static let path: String = {
    if let given = getenv("BILLOW_SHARED") { return String(cString: given) }
    let parts = #filePath.split(separator: "/").dropLast(4)
    return "/" + parts.joined(separator: "/") + "/../shared"
  }()

  static var hasCorpora: Bool { access(path + "/corpora", R_OK) == 0 }

  /// The lines of a file, or of all files beneath a folder, as bytes.
  static func lines(_ name: String) throws -> [[UInt8]] {
    let files = RealFileSystem()
    let root = try files.openRoot(path + "/corpora")
    defer { try? files.close(root) }
    if let folder = try? files.openFolder(name, in: root) {
      defer { try? files.close(folder) }
      return try tree(of: folder, files).sorted { $0.key < $1.key }.flatMap { split($0.value) }
    }
    let file = try files.openFile(name, in: root, .reading)
    defer { try? files.close(file) }
    var bytes = ByteStore()
    try files.fill(&bytes, from: file, at: 0, atMost: try files.length(of: file))
    return split([UInt8](bytes.bytes))
  }

  private static func split(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.split(separator: 0x0A).map { Array($0) }
  }
}
