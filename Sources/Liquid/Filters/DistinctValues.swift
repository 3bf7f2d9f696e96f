/// A set of values, told apart as Ruby's `eql?` does, in the arena.
struct DistinctValues {
  private let scope: FilterScope
  private let values: UnsafeMutablePointer<Value>
  /// Index + 1 into `values`, 0 for a free place; linear probing.
  private let places: UnsafeMutablePointer<UInt32>
  private let mask: Int
  private var count = 0

  /// Makes a set for at most `capacity` values.
  init(capacity: Int, in scope: FilterScope) throws(RenderFailure) {
    self.scope = scope
    var size = 8
    while size < capacity * 2 { size *= 2 }
    try scope.charge(values: capacity)
    try scope.charge(bytes: size * 4)
    values = scope.arena.allocateValues(capacity)
    places = scope.arena.allocate(size * 4).bindMemory(to: UInt32.self, capacity: size)
    places.initialize(repeating: 0, count: size)
    mask = size - 1
  }

  /// Adds a value; false when the set has it.
  ///
  /// - Throws: `RenderFailure.limit` when many values collide.
  mutating func insert(_ value: Value) throws(RenderFailure) -> Bool {
    if value.tag == .string { try scope.charge(steps: Int(value.length) / 64) }
    var place = Int(truncatingIfNeeded: ValueHash.hash(value)) & mask
    while places[place] != 0 {
      if values[Int(places[place]) - 1].isSame(as: value) { return false }
      try scope.charge(steps: 1)
      place = (place + 1) & mask
    }
    values[count] = value
    count += 1
    places[place] = UInt32(truncatingIfNeeded: count)
    return true
  }
}

/// A hash that agrees with `Value.isSame(as:)`; the same in every run.
enum ValueHash {
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The hash of a value.
  static func hash(_ value: Value) -> UInt64 {
    switch value.tag {
    case .string, .bigInteger: return hash(value.bytes)
    case .integer, .boolean: return mix(value.payload, UInt64(value.tag.rawValue))
    case .decimal:
      // Equal decimals of different scale, and equal floats, agree in their first decimals.
      let shifted = Int128(value.mantissa) * 10_000 / PowersOfTen.wide(value.scale)
      return mix(UInt64(truncatingIfNeeded: shifted), 3)
    case .float:
      let shifted = Int64(exactly: (value.float * 10_000).rounded(.towardZero)) ?? 0
      return mix(UInt64(bitPattern: shifted), 3)
    case .array:
      var sum: UInt64 = 5
      for element in value.elements { sum = mix(sum, hash(element)) }
      return sum
    case .object:
      var sum: UInt64 = 7
      for member in value.members { sum &+= mix(hash(member.key), hash(member.value)) }
      return sum
    case .range:
      let (first, last) = value.rangeBounds
      return mix(UInt64(bitPattern: first), UInt64(bitPattern: last))
    default: return UInt64(value.tag.rawValue)
    }
  }

  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var sum = UInt64(bytes.count)
    var index = 0
    while index + 8 <= bytes.count {
      sum = mix(sum, bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var rest: UInt64 = 0
    while index < bytes.count {
      rest = rest << 8 | UInt64(bytes[index])
      index += 1
    }
    return mix(sum, rest)
  }

  private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = (left ^ right &* factor).multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }
}
