import Foundation
import Sinks

/// Every file of an output folder by its path and what it holds, to compare two runs.
struct Tree: Equatable {
  /// What may differ between two runs of one input: how long they took.
  private static let timings = "timings.json"

  private(set) var files: [String: String] = [:]

  init(_ folder: String) throws {
    let root = URL(filePath: folder)
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      let file = root.appending(path: name)
      let facts = try FileManager.default.attributesOfItem(atPath: file.path)
      if facts[.type] as? FileAttributeType == .typeDirectory || name == Self.timings { continue }
      files[name] = Data(try Data(contentsOf: file)).sha256
    }
  }

  var names: [String] { files.keys.sorted() }
  /// Pages by what they hold.
  var pages: [String] { names.filter { $0.hasPrefix("documents/") } }
}

extension Data {
  /// SHA-256 as hexadecimal digits.
  var sha256: String { withUnsafeBytes { SHA256Digest(of: $0) }.hex }
}
