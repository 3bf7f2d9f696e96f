public import Deflate
public import Storyboard

/// Learns from some pictures what a template's frames are made of, so that they are written in few bits.
public struct FrameTraining {
  private let settings: FrameSettings
  private let painter: Painter
  private let canvas: Canvas
  private var bands: [[UInt8]] = []

  /// Bands kept of each picture: every third, which is a third of the cost and much the same table.
  private static let step = 3

  /// Begins with no picture.
  public init(_ settings: FrameSettings, fonts: FontContext, pictures: PictureStore) {
    self.settings = settings
    painter = Painter(
      width: settings.width, height: settings.height, fonts: fonts, pictures: pictures)
    canvas = Canvas(width: settings.width, height: settings.height)
  }

  /// Adds a picture.
  public mutating func add(_ list: DisplayList) {
    painter.prepare(list)
    painter.paintBackground(of: list, on: canvas, in: painter.frame)
    painter.paintAfresh(list, on: canvas)
    var rows = FrameRows(width: settings.width, height: settings.height)
    let count = (settings.height + Damage.bandRows - 1) / Damage.bandRows
    for band in stride(from: 0, to: count, by: Self.step) {
      bands.append(Array(rows.band(band, of: canvas).bytes))
    }
  }

  /// The table that suits the pictures; the same pictures give the same table everywhere.
  public func finish() -> DeflateProgram {
    DeflateProgram(bands: bands, shape: FrameRows.shape(width: settings.width))
  }
}
