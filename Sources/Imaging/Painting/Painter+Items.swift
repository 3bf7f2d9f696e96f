internal import CGraphics
import Storyboard

extension Painter {
  /// Paints what a box shows of some items; the box is expected to be clear or to hold what is behind them.
  ///
  /// `isWhole` says that the canvas is a frame's or a scene's, not a group's.
  func paint(
    _ range: Range<Int>, of list: DisplayList, on canvas: Canvas, in box: PixelBox,
    isWhole: Bool = true
  ) {
    let context = canvas.context
    cairo_save(context)
    cairo_identity_matrix(context)
    cairo_new_path(context)
    cairo_rectangle(
      context, Double(box.minX), Double(box.minY), Double(box.width), Double(box.height))
    cairo_clip(context)
    paintItems(range, list, context, box, isWhole ? canvas : nil)
    cairo_restore(context)
  }

  /// Paints what of a list differs from what a surface shows, background and all, in the bands that are wanted.
  func paintWhole(
    _ list: DisplayList, on surface: PaintedSurface, bands isWanted: (Int) -> Bool
  ) {
    paint(0..<list.items.count, of: list, on: surface, as: .bottom, bands: isWanted)
  }

  /// What a surface is to the frame.
  enum SurfaceRole {
    /// It has the list's background.
    case bottom
    /// A scene that comes in.
    case scene
    /// A group that is kept, which must look as one that is not: cairo paints all of it.
    case group
  }

  /// Paints whole rows of some items, over the list's background or over nothing.
  func paintRows(
    _ range: Range<Int>, of list: DisplayList, on canvas: Canvas, _ rows: Range<Int>,
    as role: SurfaceRole
  ) {
    let box = PixelBox(minX: 0, minY: rows.lowerBound, maxX: width, maxY: rows.upperBound)
    let start = range.lowerBound
    // Afresh means without pictures of frames before.
    if role != .group, !isFresh, !range.isEmpty, let ground = ground(start, list) {
      ground.copy(rows: rows, to: canvas)
      return paint(start + 1..<range.upperBound, of: list, on: canvas, in: box)
    }
    if role == .bottom {
      paintBackground(of: list, on: canvas, in: box)
    } else {
      canvas.clear(box)
    }
    paint(range, of: list, on: canvas, in: box, isWhole: role != .group)
  }

  private func ground(_ index: Int, _ list: DisplayList) -> Grounds.Ground? {
    let item = list.items[index]
    return grounds.ground(of: item, list, toPixels.concatenating(item.transform)) {
      paint(index..<index + 1, of: list, on: $0, in: frame)
    }
  }

  /// Paints all of a list without any layer of frames before: what reuse is compared with.
  func paintAfresh(_ list: DisplayList, on canvas: Canvas) {
    isFresh = true
    alone.removeAll()
    paint(0..<list.items.count, of: list, on: canvas, in: frame)
    alone.removeAll()
    isFresh = false
  }

  /// Fills a box with a list's background.
  func paintBackground(of list: DisplayList, on canvas: Canvas, in box: PixelBox) {
    func channel(_ value: Float) -> UInt32 { UInt32((min(max(value, 0), 1) * 255).rounded()) }
    let color = list.background
    let pixel =
      0xFF00_0000 | channel(color.red) << 16 | channel(color.green) << 8 | channel(color.blue)
    cairo_surface_flush(canvas.surface)
    for row in box.minY..<box.maxY {
      (canvas.pixels + row * canvas.width + box.minX).update(repeating: pixel, count: box.width)
    }
    cairo_surface_mark_dirty(canvas.surface)
  }

  /// Paints items; `canvas` is what the context paints on where nothing but `box` cuts it, and nil elsewhere.
  func paintItems(
    _ range: Range<Int>, _ list: DisplayList, _ context: OpaquePointer, _ box: PixelBox,
    _ canvas: Canvas?
  ) {
    var index = range.lowerBound
    while index < range.upperBound {
      let item = list.items[index]
      let isTouched = items[index].box.intersects(box)
      if case .groupStart(let opacity, let clips, let end) = item.shape {
        if isTouched {
          paintGroup(
            index + 1..<Int(end), opacity, clips, list, context, items[index].box, box, canvas)
        }
        index = Int(end) + 1
        continue
      }
      if isTouched {
        if let canvas, paintBar(item, list, on: canvas, in: box) {
          index += 1
          continue
        }
        paint(item, items[index], list, context)
      }
      index += 1
    }
  }

