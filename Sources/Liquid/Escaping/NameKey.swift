/// An element or attribute name of at most 16 bytes as a number, so that tables compare one word.
struct NameKey: Hashable, Sendable {
  private var packed: UInt128 = 0

  /// The key of a name in any case; nil when it is longer than every name in the tables.
  init?(_ name: UnsafeBufferPointer<UInt8>) {
    guard name.count <= 16 else { return nil }
    for byte in name { packed = packed << 8 | UInt128(ASCII.lowercased(byte)) }
  }

  init(_ name: StaticString) {
    precondition(name.utf8CodeUnitCount <= 16, "the tables hold names of at most 16 bytes")
    for index in 0..<name.utf8CodeUnitCount {
      packed = packed << 8 | UInt128(name.utf8Start[index])
    }
  }
}
