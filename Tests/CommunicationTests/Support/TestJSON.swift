import Diagnostics
import Liquid

/// A small reader of correct JSON: the room takes its parser from outside, and tests need one.
struct TestJSON {
  private let bytes: [UInt8]
  private let arena: Arena
  private var position = 0

  static func value(_ text: String, in arena: Arena) -> Value {
    var reader = TestJSON(bytes: Array(text.utf8), arena: arena)
    return reader.value()
  }

  private init(bytes: [UInt8], arena: Arena) {
    self.bytes = bytes
    self.arena = arena
  }

  private mutating func skipSpace() {
    while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: scalar) else { return false }
    position += 1
    return true
  }

  private mutating func value() -> Value {
    skipSpace()
    precondition(position < bytes.count, "the test's JSON ends early")
    switch bytes[position] {
    case UInt8(ascii: "{"): return object()
    case UInt8(ascii: "["): return array()
    case UInt8(ascii: "\""): return Value(string(), in: arena)
    case UInt8(ascii: "t"):
      position += 4
      return Value(true)
    case UInt8(ascii: "f"):
      position += 5
      return Value(false)
    case UInt8(ascii: "n"):
      position += 4
      return .nil
    default: return number()
    }
  }

  private mutating func object() -> Value {
    position += 1
    var members: [Member] = []
    while !take("}") {
      skipSpace()
      let key = Value(string(), in: arena)
      _ = take(":")
      members.append(Member(key: key, value: value()))
      _ = take(",")
    }
    let kept = arena.allocateMembers(members.count)
    kept.initialize(from: members, count: members.count)
    return Value(object: UnsafeBufferPointer(start: kept, count: members.count))
  }

  private mutating func array() -> Value {
    position += 1
    var elements: [Value] = []
    while !take("]") {
      elements.append(value())
      _ = take(",")
    }
    let kept = arena.allocateValues(elements.count)
    kept.initialize(from: elements, count: elements.count)
    return Value(array: UnsafeBufferPointer(start: kept, count: elements.count))
  }

  private mutating func string() -> String {
    position += 1
    var text: [UInt8] = []
    while bytes[position] != UInt8(ascii: "\"") {
      if bytes[position] == UInt8(ascii: "\\") {
        position += 1
        switch bytes[position] {
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "u"):
          let digits = String(decoding: bytes[(position + 1)...(position + 4)], as: UTF8.self)
          let scalar = UInt32(digits, radix: 16).flatMap { Unicode.Scalar($0) } ?? "\u{FFFD}"
          text += Array(String(scalar).utf8)
          position += 4
        default: text.append(bytes[position])
        }
      } else {
        text.append(bytes[position])
      }
      position += 1
    }
    position += 1
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func number() -> Value {
    let start = position
    let letters = Set("+-.eE0123456789".utf8)
    while position < bytes.count, letters.contains(bytes[position]) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if let integer = Int64(text) { return Value(integer) }
    if let point = text.firstIndex(of: "."), !text.lowercased().contains("e"),
      let mantissa = Int64(text.filter { $0 != "." })
    {
      return Value(mantissa: mantissa, scale: text[text.index(after: point)...].count)
    }
    if text.allSatisfy({ $0 == "-" || $0.isNumber }) {
      return Value(bigInteger: Value(text, in: arena).bytes)
    }
    return Value(Double(text) ?? 0)
  }
}
