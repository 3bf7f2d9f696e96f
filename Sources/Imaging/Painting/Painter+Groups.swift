internal import CGraphics
internal import CPixels
import Storyboard

extension Painter {
  /// Paints a group's inside through its clips and with its opacity.
  ///
  /// `range` are the items inside, `group` all pixels they may touch, `box` what of the canvas is being painted.
  func paintGroup(
    _ range: Range<Int>, _ opacity: Float, _ clips: DisplayRange, _ list: DisplayList,
    _ context: OpaquePointer, _ group: PixelBox, _ box: PixelBox, _ canvas: Canvas?
  ) {
    guard opacity > 0 else { return }
    var inner = group.intersection(box)
    cairo_save(context)
    defer { cairo_restore(context) }
    let shapes = list.clips[clips.indices]
    if shapes.count <= 1, opacity >= 1 {
      clip(to: shapes, list, context)
      paintItems(range, list, context, inner, shapes.isEmpty ? canvas : nil)
      return
    }
    cairo_identity_matrix(context)
    let link = items[range.lowerBound - 1].link
    if link >= 0 {
      // As wide as the layer of a large group, so that both are cut alike; see `Damage`.
      inner.minX = 0
      inner.maxX = width
    }
    cairo_new_path(context)
    cairo_rectangle(
      context, Double(inner.minX), Double(inner.minY), Double(inner.width), Double(inner.height))
    cairo_clip(context)
    if let layer = layer(link) {
      paint(range, of: list, on: layer, in: inner, as: link == Self.fade ? .scene : .group)
      if link == Self.fade { return lay(layer.canvas, opacity, over: context, inner) }
      clip(to: shapes, list, context)
      cairo_set_source_surface(context, layer.canvas.surface, 0, 0)
      cairo_paint_with_alpha(context, Double(opacity))
      return
    }
    cairo_push_group(context)
    paintItems(range, list, context, inner, nil)
    cairo_pop_group_to_source(context)
    if shapes.count > 1 {
      mask(by: shapes, opacity, list, context)
    } else {
      // Only now: a group painted through a clip and then laid down through it would have its edges twice.
      clip(to: shapes, list, context)
      cairo_paint_with_alpha(context, Double(opacity))
    }
  }

  /// Lays rows of a layer over a canvas, which is what a context paints on: no group is around a scene that comes in.
  private func lay(
    _ layer: Canvas, _ opacity: Float, over context: OpaquePointer, _ box: PixelBox
  ) {
    let surface = cairo_get_group_target(context)
    precondition(
      Int(cairo_image_surface_get_width(surface)) == width
        && Int(cairo_image_surface_get_height(surface)) == height, "a canvas has the frame's size")
    cairo_surface_flush(surface)
    guard let bytes = cairo_image_surface_get_data(surface) else {
      fatalError("cairo has no memory")
    }
    let stride = Int(cairo_image_surface_get_stride(surface))
    let share = Self.share(of: opacity)
    for row in box.minY..<box.maxY {
      let place = UnsafeMutableRawPointer(bytes + row * stride).assumingMemoryBound(to: UInt32.self)
      pixels_lay_over(
        place + box.minX, place + box.minX, layer.pixels + row * width + box.minX, box.width, share)
    }
    cairo_surface_mark_dirty(surface)
  }

  /// Lets nothing be painted outside one shape; of none, everything is.
  private func clip(
    to shapes: ArraySlice<DisplayClip>, _ list: DisplayList, _ context: OpaquePointer
  ) {
    guard let clip = shapes.first else { return }
    addPath(of: clip, list, context)
    cairo_clip(context)
  }

  private func addPath(of clip: DisplayClip, _ list: DisplayList, _ context: OpaquePointer) {
    cairo_new_path(context)
    var path = ShapePath(context, toPixels.concatenating(clip.transform))
    path.add(clip.shape, list)
    cairo_set_fill_rule(
      context, clip.isEvenOdd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING)
  }

  /// Lays down the source where any of several shapes is.
  ///
  /// Their outlines in one path would cut holes into each other.
  private func mask(
    by shapes: ArraySlice<DisplayClip>, _ opacity: Float, _ list: DisplayList,
    _ context: OpaquePointer
  ) {
    let layer = cairo_pattern_reference(cairo_get_source(context))
    cairo_push_group_with_content(context, CAIRO_CONTENT_ALPHA)
    for clip in shapes {
      addPath(of: clip, list, context)
      cairo_set_source_rgba(context, 0, 0, 0, 1)
      cairo_fill(context)
    }
    let union = cairo_pop_group(context)
    // The mask of the shapes, made as faint as the group is.
    cairo_push_group(context)
    cairo_set_source(context, layer)
    cairo_mask(context, union)
    cairo_pop_group_to_source(context)
    cairo_paint_with_alpha(context, Double(opacity))
    cairo_pattern_destroy(union)
    cairo_pattern_destroy(layer)
  }

  /// Brings the surface that is kept for a group up to date: in a cross-fade the pictures stay, and only how faint changes.
  private func paint(
    _ range: Range<Int>, of list: DisplayList, on layer: PaintedSurface, in box: PixelBox,
    as role: SurfaceRole
  ) {
    let bands = box.minY / Damage.bandRows...(box.maxY - 1) / Damage.bandRows
    paint(range, of: list, on: layer, as: role) { bands.contains($0) }
  }

  /// The same for the bands that are wanted.
  func paint(
    _ range: Range<Int>, of list: DisplayList, on layer: PaintedSurface, as role: SurfaceRole,
    bands isWanted: (Int) -> Bool
  ) {
    layer.advance(to: items[range], serial: serial)
    for rows in layer.damage.rows(in: isWanted) {
      paintRows(range, of: list, on: layer.canvas, rows, as: role)
    }
    for band in layer.damage.bands.indices where isWanted(band) { layer.clearDamage(band: band) }
  }
}
