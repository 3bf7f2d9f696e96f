/// Counts flashes as WCAG 2.2 defines its thresholds (success criterion 2.3.1): the general flash, and the red flash.
///
/// A film is in order while no second holds more than three of one kind at once in a quarter of any 10 degrees of view,
/// which is taken as a third of the picture in width and height (341 by 256 of 1024 by 768).
struct FlashMeter {
  /// What flashes.
  enum Kind {
    case general
    case red
  }

  private let width: Int
  private let height: Int
  private var brightness: [BrightnessPlace]
  private var redness: [RednessPlace]

  private static let share = 0.25

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    brightness = Array(repeating: BrightnessPlace(), count: width * height)
    redness = Array(repeating: RednessPlace(), count: width * height)
  }

  /// Takes what is shown from a time on; `colors` are the picture's linear red, green and blue, 0 to 1, rows top down.
  ///
  /// - Returns: what by now flashes more than three times in a second over too much, if anything.
  mutating func show(_ colors: [SIMD3<Float>], at time: Double) -> Kind? {
    let time = Float(time)
    var flashing: [Bool] = Array(repeating: false, count: brightness.count)
    for index in brightness.indices {
      flashing[index] = brightness[index].take(LightColor.luminance(colors[index]), at: time)
    }
    if isTooLarge(flashing) { return .general }
    for index in redness.indices {
      flashing[index] = redness[index].take(colors[index], at: time)
    }
    return isTooLarge(flashing) ? .red : nil
  }

  /// Whether any field of view holds too many flashing places; fields are looked at every quarter of their size.
  private func isTooLarge(_ flashing: [Bool]) -> Bool {
    let fieldWidth = max(1, width / 3)
    let fieldHeight = max(1, height / 3)
    let most = Self.share * Double(fieldWidth * fieldHeight)
    guard Double(flashing.count { $0 }) >= most else { return false }
    for top in stride(from: 0, through: height - fieldHeight, by: max(1, fieldHeight / 4)) {
      for left in stride(from: 0, through: width - fieldWidth, by: max(1, fieldWidth / 4)) {
        var count = 0
        for row in top..<top + fieldHeight {
          for column in left..<left + fieldWidth where flashing[row * width + column] {
            count += 1
          }
        }
        if Double(count) >= most { return true }
      }
    }
    return false
  }
}

/// When a place changed, each time opposite to the time before.
private struct FlashChanges: BitwiseCopyable {
  /// The latest, the latest last: the seventh change within a second begins a fourth flash.
  private var times: (Float, Float, Float, Float, Float, Float, Float) = (
    -9, -9, -9, -9, -9, -9, -9
  )

  private static let period: Float = 1

  mutating func note(_ time: Float) {
    let old = times
    times = (old.1, old.2, old.3, old.4, old.5, old.6, time)
  }

  func isFlashing(at time: Float) -> Bool { times.0 >= time - Self.period }
}

/// A place's general flashes: opposing changes of relative luminance by a tenth or more, the darker state below 0.8.
private struct BrightnessPlace: BitwiseCopyable {
  /// Of the last change: 1 brighter, -1 darker, 0 for none yet.
  private var direction: Int8 = 0
  /// The brightest and the darkest since then.
  private var high: Float = 0
  private var low: Float = 1
  private var changes = FlashChanges()

  private static let change: Float = 0.1
  private static let darkest: Float = 0.8

  /// Takes what the place shows from a time on; whether it has flashed too often in the second before.
  mutating func take(_ luminance: Float, at time: Float) -> Bool {
    if direction == 0, high < low {
      high = luminance
      low = luminance
      return false
    }
    high = max(high, luminance)
    low = min(low, luminance)
    if high - luminance >= Self.change, luminance < Self.darkest, direction >= 0 {
      note(-1, luminance, time)
    } else if luminance - low >= Self.change, low < Self.darkest, direction <= 0 {
      note(1, luminance, time)
    } else if direction > 0 {
      // Still as bright as it became: only how far it falls from here matters.
      low = luminance
    } else if direction < 0 {
      high = luminance
    }
    return changes.isFlashing(at: time)
  }

  private mutating func note(_ direction: Int8, _ luminance: Float, _ time: Float) {
    self.direction = direction
    high = luminance
    low = luminance
    changes.note(time)
  }
}

/// A place's red flashes: opposing changes to or from a saturated red, by more than 0.2 of the CIE 1976 UCS diagram.
///
/// Two saturated reds are never that far apart, so a change goes from one to what is none, or back.
private struct RednessPlace: BitwiseCopyable {
  private var isSeen = false
  /// Whether the last change led to a saturated red; before the first, whether the place began as one.
  private var isRed = false
  /// Where it was, since the last change, farthest from what the next change leads to.
  private var anchor = SIMD2<Float>(0, 0)
  private var changes = FlashChanges()

  private static let change: Float = 0.2

  /// Takes what the place shows from a time on; whether it has flashed too often in the second before.
  mutating func take(_ color: SIMD3<Float>, at time: Float) -> Bool {
    let isRedNow = LightColor.isSaturatedRed(color)
    let place = LightColor.chromaticity(color)
    if !isSeen {
      isSeen = true
      isRed = isRedNow
      anchor = place
    } else if isRedNow == isRed {
      let red = LightColor.red
      let isFarther = LightColor.distance(place, red) > LightColor.distance(anchor, red)
      if isFarther != isRed { anchor = place }
    } else if LightColor.distance(place, anchor) > Self.change {
      isRed = isRedNow
      anchor = place
      changes.note(time)
    }
    return changes.isFlashing(at: time)
  }
}

/// What colours of light are, from linear red, green and blue of sRGB.
enum LightColor {
  /// Pure red's place in the CIE 1976 UCS diagram.
  static let red = chromaticity(SIMD3(1, 0, 0))

  /// WCAG 2.2, relative luminance.
  static func luminance(_ color: SIMD3<Float>) -> Float {
    0.2126 * color.x + 0.7152 * color.y + 0.0722 * color.z
  }

  /// Whether red is four fifths of it or more.
  static func isSaturatedRed(_ color: SIMD3<Float>) -> Bool {
    let sum = color.sum()
    return sum >= leastLight && color.x / sum >= 0.8
  }

  /// Its u' and v' (IEC 61966-2-1 for the primaries, CIE 15 for the diagram).
  static func chromaticity(_ color: SIMD3<Float>) -> SIMD2<Float> {
    // What is all but black has no colour that anybody sees; it stands where white does.
    let color = color.sum() < leastLight ? SIMD3(repeating: 1) : color
    let x = 0.4124 * color.x + 0.3576 * color.y + 0.1805 * color.z
    let y = luminance(color)
    let z = 0.0193 * color.x + 0.1192 * color.y + 0.9505 * color.z
    let sum = x + 15 * y + 3 * z
    return SIMD2(4 * x / sum, 9 * y / sum)
  }

  static func distance(_ one: SIMD2<Float>, _ other: SIMD2<Float>) -> Float {
    let between = one - other
    return (between * between).sum().squareRoot()
  }

  /// The sum of red, green and blue below which light has no colour: an sRGB grey of 20 of 255.
  private static let leastLight: Float = 0.02
}
