import Foundation

/// What `swift package describe --type json` says of the package, as far as the walls need it.
struct PackageDescription: Decodable {
  /// One target of `Package.swift`.
  struct Target: Decodable {
    var name: String
    /// The name that sources import it by.
    var module: String
    /// Whether SwiftPM builds it as Swift, as C, or only finds it on the system.
    var language: String
    var kind: String
    var path: String
    var sources: [String]
    var targetDependencies: [String]
    var productDependencies: [String]

    private enum CodingKeys: String, CodingKey {
      case name
      case module = "c99name"
      case language = "module_type"
      case kind = "type"
      case path
      case sources
      case targetDependencies = "target_dependencies"
      case productDependencies = "product_dependencies"
    }

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: CodingKeys.self)
      name = try fields.decode(String.self, forKey: .name)
      module = try fields.decode(String.self, forKey: .module)
      language = try fields.decode(String.self, forKey: .language)
      kind = try fields.decode(String.self, forKey: .kind)
      path = try fields.decode(String.self, forKey: .path)
      // SwiftPM leaves out what is empty.
      sources = try fields.decodeIfPresent([String].self, forKey: .sources) ?? []
      targetDependencies =
        try fields.decodeIfPresent([String].self, forKey: .targetDependencies) ?? []
      productDependencies =
        try fields.decodeIfPresent([String].self, forKey: .productDependencies) ?? []
    }

    var isSwift: Bool { language == "SwiftTarget" }
    var isTest: Bool { kind == "test" }
  }

  var targets: [Target]
}

extension PackageDescription {
  /// The description of the package at a folder.
  ///
  /// SwiftPM is asked with a scratch folder of its own: the usual one is locked by the `swift test`
  /// that runs this, and waiting for it would never end.
  init(of root: URL) throws {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "billow-describe-\(UUID())")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.currentDirectoryURL = root
    process.arguments =
      ["swift", "package", "--scratch-path", scratch.path, "describe", "--type", "json"]
    let printed = Pipe()
    process.standardOutput = printed
    process.standardError = FileHandle.standardError
    try process.run()
    let bytes = try printed.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw DescribeFailure(status: process.terminationStatus)
    }
    self = try JSONDecoder().decode(PackageDescription.self, from: bytes)
  }
}

/// `swift package describe` ended with another status than 0; its own words are on standard error.
struct DescribeFailure: Error {
  var status: Int32
}
