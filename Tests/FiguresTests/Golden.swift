import Foundation
import Testing

/// Compares with a file in Goldens; with BILLOW_RECORD set it writes the file and fails.
enum Golden {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Goldens")

  static func check(
    _ bytes: [UInt8], _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = folder.appendingPathComponent(name)
    // A line each element: a difference is then a line of a diff.
    let text =
      String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "><", with: ">\n<") + "\n"
    if ProcessInfo.processInfo.environment["BILLOW_RECORD"] != nil {
      try Data(text.utf8).write(to: url)
      Issue.record("recorded \(name); look at it, then run without BILLOW_RECORD")
      return
    }
    let expected = try String(contentsOf: url, encoding: .utf8)
    #expect(text == expected, "\(name) differs from its golden", sourceLocation: sourceLocation)
  }
}
