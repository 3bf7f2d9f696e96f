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
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "Markup", dependencies: ["CLibXML2"], swiftSettings: house),
    .target(
      name: "Records",
      dependencies: ["Liquid", "Markup", "Diagnostics", "CSimdJSON", "CZlib"],
      swiftSettings: house
    ),
    .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: house),
    .testTarget(
      name: "RecordsTests",
      dependencies: ["Records", "Liquid", "Markup"],
      swiftSettings: house
    ),
    .testTarget(
      name: "LiquidTests",
      dependencies: ["Liquid", "Diagnostics"],
      swiftSettings: house
    ),
  ],
  cxxLanguageStandard: .cxx17
)
