public import Deflate
public import Storyboard

/// How frames are made.
public struct FrameSettings: Sendable {
  /// Pixels of a row.
  public var width: Int
  /// Rows.
  public var height: Int
  /// How hard they are compressed.
  public var compression: PNGCompression
  /// What compression knows of the pictures, from `FrameTraining`; nil for what it knows of any.
  public var program: DeflateProgram?
  /// Whether every band that is used again is painted and encoded anew, and compared.
  public var verifiesReuse: Bool
  /// Whether bands are used again at all; without, every frame is painted and encoded whole.
  public var reusesBands: Bool

  /// Makes settings.
  public init(
    width: Int, height: Int, compression: PNGCompression = .fast, verifiesReuse: Bool = false,
    reusesBands: Bool = true
  ) {
    self.width = width
    self.height = height
    self.compression = compression
    self.verifiesReuse = verifiesReuse
    self.reusesBands = reusesBands
  }
}

/// Why a frame cannot be written.
public enum FrameError: Error, Equatable, Sendable {
  /// `verifiesReuse` found that a band used again is not what painting makes; rows counted from 0.
  case reuseDiffers(rows: Range<Int>)
}

/// Display lists to PNG files, for one worker: paints and encodes what differs, and uses the rest again.
///
/// It gives files; who wants pixels takes `FramePainter`, which has the same ones.
///
/// A frame is bands of 16 rows. A band's key is 128 bits of what paints it. A band whose key is that of the frame before
/// stays; one that no customer's value reaches, or that two customers have shown, is looked for in the run's store; one of
/// this customer's own earlier frames is looked for among those. Only the rest is painted, and of it only the cells that differ from what the canvas
/// shows already.
public final class FrameMaker {
  /// What it was made for.
  public let settings: FrameSettings
  /// Measures as the painter paints.
  public let fonts: FontContext
  /// Bands painted and encoded so far; the measure of what reuse saves.
  public private(set) var encodedBands = 0
  private let painter: Painter
  private let store: FrameStore
  private let encoder: BandEncoder
  private let file: FrameFile
  private let surface: PaintedSurface
  private var keys = BandKeys()
  /// The current frame.
  private var current: [DisplayHash] = []
  private var bands: [EncodedBand?]
  /// This customer's bands.
  private var personal: [DisplayHash: EncodedBand] = [:]
  private var personalBytes = 0
  private var rows: FrameRows
  private var ground = PaintedGround()
  /// A number that no other customer of the run has.
  private var customer: UInt32

  /// Bytes of one customer's bands kept for their later frames.
  private static let personalLimit = 24 << 20

  /// Makes a maker of frames of one size.
  public init(
    _ settings: FrameSettings, fonts: FontLibrary, pictures: PictureStore, store: FrameStore
  ) {
    self.settings = settings
    self.fonts = FontContext(fonts)
    self.store = store
    customer = store.nextCustomer()
    painter = Painter(
      width: settings.width, height: settings.height, fonts: self.fonts, pictures: pictures)
    encoder = BandEncoder(
      settings.compression, width: settings.width, program: settings.program)
    file = FrameFile(width: settings.width, height: settings.height)
    surface = PaintedSurface(width: settings.width, height: settings.height)
    bands = Array(repeating: nil, count: surface.damage.bands.count)
    rows = FrameRows(width: settings.width, height: settings.height)
  }

  /// Makes a list the current frame.
  ///
  /// - Returns: whether it differs from the frame before.
  public func show(_ list: DisplayList) throws(FrameError) -> Bool {
    painter.prepare(list)
    keys.fold(painter.items, of: list, width: settings.width, height: settings.height)
    var wanted: [Int] = []
    var isChanged = current.isEmpty
    if current.isEmpty { current = Array(repeating: .zero, count: keys.entries.count) }
    for (band, entry) in keys.entries.enumerated() {
      if settings.reusesBands, bands[band] != nil, current[band] == entry.key { continue }
      isChanged = true
      current[band] = entry.key
      bands[band] = settings.reusesBands ? known(entry) : nil
      if bands[band] == nil { wanted.append(band) }
    }
    if !wanted.isEmpty { make(wanted, list) }
    if settings.verifiesReuse { try verify(list) }
    return isChanged
  }

