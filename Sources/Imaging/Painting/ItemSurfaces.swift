internal import CGraphics
import Storyboard

/// Items painted by themselves on surfaces of their own, kept for the parts of a frame that show them.
///
/// For what cairo rounds by the area being painted: pictures and gradients along ellipses. Whole, the area is always the same.
final class ItemSurfaces {
  private var surfaces: [DisplayHash: OpaquePointer] = [:]
  private var pixels = 0

  /// Pixels kept: a picture over a whole 4K frame; when there are more, all are dropped.
  private static let pixelLimit = 4096 * 2304

  deinit { removeAll() }

  /// The surface of an item, which lies at `box` of the canvas.
  ///
  /// Where it is not kept, `paint` is called with a context in the canvas's pixels.
  func surface(
    of hash: DisplayHash, _ box: PixelBox, paint: (OpaquePointer) -> Void
  ) -> OpaquePointer {
    if let known = surfaces[hash] { return known }
    if pixels + box.width * box.height > Self.pixelLimit { removeAll() }
    guard
      let surface = cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, Int32(box.width), Int32(box.height)),
      cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
    else { fatalError("cairo has no memory") }
    cairo_surface_set_device_offset(surface, Double(-box.minX), Double(-box.minY))
    guard let context = cairo_create(surface) else { fatalError("cairo has no memory") }
    paint(context)
    cairo_destroy(context)
    cairo_surface_flush(surface)
    surfaces[hash] = surface
    pixels += box.width * box.height
    return surface
  }

  func removeAll() {
    for surface in surfaces.values { cairo_surface_destroy(surface) }
    surfaces.removeAll()
    pixels = 0
  }
}
