import Foundation

@testable import Liquid

/// Builds Liquid values from parsed JSON, for tests that stay within this room.
enum ValueBuilder {
  static func value(_ json: Any?, in arena: Arena) -> Value {
    switch json {
    case nil, is NSNull: return .nil
    case let text as String: return Value(text, in: arena)
    case let list as [Any]:
      let values = arena.allocateValues(list.count)
      for (index, item) in list.enumerated() {
        (values + index).initialize(to: value(item, in: arena))
      }
      return Value(array: UnsafeBufferPointer(start: values, count: list.count))
    case let object as OrderedJSON: return self.object(object, in: arena)
    case let number as RawNumber:
      let bytes = Value(number.text, in: arena).bytes
      return Value.number(parsing: bytes, in: arena, keepsTrailingZeros: false) ?? .nil
    case let boolean as Bool: return Value(boolean)
    default: preconditionFailure("not JSON")
    }
  }

  private static func object(_ object: OrderedJSON, in arena: Arena) -> Value {
    let members = arena.allocateMembers(object.members.count)
    for (index, member) in object.members.enumerated() {
      (members + index).initialize(
        to: Member(key: Value(member.key, in: arena), value: value(member.value, in: arena)))
    }
    return Value(object: UnsafeBufferPointer(start: members, count: object.members.count))
  }
}

/// An object with its members in source order.
struct OrderedJSON {
  var members: [(key: String, value: Any)] = []

  subscript(key: String) -> Any? { members.first { $0.key == key }?.value }
}

/// A number as it was written.
struct RawNumber {
  let text: String
}

/// A small JSON reader that keeps member order and number text, which `JSONSerialization` loses.
struct OrderedJSONReader {
  private let bytes: [UInt8]
  private var index = 0

  static func read(_ data: Data) throws -> Any {
    var reader = OrderedJSONReader(bytes: Array(data))
    return try reader.value()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private struct Malformed: Error { let offset: Int }

  private mutating func skipSpace() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }

  private mutating func value() throws -> Any {
    skipSpace()
    guard index < bytes.count else { throw Malformed(offset: index) }
    defer { skipSpace() }
    switch bytes[index] {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "t"): return word(4, true)
    case UInt8(ascii: "f"): return word(5, false)
    case UInt8(ascii: "n"): return word(4, NSNull())
    default: return number()
    }
  }

  private mutating func word(_ count: Int, _ value: Any) -> Any {
    index += count
    return value
  }

  private mutating func number() -> RawNumber {
    let start = index
    while index < bytes.count, !",]} \n\r\t".utf8.contains(bytes[index]) { index += 1 }
    return RawNumber(text: String(decoding: bytes[start..<index], as: UTF8.self))
  }

  private mutating func string() throws -> String {
    let start = index
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    index += 1
    let quoted = Data(bytes[start..<min(index, bytes.count)])
    guard
      let text = try JSONSerialization.jsonObject(with: quoted, options: .fragmentsAllowed)
        as? String
    else { throw Malformed(offset: start) }
    return text
  }

  private mutating func array() throws -> [Any] {
    index += 1
    var items: [Any] = []
    skipSpace()
    while index < bytes.count, bytes[index] != UInt8(ascii: "]") {
      items.append(try value())
      if index < bytes.count, bytes[index] == UInt8(ascii: ",") { index += 1 }
      skipSpace()
    }
    index += 1
    return items
  }

  private mutating func object() throws -> OrderedJSON {
    index += 1
    var object = OrderedJSON()
    skipSpace()
    while index < bytes.count, bytes[index] != UInt8(ascii: "}") {
      let key = try string()
      skipSpace()
      index += 1
      object.members.append((key, try value()))
      if index < bytes.count, bytes[index] == UInt8(ascii: ",") { index += 1 }
      skipSpace()
    }
    index += 1
    return object
  }
}
