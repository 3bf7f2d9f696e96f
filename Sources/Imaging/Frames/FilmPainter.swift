public import Storyboard

/// Display lists to pixels that stay from one to the next, for one worker: what video is encoded from.
///
/// It paints what `FrameMaker` paints, and says of a list what paints it before it does, so that a film's parts can be
/// looked for instead of made. A band of 16 rows whose 128-bit key is that of the list before is not touched; bands are
/// painted as whole rows.
public final class FilmPainter {
  /// What a list paints, without painting it.
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
  private let painter: Painter
  private let canvas: Canvas
  private let verifiesReuse: Bool
  private var keys = BandKeys()
  /// What each band of the canvas shows.
  private var painted: [DisplayHash]

  /// Makes a painter of pictures of one size; one that `verifiesReuse` paints each anew besides, and compares.
  public init(
    width: Int, height: Int, fonts: FontLibrary, pictures: PictureStore,
    verifiesReuse: Bool = false
  ) {
    self.width = width
    self.height = height
    self.fonts = FontContext(fonts)
    self.verifiesReuse = verifiesReuse
    painter = Painter(width: width, height: height, fonts: self.fonts, pictures: pictures)
    canvas = Canvas(width: width, height: height)
    painted = Array(
      repeating: .zero, count: (height + Damage.bandRows - 1) / Damage.bandRows)
  }

  /// Gets a list ready to be painted: shapes its texts, and folds what paints each band.
  public func prepare(_ list: DisplayList) -> Key {
    painter.prepare(list)
    keys.fold(painter.items, of: list, width: width, height: height)
    var hasher = DisplayHasher()
    var isPersonal = false
    for entry in keys.entries {
      hasher.combine(entry.key)
      if entry.isPersonal { isPersonal = true }
    }
    return Key(hash: hasher.finish(), isPersonal: isPersonal)
  }

  /// Paints the list that was prepared last.
  ///
  /// - Returns: the rows that may differ from the picture before, in order, each range from an even row to an even one or the
  ///   last.
  public func paint(_ list: DisplayList) throws(FrameError) -> [Range<Int>] {
    var rows: [Range<Int>] = []
    for (band, entry) in keys.entries.enumerated() where painted[band] != entry.key {
      painted[band] = entry.key
      let own = band * Damage.bandRows..<min((band + 1) * Damage.bandRows, height)
      if let last = rows.last, last.upperBound == own.lowerBound {
        rows[rows.count - 1] = last.lowerBound..<own.upperBound
      } else {
        rows.append(own)
      }
    }
    for rows in rows {
      let box = PixelBox(minX: 0, minY: rows.lowerBound, maxX: width, maxY: rows.upperBound)
      painter.paintBackground(of: list, on: canvas, in: box)
      painter.paint(0..<list.items.count, of: list, on: canvas, in: box)
    }
    if verifiesReuse { try verify(list) }
    return rows
  }

  /// Calls `body` with the picture's pixels in rows, top down: 32 bits each, blue, green, red, alpha in memory, opaque.
  public func withPixels<Result>(_ body: (UnsafeBufferPointer<UInt32>) -> Result) -> Result {
    canvas.withPixels(body)
  }

  /// Ends a customer: nothing painted for them is used again.
  public func finishCustomer() {
    for band in painted.indices { painted[band] = .zero }
    painter.trim()
  }

  private func verify(_ list: DisplayList) throws(FrameError) {
    let fresh = Canvas(width: width, height: height)
    painter.paintBackground(of: list, on: fresh, in: painter.frame)
    painter.paintAfresh(list, on: fresh)
    let wrong = withPixels { used in
      fresh.withPixels { expected in (0..<used.count).first { used[$0] != expected[$0] } }
    }
    guard let wrong else { return }
    let start = wrong / width / Damage.bandRows * Damage.bandRows
    throw .reuseDiffers(rows: start..<min(start + Damage.bandRows, height))
  }
}
