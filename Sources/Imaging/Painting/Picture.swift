/// A decoded picture: 32 bits a pixel, blue, green, red, alpha in memory, alpha multiplied in.
public final class Picture: @unchecked Sendable {
  // @unchecked: written by the initialisers alone, then only read.
  /// In pixels.
  public let width: Int
  /// In pixels.
  public let height: Int
  /// Its pixels in rows, top down.
  ///
  /// Mutable only in type: cairo's surfaces have no constant form.
  let pixels: UnsafeMutablePointer<UInt32>

  private init(width: Int, height: Int) {
    self.width = width
    self.height = height
    pixels = .allocate(capacity: width * height)
    pixels.initialize(repeating: 0, count: width * height)
  }

  deinit { pixels.deallocate() }

  /// From 8-bit RGBA whose alpha is not multiplied in.
  convenience init(width: Int, height: Int, straight: [UInt8]) {
    precondition(straight.count == width * height * 4)
    self.init(width: width, height: height)
    straight.withUnsafeBytes { bytes in
      for index in 0..<width * height {
        let pixel = UInt32(
          littleEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
        let alpha = pixel >> 24
        let red = Self.product(pixel & 0xFF, alpha)
        let green = Self.product(pixel >> 8 & 0xFF, alpha)
        let blue = Self.product(pixel >> 16 & 0xFF, alpha)
        pixels[index] = alpha << 24 | red << 16 | green << 8 | blue
      }
    }
  }

  /// From rows of premultiplied blue, green, red, alpha, as FreeType gives coloured glyphs.
  convenience init(width: Int, height: Int, premultiplied: UnsafePointer<UInt8>, stride: Int) {
    self.init(width: width, height: height)
    for row in 0..<height {
      let line = UnsafeRawPointer(premultiplied + row * stride)
      for column in 0..<width {
        pixels[row * width + column] = UInt32(
          littleEndian: line.loadUnaligned(fromByteOffset: column * 4, as: UInt32.self))
      }
    }
  }

  /// `channel * alpha / 255`, rounded to nearest.
  private static func product(_ channel: UInt32, _ alpha: UInt32) -> UInt32 {
    let product = channel * alpha + 128
    return (product + product >> 8) >> 8
  }
}
