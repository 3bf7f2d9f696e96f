internal import CGraphics
internal import Glibc
public import Storyboard

/// What can be seen of one text in a picture.
public struct TextLook: Sendable {
  /// The line of the scene that the text stands in.
  public var line: Int
  /// Characters that no font at hand has a glyph for.
  public var missingGlyphs: Int
  /// How opaque it is, the groups round it counted; 0 to 1.
  public var opacity: Double
  /// WCAG 2.2's contrast ratio against what is painted behind it, where that is worst; nil for what has no letters
  /// of its own colour (emoji), or none in the picture.
  public var contrast: Double?
  /// Whether a part of it, and not all, is outside the picture.
  public var isCut: Bool
}

/// Looks at pictures as a reader would: are letters legible, how bright is each place; for checks, not for runs.
public final class PictureProbe {
  /// Measures as the probe paints.
  public let fonts: FontContext
  private let painter: Painter
  private let canvas: Canvas
  private var list = DisplayList(width: 1, height: 1)

  /// Of the letters' pixels, so many may stand worse than what is told: edges of what is behind cross a letter here
  /// and there.
  private static let worstShare = 0.05
  /// From this coverage (of 255) on a pixel is a letter's own.
  private static let letterCoverage: UInt8 = 128
  /// Pixels looked at of a text's box; of a larger box every second, third and so on.
  private static let mostPixels = 4000

  /// Makes a probe of pictures of a size in pixels.
  public init(width: Int, height: Int, fonts: FontLibrary, pictures: PictureStore) {
    self.fonts = FontContext(fonts)
    painter = Painter(width: width, height: height, fonts: self.fonts, pictures: pictures)
    // Nothing is kept from one painting to the next: they differ in more than their items tell.
    painter.isFresh = true
    canvas = Canvas(width: width, height: height)
  }

  /// Looks at every text of a list, from the last to the first.
  ///
  /// Cost: painting the box of each text.
  public func texts(of list: DisplayList) -> [TextLook] {
    painter.trim()
    painter.prepare(list)
    self.list = list
    var looks: [TextLook] = []
    let opacities = opacities(of: list)
    for index in list.items.indices.reversed() {
      guard case .text = list.items[index].shape else {
        hide(index)
        continue
      }
      let item = list.items[index]
      hide(index)
      let link = painter.items[index].link
      guard link >= 0 else { continue }
      let text = painter.texts[Int(link)]
      looks.append(
        TextLook(
          line: Int(item.line), missingGlyphs: text.shaped.missingGlyphs,
          opacity: Double(opacities[index]) * Self.alpha(item.fill),
          contrast: contrast(of: item, index, text, Double(opacities[index])),
          isCut: isCut(text)))
    }
    return looks
  }

  /// The linear red, green and blue of every pixel, 0 to 1, rows top down.
  public func colors(of list: DisplayList, into result: inout [SIMD3<Float>]) {
    painter.prepare(list)
    painter.paintBackground(of: list, on: canvas, in: painter.frame)
    painter.paint(0..<list.items.count, of: list, on: canvas, in: painter.frame)
    result.removeAll(keepingCapacity: true)
    canvas.withPixels { pixels in
      for pixel in pixels {
        result.append(
          SIMD3(
            Self.linear[Int(pixel >> 16 & 0xFF)], Self.linear[Int(pixel >> 8 & 0xFF)],
            Self.linear[Int(pixel & 0xFF)]))
      }
    }
  }

  /// Takes an item out of the picture; groups stay, or the items in them would be in none.
  private func hide(_ index: Int) {
    switch list.items[index].shape {
    case .groupStart, .groupEnd: return
    case .image: list.items[index].alpha = 0
    default:
      list.items[index].fill = .none
      list.items[index].stroke = .none
    }
  }

  private func opacities(of list: DisplayList) -> [Float] {
    var open: [Float] = [1]
    return list.items.map { item in
      switch item.shape {
      case .groupStart(let opacity, _, _): open.append((open.last ?? 1) * opacity)
      case .groupEnd: open.removeLast()
      default: break
      }
      return open.last ?? 1
    }
  }

  private static func alpha(_ paint: DisplayPaint) -> Double {
    switch paint {
    case .none: 0
    case .solid(let color): Double(color.alpha)
    case .gradient(_, let alpha): Double(alpha)
    }
  }

  private func isCut(_ text: PreparedText) -> Bool {
    guard let bounds = text.mask?.bounds.translated(text.wholeX, text.wholeY), !bounds.isEmpty
    else { return false }
    let inside = bounds.intersection(painter.frame)
    return !inside.isEmpty && inside != bounds
  }
}

