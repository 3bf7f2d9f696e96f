import Foundation
import Testing

/// FFmpeg's own programs on a film's file: what other people's players are told of it.
enum Probe {
  static let isThere =
    FileManager.default.fileExists(atPath: "/usr/bin/ffprobe")
    && FileManager.default.fileExists(atPath: "/usr/bin/ffmpeg")

  /// What ffprobe says, every frame decoded.
  struct Report: Decodable {
    struct Stream: Decodable {
      var codecType: String
      var codecName: String
      var profile: String?
      var width: Int?
      var height: Int?
      var pixelFormat: String?
      var range: String?
      var matrix: String?
      var transfer: String?
      var primaries: String?
      var siting: String?
      var readFrames: String?
      var sampleRate: String?
      var channels: Int?
      var tags: [String: String]?

      private enum CodingKeys: String, CodingKey {
        case codecType = "codec_type"
        case codecName = "codec_name"
        case profile, width, height, tags, channels
        case sampleRate = "sample_rate"
        case pixelFormat = "pix_fmt"
        case range = "color_range"
        case matrix = "color_space"
        case transfer = "color_transfer"
        case primaries = "color_primaries"
        case siting = "chroma_location"
        case readFrames = "nb_read_frames"
      }
    }
    struct Format: Decodable {
      var duration: String
      var tags: [String: String]?
    }
    struct Packet: Decodable {
      var time: String
      var flags: String

      private enum CodingKeys: String, CodingKey {
        case time = "pts_time"
        case flags
      }
    }
    var streams: [Stream]
    var format: Format
    var packets: [Packet]

    var pictures: Stream? { streams.first { $0.codecType == "video" } }
    var sound: Stream? { streams.first { $0.codecType == "audio" } }
    var captions: Stream? { streams.first { $0.codecType == "subtitle" } }
  }

  static func report(_ film: [UInt8]) throws -> Report {
    try withFile(film) { path in
      let streams = try run(
        "/usr/bin/ffprobe",
        ["-v", "error", "-count_frames", "-show_streams", "-show_format", "-of", "json", path])
      let packets = try run(
        "/usr/bin/ffprobe",
        [
          "-v", "error", "-select_streams", "v", "-show_entries", "packet=pts_time,flags", "-of",
          "json", path,
        ])
      // One object out of the two.
      let whole = try #require(try JSONSerialization.jsonObject(with: streams) as? [String: Any])
      let part = try #require(try JSONSerialization.jsonObject(with: packets) as? [String: Any])
      let both = whole.merging(part) { one, _ in one }
      return try JSONDecoder().decode(
        Report.self, from: JSONSerialization.data(withJSONObject: both))
    }
  }

  /// Every frame at 25 a second, held ones repeated: red, green, blue for each pixel.
  static func pictures(_ film: [UInt8], width: Int, height: Int) throws -> [[UInt8]] {
    try withFile(film) { path in
      let bytes = try run(
        "/usr/bin/ffmpeg",
        [
          "-v", "error", "-xerror", "-i", path, "-map", "0:v", "-vf",
          "fps=25,scale=in_color_matrix=bt709:in_range=tv:flags=accurate_rnd+full_chroma_int+bilinear",
          "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1",
        ])
      let size = width * height * 3
      return stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<$0 + size]) }
    }
  }

  /// The left channel of the sound at 48,000 a second, -1 to 1.
  static func samples(_ film: [UInt8]) throws -> [Float] {
    try withFile(film) { path in
      let bytes = try run(
        "/usr/bin/ffmpeg",
        [
          "-v", "error", "-xerror", "-i", path, "-map", "0:a", "-af", "pan=mono|c0=c0", "-ar",
          "48000", "-f", "f32le", "pipe:1",
        ])
      return bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    }
  }

  /// The captions as WebVTT.
  static func captions(_ film: [UInt8]) throws -> String {
    try withFile(film) { path in
      String(
        decoding: try run(
          "/usr/bin/ffmpeg",
          ["-v", "error", "-i", path, "-map", "0:s", "-f", "webvtt", "pipe:1"]), as: UTF8.self)
    }
  }

  /// Where bytes first stand in a film; nil where they do not.
  static func place(of word: [UInt8], in film: [UInt8]) -> Int? {
    Data(film).range(of: Data(word))?.lowerBound
  }

  static func place(of word: String, in film: [UInt8]) -> Int? {
    place(of: Array(word.utf8), in: film)
  }

  private static func withFile<Result>(
    _ film: [UInt8], _ body: (String) throws -> Result
  ) throws -> Result {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(film).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(file.path)
  }

  /// Runs a program to its end; fails when it complains.
  private static func run(_ program: String, _ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let output = Pipe()
    let words = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data().write(to: words)
    defer { try? FileManager.default.removeItem(at: words) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: words)
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let complaint = try String(contentsOf: words, encoding: .utf8)
    #expect(process.terminationStatus == 0 && complaint.isEmpty, "\(program): \(complaint)")
    return bytes
  }
}
