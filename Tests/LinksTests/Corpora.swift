import Foundation

/// Test vectors that are not in the repository: `BILLOW_SHARED`, or `../shared` beside it.
enum Corpora {
  static let wycheproof: URL? = {
    let environment = ProcessInfo.processInfo.environment["BILLOW_SHARED"]
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let shared =
      environment.map { URL(filePath: $0) }
      ?? package.deletingLastPathComponent().appending(path: "shared")
    let folder = shared.appending(path: "corpora/wycheproof")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// Where it is said that everything is tested, missing vectors are a failure.
  static let mayRun =
    wycheproof != nil || ProcessInfo.processInfo.environment["CI"] == "true"

  /// A file of vectors.
  static func read<Vectors: Decodable>(_ name: String, as _: Vectors.Type) throws -> Vectors {
    guard let wycheproof else { throw CocoaError(.fileNoSuchFile) }
    let data = try Data(contentsOf: wycheproof.appending(path: name))
    return try JSONDecoder().decode(Vectors.self, from: data)
  }

  /// The bytes of hexadecimal digits.
  static func bytes(_ hex: String) -> [UInt8] {
    let digits = Array(hex.utf8)
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
    }
  }
}