// MARK: Contrast

extension PictureProbe {
  /// The worst contrast of a text whose item, and all above it, are hidden.
  private func contrast(
    of item: DisplayItem, _ index: Int, _ text: PreparedText, _ opacity: Double
  ) -> Double? {
    let box = painter.items[index].box
    guard !box.isEmpty, let mask = text.mask, let surface = mask.surface,
      let coverage = cairo_image_surface_get_data(surface)
    else { return nil }
    let bytesPerRow = Int(cairo_image_surface_get_stride(surface))
    painter.paintBackground(of: list, on: canvas, in: box)
    painter.paint(0..<list.items.count, of: list, on: canvas, in: box)
    let behind = pixels(in: box)
    guard let front = fronts(of: item, index, in: box) else { return nil }
    var ratios: [Double] = []
    var last: (behind: UInt32, ratio: Double)?
    var isPlain = false
    if case .solid = item.fill { isPlain = true }
    // A few hundred pixels tell as much as all of a large letter's.
    let step = max(1, Int(Double(box.width * box.height / Self.mostPixels).squareRoot()))
    for row in stride(from: box.minY, to: box.maxY, by: step) {
      let maskRow = row - text.wholeY - mask.box.minY
      guard maskRow >= 0, maskRow < mask.box.height else { continue }
      for column in stride(from: box.minX, to: box.maxX, by: step) {
        let maskColumn = column - text.wholeX - mask.box.minX
        guard maskColumn >= 0, maskColumn < mask.box.width else { continue }
        let share = coverage[maskRow * bytesPerRow + maskColumn]
        guard share >= Self.letterCoverage else { continue }
        let at = (row - box.minY) * box.width + column - box.minX
        if !isPlain || last?.behind != behind[at] {
          let color = front(at, behind[at], Double(share) / 255, opacity)
          last = (behind[at], Self.ratio(color, Self.luminance(of: behind[at])))
        }
        if let last { ratios.append(last.ratio) }
      }
    }
    guard !ratios.isEmpty else { return nil }
    ratios.sort()
    return ratios[Int(Double(ratios.count - 1) * Self.worstShare)]
  }

  private func pixels(in box: PixelBox) -> [UInt32] {
    canvas.withPixels { pixels in
      (box.minY..<box.maxY).flatMap { row in
        pixels[row * canvas.width + box.minX..<row * canvas.width + box.maxX]
      }
    }
  }

  /// How bright a letter is at a pixel: from its place, what is behind it, its coverage there, the groups' opacity.
  private typealias Front = (Int, UInt32, Double, Double) -> Double

  private func fronts(of item: DisplayItem, _ index: Int, in box: PixelBox) -> Front? {
    switch item.fill {
    case .none: return nil
    case .solid(let color):
      let parts = [Double(color.red), Double(color.green), Double(color.blue)]
      return { _, behind, _, opacity in
        let alpha = Double(color.alpha) * opacity
        let under = Self.channels(behind)
        return Self.luminance(zip(parts, under).map { $0 * alpha + $1 * (1 - alpha) })
      }
    case .gradient:
      // Painted over what is behind it, and then taken apart again by how much of the pixel a letter covers.
      list.items[index].fill = item.fill
      painter.paint(index..<index + 1, of: list, on: canvas, in: box)
      list.items[index].fill = .none
      let painted = pixels(in: box)
      return { at, behind, share, opacity in
        let under = Self.channels(behind)
        let over = Self.channels(painted[at])
        return Self.luminance(
          zip(over, under).map { both, under in
            let own = min(max((both - under * (1 - share)) / share, 0), 1)
            return own * opacity + under * (1 - opacity)
          })
      }
    }
  }

  private static func channels(_ pixel: UInt32) -> [Double] {
    [16, 8, 0].map { Double(pixel >> $0 & 0xFF) / 255 }
  }

  private static func luminance(_ channels: [Double]) -> Double {
    let parts = channels.map { linear[Int((min(max($0, 0), 1) * 255).rounded())] }
    return Double(luminance(red: parts[0], green: parts[1], blue: parts[2]))
  }

  private static func luminance(of pixel: UInt32) -> Double { luminance(channels(pixel)) }

  /// WCAG 2.2, relative luminance.
  private static func luminance(red: Float, green: Float, blue: Float) -> Float {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
  }

  /// WCAG 2.2, contrast ratio.
  private static func ratio(_ one: Double, _ other: Double) -> Double {
    (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  /// sRGB's curve, by its 256 values.
  private static let linear: [Float] = (0..<256).map { step in
    let value = Double(step) / 255
    return Float(value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4))
  }
}
