import Foundation

/// Data that lies beside the repository; a test that needs it is skipped where it is absent.
enum SharedData {
  static let root: URL = {
    if let path = ProcessInfo.processInfo.environment["BILLOW_SHARED"] {
      return URL(fileURLWithPath: path)
    }
    return package.deletingLastPathComponent().appendingPathComponent("shared")
  }()

  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
  }

  static func json(_ path: String) throws -> [String: Any] {
    let data = try Data(contentsOf: root.appendingPathComponent(path))
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }
}
