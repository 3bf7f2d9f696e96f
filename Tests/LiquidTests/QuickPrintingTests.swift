import Testing

@testable import Liquid

/// What is printed quickly is what the slow way prints.
@Suite struct QuickPrintingTests {
  /// Every length that is moved in another way, with each of the six bytes at each place.
  @Test func textsOfEveryLength() {
    for length in 0...70 {
      let clean = (0..<length).map { UInt8(ascii: "a") + UInt8($0 % 26) }
      #expect(quick(clean) == (length <= Output.quickBytes ? clean : nil))
      for special in Array("&<>\"'\0".utf8) {
        for place in clean.indices {
          var text = clean
          text[place] = special
          #expect(quick(text) == nil)
        }
      }
      // Neighbours of the six bytes, and what has their bits in the upper half.
      for byte: UInt8 in [0x01, 0x21, 0x23, 0x24, 0x25, 0x28, 0x3B, 0x3D, 0x3F, 0xA6, 0xBC, 0xC3] {
        for place in clean.indices {
          var text = clean
          text[place] = byte
          #expect(quick(text) == (length <= Output.quickBytes ? text : nil))
        }
      }
    }
  }

  @Test func decimalsOfEveryScale() {
    for scale in 1...18 {
      for mantissa in [0, 1, -1, 7, 99, -100, 12_345, 987_654_321, Int64.max, .min, .min + 1] {
        let output = Output()
        defer { output.destroy() }
        NumberText.write(mantissa: mantissa, scale: scale, to: output)
        let slow = DecimalDigits(mantissa: mantissa, scale: scale).withBytes { Array($0) }
        #expect(Array(output.bytes) == slow)
      }
    }
  }

  @Test func digitsOfEveryCount() {
    let arena = Arena()
    defer { arena.destroy() }
    var number: UInt64 = 1
    for _ in 0..<20 {
      for value in [number - 1, number, number + 1, .max] {
        var writer = ArenaWriter(arena, capacity: 1)
        writer.append(digitsOf: value)
        #expect(writer.finish().swiftString == String(value))
      }
      number &*= 10
    }
  }

  /// What is written where quick printing may write; nil where it refuses.
  private func quick(_ text: [UInt8]) -> [UInt8]? {
    let output = Output()
    defer { output.destroy() }
    // A copy of its own, so that a read behind the text is one behind the memory.
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, text.count), alignment: 1)
    defer { copy.deallocate() }
    copy.copyBytes(from: text)
    guard let start = copy.baseAddress,
      HTMLEscaping.writesClean(UnsafeRawPointer(start), text.count, to: output)
    else { return output.count == 0 ? nil : [] }
    return Array(output.bytes)
  }
}
