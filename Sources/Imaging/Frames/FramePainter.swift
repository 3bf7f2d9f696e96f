public import Storyboard

/// Display lists to pixels, for one worker: what a film is made of where no PNG is wanted.
///
/// ```
/// let painter = FramePainter(width: 1280, height: 720, fonts: library, pictures: pictures)
/// let resolver = TimelineResolver(measuring: painter.fonts)
/// try resolver.load(timeline, layout: layout)
/// var list = resolver.makeList()
/// try resolver.displayList(at: 1.5, into: &list)
/// if painter.show(list) { painter.withPixels { encode($0, painter.changedRows) } }
/// ```
///
/// **Pixels** are 32 bits each, `0xAARRGGBB` in the machine's order (so blue, green, red, alpha in memory: cairo's
/// ARGB32, ffmpeg's `bgra`), alpha multiplied in; of a whole frame alpha is 255 everywhere, because the background is
/// opaque. Rows stand top down without gaps: pixel (x, y) is at `y * width + x`.
///
/// **Changes.** `show` says whether anything differs from the frame before, and `changedRows` where. What is not in
/// those rows is the pixels of the frame before, bit for bit. An unchanged frame costs the comparison of the lists'
/// hashes, about a microsecond an item.
///
/// **Duration.** A painter knows no time: a frame stands until the first later instant for which `show` returns true.
/// `TimelineResolver.mayChange` tells of instants at which it need not be asked.
///
/// **Keys.** `key(of:)` says what a list would paint without painting it, so that what was made of the same pictures
/// before is found instead of made again.
///
/// The pixels of a list are the same whatever was shown before, and the same as those of `FrameMaker`'s files.
public final class FramePainter {
  /// What a list paints.
  public struct Key: Hashable, Sendable {
    /// 128 bits of all that reaches a pixel, the frame's size included.
    public var hash: DisplayHash
    /// Whether a customer's value reaches a pixel.
    public var isPersonal: Bool
  }

  /// Pixels of a row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// Measures as the painter paints.
  public let fonts: FontContext
  /// Rows that the last `show` painted, ascending, none touching; empty when nothing changed.
  public private(set) var changedRows: [Range<Int>] = []
  private let painter: Painter
  private let surface: PaintedSurface
  /// What a scene comes in over, from the first that does.
  private var behind: PaintedSurface?
  private var ground = PaintedGround()
  private var keys = BandKeys()

  /// Makes a painter of frames of one size, at most `Canvas.sideLimit` a side.
  public convenience init(
    width: Int, height: Int, fonts: FontLibrary, pictures: PictureStore
  ) {
    self.init(
      sharing: Painter(
        width: width, height: height, fonts: FontContext(fonts), pictures: pictures))
  }

  init(sharing painter: Painter) {
    width = painter.width
    height = painter.height
    fonts = painter.fonts
    self.painter = painter
    surface = PaintedSurface(width: painter.width, height: painter.height)
  }

  /// Paints what of a list differs from the frame before.
  ///
  /// - Returns: whether anything did; always true for the first.
  public func show(_ list: DisplayList) -> Bool {
    painter.prepare(list)
    if ground.change(to: list) {
      surface.invalidate()
      behind?.invalidate()
    }
    surface.advance(to: painter.items[...], serial: painter.serial)
    changedRows.removeAll(keepingCapacity: true)
    changedRows += surface.damage.rows(in: { _ in true })
    guard !changedRows.isEmpty else { return false }
    if let fade = painter.fade(list, over: makeBehind(), bands: surface.damage.bands) {
      for rows in changedRows { painter.lay(fade, on: surface.canvas, rows: rows) }
      surface.clearDamage()
    } else {
      painter.paintWhole(list, on: surface) { _ in true }
    }
    return true
  }

  private func makeBehind() -> PaintedSurface {
    if let behind { return behind }
    let made = PaintedSurface(width: width, height: height)
    behind = made
    return made
  }

  /// What a list would paint; the current frame stays.
  public func key(of list: DisplayList) -> Key {
    painter.prepare(list)
    keys.fold(painter.items, of: list, width: width, height: height)
    var hasher = DisplayHasher()
    for entry in keys.entries { hasher.combine(entry.key) }
    return Key(hash: hasher.finish(), isPersonal: keys.entries.contains { $0.isPersonal })
  }

  /// Calls `body` with all pixels of the current frame.
  public func withPixels<Result>(_ body: (UnsafeBufferPointer<UInt32>) -> Result) -> Result {
    surface.canvas.withPixels(body)
  }

  /// Drops what was kept of a customer's texts; call it when the next customer's film begins.
  public func finishCustomer() { painter.trim() }
}

/// What is behind the first item of the frame last painted.
struct PaintedGround {
  private var background: DisplayColor?
  private var size = (width: 0.0, height: 0.0)

  /// Takes a list's; whether that differs, so that nothing painted before holds.
  mutating func change(to list: DisplayList) -> Bool {
    guard background != list.background || size != (list.width, list.height) else { return false }
    background = list.background
    size = (list.width, list.height)
    return true
  }
}
