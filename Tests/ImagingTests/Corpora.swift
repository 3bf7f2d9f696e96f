import Foundation
import Testing

@testable import Imaging

/// The shared corpora; tests that need one are skipped where it is absent.
enum Corpora {
  static let root = URL(
    filePath: ProcessInfo.processInfo.environment["BILLOW_SHARED"] ?? "../shared")

  static func files(_ folder: String, _ suffix: String) -> [URL] {
    let folder = root.appending(path: folder)
    guard let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    else { return [] }
    return walk.compactMap { $0 as? URL }.filter { $0.path.hasSuffix(suffix) }
      .sorted { $0.path < $1.path }
  }

  static func isThere(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: folder).path)
  }
}

extension PNGReader {
  /// For tests: a file's bytes to 8-bit RGBA.
  static func straight(_ data: Data) throws -> (width: Int, height: Int, pixels: [UInt8]) {
    try data.withUnsafeBytes { bytes in try straightPixels(bytes) }
  }
}
