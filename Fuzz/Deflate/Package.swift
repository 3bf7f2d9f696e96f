// swift-tools-version: 6.2
import PackageDescription

// The encoder's fuzzers, apart from the product: they are built with coverage and linked with libFuzzer (`make fuzz-deflate`). They
// read the room's own folder, so that nothing but the encoder is compiled for them.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]
let fuzzed = settings + [.unsafeFlags(["-parse-as-library"])]

let package = Package(
  name: "fuzz-deflate",
  targets: [
    .target(name: "CChecksum", path: "Rooms/CChecksum"),
    .target(name: "CRepeats", path: "Rooms/CRepeats"),
    .systemLibrary(name: "CZlib", path: "Rooms/CZlib", pkgConfig: "zlib"),
    .target(
      name: "Deflate", dependencies: ["CChecksum", "CRepeats"], path: "Rooms/Deflate",
      swiftSettings: settings),
    .target(
      name: "DeflateFuzzing", dependencies: ["Deflate", "CZlib"], swiftSettings: settings),
    .executableTarget(
      name: "FuzzDeflate", dependencies: ["Deflate", "DeflateFuzzing"], swiftSettings: fuzzed),
    .executableTarget(
      name: "FuzzPages", dependencies: ["Deflate", "DeflateFuzzing"], swiftSettings: fuzzed),
  ]
)
