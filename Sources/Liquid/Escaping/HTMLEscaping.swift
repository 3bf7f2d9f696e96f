/// HTML text and quoted attributes, sixteen bytes at a time.
enum HTMLEscaping {
  /// Writes `bytes` with `& < > " '` as references and NUL as U+FFFD.
  @inline(__always)
  static func write(_ bytes: UnsafeRawBufferPointer, to output: Output) {
    guard let start = bytes.baseAddress else { return }
    let clean = firstSpecial(start, 0, bytes.count)
    output.append(start, count: clean)
    if clean < bytes.count { writeRest(start, clean, bytes.count, to: output) }
  }

  @inline(never)
  private static func writeRest(
    _ start: UnsafeRawPointer, _ first: Int, _ count: Int, to output: Output
  ) {
    var index = first
    while index < count {
      switch start.load(fromByteOffset: index, as: UInt8.self) {
      case UInt8(ascii: "&"): output.append("&amp;")
      case UInt8(ascii: "<"): output.append("&lt;")
      case UInt8(ascii: ">"): output.append("&gt;")
      case UInt8(ascii: "\""): output.append("&#34;")
      case UInt8(ascii: "'"): output.append("&#39;")
      default: output.append("\u{FFFD}")
      }
      index &+= 1
      let next = firstSpecial(start, index, count)
      if next > index { output.append(start + index, count: next &- index) }
      index = next
    }
  }

  /// The index of the first byte that needs a reference, at or after `from`; `count` when there is none.
  ///
  /// Loads stay inside `start..<start + count`: whole vectors first, the last bytes one by one.
  @inline(__always)
  static func firstSpecial(_ start: UnsafeRawPointer, _ from: Int, _ count: Int) -> Int {
    var index = from
    while count &- index >= 16 {
      let block = (start + index).loadUnaligned(as: SIMD16<UInt8>.self)
      let found =
        (block .== 0x26) .| (block .== 0x3C) .| (block .== 0x3E) .| (block .== 0x22)
        .| (block .== 0x27) .| (block .== 0)
      if any(found) { break }
      index &+= 16
    }
    while index < count {
      let byte = start.load(fromByteOffset: index, as: UInt8.self)
      // All six are at most `>`: one comparison passes letters, and a word's bits tell the rest.
      if byte <= 0x3E, specials &>> UInt64(byte) & 1 != 0 { return index }
      index &+= 1
    }
    return count
  }

  private static let specials: UInt64 =
    1 << 0x26 | 1 << 0x3C | 1 << 0x3E | 1 << 0x22 | 1 << 0x27 | 1
}
