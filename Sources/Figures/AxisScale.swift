/// An axis with round numbers: 0, 50, 100, 150.
///
/// Made before the chart, so that the caller can format the ticks as its reader's language does.
public struct AxisScale: Sendable, Hashable {
  /// One number on the axis, exact: `mantissa / 10^scale`.
  public struct Tick: Sendable, Hashable {
    /// The digits.
    public let mantissa: Int64
    /// Decimals, 0 or more.
    public let scale: Int
    /// The same for geometry.
    public let value: Double
  }

  /// From the lowest tick to the highest; two at least.
  public let ticks: [Tick]

  /// A scale that covers zero and all finite `values`, in about `intervals` steps of 1, 2 or 5 times a power of ten.
  ///
  /// Of no values, or zeros only, it runs from 0 to 1.
  public init(covering values: some Sequence<Double>, intervals: Int = 4) {
    precondition(intervals > 0, "an axis has at least one interval")
    var low = 0.0
    var high = 0.0
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    // Beyond this, numbers are no quantities of a bill, and digits no longer fit.
    let limit = 1e15
    low = max(low, -limit)
    high = min(high, limit)
    if high - low < 1e-6 { high = low + 1 }
    var exponent = 0
    var power = 1.0
    let wanted = (high - low) / Double(intervals)
    while power * 10 <= wanted {
      power *= 10
      exponent += 1
    }
    while power > wanted {
      power /= 10
      exponent -= 1
    }
    let digit = wanted / power
    let factor: Int64 = digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10
    let step = Double(factor) * power
    // What is a tick but for the last bits of a division is that tick.
    let first = Int64((low / step + 1e-9).rounded(.down))
    let last = max(first + 1, Int64((high / step - 1e-9).rounded(.up)))
    ticks = (first...last).map { Self.tick($0 * factor, exponent: exponent) }
  }

  private static func tick(_ digits: Int64, exponent: Int) -> Tick {
    var mantissa = digits
    var scale = max(0, -exponent)
    for _ in 0..<max(0, exponent) { mantissa *= 10 }
    while scale > 0, mantissa % 10 == 0 {
      mantissa /= 10
      scale -= 1
    }
    var value = Double(mantissa)
    for _ in 0..<scale { value /= 10 }
    return Tick(mantissa: mantissa, scale: scale, value: value)
  }

  /// The lowest number.
  var low: Double { ticks.first?.value ?? 0 }
  /// The highest number.
  var high: Double { ticks.last?.value ?? 1 }

  /// Where a value stands between lowest and highest, 0...1.
  func fraction(_ value: Double) -> Double {
    min(1, max(0, (value - low) / (high - low)))
  }
}
