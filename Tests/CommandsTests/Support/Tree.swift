import Foundation
import Sinks

/// Every file of an output folder by its path and what it holds, to compare two runs.
///
/// Without `timings.json`, and without the pace that `report.html` tells.
struct Tree: Equatable {
  /// What may differ between two runs of one input: how long they took.
  private static let timings = "timings.json"

  private static let report = "report.html"

  /// The report without the lines that say how fast the run was.
  private static func paceless(_ report: Data) -> String {
    let text = String(decoding: report, as: UTF8.self)
    guard let start = text.range(of: "<!-- pace -->"), let end = text.range(of: "<!-- /pace -->")
    else { return text }
    return String(text[..<start.lowerBound] + text[end.upperBound...])
  }

  private(set) var files: [String: String] = [:]

  init(_ folder: String) throws {
    let root = URL(filePath: folder)
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      let file = root.appending(path: name)
      let facts = try FileManager.default.attributesOfItem(atPath: file.path)
      if facts[.type] as? FileAttributeType == .typeDirectory || name == Self.timings { continue }
      let bytes = try Data(contentsOf: file)
      files[name] = name == Self.report ? Data(Self.paceless(bytes).utf8).sha256 : bytes.sha256
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
