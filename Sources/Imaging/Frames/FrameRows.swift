internal import CPNG
internal import Deflate

/// A frame as PNG's rows: a filter byte, then red, green, blue for each pixel.
///
/// Every row's filter is None: on flat pictures that is the fastest and, because matches then span rows, the smallest.
struct FrameRows {
  private let width: Int
  private let height: Int
  private var bytes: [UInt8]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    bytes = Array(repeating: 0, count: height * (1 + 3 * width))
  }

  static func shape(width: Int) -> BandShape {
    BandShape(bytesPerPixel: 3, bytesPerRow: 1 + 3 * width)
  }

  /// Takes over rows of a canvas.
  mutating func copy(_ range: Range<Int>, of canvas: Canvas) {
    let stride = 1 + 3 * width
    canvas.withPixels { pixels in
      bytes.withUnsafeMutableBufferPointer { rows in
        guard let from = pixels.baseAddress, let into = rows.baseAddress else { return }
        for row in range {
          billow_pixels_to_rgb(from + row * width, into + row * stride + 1, width)
        }
      }
    }
  }

  /// The rows of a band.
  func band(_ number: Int) -> ArraySlice<UInt8> {
    let stride = 1 + 3 * width
    let first = number * Damage.bandRows
    return bytes[first * stride..<min(first + Damage.bandRows, height) * stride]
  }
}
