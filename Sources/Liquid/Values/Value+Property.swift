internal import BigInt

extension Value {
  /// `self[property]` as the array filters use it; nil when the value has no properties at all.
  ///
  /// An object gives the member or nil; a string gives the part asked for, if it has it; an integer gives
  /// a bit.
  /// - Throws: `RenderFailure.argument` when the property is of a type the value cannot be asked for.
  func property(_ property: Value, in scope: FilterScope) throws(RenderFailure) -> Value? {
    switch tag {
    case .object:
      return property.tag == .string ? member(property) ?? .nil : .nil
    case .string:
      if property.tag == .string {
        try scope.charge(steps: 1 + bytes.count / 256)
        let found = ByteSearch.first(of: property.bytes, in: bytes, from: 0)
        return found == nil ? .nil : property
      }
      let position = try property.position()
      let range = StandardFilters.span(position, 1, of: UTF8Scanner.count(bytes))
      guard let range, !range.isEmpty else { return .nil }
      let start = UTF8Scanner.offset(bytes, ofCharacter: range.lowerBound)
      let end = start + UTF8Scanner.length(bytes, at: start)
      return Value(string: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
    case .integer:
      let position = try property.position()
      if position < 0 { return Value(0) }
      return Value(position > 62 ? (integer < 0 ? 1 : 0) : integer >> position & 1)
    case .bigInteger:
      let position = try property.position()
      guard case .integer(let number) = WideNumber(self), position >= 0 else { return Value(0) }
      let shift = min(position, Int64(number.bitWidth) + 1)
      return Value((number >> Int(shift)) & 1 == 0 ? 0 : 1)
    case .array:
      return element(at: try property.position())
    default: return nil
    }
  }

  private func position() throws(RenderFailure) -> Int64 {
    switch tag {
    case .integer: return integer
    case .decimal: return Int64(truncatingIfNeeded: Int128(mantissa) / PowersOfTen.wide(scale))
    default: throw RenderFailure(.argument, "cannot select the property")
    }
  }
}
