import Foundation
import Imaging
import Testing

@testable import Video

/// What sounds under films, as FFmpeg's programs hear it.
@Suite(.enabled(if: Probe.isThere, "no ffmpeg")) struct SoundTests {
  /// A WAV file of one channel in 16 bits.
  private static func wave(_ samples: [Int16], rate: Int) -> [UInt8] {
    func bytes(_ number: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
    let data = samples.flatMap { bytes(Int($0), 2) }
    return Array("RIFF".utf8) + bytes(36 + data.count, 4) + Array("WAVEfmt ".utf8)
      + bytes(16, 4) + bytes(1, 2) + bytes(1, 2) + bytes(rate, 4) + bytes(2 * rate, 4)
      + bytes(2, 2) + bytes(16, 2) + Array("data".utf8) + bytes(data.count, 4) + data
  }

  /// A second of A4, which loops without a seam.
  private static let tone = wave(
    (0..<48_000).map { Int16(16_384 * sin(2 * .pi * 440 * Double($0) / 48_000)) }, rate: 48_000)

  private static func maker(
    _ format: VideoFormat, _ bed: SoundBed, store: SegmentStore = SegmentStore(),
    verifies: Bool = false
  ) throws -> FilmMaker {
    var settings = FixtureFilm.settings(format, verifies: verifies)
    settings.sound = bed
    return try FilmMaker(settings, fonts: testFonts, pictures: PictureStore(), store: store)
  }

  /// How loud a film is round a time, 1 for a full sine: the root of the mean square of 0.1 s.
  private static func loudness(_ samples: [Float], at time: Double) -> Float {
    let middle = Int(time * 48_000)
    let part = samples[max(0, middle - 2400)..<min(samples.count, middle + 2400)]
    return (2 * part.reduce(0) { $0 + $1 * $1 } / Float(part.count)).squareRoot()
  }

  @Test(arguments: VideoFormat.allCases) func itLoopsToTheFilmsEndAndFadesOut(
    format: VideoFormat
  ) throws {
    let bed = try SoundBed(reading: Self.tone, volume: 0.5, fade: 2)
    let film = try FixtureFilm().file(try Self.maker(format, bed))
    let report = try Probe.report(film)
    let sound = try #require(report.sound)
    #expect(sound.codecName == (format == .mp4 ? "aac" : "opus"))
    #expect(sound.sampleRate == "48000" && sound.channels == 2)
    let length = try #require(Double(report.format.duration))
    // A film is as long as its pictures; Opus's lead-in of 6.5 ms is told with it.
    #expect(length >= 6 && length < (format == .mp4 ? 6.0001 : 6.01), "\(length)")
    let samples = try Probe.samples(film)
    #expect(abs(samples.count - 288_000) < 2000, "\(samples.count) samples")
    // Half of half of full, from the second the tone began anew, too.
    for time in [0.5, 1, 2.5, 3.9] {
      #expect(abs(Self.loudness(samples, at: time) - 0.25) < 0.02, "at \(time)")
    }
    #expect(abs(Self.loudness(samples, at: 5) - 0.125) < 0.02)
    #expect(Self.loudness(samples, at: 5.95) < 0.02)
    // The pictures are what they are without sound; in WebM Opus's lead-in comes before the first.
    let silent = try Probe.report(try FixtureFilm().file(try FixtureFilm.maker(format)))
    #expect(silent.sound == nil && silent.packets.count == report.packets.count)
    for (one, other) in zip(silent.packets, report.packets) {
      let shift = (Double(other.time) ?? -1) - (Double(one.time) ?? -1)
      #expect(shift >= 0 && shift < (format == .mp4 ? 0.0001 : 0.01), "\(one.time) \(other.time)")
    }
    #expect(report.pictures?.readFrames == silent.pictures?.readFrames)
  }

  /// A track is made once for films of one length, and the bytes are always the same.
  @Test(arguments: VideoFormat.allCases) func itIsAlwaysTheSameBytes(format: VideoFormat) throws {
    let bed = try SoundBed(reading: Self.tone, volume: 1, fade: 1)
    let store = SegmentStore()
    let maker = try Self.maker(format, bed, store: store, verifies: true)
    let first = try FixtureFilm().file(maker)
    let stored = store.byteCount
    #expect(try FixtureFilm().file(maker) == first)
    #expect(store.byteCount == stored)
    #expect(try FixtureFilm().file(try Self.maker(format, bed)) == first)
  }

  @Test func filesOfOtherKindsRatesAndChannelsAreRead() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let chords = try Data(contentsOf: folder.appending(path: "Sounds/bed.m4a"))
    let bed = try SoundBed(reading: Array(chords), volume: 1, fade: 0)
    #expect(abs(bed.count - 288_000) < 3000, "\(bed.count) pairs")
    #expect(bed.samples.contains { $0 > 6000 })
    let slow = try SoundBed(
      reading: Self.wave(Array(repeating: 1000, count: 8000), rate: 8000), volume: 0.5, fade: 0)
    #expect(abs(slow.count - 48_000) <= 48)
    #expect(abs(Int(slow.samples[48_000]) - 500) <= 2)
  }

  /// Each a pair: what can be used, and what just cannot.
  @Test func whatCannotBeUsedIsRefused() throws {
    func refusal(_ file: [UInt8]) -> String? {
      do throws(VideoError) {
        _ = try SoundBed(reading: file, volume: 1, fade: 1)
        return nil
      } catch {
        return error.message
      }
    }
    let longest = Array(repeating: 0 as Int16, count: SoundBed.longest * 8000)
    #expect(refusal(Self.wave(longest, rate: 8000)) == nil)
    #expect(refusal(Self.wave(longest + [0, 0], rate: 8000))?.contains("180 seconds") == true)
    #expect(refusal(Array("not a sound at all".utf8))?.contains("cannot read it") == true)
    #expect(refusal(Self.wave([], rate: 8000)) != nil)
    #expect(refusal([]) != nil)
    // A list of other files is no sound, whatever it names.
    #expect(refusal(Array("ffconcat version 1.0\nfile /etc/hostname\n".utf8)) != nil)
  }
}
