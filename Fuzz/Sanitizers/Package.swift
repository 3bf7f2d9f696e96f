// swift-tools-version: 6.2
import PackageDescription

// The encoder, what mixes pixels, and their tests, apart from the product, so that a sanitizer's build takes a minute
// (`make test-sanitizers`).

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "sanitized-deflate",
  targets: [
    .target(name: "CChecksum", path: "Rooms/CChecksum"),
    .target(name: "CRepeats", path: "Rooms/CRepeats"),
    .target(name: "CPixels", path: "Rooms/CPixels"),
    .systemLibrary(name: "CZlib", path: "Rooms/CZlib", pkgConfig: "zlib"),
    .target(
      name: "Deflate", dependencies: ["CChecksum", "CRepeats"], path: "Rooms/Deflate",
      swiftSettings: settings),
    .testTarget(
      name: "DeflateTests", dependencies: ["Deflate", "CRepeats", "CZlib"],
      path: "Rooms/DeflateTests", swiftSettings: settings),
    .testTarget(
      name: "PixelsTests", dependencies: ["CPixels"], path: "Rooms/ImagingTests",
      sources: ["PixelsTests.swift"], swiftSettings: settings),
  ]
)
