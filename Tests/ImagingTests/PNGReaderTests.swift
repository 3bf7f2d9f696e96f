import Foundation
import Testing

@testable import Imaging

@Suite struct PNGReaderTests {
  /// A PNG of 2 x 1 pixels: opaque red, half-transparent green, made by hand with stored deflate.
  static let small: [UInt8] =
    PNGChunks.signature
    + PNGChunk.bytes(PNGChunks.header, [0, 0, 0, 2, 0, 0, 0, 1, 8, 6, 0, 0, 0])
    + PNGChunk.bytes(
      PNGChunks.data,
      [
        0x78, 0x01, 0x01, 9, 0, 0xF6, 0xFF, 0, 255, 0, 0, 255, 0, 255, 0, 128, 0x10, 0x79, 0x03,
        0x7E,
      ])
    + PNGChunk.bytes(PNGChunks.end, [])

  @Test func pixelsAreRead() throws {
    let read = try PNGReader.straight(Data(Self.small))
    #expect(read.width == 2 && read.height == 1)
    #expect(read.pixels == [255, 0, 0, 255, 0, 255, 0, 128])
    let picture = try Self.small.withUnsafeBytes { try PNGReader.read($0) }
    #expect(picture.pixels[0] == 0xFFFF_0000)
    #expect(picture.pixels[1] == 0x8000_8000)
  }

  @Test func aLengthBeyondTheFileIsNotBelieved() {
    var bytes = Self.small
    // The data chunk's length, at the end of signature (8) and header (25).
    bytes[33] = 0x3F
    #expect(throws: PNGError.chunkTooLong(offset: 33)) { try PNGReader.straight(Data(bytes)) }
  }

  @Test func everyCutIsRefused() {
    for length in 0..<Self.small.count {
      #expect(throws: PNGError.self, "cut to \(length) bytes") {
        try PNGReader.straight(Data(Self.small.prefix(length)))
      }
    }
  }

  /// The limit passes, one more fails and says so.
  @Test func sidesAreBounded() throws {
    func file(width: Int) throws -> Data {
      let encoder = BandEncoder(.fast, width: width, program: nil)
      var rows = FrameRows(width: width, height: 1)
      let band = encoder.encode(rows.band(0, of: Canvas(width: width, height: 1)))
      var bytes: [UInt8] = []
      FrameFile(width: width, height: 1).append([band], to: &bytes)
      return Data(bytes)
    }
    #expect(try PNGReader.straight(file(width: 4096)).width == 4096)
    #expect(throws: PNGError.size(width: 4097, height: 1)) {
      try PNGReader.straight(file(width: 4097))
    }
  }

  @Test(.enabled(if: Corpora.isThere("corpora/pngsuite"), "no shared/corpora/pngsuite"))
  func pngSuite() throws {
    let files = Corpora.files("corpora/pngsuite/png", ".png")
    #expect(files.count >= 170)
    for file in files {
      let name = file.lastPathComponent
      let data = try Data(contentsOf: file)
      if name.hasPrefix("x") {
        #expect(throws: PNGError.self, "\(name)") { try PNGReader.straight(data) }
      } else {
        #expect(throws: Never.self, "\(name)") { try PNGReader.straight(data) }
      }
    }
  }

  /// What once broke libpng is a picture or an error, quickly and in little memory.
  @Test(
    .enabled(if: Corpora.isThere("corpora/libpng-crashers"), "no shared/corpora/libpng-crashers"))
  func crashers() throws {
    let files = Corpora.files("corpora/libpng-crashers", ".png")
    #expect(files.count == 23)
    let before = peakMemory()
    for file in files {
      let data = try Data(contentsOf: file)
      let start = ContinuousClock.now
      _ = try? PNGReader.straight(data)
      #expect(ContinuousClock.now - start < .seconds(1), "\(file.lastPathComponent)")
    }
    #expect(peakMemory() - before < 256 << 20)
  }

  /// The process's largest resident size so far, in bytes.
  private func peakMemory() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (Int(line.split(separator: " ").dropFirst().first ?? "") ?? 0) * 1024
  }
}