  /// Appends the current frame's file.
  public func appendFile(to bytes: inout [UInt8]) {
    let bands = bands.compactMap(\.self)
    precondition(bands.count == self.bands.count, "a frame is shown before its file is taken")
    file.append(bands, to: &bytes)
  }

  /// The boxes of a list's texts and pictures, in pixels, and the map from scene units.
  func kept(of list: DisplayList) -> (boxes: [PixelBox], toPixels: PlaneTransform) {
    painter.prepare(list)
    var boxes: [PixelBox] = []
    for (item, prepared) in zip(list.items, painter.items) where !prepared.box.isEmpty {
      switch item.shape {
      case .text, .image: boxes.append(prepared.box)
      default: break
      }
    }
    return (boxes, painter.toPixels)
  }

  /// Ends a customer: no band that a value of theirs reached is used again.
  public func finishCustomer() {
    personal.removeAll(keepingCapacity: true)
    personalBytes = 0
    for (band, entry) in keys.entries.enumerated() where entry.isPersonal {
      bands[band] = nil
      current[band] = .zero
    }
    painter.trim()
    customer = store.nextCustomer()
  }

  /// A painter of the same pictures with this maker's fonts, masks and layers, which are most of a painter's memory.
  ///
  /// For the same worker: one of the two is in use at a time.
  public func makePainter() -> FramePainter { FramePainter(sharing: painter) }

  private func known(_ entry: BandKeys.Entry) -> EncodedBand? {
    if entry.isPersonal, let band = personal[entry.key] { return band }
    return store.band(entry.key)
  }

  private func keep(_ band: EncodedBand, _ entry: BandKeys.Entry) {
    guard settings.reusesBands else { return }
    // What a second customer shows too is no one's own: a title, an empty chart, the name of a month.
    guard entry.isPersonal, !store.noteOther(entry.key, than: customer) else {
      return store.keep(band, as: entry.key)
    }
    personalBytes += band.chunk.count
    if personalBytes > Self.personalLimit {
      personal.removeAll(keepingCapacity: true)
      personalBytes = band.chunk.count
    }
    personal[entry.key] = band
  }
}

extension FrameMaker {
  /// Paints and encodes bands.
  private func make(_ wanted: [Int], _ list: DisplayList) {
    var isWanted = Array(repeating: false, count: bands.count)
    for band in wanted { isWanted[band] = true }
    if !settings.reusesBands {
      surface.invalidate()
      painter.invalidateLayers()
    }
    if ground.change(to: list) { surface.invalidate() }
    // A scene that comes in is laid down on its way into the file: all of the canvas would be another the frame after.
    let fade = painter.fade(list, over: surface, bands: isWanted)
    if fade == nil { painter.paintWhole(list, on: surface) { isWanted[$0] } }
    for band in wanted {
      let made = encoder.encode(
        fade.map { rows.band(band, of: $0) } ?? rows.band(band, of: surface.canvas))
      bands[band] = made
      keep(made, keys.entries[band])
    }
    encodedBands += wanted.count
  }

  /// Paints the whole list on a fresh canvas and compares every band's bytes.
  private func verify(_ list: DisplayList) throws(FrameError) {
    let fresh = Canvas(width: settings.width, height: settings.height)
    painter.paintBackground(of: list, on: fresh, in: painter.frame)
    painter.paintAfresh(list, on: fresh)
    for (band, used) in bands.enumerated() {
      let made = encoder.encode(rows.band(band, of: fresh))
      guard used?.chunk == made.chunk else {
        let start = band * Damage.bandRows
        throw .reuseDiffers(rows: start..<min(start + Damage.bandRows, settings.height))
      }
    }
  }
}
