import Imaging
import Storyboard
import Testing

@testable import Video

/// Films as FFmpeg's programs read them, and as often as they are made.
@Suite(.enabled(if: Probe.isThere, "no ffmpeg")) struct FilmTests {
  @Test(arguments: VideoFormat.allCases, VideoRate.allCases) func framesDurationAndTags(
    format: VideoFormat, rate: VideoRate
  ) throws {
    let maker = try FixtureFilm.maker(format, rate)
    let report = try Probe.report(try FixtureFilm().file(maker))
    let pictures = try #require(report.pictures)
    #expect(pictures.codecName == (format == .mp4 ? "h264" : "vp9"))
    #expect(pictures.width == FixtureFilm.width && pictures.height == FixtureFilm.height)
    #expect(pictures.pixelFormat == "yuv420p" && pictures.range == "tv")
    #expect(pictures.matrix == "bt709")
    #expect(pictures.transfer == "bt709" && pictures.primaries == "bt709")
    #expect(pictures.siting == "left")
    #expect(Double(report.format.duration) == 6)
    #expect(report.format.tags?["title"] == "Your bill")
    // The title's circle grows in 26 frames; the cross-fade's 10 and the bar's 21 further ones; the goodbye is one, told
    // again at the end.
    let told = rate == .constant ? 150 : 26 + 31 + 2
    #expect(maker.encodedFrames == 26 + 31 + 2)
    #expect(pictures.readFrames == String(told))
    #expect(report.packets.count == told)
    #expect(report.packets.map(\.time).max() == "5.960000")
    // Each scene begins with a key frame, so that a player goes there at once.
    let keys = report.packets.filter { $0.flags.hasPrefix("K") }.map(\.time)
    #expect(["0.000000", "2.000000", "4.520000"].allSatisfy { keys.contains($0) }, "\(keys)")
  }

  /// Through BT.709 at half the colour's resolution and a lossy codec, every decoded frame is near the painted one.
  @Test(arguments: VideoFormat.allCases) func decodedFramesAreThePaintedOnes(
    format: VideoFormat
  ) throws {
    let film = FixtureFilm()
    // Of each scene the first, the last, some that move and some that are held.
    let numbers = [0, 1, 13, 25, 30, 49, 50, 55, 60, 70, 79, 80, 111, 112, 113, 114, 148, 149]
    let painted = try film.pictures(numbers)
    let decoded = try Probe.pictures(
      try film.file(try FixtureFilm.maker(format)), width: FixtureFilm.width,
      height: FixtureFilm.height)
    try #require(decoded.count == 150)
    for (number, painted) in zip(numbers, painted) {
      var sum = 0
      var squares = 0
      for index in 0..<painted.count {
        let difference = Int(decoded[number][index]) - Int(painted[index])
        sum += abs(difference)
        squares += difference * difference
      }
      let mean = Double(sum) / Double(painted.count)
      // 30 dB is a mean square of 65.
      let square = Double(squares) / Double(painted.count)
      #expect(mean < 2 && square < 65, "frame \(number): mean \(mean), square \(square)")
    }
  }

  @Test(arguments: VideoFormat.allCases, VideoRate.allCases) func aFilmIsAlwaysTheSameBytes(
    format: VideoFormat, rate: VideoRate
  ) throws {
    let store = SegmentStore()
    let maker = try FixtureFilm.maker(format, rate, store: store)
    let first = try FixtureFilm().file(maker)
    let stored = store.byteCount
    #expect(stored > 0)
    // Another customer between; the title and the goodbye are in the store, and nothing of the customers is.
    var other = FixtureFilm()
    other.name = "Maximilian"
    let second = try other.file(maker)
    #expect(second != first)
    #expect(store.byteCount == stored)
    let encoded = maker.encodedFrames
    #expect(try FixtureFilm().file(maker) == first)
    #expect(maker.encodedFrames - encoded == 31)
    #expect(try FixtureFilm().file(try FixtureFilm.maker(format, rate)) == first)
  }

  @Test(arguments: VideoFormat.allCases) func captionsAreASoftTrack(format: VideoFormat) throws {
    let bytes = try FixtureFilm().file(try FixtureFilm.maker(format))
    let track = try #require(try Probe.report(bytes).captions)
    #expect(track.codecName == (format == .mp4 ? "mov_text" : "webvtt"))
    #expect(track.tags?["language"] == "ita")
    let shown = try Probe.captions(bytes).split(separator: "\n").map(String.init)
    #expect(
      shown == [
        "WEBVTT", "00:00.000 --> 00:02.000", "Your bill <explained> & more",
        "00:02.000 --> 00:04.500", "Hello, Amelia", "00:04.500 --> 00:06.000",
        "Arrivederci, più presto",
      ])
    // In the file a WebVTT cue is escaped, and a text of MP4 is as it is.
    let escaped = "Your bill &lt;explained&gt; &amp; more"
    #expect((Probe.place(of: escaped, in: bytes) != nil) == (format == .webm))
  }

  @Test func theIndexStandsInFront() throws {
    let mp4 = try FixtureFilm().file(try FixtureFilm.maker(.mp4))
    let index = try #require(Probe.place(of: "moov", in: mp4))
    #expect(index < (Probe.place(of: "mdat", in: mp4) ?? 0))
    let webm = try FixtureFilm().file(try FixtureFilm.maker(.webm))
    // Matroska's Cues and Cluster (RFC 9559, 5.1).
    let cues = try #require(Probe.place(of: [0x1C, 0x53, 0xBB, 0x6B], in: webm))
    #expect(cues < (Probe.place(of: [0x1F, 0x43, 0xB6, 0x75], in: webm) ?? 0))
  }

  /// x264's own would be there as often as the film has segments.
  @Test func noMessageOfTheEncoderIsInTheFile() throws {
    let film = try FixtureFilm().file(try FixtureFilm.maker(.mp4))
    #expect(Probe.place(of: "x264", in: film) == nil)
  }
}

@Suite struct SegmentStoreTests {
  @Test func theStoreIsBounded() {
    let store = SegmentStore(byteLimit: 2000)
    for number in 0..<100 {
      let segment = Segment(bytes: Array(repeating: 0, count: 100), packets: [])
      store.keep(segment, as: .init(low: UInt64(number), high: 0))
      #expect(store.byteCount <= 2000)
    }
    #expect(store.segment(.init(low: 99, high: 0)) != nil)
    #expect(store.segment(.init(low: 0, high: 0)) == nil)
    let large = Segment(bytes: Array(repeating: 0, count: 1001), packets: [])
    store.keep(large, as: .init(low: 1000, high: 0))
    #expect(store.segment(.init(low: 1000, high: 0)) == nil)
  }
}
