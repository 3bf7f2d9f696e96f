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
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1")
  ],
  targets: [
    .target(name: "Diagnostics", swiftSettings: house),
    .target(
      name: "Liquid",
      dependencies: ["Diagnostics", .product(name: "BigInt", package: "BigInt")],
      swiftSettings: house
    ),
    .testTarget(
      name: "LiquidTests",
      dependencies: ["Liquid", "Diagnostics"],
      swiftSettings: house
    ),
    .testTarget(name: "ArchitectureTests", swiftSettings: house),
  ]
)
