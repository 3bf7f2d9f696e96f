import Foundation
import Testing

@testable import Imaging

/// Frames as other programs read them.
@Suite struct FrameValidityTests {
  /// Runs a program to its end; its exit code and what it wrote.
  private func run(_ program: String, _ arguments: [String]) throws -> (code: Int32, output: Data) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.standardError
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }

  /// A frame of the reference storyboard, and where it lies.
  private func frame(_ number: Int, _ compression: PNGCompression) throws -> (file: URL, Data) {
    let maker = FrameMaker(
      FrameSettings(width: 640, height: 360, compression: compression), fonts: testFonts,
      pictures: PictureStore(), store: FrameStore())
    // Reached through another frame, so that bands are used again.
    _ = try maker.show(ReferenceStoryboard().frame(number - 1))
    _ = try maker.show(ReferenceStoryboard().frame(number))
    var bytes: [UInt8] = []
    maker.appendFile(to: &bytes)
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).png")
    try Data(bytes).write(to: file)
    return (file, Data(bytes))
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/pngcheck"), "no pngcheck"),
    arguments: PNGCompression.allCases)
  func pngcheckFindsNoFault(compression: PNGCompression) throws {
    let (file, _) = try frame(190, compression)
    defer { try? FileManager.default.removeItem(at: file) }
    let result = try run("/usr/bin/pngcheck", ["-q", file.path])
    #expect(result.code == 0 && result.output.isEmpty)
  }

  /// ffmpeg's own decoder gives the same pixels as libpng.
  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/ffmpeg"), "no ffmpeg"),
    arguments: PNGCompression.allCases)
  func ffmpegReadsTheSamePixels(compression: PNGCompression) throws {
    let (file, data) = try frame(190, compression)
    defer { try? FileManager.default.removeItem(at: file) }
    let result = try run(
      "/usr/bin/ffmpeg",
      ["-v", "error", "-i", file.path, "-f", "rawvideo", "-pix_fmt", "rgba", "pipe:1"])
    #expect(result.code == 0)
    #expect(Array(result.output) == (try PNGReader.straight(data).pixels))
  }
}
