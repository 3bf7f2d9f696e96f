internal import CGraphics
import Storyboard

/// Paints display lists of one size for one worker.
///
/// A list is *prepared* first: every item gets the box of its pixels, every text its shaped letters and masks. Then boxes
/// of it are painted, on any surface. cairo fills, strokes and lays layers; masks of letters are made here and kept.
final class Painter {
  /// Pixels of the pictures it makes.
  let width: Int
  let height: Int
  let fonts: FontContext
  let pictures: PictureStore
  private(set) var items: [PreparedItem] = []
  private(set) var texts: [PreparedText] = []
  /// Counts prepared lists.
  private(set) var serial: UInt64 = 0
  /// From scene units to pixels.
  private(set) var toPixels = PlaneTransform.identity
  /// Items that are painted as a whole, or not at all.
  let alone = ItemSurfaces()
  /// What whole pictures stand on.
  let grounds: Grounds
  /// Whether kept layers are passed over.
  var isFresh = false
  private let rasterer: TextRasterer
  private var masks: [MaskKey: TextMask] = [:]
  /// One customer's texts of frames before, by their items' hashes: most lines of a film stand still.
  private var known: [DisplayHash: (text: PreparedText, box: PixelBox)] = [:]
  private var layers: [Int32: PaintedSurface] = [:]
  private var listSize = (0.0, 0.0)
  /// The list's scene that comes in, where there is one.
  private(set) var fadeStart: Int?
  /// Groups that are open while a list is prepared, by their first items.
  private var openGroups: [Int] = []

  private struct MaskKey: Hashable {
    var line: UInt64
    var turn: GlyphCache.Turn
    var phases: UInt8
  }

  /// Masks kept; when there are more, all are dropped, and those in use come back at once.
  private static let maskLimit = 2048

  init(width: Int, height: Int, fonts: FontContext, pictures: PictureStore) {
    self.width = width
    self.height = height
    self.fonts = fonts
    self.pictures = pictures
    rasterer = TextRasterer(fonts)
    grounds = Grounds(width: width, height: height)
  }

  /// Drops masks and shaped lines when they have become many; called between customers.
  func trim() {
    if masks.count > Self.maskLimit / 2 { masks.removeAll(keepingCapacity: true) }
    known.removeAll(keepingCapacity: true)
    alone.removeAll()
    fonts.trim()
  }

  private func removeMasks() {
    masks.removeAll(keepingCapacity: true)
    known.removeAll(keepingCapacity: true)
  }

  /// Gets a list ready; `items` and `texts` are its own until the next.
  func prepare(_ list: DisplayList) {
    serial += 1
    let scale = min(Double(width) / list.width, Double(height) / list.height)
    if (list.width, list.height) != listSize {
      // Hashes are of scene units, so what is painted at another scale is another picture.
      listSize = (list.width, list.height)
      layers.removeAll()
      alone.removeAll()
      grounds.removeAll()
      removeMasks()
    }
    toPixels = PlaneTransform(
      a: scale, b: 0, c: 0, d: scale, e: (Double(width) - list.width * scale) / 2,
      f: (Double(height) - list.height * scale) / 2)
    items.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    if max(masks.count, known.count) > Self.maskLimit { removeMasks() }
    openGroups.removeAll(keepingCapacity: true)
    for item in list.items {
      var prepared = PreparedItem(
        hash: item.hash, box: box(of: item.bounds), link: -1, isPersonal: item.isPersonal)
      switch item.shape {
      case .text(let text): prepare(text, item, list, &prepared)
      case .groupStart: openGroups.append(items.count)
      case .groupEnd:
        if let start = openGroups.popLast() { prepared.box = closeGroup(start) }
      default: break
      }
      items.append(prepared)
    }
    assignLayers(list)
  }

  /// Gives a group the box of what is in it, which knows its letters better than the list does.
  private func closeGroup(_ start: Int) -> PixelBox {
    var box = PixelBox.empty
    for item in items[(start + 1)...] { box.formUnion(item.box) }
    items[start].box = box
    return box
  }

  private func assignLayers(_ list: DisplayList) {
    var used = 0
    fadeStart = nil
    for index in items.indices {
      if isFade(list.items[index]) {
        items[index].link = Self.fade
        if fadeStart == nil { fadeStart = index }
        continue
      }
      guard used < Self.layerLimit else { continue }
      guard case .groupStart(let opacity, let clips, _) = list.items[index].shape, opacity < 1,
        clips.count <= 1, isLarge(items[index].box)
      else { continue }
      items[index].link = Int32(used)
      used += 1
    }
  }

  /// Whether a group is worth a surface of its own that stays painted from frame to frame.
  private func isLarge(_ group: PixelBox) -> Bool {
    group.width * group.height * 4 >= width * height
  }

  /// Whether it is a scene coming in over the whole frame: the same for every part of the frame that is painted, because
  /// such groups are laid down by other arithmetic than cairo's.
  private func isFade(_ item: DisplayItem) -> Bool {
    guard item.isTransition, case .groupStart(let opacity, let clips, _) = item.shape, opacity < 1,
      clips.count == 1
    else { return false }
    let box = toPixels.applied(item.bounds)
    return box.minX <= 0 && box.minY <= 0 && box.maxX >= Double(width) && box.maxY >= Double(height)
  }

