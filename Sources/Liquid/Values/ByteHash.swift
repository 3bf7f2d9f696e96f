extension UnsafeRawBufferPointer {
  /// A hash of the bytes, eight at a time, the same in every run.
  ///
  /// Its upper half is the better one. For tables of a template's own texts: nothing here withstands keys that were chosen to collide.
  var mixed: UInt64 {
    var hash = UInt64(count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index &+ 8 <= count {
      hash = (hash ^ loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      index &+= 8
    }
    while index < count {
      hash = (hash ^ UInt64(self[index])) &* 0x9E37_79B9_7F4A_7C15
      index &+= 1
    }
    return hash
  }
}
