internal import Liquid

/// An exact decimal as XML writes it (`xs:decimal`), with its scale kept.
struct UBLDecimal: Equatable {
  var mantissa: Int64
  var scale: Int

  /// Digits a mantissa of 64 bits holds for sure.
  private static let mostDigits = 18

  static let zero = UBLDecimal(mantissa: 0, scale: 0)

  init(mantissa: Int64, scale: Int) {
    self.mantissa = mantissa
    self.scale = scale
  }

  /// Reads a decimal; nil for anything else and for more than 18 digits.
  ///
  /// Zeros behind the eighteenth digit are dropped, for some programs write twenty of them.
  init?(_ text: ArraySlice<UInt8>) {
    var digits = text
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
    let parts = digits.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    let whole = parts[0].drop { $0 == UInt8(ascii: "0") }
    var fraction = parts.count == 2 ? parts[1] : []
    guard digits.contains(where: { $0 != UInt8(ascii: ".") }) else { return nil }
    while whole.count + fraction.count > Self.mostDigits, fraction.last == UInt8(ascii: "0") {
      fraction.removeLast()
    }
    guard whole.count + fraction.count <= Self.mostDigits else { return nil }
    var value: Int64 = 0
    for byte in [whole, fraction].joined() {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    mantissa = isNegative ? -value : value
    scale = fraction.count
  }

  /// As a Liquid value that prints with its decimals.
  var value: Value { scale == 0 ? Value(mantissa) : Value(mantissa: mantissa, scale: scale) }

  /// The same amount the other way round.
  var negated: UBLDecimal { UBLDecimal(mantissa: -mantissa, scale: scale) }

  /// The exact sum; nil when it needs more than 64 bits.
  func adding(_ other: UBLDecimal) -> UBLDecimal? {
    let scale = max(scale, other.scale)
    guard let left = scaled(to: scale), let right = other.scaled(to: scale) else { return nil }
    let (sum, overflows) = left.addingReportingOverflow(right)
    return overflows ? nil : UBLDecimal(mantissa: sum, scale: scale)
  }

  /// Whether both are the same amount, whatever their scales.
  func equals(_ other: UBLDecimal) -> Bool { adding(other.negated)?.mantissa == 0 }

  private func scaled(to scale: Int) -> Int64? {
    var result = mantissa
    for _ in self.scale..<scale {
      let (product, overflows) = result.multipliedReportingOverflow(by: 10)
      if overflows { return nil }
      result = product
    }
    return result
  }
}
