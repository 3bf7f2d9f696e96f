/// The properties that children take over from their parents, settled for one node at one instant.
struct SceneStyle: BitwiseCopyable {
  var fill = SceneValue.color(.black)
  var fillOpacity = 1.0
  var isEvenOdd = false
  var stroke = SceneValue.none
  var strokeOpacity = 1.0
  var strokeWidth = 1.0
  var cap = StrokeCap.butt
  var join = StrokeJoin.miter
  var miterLimit = 4.0
  var dashes = SceneValue.none
  var dashOffset = 0.0
  var isVisible = true
  var isClipEvenOdd = false
  var color = DisplayColor.black
  /// Index into `SceneTree.families`, -1 for the theme's.
  var family: Int32 = -1
  var fontSize = 16.0
  var weight = 400.0
  var isItalic = false
  var hasTabularDigits = false
  var letterSpacing = 0.0
  var anchor = TextAnchor.start
  var isRightToLeft = false
  var isCrisp = false

  /// Takes one property; those that are not inherited are nobody's business here.
  mutating func set(_ property: SceneProperty, _ value: SceneValue) {
    switch (property, value) {
    case (.fill, _): fill = value
    case (.stroke, _): stroke = value
    case (.strokeDasharray, _): dashes = value
    case (.color, .color(let color)): self.color = color
    case (.fillOpacity, .number(let number)): fillOpacity = number
    case (.strokeOpacity, .number(let number)): strokeOpacity = number
    case (.strokeWidth, .number(let number)): strokeWidth = max(0, number)
    case (.strokeMiterlimit, .number(let number)): miterLimit = number
    case (.strokeDashoffset, .number(let number)): dashOffset = number
    case (.fontSize, .number(let number)): fontSize = number
    case (.fontWeight, .number(let number)): weight = number
    case (.letterSpacing, .number(let number)): letterSpacing = number
    case (.fontFamily, .family(let index)): family = Int32(index)
    case (_, .keyword(let word)): set(property, word)
    default: break
    }
  }

  private mutating func set(_ property: SceneProperty, _ word: UInt8) {
    switch property {
    case .fillRule: isEvenOdd = word == 1
    case .clipRule: isClipEvenOdd = word == 1
    case .strokeLinecap: cap = StrokeCap(rawValue: word) ?? .butt
    case .strokeLinejoin: join = StrokeJoin(rawValue: word) ?? .miter
    case .visibility: isVisible = word == 0
    case .fontStyle: isItalic = word > 0
    case .fontVariantNumeric: hasTabularDigits = word == 1
    case .textAnchor: anchor = TextAnchor(rawValue: word) ?? .start
    case .direction: isRightToLeft = word == 1
    // As browsers take it: both words ask for edges without shades between.
    case .shapeRendering: isCrisp = word >= 2
    default: break
    }
  }
}
