internal import CVideo
internal import Glibc

/// What sounds under every film of a storyboard: a piece of music, decoded once, as loud as it is to be.
///
/// It is shorter or longer than the films: it begins anew where it ends, and fades out at a film's end.
public final class SoundBed: Sendable {
  /// Sample pairs a second of everything that is encoded: the rate of video, and the one Opus knows.
  static let rate = 48_000
  /// Seconds of a bed at most: 35 MB of memory, once a run.
  public static let longest = 180

  /// Left and right in turn.
  let samples: [Int16]
  /// How many pairs.
  var count: Int { samples.count / 2 }
  /// Seconds that it takes to fade out.
  let fade: Double

  /// Decodes a file: WAV, FLAC, MP3, AAC, M4A, Ogg or Matroska, whatever its rate and channels.
  ///
  /// - Parameters:
  ///   - file: its bytes.
  ///   - volume: what the samples are multiplied by, 0 to 1.
  ///   - fade: seconds that it takes to fade out at a film's end.
  /// - Throws: `missing` where the machine has no libraries, `sound` where the file cannot be used.
  public init(reading file: [UInt8], volume: Double, fade: Double) throws(VideoError) {
    guard billow_video_load() != 0 else { throw .missing(name: "libavformat") }
    var decoded: UnsafeMutablePointer<Int16>?
    let count = billow_sound_decode(
      file, file.count, Int32(Self.rate), Int64(Self.longest * Self.rate), &decoded)
    if count == billow_too_long() {
      throw .sound(reason: "it lasts more than \(Self.longest) seconds, and is looped anyway")
    }
    guard count > 0, let decoded else {
      throw .sound(reason: "FFmpeg's libraries cannot read it (code \(count))")
    }
    defer { free(decoded) }
    let loudness = Float(volume)
    samples = UnsafeBufferPointer(start: decoded, count: Int(count) * 2).map { sample in
      Int16((Float(sample) * loudness).rounded())
    }
    self.fade = fade
  }

  /// Pairs `start..<start + count` of the sound of a film of `length` pairs, -1 to 1, left and right in turn.
  func pairs(from start: Int, count: Int, of length: Int) -> [Float] {
    let fadeLength = min(Int((fade * Double(Self.rate)).rounded()), length)
    var result: [Float] = []
    result.reserveCapacity(2 * count)
    for pair in start..<start + count {
      let at = 2 * (pair % self.count)
      let rest = length - pair
      let gain = rest < fadeLength ? Float(rest) / Float(fadeLength) : 1
      result.append(Float(samples[at]) * gain / 32768)
      result.append(Float(samples[at + 1]) * gain / 32768)
    }
    return result
  }
}
