internal import CPixels
internal import Deflate

/// A band as PNG's rows: a filter byte, then red, green, blue for each pixel.
///
/// Every row's filter is None: on flat pictures that is the fastest and, because matches then span rows, the smallest.
/// One band at a time, and each row summed at once, because they are still near the processor.
struct FrameRows {
  private let width: Int
  private let height: Int
  private var bytes: [UInt8]
  /// Pixels of a row that stands on no canvas.
  private var laid: [UInt32]

  /// A band's rows and their Adler-32.
  struct Band {
    let bytes: ArraySlice<UInt8>
    let adler: UInt32
  }

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    bytes = Array(repeating: 0, count: Damage.bandRows * (1 + 3 * width))
    laid = Array(repeating: 0, count: width)
  }

  static func shape(width: Int) -> BandShape {
    BandShape(bytesPerPixel: 3, bytesPerRow: 1 + 3 * width)
  }

  /// A band's rows, taken from a canvas.
  mutating func band(_ number: Int, of canvas: Canvas) -> Band {
    let width = width
    return canvas.withPixels { pixels in
      fill(number) { row, _ in pixels.baseAddress.map { UnsafePointer($0 + row * width) } }
    }
  }

  /// A band's rows of a scene that comes in, laid down row by row.
  mutating func band(_ number: Int, of fade: FadePicture) -> Band {
    let width = width
    return fade.behind.withPixels { behind in
      fade.layer.withPixels { layer in
        fill(number) { row, laid in
          pixels_lay_over(
            laid.baseAddress, behind.baseAddress.map { $0 + row * width },
            layer.baseAddress.map { $0 + row * width }, width, fade.share)
          return UnsafePointer(laid.baseAddress)
        }
      }
    }
  }

  private mutating func fill(
    _ number: Int,
    _ pixels: (_ row: Int, _ laid: UnsafeMutableBufferPointer<UInt32>) -> UnsafePointer<UInt32>?
  ) -> Band {
    let stride = 1 + 3 * width
    let first = number * Damage.bandRows
    let count = min(Damage.bandRows, height - first)
    var adler: UInt32 = 1
    bytes.withUnsafeMutableBufferPointer { rows in
      laid.withUnsafeMutableBufferPointer { laid in
        guard let start = rows.baseAddress else { return }
        for row in 0..<count {
          let into = start + row * stride
          guard let from = pixels(first + row, laid) else { return }
          pixels_to_rgb(from, into + 1, width)
          adler = Checksums.adler32(
            UnsafeRawBufferPointer(start: into, count: stride), after: adler)
        }
      }
    }
    return Band(bytes: bytes[..<(count * stride)], adler: adler)
  }
}
