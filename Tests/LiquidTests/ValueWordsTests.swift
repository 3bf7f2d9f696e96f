import Testing

@testable import Liquid

/// A value's parts share two words.
@Suite struct ValueWordsTests {
  @Test func everyPartComesBack() {
    let tags = (0...UInt8.max).compactMap { Value.Tag(rawValue: $0) }
    #expect(tags.count == 14)
    for tag in tags {
      for (length, extra) in [(0, 0), (UInt32.max, 0), (0, UInt16.max), (7, 9)]
        as [(UInt32, UInt16)]
      {
        var value = Value(tag, payload: .max, length: length, extra: extra, flags: .markup)
        #expect(value.tag == tag && value.length == length && value.extra == extra)
        #expect(value.flags == .markup && value.payload == .max)
        value.flags = []
        #expect(value.tag == tag && value.length == length && value.extra == extra)
        #expect(value.flags == [])
      }
    }
  }
}
