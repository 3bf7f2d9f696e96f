// swift-tools-version: 6.2
import PackageDescription

/// One setting for every room: Swift 6 mode, warnings are errors, imports say what they expose.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "billow",
  products: [
    .library(name: "Liquid", targets: ["Liquid"])
  ],
  dependencies: [
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "Diagnostics", swiftSettings: house),
    .target(
      name: "Liquid",
      dependencies: ["Diagnostics", .product(name: "BigInt", package: "BigInt")],
      swiftSettings: house
    ),
    .target(
      name: "Communication", dependencies: ["Diagnostics", "Liquid"], swiftSettings: house),
    .target(
      name: "YAMLFiles",
      dependencies: ["Communication", "Diagnostics", .product(name: "Yams", package: "Yams")],
      swiftSettings: house
    ),
    .testTarget(
      name: "LiquidTests",
      dependencies: ["Liquid", "Diagnostics"],
      swiftSettings: house
    ),
    .target(name: "CSystem"),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(
      name: "Sinks",
      dependencies: ["Diagnostics", "CSystem", "CCrypto"],
      swiftSettings: house
    ),
    .testTarget(
      name: "SinksTests",
      dependencies: ["Sinks", "Diagnostics"],
      swiftSettings: house
    ),
  ]
)
