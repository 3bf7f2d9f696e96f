// swift-tools-version: 6.2
import PackageDescription

// The fuzzers, apart from the product: they are built with coverage and linked with libFuzzer
// (`make fuzz`), and no target of the product may know them.

let fuzzed: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .unsafeFlags(["-parse-as-library"]),
]

let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "billow", path: "..")],
  targets: [
    .target(
      name: "FuzzSupport", dependencies: [.product(name: "Liquid", package: "billow")],
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "FuzzCompile",
      dependencies: ["FuzzSupport", .product(name: "Liquid", package: "billow")],
      swiftSettings: fuzzed),
    .executableTarget(
      name: "FuzzRender",
      dependencies: ["FuzzSupport", .product(name: "Liquid", package: "billow")],
      swiftSettings: fuzzed),
  ]
)