  private func paint(
    _ item: DisplayItem, _ prepared: PreparedItem, _ list: DisplayList, _ context: OpaquePointer
  ) {
    let transform = toPixels.concatenating(item.transform)
    // What is flattened to a line has no area, and cairo takes no matrix that cannot be undone.
    guard transform.inverted != nil else { return }
    if isSteady(item, list, transform) {
      paint(item, prepared.link, list, transform, context)
    } else {
      let surface = alone.surface(of: item.hash, prepared.box) { alone in
        paint(item, prepared.link, list, transform, alone)
      }
      cairo_set_source_surface(context, surface, 0, 0)
      cairo_paint(context)
    }
  }

  /// Whether an item's pixels are the same whichever part of it is painted; see `PaintSource.isSteady`.
  private func isSteady(
    _ item: DisplayItem, _ list: DisplayList, _ transform: PlaneTransform
  ) -> Bool {
    if case .image = item.shape { return false }
    return PaintSource.isSteady(item.fill, list, transform)
      && PaintSource.isSteady(item.stroke.paint, list, transform)
  }

  private func paint(
    _ item: DisplayItem, _ link: Int32, _ list: DisplayList, _ transform: PlaneTransform,
    _ context: OpaquePointer
  ) {
    switch item.shape {
    case .text:
      guard link >= 0 else { return }
      paint(texts[Int(link)], item, list, transform, context)
    case .image(let image): paint(image, item, list, transform, context)
    case .groupStart, .groupEnd: break
    default:
      cairo_new_path(context)
      var path = ShapePath(context, transform)
      path.add(item.shape, list)
      if item.isCrisp { cairo_set_antialias(context, CAIRO_ANTIALIAS_NONE) }
      defer { if item.isCrisp { cairo_set_antialias(context, CAIRO_ANTIALIAS_DEFAULT) } }
      cairo_set_fill_rule(
        context, item.isEvenOdd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING)
      if !item.shape.isLine, PaintSource.set(item.fill, list, transform, on: context) {
        cairo_fill_preserve(context)
      }
      stroke(item.stroke, list, transform, length: path.length, context)
    }
  }

