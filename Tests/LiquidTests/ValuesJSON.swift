@testable import Liquid

/// A small JSON reader for tests: values in a fixture's arena, numbers as Liquid literals.
struct TestJSON {
  enum Problem: Error {
    case malformed(Int)
  }

  private let bytes: [UInt8]
  private let values: ValuesFixture
  private var index = 0

  init(_ text: String, _ values: ValuesFixture) {
    bytes = Array(text.utf8)
    self.values = values
  }

  mutating func value() throws -> Value {
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return values.text(try string())
    default: break
    }
    let word = bytes[index...].prefix { !",]} \n\r\t".utf8.contains($0) }
    index += word.count
    let text = String(decoding: word, as: UTF8.self)
    switch text {
    case "null": return .nil
    case "true": return Value(true)
    case "false": return Value(false)
    default:
      guard let number = values.number(text) else { throw Problem.malformed(index) }
      return number
    }
  }

  private var peek: UInt8 { index < bytes.count ? bytes[index] : 0 }

  private mutating func skipSpace() {
    while " \n\r\t".utf8.contains(peek) { index += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard peek == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func object() throws -> Value {
    guard take("{") else { throw Problem.malformed(index) }
    var members: [Member] = []
    while !take("}") {
      if !members.isEmpty, !take(",") { throw Problem.malformed(index) }
      skipSpace()
      let key = values.text(try string())
      guard take(":") else { throw Problem.malformed(index) }
      members.append(Member(key: key, value: try value()))
    }
    let copy = values.arena.allocateMembers(members.count)
    for (index, member) in members.enumerated() { copy[index] = member }
    return Value(object: UnsafeBufferPointer(start: copy, count: members.count))
  }

  private mutating func array() throws -> Value {
    guard take("[") else { throw Problem.malformed(index) }
    var elements: [Value] = []
    while !take("]") {
      if !elements.isEmpty, !take(",") { throw Problem.malformed(index) }
      elements.append(try value())
    }
    return values.list(elements)
  }

  mutating func string() throws -> String {
    guard take("\"") else { throw Problem.malformed(index) }
    var units: [UInt16] = []
    var scalars: [UInt8] = []
    func flush() {
      scalars += Array(String(decoding: units, as: UTF16.self).utf8)
      units = []
    }
    while peek != UInt8(ascii: "\"") {
      guard index < bytes.count else { throw Problem.malformed(index) }
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        flush()
        scalars.append(byte)
        continue
      }
      let escape = Character(Unicode.Scalar(peek))
      index += 1
      if escape == "u" {
        let digits = String(decoding: bytes[index..<index + 4], as: UTF8.self)
        units.append(UInt16(digits, radix: 16) ?? 0xFFFD)
        index += 4
      } else {
        flush()
        let plain: [Character: UInt8] = ["n": 10, "r": 13, "t": 9, "b": 8, "f": 12]
        scalars.append(plain[escape] ?? bytes[index - 1])
      }
    }
    flush()
    index += 1
    return String(decoding: scalars, as: UTF8.self)
  }
}
