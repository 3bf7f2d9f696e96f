import Foundation
import Testing

/// The walls of this very package.
@Suite struct PackageWallsTests {
  @Test func roomsKeepToWhatThePackageNames() throws {
    let (targets, rooms) = try package(at: "")
    #expect(rooms.contains { $0.target.name == "Liquid" && !$0.files.isEmpty })
    let breaches = Walls().breaches(targets: targets, rooms: rooms)
    #expect(breaches.isEmpty, "\(breaches.joined(separator: "\n"))")
  }

  /// The fuzzer and the sanitizers build the encoder's room by packages of their own, which must name what it imports today.
  @Test(arguments: ["Fuzz/Deflate", "Fuzz/Sanitizers"])
  func sidePackagesNameWhatTheirRoomsImport(folder: String) throws {
    let (targets, rooms) = try package(at: folder)
    #expect(rooms.contains { $0.target.name == "Deflate" && !$0.files.isEmpty })
    let breaches = Walls().breaches(targets: targets, rooms: rooms)
    #expect(breaches.isEmpty, "\(breaches.joined(separator: "\n"))")
  }

  /// The targets of the package in a folder of the repository, and its rooms with their sources.
  private func package(
    at folder: String
  ) throws -> (targets: [PackageDescription.Target], rooms: [Walls.Room]) {
    let root = try packageRoot().appending(path: folder)
    let description = try PackageDescription(of: root)
    let rooms = try description.targets.filter(\.isSwift).map { target in
      Walls.Room(target: target, files: try files(of: target, root: root))
    }
    return (description.targets, rooms)
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
