import Markup
import Testing

@Suite struct XMLEncodingTests {
  private func wide(_ text: String, isBig: Bool, mark: Bool) -> [UInt8] {
    (mark ? "\u{FEFF}" + text : text).utf16.flatMap { unit in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isBig ? bytes : bytes.reversed()
    }
  }

  private func declared(_ name: String) -> String { "<?xml version='1.0' encoding='\(name)'?>" }

  @Test func utf8WithAndWithoutMark() throws {
    #expect(try readXML("\u{FEFF}<a>é</a>").get() == "a(é)")
    #expect(try readXML("\u{FEFF}\(declared("UTF-8"))<a>é</a>").get() == "a(é)")
    #expect(readXML("\u{FEFF}\(declared("ISO-8859-1"))<a>é</a>").code == .encoding)
  }

  @Test func utf16() throws {
    for isBig in [true, false] {
      #expect(try readXML(wide("<a>é€😀</a>", isBig: isBig, mark: true)).get() == "a(é€😀)")
      let named = declared("UTF-16") + "<a>é</a>"
      #expect(try readXML(wide(named, isBig: isBig, mark: true)).get() == "a(é)")
      #expect(try readXML(wide(named, isBig: isBig, mark: false)).get() == "a(é)")
      #expect(readXML(wide("<a/>", isBig: isBig, mark: false)).code == .encoding)
      #expect(readXML(wide(declared("UTF-8") + "<a/>", isBig: isBig, mark: true)).code == .encoding)
      #expect(readXML(wide("<a/>", isBig: isBig, mark: true).dropLast()).code == .encoding)
    }
    #expect(readXML(declared("UTF-16") + "<a/>").code == .encoding)
  }

  @Test func singleByteEncodings() throws {
    let high: [UInt8] = [0x80, 0x9F, 0xE9]
    let end = Array("</a>".utf8)
    #expect(
      try readXML(Array((declared("windows-1252") + "<a>").utf8) + high + end).get() == "a(€Ÿé)")
    #expect(
      try readXML(Array((declared("ISO-8859-1") + "<a>").utf8) + [0xE9, 0xA4] + end).get()
        == "a(é¤)")
    #expect(
      try readXML(Array((declared("iso-8859-15") + "<a>").utf8) + [0xE9, 0xA4] + end).get()
        == "a(é€)")
    #expect(
      readXML(Array((declared("windows-1252") + "<a>").utf8) + [0x81] + end).code == .encoding)
    #expect(readXML(Array("<a>".utf8) + high + end).code == .encoding)
    #expect(readXML(Array((declared("utf-8") + "<a>").utf8) + high + end).code == .encoding)
  }

  @Test(arguments: ["Shift_JIS", "EBCDIC-CP-US", "utf-7", "UTF-32", "x\u{E9}"])
  func otherEncodingsAreRefused(_ name: String) {
    #expect(readXML(declared(name) + "<a/>").code == .encoding)
  }
}