  /// Layers kept, each as large as the canvas; groups beyond them are painted afresh each time.
  private static let layerLimit = 4
  /// The layer of a scene that comes in.
  static let fade = Int32(layerLimit)

  /// The surface of a group's layer; nil where it has none.
  func layer(_ number: Int32) -> PaintedSurface? {
    if number < 0 || isFresh && number != Self.fade { return nil }
    if !isFresh, let known = layers[number] { return known }
    let made = PaintedSurface(width: width, height: height)
    if !isFresh { layers[number] = made }
    return made
  }

  /// Makes every layer be painted anew.
  func invalidateLayers() {
    for layer in layers.values { layer.invalidate() }
  }

  /// The whole canvas.
  var frame: PixelBox { PixelBox(minX: 0, minY: 0, maxX: width, maxY: height) }

  private func box(of bounds: DisplayBox) -> PixelBox {
    let box = toPixels.applied(bounds)
    guard !box.isEmpty else { return .empty }
    // One pixel more for what antialiasing adds; held first, because infinite is no whole number.
    return PixelBox(
      minX: Int(min(max(box.minX, -2), Double(width)).rounded(.down)) - 1,
      minY: Int(min(max(box.minY, -2), Double(height)).rounded(.down)) - 1,
      maxX: Int(max(min(box.maxX, Double(width)), -2).rounded(.up)) + 1,
      maxY: Int(max(min(box.maxY, Double(height)), -2).rounded(.up)) + 1
    ).intersection(frame)
  }

  private func prepare(
    _ text: DisplayText, _ item: DisplayItem, _ list: DisplayList, _ prepared: inout PreparedItem
  ) {
    prepared.link = Int32(texts.count)
    if let (text, box) = known[item.hash] {
      prepared.box = box
      return texts.append(text)
    }
    let font = list.fonts[Int(text.font)]
    let shaped = list.text.withUnsafeBufferPointer { bytes in
      fonts.shape(
        UnsafeBufferPointer(rebasing: bytes[text.bytes.indices]), font: font,
        isRightToLeft: text.isRightToLeft)
    }
    let map = toPixels.concatenating(item.transform)
    // The start of a right-to-left line is its right end.
    let share: Double =
      switch text.anchor {
      case .middle: 0.5
      case .start: text.isRightToLeft ? 1 : 0
      case .end: text.isRightToLeft ? 0 : 1
      }
    let origin = map.applied(text.x - shaped.width * share, text.y)
    prepared.box = .empty
    let limit = 1_000_000.0
    guard abs(origin.x) < limit, abs(origin.y) < limit, map.inverted != nil else {
      prepared.link = -1
      return
    }
    let turn = GlyphCache.Turn(a: map.a, b: map.b, c: map.c, d: map.d)
    var ready = PreparedText(
      shaped: shaped, turn: turn, x: origin.x, y: origin.y, mask: nil,
      wholeX: GlyphCache.place(origin.x).whole, wholeY: Int(origin.y.rounded(.down)))
    ready.mask = mask(shaped, turn, origin)
    if case .none = item.stroke.paint, let mask = ready.mask {
      prepared.box = mask.bounds.translated(ready.wholeX, ready.wholeY).intersection(frame)
    } else {
      var bounds = outlineBounds(ready)
      let margin = Int(min(item.stroke.width * map.meanScale * item.stroke.miterLimit, 1000)) + 2
      bounds.minX -= margin
      bounds.minY -= margin
      bounds.maxX += margin
      bounds.maxY += margin
      prepared.box = bounds.intersection(frame)
    }
    known[item.hash] = (ready, prepared.box)
    texts.append(ready)
  }

  private func mask(
    _ shaped: ShapedText, _ turn: GlyphCache.Turn, _ origin: (x: Double, y: Double)
  ) -> TextMask? {
    // The origin is rounded to the places that glyphs can start at, so that a line has few masks.
    let steps = Double(GlyphCache.phases)
    let phaseX = GlyphCache.place(origin.x).phase
    let phaseY = Int(((origin.y - origin.y.rounded(.down)) * steps).rounded(.down))
    let key = MaskKey(line: shaped.serial, turn: turn, phases: UInt8(phaseX << 4 | phaseY))
    if let known = masks[key] { return known }
    let made = rasterer.mask(
      shaped, turn, fractionX: Double(phaseX) / steps, fractionY: Double(phaseY) / steps)
    masks[key] = made
    return made
  }

  private func outlineBounds(_ text: PreparedText) -> PixelBox {
    cairo_new_path(scratch.context)
    rasterer.addOutlines(of: text.shaped, text.turn, text.x, text.y, to: scratch.context)
    var (minX, minY, maxX, maxY) = (0.0, 0.0, 0.0, 0.0)
    cairo_path_extents(scratch.context, &minX, &minY, &maxX, &maxY)
    cairo_new_path(scratch.context)
    return PixelBox(
      minX: Int(minX.rounded(.down)), minY: Int(minY.rounded(.down)),
      maxX: Int(maxX.rounded(.up)), maxY: Int(maxY.rounded(.up)))
  }

  private lazy var scratch = Canvas(width: 1, height: 1)

  func addOutlines(_ text: PreparedText, to path: OpaquePointer) {
    rasterer.addOutlines(of: text.shaped, text.turn, text.x, text.y, to: path)
  }
}
