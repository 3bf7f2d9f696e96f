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

/// A room: a library target of ours.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: house)
}

/// The tests of a room.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: house)
}

let package = Package(
  name: "billow",
  products: [
    .executable(name: "billow", targets: ["billow"]),
    .library(name: "Liquid", targets: ["Liquid"]),
    .library(name: "Deflate", targets: ["Deflate"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    // C libraries, each imported by one Swift module.
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CSystem"),
    .target(name: "CChecksum"),
    .target(name: "CRepeats"),
    // cairo, pango, harfbuzz, FreeType and fontconfig share types, so they are one module.
    .systemLibrary(
      name: "CGraphics", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
    .target(name: "CPixels"),
    .target(name: "CPNG", linkerSettings: [.linkedLibrary("png16"), .linkedLibrary("z")]),
    // Opens FFmpeg's libraries itself, when a film is asked for.
    .target(name: "CVideo"),

    // Rooms, from the leaf upwards; ARCHITECTURE.md has the drawing.
    room("Diagnostics"),
    room("Cryptography", ["CCrypto"]),
    room("Liquid", ["Diagnostics", .product(name: "BigInt", package: "BigInt")]),
    room("Figures", ["CQREncode"]),
    room("Deflate", ["CChecksum", "CRepeats"]),
    room("Channels"),
    room("Markup", ["CLibXML2"]),
    room("Scores", ["Diagnostics", "Markup"]),
    room("Storyboard", ["Diagnostics", "Markup"]),
    room("Imaging", ["Storyboard", "Deflate", "CGraphics", "CPixels", "CPNG"]),
    room("Video", ["Imaging", "Storyboard", "CVideo"]),
    room("Records", ["Liquid", "Markup", "Diagnostics", "CSimdJSON", "CZlib"]),
    room(
      "Communication",
      ["Diagnostics", "Liquid", "Figures", "Storyboard", "Scores", "Channels"]),
    room("Links", ["Cryptography", "Liquid"]),
    room("Sinks", ["Diagnostics", "CSystem", "Cryptography"]),
    room("Listening", ["Records", "Liquid", "Diagnostics"]),
    room(
      "Batch",
      [
        "Records", "Communication", "Sinks", "Liquid", "Diagnostics", "Deflate", "Storyboard",
        "Imaging", "Links", "Video",
      ]),
    room(
      "Review",
      [
        "Communication", "Records", "Sinks", "Liquid", "Diagnostics", "Storyboard", "Imaging",
        "Video",
      ]),
    .target(
      name: "Preview",
      dependencies: [
        "Review", "Communication", "Records", "Liquid", "Diagnostics", "Storyboard", "Listening",
        "Channels", "Deflate", .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      resources: [
        .embedInCode("Web/index.html"), .embedInCode("Web/studio.css"),
        .embedInCode("Web/studio.js"), .embedInCode("Web/stage.js"),
        .embedInCode("Web/panes.js"), .embedInCode("Web/audit.js"), .embedInCode("Web/film.js"),
      ], swiftSettings: house),
    room(
      "YAMLFiles", ["Communication", "Diagnostics", .product(name: "Yams", package: "Yams")]),
    room(
      "Commands",
      [
        "Batch", "Records", "Communication", "Sinks", "Liquid", "Diagnostics", "YAMLFiles",
        "Review", "Preview", "Storyboard", "Imaging", "Video", "Links", "Listening",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .executableTarget(name: "billow", dependencies: ["Commands"], swiftSettings: house),

    // Benchmarks; their folders say what is measured.
    .executableTarget(
      name: "liquid-bench", dependencies: ["Liquid", "Records", "Diagnostics"],
      path: "Benchmarks/liquid/Harness", swiftSettings: house),
    .target(
      name: "BenchmarkSupport",
      dependencies: ["Communication", "Diagnostics", "Liquid", "Records", "YAMLFiles"],
      path: "Benchmarks/Support", swiftSettings: house),
    .executableTarget(
      name: "deflate-bench",
      dependencies: ["Batch", "BenchmarkSupport", "Communication", "Deflate", "Liquid", "Records"],
      path: "Benchmarks/deflate/Harness", swiftSettings: house),
    .target(
      name: "LibPNGPeer", path: "Benchmarks/storyboard/LibPNG",
      linkerSettings: [.linkedLibrary("png16")]),
    .executableTarget(
      name: "storyboard-bench",
      dependencies: [
        "Batch", "Communication", "Deflate", "Diagnostics", "Imaging", "LibPNGPeer", "Liquid",
        "Records", "Storyboard", "YAMLFiles",
      ],
      path: "Benchmarks/storyboard/Harness", swiftSettings: house),
    .executableTarget(
      name: "batch-bench",
      dependencies: [
        "Batch", "BenchmarkSupport", "Records", "Communication", "Sinks", "Liquid",
      ],
      path: "Benchmarks/batch/Harness", swiftSettings: house),

    tests("LiquidTests", ["Liquid", "Diagnostics"], exclude: ["Locale/Vectors"]),
    tests(
      "CommunicationTests", ["Communication", "Liquid", "Diagnostics", "Sinks", "YAMLFiles"],
      exclude: ["Goldens", "Ladder/Vectors"]),
    tests("FiguresTests", ["Figures"], exclude: ["Goldens"]),
    tests("DeflateTests", ["Deflate", "CRepeats", "CZlib"]),
    tests("ChannelsTests", ["Channels"]),
    tests("MarkupTests", ["Markup"]),
    tests("ScoresTests", ["Scores", "Diagnostics"]),
    tests("StoryboardTests", ["Storyboard", "Diagnostics", "Markup"], exclude: ["Fixtures"]),
    tests("ImagingTests", ["Imaging", "Storyboard", "CPixels"]),
    tests("VideoTests", ["Video", "Imaging", "Storyboard", "CVideo"], exclude: ["Sounds"]),
    tests("RecordsTests", ["Records", "Liquid", "Markup", "Diagnostics"]),
    tests("BenchmarkTests", ["liquid-bench"]),
    tests(
      "ReviewTests",
      [
        "Review", "Communication", "Liquid", "Diagnostics", "Records", "Sinks", "YAMLFiles",
        "Storyboard", "Imaging",
      ]),
    tests("ArchitectureTests", []),
    tests("ListeningTests", ["Listening"]),
    tests("LinksTests", ["Links", "Cryptography", "Liquid"]),
    tests("SinksTests", ["Sinks", "Diagnostics"]),
    // Runs the executable as a user would.
    tests("CommandsTests", ["billow", "Sinks", "Imaging"]),
  ],
  cxxLanguageStandard: .cxx17
)
