internal import CGraphics
import Storyboard

extension Painter {
  /// Paints a group's inside through its clips and with its opacity.
  ///
  /// `range` are the items inside, `group` all pixels they may touch, `box` what of the canvas is being painted.
  func paintGroup(
    _ range: Range<Int>, _ opacity: Float, _ clips: DisplayRange, _ list: DisplayList,
    _ context: OpaquePointer, _ group: PixelBox, _ box: PixelBox
  ) {
    let inner = group.intersection(box)
    cairo_save(context)
    defer { cairo_restore(context) }
    let shapes = list.clips[clips.indices]
    if shapes.count == 1, let clip = shapes.first {
      addPath(of: clip, list, context)
      cairo_clip(context)
    }
    if shapes.count <= 1, opacity >= 1 {
      paintItems(range, list, context, inner)
      return
    }
    guard opacity > 0 else { return }
    cairo_identity_matrix(context)
    if shapes.count <= 1, let layer = layer(items[range.lowerBound - 1].link) {
      paintLayer(layer, range, opacity, list, context, inner)
      return
    }
    cairo_new_path(context)
    cairo_rectangle(
      context, Double(inner.minX), Double(inner.minY), Double(inner.width), Double(inner.height))
    cairo_clip(context)
    cairo_push_group(context)
    paintItems(range, list, context, inner)
    cairo_pop_group_to_source(context)
    if shapes.count > 1 {
      mask(by: shapes, opacity, list, context)
    } else {
      cairo_paint_with_alpha(context, Double(opacity))
    }
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

  /// Lays a group down from a surface that is kept: in a cross-fade the pictures stay, and only how faint changes.
  private func paintLayer(
    _ layer: PaintedSurface, _ range: Range<Int>, _ opacity: Float, _ list: DisplayList,
    _ context: OpaquePointer, _ box: PixelBox
  ) {
    layer.advance(to: items[range], serial: serial)
    let bands = box.minY / Damage.bandRows...(box.maxY - 1) / Damage.bandRows
    for part in layer.damage.boxes(in: { bands.contains($0) }) {
      layer.canvas.clear(part)
      paint(range, of: list, on: layer.canvas, in: part)
    }
    for band in bands { layer.clearDamage(band: band) }
    cairo_set_source_surface(context, layer.canvas.surface, 0, 0)
    cairo_new_path(context)
    cairo_rectangle(
      context, Double(box.minX), Double(box.minY), Double(box.width), Double(box.height))
    cairo_clip(context)
    cairo_paint_with_alpha(context, Double(opacity))
  }
}
