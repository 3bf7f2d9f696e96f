internal import CGraphics

/// Pixels that one worker paints on: 32 bits each, blue, green, red, alpha in memory, alpha multiplied in.
public final class Canvas {
  /// In pixels.
  public let width: Int
  /// In pixels.
  public let height: Int
  /// `width * height` pixels, rows top down.
  let pixels: UnsafeMutablePointer<UInt32>
  let surface: OpaquePointer
  /// cairo's drawing state for `surface`.
  let context: OpaquePointer

  /// Makes a canvas, clear all over.
  public init(width: Int, height: Int) {
    precondition(width > 0 && height > 0 && width <= Self.sideLimit && height <= Self.sideLimit)
    self.width = width
    self.height = height
    pixels = .allocate(capacity: width * height)
    pixels.initialize(repeating: 0, count: width * height)
    let bytes = UnsafeMutableRawPointer(pixels).assumingMemoryBound(to: UInt8.self)
    guard
      let surface = cairo_image_surface_create_for_data(
        bytes, CAIRO_FORMAT_ARGB32, Int32(width), Int32(height), Int32(width * 4)),
      let context = cairo_create(surface)
    else { fatalError("cairo has no memory") }
    self.surface = surface
    self.context = context
  }

  /// The longest side: an 8K frame's.
  public static let sideLimit = 7680

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
    pixels.deallocate()
  }

  /// Calls `body` with all pixels, finished.
  package func withPixels<Result>(_ body: (UnsafeBufferPointer<UInt32>) -> Result) -> Result {
    cairo_surface_flush(surface)
    return body(UnsafeBufferPointer(start: pixels, count: width * height))
  }

  /// Makes a box of pixels clear.
  func clear(_ box: PixelBox) {
    cairo_surface_flush(surface)
    for row in box.minY..<box.maxY {
      (pixels + row * width + box.minX).update(repeating: 0, count: box.width)
    }
    cairo_surface_mark_dirty(surface)
  }
}
