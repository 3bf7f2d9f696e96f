import Foundation
import Testing

/// The walls on a made-up package: each rule must hold for sound sources and fail for a breach.
@Suite struct WallsTests {
  @Test func aSoundPackageHasNoBreach() throws {
    let sources = [
      "Liquid": "public import Diagnostics\nimport Glibc\nimport BigInt\n",
      "Records": "import CZlib\nimport Liquid\n",
      "Batch": "import Dispatch\nimport Liquid\nlet queue = DispatchQueue(label: \"a\")\n",
      "Commands": "import Foundation\nimport Batch\n",
      "LiquidTests": "import Foundation\nimport Testing\n@testable import Liquid\nTask { }\n",
    ]
    #expect(try breaches(sources).isEmpty)
  }

  @Test func anImportThatThePackageDoesNotNameIsABreach() throws {
    #expect(
      try breaches(["Records": "\nimport Diagnostics\n"]) == [
        "Sources/Records/File.swift:2: Records imports Diagnostics, "
          + "which Package.swift does not name"
      ])
    #expect(
      try breaches(["Liquid": "internal import CZlib\n"]) == [
        "Sources/Liquid/File.swift:1: Liquid imports CZlib, which Package.swift does not name"
      ])
    #expect(
      try breaches(["LiquidTests": "@testable import Records\n"]) == [
        "Sources/LiquidTests/File.swift:1: LiquidTests imports Records, "
          + "which Package.swift does not name"
      ])
  }

  @Test func aProductOfAnotherRoomIsABreach() throws {
    #expect(
      try breaches(["Records": "import BigInt\n"]) == [
        "Sources/Records/File.swift:1: Records imports BigInt, which is no product it depends on"
      ])
  }

  @Test(arguments: ["Foundation", "FoundationEssentials", "FoundationNetworking"])
  func foundationInACoreRoomIsABreach(module: String) throws {
    let found = try breaches(["Liquid": "import \(module)\n"])
    #expect(found.contains("Sources/Liquid/File.swift:1: core room imports \(module)"))
  }

  @Test func twoSwiftModulesOverOneCModuleAreABreach() throws {
    let found = try breaches(["Records": "import CZlib\n", "Commands": "import CZlib\n"])
    #expect(
      found.contains(
        "CZlib: imported by Commands and Records; one Swift module wraps each C module"))
  }

  @Test(arguments: [
    "import Dispatch", "DispatchQueue.global().async { }", "pthread_create(&id, nil, run, nil)",
    "Task { await run() }", "Task.detached { }", "Task<Void, Never> { }",
    "Thread { run() }.start()",
    "Thread.detachNewThread { }", "await withTaskGroup(of: Int.self) { _ in }",
    "try await withThrowingDiscardingTaskGroup { _ in }", "async let page = render()",
    "let queue = OperationQueue()",
  ])
  func threadsOutsideTheirRoomAreABreach(code: String) throws {
    let found = try breaches(["Records": "\n\(code)\n"])
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("Sources/Records/File.swift:2: ") == true)
    #expect(try breaches(["Batch": code + "\n"]).isEmpty)
  }

  @Test func threadsInASecondFileAreABreach() throws {
    let target = try #require(try targets().first { $0.name == "Batch" })
    let room = Walls.Room(
      target: target,
      files: ["A.swift", "B.swift"].map { ($0, SwiftFacts(source: "Task { }")) })
    #expect(
      Walls().breaches(targets: try targets(), rooms: [room]) == [
        "A.swift:1: Task starts threads; of Batch's files 2 do, 1 may",
        "B.swift:1: Task starts threads; of Batch's files 2 do, 1 may",
      ])
  }

  private func breaches(_ sources: [String: String]) throws -> [String] {
    let rooms = try targets().filter(\.isSwift).map { target in
      let files = sources[target.name].map { source in
        [("\(target.path)/File.swift", SwiftFacts(source: source))]
      }
      return Walls.Room(target: target, files: files ?? [])
    }
    return Walls().breaches(targets: try targets(), rooms: rooms)
  }

  /// In the form that SwiftPM prints, which leaves out what is empty.
  private func targets() throws -> [PackageDescription.Target] {
    func target(
      _ name: String, _ language: String = "SwiftTarget", kind: String = "library",
      needs: [String] = [], products: [String] = []
    ) -> [String: Any] {
      var fields: [String: Any] = [
        "name": name, "c99name": name, "module_type": language, "type": kind,
        "path": "Sources/\(name)",
      ]
      if !needs.isEmpty { fields["target_dependencies"] = needs }
      if !products.isEmpty { fields["product_dependencies"] = products }
      return fields
    }
    let description: [String: Any] = [
      "name": "made-up",
      "targets": [
        target("Diagnostics"),
        target("Liquid", needs: ["Diagnostics"], products: ["BigInt"]),
        target("CZlib", "SystemLibraryTarget", kind: "system-target"),
        target("Records", needs: ["Liquid", "CZlib"]),
        target("Batch", needs: ["Liquid"]),
        target("Commands", needs: ["Batch"]),
        target("LiquidTests", kind: "test", needs: ["Liquid"]),
      ],
    ]
    let bytes = try JSONSerialization.data(withJSONObject: description)
    return try JSONDecoder().decode(PackageDescription.self, from: bytes).targets
  }
}
