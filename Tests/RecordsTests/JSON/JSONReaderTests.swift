import Liquid
import Testing

@testable import Records

@Suite struct JSONReaderTests {
  @Test func numbersKeepTheirText() throws {
    let numbers = "[0,-0,12.10,0.1,-0.05,100,9223372036854775807,-9223372036854775808,0.000]"
    let expected = "[0,0,12.10,0.1,-0.05,100,9223372036854775807,-9223372036854775808,0.000]"
    #expect(try readJSON(numbers).get() == expected)
  }

  @Test func longNumbersSurviveExactlyOrBecomeFloats() throws {
    #expect(
      try readJSON("[9223372036854775808,-123456789012345678901234567890]").get()
        == "[9223372036854775808,-123456789012345678901234567890]")
    #expect(
      try readJSON("[0.123456789012345678,1234567890123456.78]").get()
        == "[0.123456789012345678,1234567890123456.78]")
    #expect(
      try readJSON("[1.5e3,0.1234567890123456789,1e-400]").get()
        == "[float(1500.0),float(0.12345678901234568),float(0.0)]")
    #expect(readJSON("[1e400]").fault == .numberRange)
  }

  @Test(arguments: ["01", "-", "1.", ".5", "1e", "1e+", "+1", "0x10", "1_000", "NaN", "1 2", "-01"])
  func numbersOutsideTheGrammarAreRejected(_ number: String) {
    #expect(readJSON("[\(number)]").fault != nil)
  }

  @Test func stringsAreUnescaped() throws {
    #expect(
      try readJSON(#"["\"\\\/\b\f\n\r\t","\u00e9\u20AC\ud83d\ude00","a\u0000b"]"#).get()
        == "[\"\\\"\\\\/\\u{8}\\u{c}\\n\\r\\t\",\"é€😀\",\"a\\u{0}b\"]")
    #expect(readJSON(#"["\x41"]"#).fault == .escape)
    #expect(readJSON(#"["\u12"]"#).fault == .escape)
    #expect(readJSON(#"["\ud800"]"#).fault == .loneSurrogate)
    #expect(readJSON(#"["\ud800A"]"#).fault == .loneSurrogate)
    #expect(readJSON("[\"a\u{1}\"]").fault == .controlCharacter)
    #expect(readJSON("[\"\u{7F}\"]").fault == nil)
  }

  @Test func depthIsBounded() {
    let deep = { (count: Int) in
      String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    #expect(readJSON(deep(JSONWalker.maximumDepth)).fault == nil)
    #expect(readJSON(deep(JSONWalker.maximumDepth + 1)).fault == .tooDeep)
    #expect(readJSON(deep(2_000_000)).fault == .tooDeep)
  }

  @Test func duplicateKeysAreFoundInSmallAndLargeObjects() {
    #expect(readJSON(#"{"a":1,"b":2,"a":3}"#).fault == .duplicateKey)
    #expect(readJSON(#"{"a":1,"\u0061":3}"#).fault == .duplicateKey)
    let many = (0..<5000).map { "\"key\($0)\":1" }.joined(separator: ",")
    #expect(readJSON("{\(many)}").fault == nil)
    #expect(readJSON("{\(many),\"key77\":1}").fault == .duplicateKey)
  }

  @Test func everyTruncationIsRejected() {
    let text = Array(#"{"a":[1,2.5,"x\n",{"b":null}],"c":true,"dé":-1e2}"#.utf8)
    for count in 0..<text.count {
      #expect(readJSON(Array(text[..<count])).fault != nil, "\(count)")
    }
    #expect(readJSON(text).fault == nil)
    #expect(readJSON(text + Array(" x".utf8)).fault == .trailingContent)
    #expect(readJSON(text + Array("{}".utf8)).fault == .trailingContent)
  }
}
