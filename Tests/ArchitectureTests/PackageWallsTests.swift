import Foundation
import Testing

/// The walls of this very package.
@Suite struct PackageWallsTests {
  @Test func roomsKeepToWhatThePackageNames() throws {
    let root = try packageRoot()
    let description = try PackageDescription(of: root)
    let rooms = try description.targets.filter(\.isSwift).map { target in
      Walls.Room(target: target, files: try files(of: target, root: root))
    }
    #expect(rooms.contains { $0.target.name == "Liquid" && !$0.files.isEmpty })
    let breaches = Walls().breaches(targets: description.targets, rooms: rooms)
    #expect(breaches.isEmpty, "\(breaches.joined(separator: "\n"))")
  }

  private func files(
    of target: PackageDescription.Target, root: URL
  ) throws -> [(path: String, facts: SwiftFacts)] {
    try target.sources.filter { $0.hasSuffix(".swift") }.sorted().map { name in
      let path = "\(target.path)/\(name)"
      let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      return (path, SwiftFacts(source: text))
    }
  }

  /// The folder that holds `Package.swift`, found upwards from this file.
  private func packageRoot() throws -> URL {
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
      try #require(folder.path != "/", "no Package.swift above \(#filePath)")
      folder.deleteLastPathComponent()
    }
    return folder
  }
}
