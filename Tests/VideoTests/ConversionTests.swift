import CVideo
import Testing

/// Pixels to planes, against the standard's own formulas.
@Suite struct ConversionTests {
  private struct Planes: Equatable {
    var y: [UInt8]
    var u: [UInt8]
    var v: [UInt8]
  }

  private typealias Convert =
    (
      UnsafePointer<UInt32>?, Int32, Int32, Int32, Int32,
      UnsafePointer<UnsafeMutablePointer<UInt8>?>?, UnsafePointer<Int32>?
    ) -> Void

  private func planes(
    _ pixels: [UInt32], _ width: Int, _ height: Int, rows: Range<Int>? = nil, _ convert: Convert
  ) -> Planes {
    var planes = Planes(
      y: Array(repeating: 0, count: width * height),
      u: Array(repeating: 0, count: width * height / 4),
      v: Array(repeating: 0, count: width * height / 4))
    let rows = rows ?? 0..<height
    planes.y.withUnsafeMutableBufferPointer { y in
      planes.u.withUnsafeMutableBufferPointer { u in
        planes.v.withUnsafeMutableBufferPointer { v in
          convert(
            pixels, Int32(width), Int32(height), Int32(rows.lowerBound), Int32(rows.upperBound),
            [y.baseAddress, u.baseAddress, v.baseAddress],
            [Int32(width), Int32(width / 2), Int32(width / 2)])
        }
      }
    }
    return planes
  }

  /// Pixels without a pattern, the same at every run.
  private func noise(_ count: Int) -> [UInt32] {
    var state: UInt32 = 12345
    return (0..<count).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return 0xFF00_0000 | state >> 8
    }
  }

  /// ITU-R BT.709-6, 3.2 to 3.5, for one colour.
  private func exact(_ r: Double, _ g: Double, _ b: Double) -> (Double, Double, Double) {
    let y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    return (
      16 + 219 * y / 255, 128 + 224 * (b - y) / 1.8556 / 255, 128 + 224 * (r - y) / 1.5748 / 255
    )
  }

  @Test(arguments: [2, 4, 16, 18, 34, 50, 320, 322]) func vectorsMakeTheSameBytes(width: Int) {
    let pixels = noise(width * 6)
    #expect(
      planes(pixels, width, 6, billow_pixels_to_yuv)
        == planes(pixels, width, 6, billow_pixels_to_yuv_plainly))
  }

  @Test func coloursAreTheStandards() {
    var worst = 0.0
    for red in stride(from: 0, through: 255, by: 15) {
      for green in stride(from: 0, through: 255, by: 15) {
        for blue in stride(from: 0, through: 255, by: 15) {
          let pixel = 0xFF00_0000 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
          let made = planes(Array(repeating: pixel, count: 4), 2, 2, billow_pixels_to_yuv_plainly)
          let (y, u, v) = exact(Double(red), Double(green), Double(blue))
          worst = max(worst, abs(Double(made.y[0]) - y), abs(Double(made.u[0]) - u))
          worst = max(worst, abs(Double(made.v[0]) - v))
        }
      }
    }
    // Half for rounding to the nearest, the rest for weights in 2^-15.
    #expect(worst <= 0.52)
  }

  @Test func greysStayGrey() {
    let pixels = (0...255 as ClosedRange<UInt32>).flatMap { grey in
      Array(repeating: 0xFF00_0000 | grey * 0x01_0101, count: 64)
    }
    let made = planes(pixels, 32, 512, billow_pixels_to_yuv)
    #expect(made.u.allSatisfy { $0 == 128 } && made.v.allSatisfy { $0 == 128 })
    #expect(made.y.first == 16 && made.y.last == 235)
    #expect(Set(made.y) == Set(16...235))
  }

  /// Colour is sited on the left column of a pair, between its rows: a pair takes a quarter of the column before.
  @Test func colourIsSitedLeft() {
    var pixels = Array(repeating: 0xFF00_0000 as UInt32, count: 16 * 2)
    // A blue column at 3, the right one of the second pair.
    pixels[3] = 0xFF00_00FF
    pixels[16 + 3] = 0xFF00_00FF
    let made = planes(pixels, 16, 2, billow_pixels_to_yuv)
    let quarter = UInt8((128 + 112 * 0.25).rounded())
    #expect(Array(made.u[0..<4]) == [128, quarter, quarter, 128])
  }

  @Test func otherRowsAreLeftAlone() {
    let pixels = noise(32 * 8)
    let whole = planes(pixels, 32, 8, billow_pixels_to_yuv)
    let part = planes(pixels, 32, 8, rows: 2..<6, billow_pixels_to_yuv)
    #expect(part.y[..<64].allSatisfy { $0 == 0 } && part.y[192...].allSatisfy { $0 == 0 })
    #expect(part.y[64..<192] == whole.y[64..<192])
    #expect(part.u[..<16].allSatisfy { $0 == 0 } && part.u[16..<48] == whole.u[16..<48])
  }
}
