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
    if index == count { return hash }
    if count >= 8 {
      // The last eight, some of them a second time.
      let last = loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      return (hash ^ last) &* 0x9E37_79B9_7F4A_7C15
    }
    while index < count {
      hash = (hash ^ UInt64(self[index])) &* 0x9E37_79B9_7F4A_7C15
      index &+= 1
    }
    return hash
  }
}
