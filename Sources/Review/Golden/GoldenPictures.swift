import Diagnostics
import Foundation

/// The small pictures in `goldens/frames`, each named by the hash of its pixels, so that equal ones are kept once.
struct GoldenPictures {
  let folder: String
  private static let ending = ".png"

  /// The picture of a hash; nil where it is not kept.
  func picture(_ hash: String) -> [UInt8]? {
    (try? Data(contentsOf: URL(filePath: path(hash)))).map { Array($0) }
  }

  private func path(_ hash: String) -> String { "\(folder)/\(hash)\(Self.ending)" }

  /// Writes the pictures that goldens name and that are not there yet, removes those that none names.
  func record(
    _ pictures: [String: [UInt8]], keeping kept: Set<String>
  ) throws(DiagnosticsError) -> Int {
    var touched = 0
    let known = Set(
      ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(Self.ending) }.map { String($0.dropLast(Self.ending.count)) })
    for hash in kept.subtracting(known).sorted() {
      guard let picture = pictures[hash] else { continue }
      try Self.write(picture, to: path(hash))
      touched += 1
    }
    for hash in known.subtracting(kept).sorted() {
      try Self.remove(path(hash))
      touched += 1
    }
    return touched
  }

  static func write(_ bytes: [UInt8], to path: String) throws(DiagnosticsError) {
    let url = URL(filePath: path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    } catch {
      throw unwritable(path)
    }
  }

  static func remove(_ path: String) throws(DiagnosticsError) {
    do { try FileManager.default.removeItem(atPath: path) } catch { throw unwritable(path) }
  }

  private static func unwritable(_ path: String) -> DiagnosticsError {
    DiagnosticsError(
      Diagnostic(
        code: "golden-unwritable", message: "cannot write '\(path)'",
        hint: "check that you may write there"))
  }
}
