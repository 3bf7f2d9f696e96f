// swift-tools-version: 6.2
import PackageDescription

// The encoder's fuzzer, apart from the product: it is built with coverage and linked with libFuzzer (`make fuzz-deflate`). It reads
// the room's own folder, so that nothing but the encoder is compiled for it.

let package = Package(
  name: "fuzz-deflate",
  targets: [
    .target(name: "CChecksum", path: "Rooms/CChecksum"),
    .target(name: "CRepeats", path: "Rooms/CRepeats"),
    .systemLibrary(name: "CZlib", path: "Rooms/CZlib", pkgConfig: "zlib"),
    .target(
      name: "Deflate", dependencies: ["CChecksum", "CRepeats"], path: "Rooms/Deflate",
      swiftSettings: [
        .swiftLanguageMode(.v6), .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ]),
    .executableTarget(
      name: "FuzzDeflate", dependencies: ["Deflate", "CZlib"],
      swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])]),
  ]
)
