internal import Glibc
internal import Liquid

/// Walks one document's tokens, found by simdjson, and builds its value.
///
/// The index guarantees UTF-8, closed strings without bare control characters, and an offset for the first
/// byte of every token; the walk checks the grammar (RFC 8259). Offsets are bounded by `count`: the index
/// ends with `count` itself, and the byte there is readable and starts no token, so that every check fails
/// at the end of the text without a bound of its own.
struct JSONWalker {
  /// Arrays and objects within one another: more is an attack on the stack.
  static let maximumDepth = 128

  let base: UnsafePointer<UInt8>
  let count: Int
  let tokens: UnsafePointer<UInt32>
  let tokenCount: Int
  let arena: Arena
  let tables: FieldLookup.Tables?
  let stacks: JSONStacks
  /// The token to read next.
  var token = 0
  var depth = 0
  /// The first backslash at or behind the last string looked at; `count` when there is none.
  var nextBackslash = -1
  /// The object being filled, to tell a field seen twice.
  var objectNumber: UInt32

  /// The whole document's value.
  mutating func document() throws(JSONFault) -> Value {
    let value = try value(at: tables == nil ? -1 : 0)
    if token != tokenCount { throw fault(.trailingContent) }
    return value
  }

  @inline(__always)
  func fault(_ kind: JSONFault.Kind) -> JSONFault {
    JSONFault(kind: kind, offset: Int(tokens[min(token, tokenCount)]))
  }

  /// The value at the current token; `node` says which fields are read, -1 all.
  mutating func value(at node: Int) throws(JSONFault) -> Value {
    let start = Int(tokens[token])
    switch base[start] {
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(start)
    case UInt8(ascii: "{"):
      if node >= 0, let tables, !tables.nodes[node].takesObject {
        return try object(tables, node)
      }
      return try wholeObject()
    case UInt8(ascii: "["): return try array(at: node)
    case UInt8(ascii: "t"): return try literal(start, 0x6575_7274, 4, Value(true))
    case UInt8(ascii: "f"): return try literal(start + 1, 0x6573_6C61, 4, Value(false))
    case UInt8(ascii: "n"): return try literal(start, 0x6C6C_756E, 4, .nil)
    default: throw fault(.expectedValue)
    }
  }

  /// `word` is four bytes, little-endian; what follows must end the token.
  @inline(__always)
  private mutating func literal(_ start: Int, _ word: UInt32, _ length: Int, _ value: Value)
    throws(JSONFault) -> Value
  {
    let found = UnsafeRawPointer(base + start).loadUnaligned(as: UInt32.self)
    if UInt32(littleEndian: found) != word || !endsToken(start + length) { throw fault(.literal) }
    token &+= 1
    return value
  }

  @inline(__always)
  private mutating func number(_ start: Int) throws(JSONFault) -> Value {
    do throws(NumberText.Fault) {
      let result = try NumberText.parse(base + start)
      if !endsToken(result.end - base) { throw .syntax }
      token &+= 1
      return result.value
    } catch {
      throw fault(error == .range ? .numberRange : .numberSyntax)
    }
  }

  /// Whether a number or word may end before this byte.
  @inline(__always)
  private func endsToken(_ offset: Int) -> Bool {
    if offset >= count { return offset == count }
    switch base[offset] {
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"), 0x20, 0x0A,
      0x0D, 0x09:
      return true
    default: return false
    }
  }

  @inline(__always)
  mutating func enter() throws(JSONFault) {
    depth &+= 1
    if depth > Self.maximumDepth { throw fault(.tooDeep) }
    token &+= 1
  }

  @inline(__always)
  mutating func leave() {
    depth &-= 1
    token &+= 1
  }

  /// The byte that starts the current token.
  @inline(__always)
  var current: UInt8 { base[Int(tokens[token])] }

  /// The value at the current token, in a list.
  @inline(__always)
  private mutating func element(at node: Int) throws(JSONFault) -> Value {
    if node >= 0, current == UInt8(ascii: "{"), let tables, !tables.nodes[node].takesAll {
      return try object(tables, node)
    }
    return try value(at: node)
  }

  private mutating func array(at node: Int) throws(JSONFault) -> Value {
    try enter()
    let mark = stacks.valueCount
    if current != UInt8(ascii: "]") {
      while true {
        stacks.push(try element(at: node))
        let byte = current
        if byte == UInt8(ascii: "]") { break }
        if byte != UInt8(ascii: ",") { throw fault(.expectedCommaOrBracket) }
        token &+= 1
      }
    }
    leave()
    return stacks.popArray(from: mark, into: arena)
  }
}
