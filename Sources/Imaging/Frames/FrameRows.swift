internal import CPixels
internal import Deflate

/// A band as PNG's rows: a filter byte, then red, green, blue for each pixel.
///
/// Every row's filter is None: on flat pictures that is the fastest and, because matches then span rows, the smallest.
/// One band at a time, because its rows are compressed while they are still near the processor.
struct FrameRows {
  private let width: Int
  private let height: Int
  private var bytes: [UInt8]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    bytes = Array(repeating: 0, count: Damage.bandRows * (1 + 3 * width))
  }

  static func shape(width: Int) -> BandShape {
    BandShape(bytesPerPixel: 3, bytesPerRow: 1 + 3 * width)
  }

  /// A band's rows, taken from a canvas.
  mutating func band(_ number: Int, of canvas: Canvas) -> ArraySlice<UInt8> {
    let stride = 1 + 3 * width
    let first = number * Damage.bandRows
    let count = min(Damage.bandRows, height - first)
    canvas.withPixels { pixels in
      bytes.withUnsafeMutableBufferPointer { rows in
        guard let from = pixels.baseAddress, let into = rows.baseAddress else { return }
        for row in 0..<count {
          pixels_to_rgb(from + (first + row) * width, into + row * stride + 1, width)
        }
      }
    }
    return bytes[..<(count * stride)]
  }
}
