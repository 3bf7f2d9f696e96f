/// Counts flashes as WCAG 2.2 defines the general flash threshold (success criterion 2.3.1).
///
/// A flash is two opposing changes of a place's relative luminance by a tenth or more, the darker state below 0.8. A
/// film is in order while no second holds more than three at once in a quarter of any 10 degrees of view, which is
/// taken as a third of the picture in width and height (341 by 256 of 1024 by 768).
struct FlashMeter {
  private let width: Int
  private let height: Int
  private var places: [Place]

  private struct Place: BitwiseCopyable {
    /// Of the last change: 1 brighter, -1 darker, 0 for none yet.
    var direction: Int8 = 0
    /// The brightest and the darkest since then.
    var high: Float = 0
    var low: Float = 1
    /// When the latest changes were, the latest last.
    var changes: (Float, Float, Float, Float, Float, Float, Float) = (
      -9, -9, -9, -9, -9, -9, -9
    )
  }

  private static let change: Float = 0.1
  private static let darkest: Float = 0.8
  /// The seventh change within a second begins a fourth flash.
  private static let period: Float = 1
  private static let share = 0.25

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    places = Array(repeating: Place(), count: width * height)
  }

  /// Takes what is shown from a time on; `luminances` are the picture's, rows top down.
  ///
  /// - Returns: whether by now more than three flashes in a second cover too much.
  mutating func show(_ luminances: [Float], at time: Double) -> Bool {
    let time = Float(time)
    var flashing: [Bool] = Array(repeating: false, count: places.count)
    var count = 0
    for index in places.indices {
      Self.take(luminances[index], time, &places[index])
      if places[index].changes.0 >= time - Self.period {
        flashing[index] = true
        count += 1
      }
    }
    let fieldWidth = max(1, width / 3)
    let fieldHeight = max(1, height / 3)
    let most = Self.share * Double(fieldWidth * fieldHeight)
    return Double(count) >= most && isAnyField(flashing, fieldWidth, fieldHeight, most)
  }

  private static func take(_ luminance: Float, _ time: Float, _ place: inout Place) {
    if place.direction == 0, place.high < place.low {
      place.high = luminance
      place.low = luminance
      return
    }
    place.high = max(place.high, luminance)
    place.low = min(place.low, luminance)
    let falls = place.high - luminance >= change && luminance < darkest
    let rises = luminance - place.low >= change && place.low < darkest
    if falls, place.direction >= 0 {
      note(-1, luminance, time, &place)
    } else if rises, place.direction <= 0 {
      note(1, luminance, time, &place)
    } else if place.direction > 0 {
      // Still as bright as it became: only how far it falls from here matters.
      place.low = luminance
    } else if place.direction < 0 {
      place.high = luminance
    }
  }

  private static func note(
    _ direction: Int8, _ luminance: Float, _ time: Float, _ place: inout Place
  ) {
    place.direction = direction
    place.high = luminance
    place.low = luminance
    let old = place.changes
    place.changes = (old.1, old.2, old.3, old.4, old.5, old.6, time)
  }

  /// Whether any field of view holds so many flashing places; fields are looked at every quarter of their size.
  private func isAnyField(
    _ flashing: [Bool], _ fieldWidth: Int, _ fieldHeight: Int, _ most: Double
  ) -> Bool {
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
