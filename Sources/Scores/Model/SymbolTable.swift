/// The texts of a model, each once; finding one allocates nothing.
struct SymbolTable: Sendable {
  private(set) var texts: [[UInt8]] = []
  /// Open addressing: index into `texts`, or -1; the size is a power of two.
  private var slots: [Int32] = Array(repeating: -1, count: 64)

  /// The number of a text; added when it is new.
  mutating func intern(_ text: String) -> Int32 { intern(Array(text.utf8)) }

  mutating func intern(_ text: [UInt8]) -> Int32 {
    if let known = text.withUnsafeBytes({ find($0) }) { return known }
    texts.append(text)
    if texts.count * 2 > slots.count {
      slots = Array(repeating: -1, count: slots.count * 2)
      for index in texts.indices { place(index) }
    } else {
      place(texts.count - 1)
    }
    return Int32(texts.count - 1)
  }

  /// The number of a text; nil when the model has no such text.
  func find(_ text: UnsafeRawBufferPointer) -> Int32? {
    var slot = Int(truncatingIfNeeded: Self.hash(text)) & (slots.count - 1)
    while slots[slot] >= 0 {
      let known = texts[Int(slots[slot])]
      if known.count == text.count, known.elementsEqual(text) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func place(_ index: Int) {
    let hash = texts[index].withUnsafeBytes { Self.hash($0) }
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(index)
  }

  /// FNV-1a; a model's own texts fill the table, so nobody else can choose them to collide.
  private static func hash(_ text: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash ^ (hash >> 32)
  }
}
