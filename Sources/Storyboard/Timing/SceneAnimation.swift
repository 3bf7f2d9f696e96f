/// One `animate`, `set`, `animateTransform` or `animateMotion`, read and timed; trivially copyable.
struct SceneAnimation: Sendable, BitwiseCopyable {
  enum Kind: Sendable, BitwiseCopyable {
    case value
    case set
    case transform(TransformKind)
    case motion
  }

  enum TransformKind: UInt8, Sendable, BitwiseCopyable {
    case translate, scale, rotate, skewX, skewY
  }
  enum CalcMode: UInt8, Sendable, BitwiseCopyable { case linear, discrete, paced, spline }
  enum Restart: UInt8, Sendable, BitwiseCopyable { case always, whenNotActive, never }
  enum Rotation: Sendable, BitwiseCopyable {
    case angle(Double)
    case auto
    case autoReverse
  }

  var kind: Kind
  /// The animation element, and the node it changes.
  var node: Int32
  var target: Int32 = -1
  /// What it changes; `transform` for transforms and motion.
  var property: SceneProperty = .transform
  /// A range of `SceneTree.animationValues`; at least one.
  var values = DisplayRange.empty
  /// Whether only `to` was given: it starts from whatever lies below.
  var isTo = false
  var keyTimes = DisplayRange.empty
  var keySplines = DisplayRange.empty
  var keyPoints = DisplayRange.empty
  var calcMode = CalcMode.linear
  var isAdditive = false
  var isCumulative = false
  /// Simple duration in seconds; infinite for `indefinite` or none.
  var duration = Double.infinity
  /// How often it runs; infinite for `indefinite`.
  var repeatCount = 1.0
  var isFrozen = false
  var restart = Restart.always
  var rotation = Rotation.angle(0)
  /// Ranges of `SceneTiming.instants`.
  var begins = DisplayRange.empty
  var ends = DisplayRange.empty
  /// A range of `SceneTiming.intervals`.
  var intervals = DisplayRange.empty
  var line: UInt32 = 0

  /// SMIL 3.0's active duration, before any `end`: simple duration times count.
  var activeDuration: Double {
    if duration == .infinity || repeatCount == .infinity { return .infinity }
    return duration * repeatCount
  }
}

/// One entry of a `begin` or `end` list.
struct SceneInstant: Sendable, BitwiseCopyable {
  /// Index into `SceneTree.names` of the animation waited for; -1 for an offset from the scene's start.
  var base: Int32
  /// Whether the animation's end is waited for, not its begin.
  var isEnd: Bool
  /// Seconds.
  var offset: Double
}

/// A time during which an animation is active: `begin <= t < end`.
struct SceneInterval: Sendable, BitwiseCopyable {
  var begin: Double
  var end: Double
}