  /// Strokes the current path and drops it.
  private func stroke(
    _ stroke: DisplayStroke, _ list: DisplayList, _ transform: PlaneTransform, length: Double,
    _ context: OpaquePointer
  ) {
    defer { cairo_new_path(context) }
    guard stroke.width > 0, stroke.width.isFinite,
      PaintSource.set(stroke.paint, list, transform, on: context)
    else { return }
    flatten(context)
    var matrix = cairo_matrix_t(
      xx: transform.a, yx: transform.b, xy: transform.c, yy: transform.d, x0: 0, y0: 0)
    cairo_save(context)
    // The pen and the dashes are of the item's space; the path is in pixels already.
    cairo_set_matrix(context, &matrix)
    cairo_set_line_width(context, stroke.width)
    cairo_set_miter_limit(context, max(1, stroke.miterLimit))
    switch stroke.cap {
    case .butt: cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT)
    case .round: cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
    case .square: cairo_set_line_cap(context, CAIRO_LINE_CAP_SQUARE)
    }
    switch stroke.join {
    case .miter: cairo_set_line_join(context, CAIRO_LINE_JOIN_MITER)
    case .round: cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    case .bevel: cairo_set_line_join(context, CAIRO_LINE_JOIN_BEVEL)
    }
    setDashes(stroke, list, transform, length, context)
    cairo_stroke(context)
    cairo_restore(context)
  }

  /// Makes lines of the current path's curves.
  ///
  /// cairo strokes a curve that is outside the rows being painted as one straight line: its end, and all dashes after it,
  /// would be elsewhere than where the whole is painted.
  private func flatten(_ context: OpaquePointer) {
    guard let flat = cairo_copy_path_flat(context) else { return }
    cairo_new_path(context)
    cairo_append_path(context, flat)
    cairo_path_destroy(flat)
  }

  private func setDashes(
    _ stroke: DisplayStroke, _ list: DisplayList, _ transform: PlaneTransform, _ length: Double,
    _ context: OpaquePointer
  ) {
    let dashes = list.dashes[stroke.dashes.indices]
    let total = dashes.reduce(0, +)
    // Dashes too fine to be seen would each cost as much as a large one.
    guard total > 0, total.isFinite, stroke.dashOffset.isFinite, dashes.allSatisfy({ $0 >= 0 }),
      length / (total * transform.meanScale) < Self.dashLimit
    else {
      cairo_set_dash(context, nil, 0, 0)
      return
    }
    Array(dashes).withUnsafeBufferPointer { buffer in
      // A pattern repeats, so an offset many turns away is one within the first.
      cairo_set_dash(
        context, buffer.baseAddress, Int32(buffer.count),
        stroke.dashOffset.truncatingRemainder(dividingBy: total))
    }
  }

  /// Turns of a dash pattern along one outline; one with more is drawn unbroken.
  private static var dashLimit: Double { 20_000 }

  private func paint(
    _ text: PreparedText, _ item: DisplayItem, _ list: DisplayList, _ transform: PlaneTransform,
    _ context: OpaquePointer
  ) {
    cairo_identity_matrix(context)
    if let mask = text.mask {
      if let surface = mask.surface, PaintSource.set(item.fill, list, transform, on: context) {
        cairo_mask_surface(
          context, surface, Double(text.wholeX + mask.box.minX),
          Double(text.wholeY + mask.box.minY))
      }
      if let color = mask.color {
        cairo_set_source_surface(
          context, color, Double(text.wholeX + mask.colorBox.minX),
          Double(text.wholeY + mask.colorBox.minY))
        cairo_paint_with_alpha(context, item.fill.alpha)
      }
      if case .none = item.stroke.paint { return }
    }
    cairo_new_path(context)
    addOutlines(text, to: context)
    cairo_set_fill_rule(context, CAIRO_FILL_RULE_WINDING)
    if text.mask == nil, PaintSource.set(item.fill, list, transform, on: context) {
      cairo_fill_preserve(context)
    }
    stroke(item.stroke, list, transform, length: 0, context)
  }

  private func paint(
    _ image: DisplayImage, _ item: DisplayItem, _ list: DisplayList, _ transform: PlaneTransform,
    _ context: OpaquePointer
  ) {
    guard let picture = pictures.picture(list.images[Int(image.image)]), image.width > 0,
      image.height > 0
    else { return }
    let scaleX = image.width / Double(picture.width)
    let scaleY = image.height / Double(picture.height)
    let (factorX, factorY): (Double, Double) =
      switch image.fit {
      case .stretch: (scaleX, scaleY)
      case .meet: (min(scaleX, scaleY), min(scaleX, scaleY))
      case .slice: (max(scaleX, scaleY), max(scaleX, scaleY))
      }
    let width = Double(picture.width) * factorX
    let height = Double(picture.height) * factorY
    let x = image.x + (image.width - width) * Double(image.alignX)
    let y = image.y + (image.height - height) * Double(image.alignY)
    let bytes = UnsafeMutableRawPointer(picture.pixels).assumingMemoryBound(to: UInt8.self)
    guard
      let surface = cairo_image_surface_create_for_data(
        bytes, CAIRO_FORMAT_ARGB32, Int32(picture.width), Int32(picture.height),
        Int32(picture.width * 4)),
      let inverse = transform.concatenating(
        PlaneTransform(a: factorX, b: 0, c: 0, d: factorY, e: x, f: y)
      ).inverted
    else { return }
    cairo_save(context)
    cairo_new_path(context)
    var path = ShapePath(context, transform)
    let left = max(x, image.x)
    let top = max(y, image.y)
    path.add(
      .rect(
        x: left, y: top, width: min(x + width, image.x + image.width) - left,
        height: min(y + height, image.y + image.height) - top, radiusX: 0, radiusY: 0), list)
    cairo_set_source_surface(context, surface, 0, 0)
    let pattern = cairo_get_source(context)
    var matrix = cairo_matrix_t(
      xx: inverse.a, yx: inverse.b, xy: inverse.c, yy: inverse.d, x0: inverse.e, y0: inverse.f)
    cairo_pattern_set_matrix(pattern, &matrix)
    // The edge's pixels are not mixed with nothing: what is beyond is more of them.
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_GOOD)
    if item.alpha >= 1 {
      cairo_fill(context)
    } else {
      cairo_clip(context)
      cairo_paint_with_alpha(context, Double(item.alpha))
    }
    cairo_restore(context)
    cairo_surface_destroy(surface)
  }
}

extension DisplayShape {
  /// Whether it has no inside.
  fileprivate var isLine: Bool {
    if case .line = self { true } else { false }
  }
}

extension DisplayPaint {
  /// How opaque it is where it does not say otherwise: for what brings its own colours.
  fileprivate var alpha: Double {
    switch self {
    case .none: 0
    case .solid(let color): Double(color.alpha)
    case .gradient(_, let alpha): Double(alpha)
    }
  }
}
