internal import Glibc
internal import Liquid

extension JSONWalker {
  /// Between quotation marks: the first byte and how many.
  struct Text: BitwiseCopyable {
    var start: Int
    var length: Int
  }

  /// An object of which only a node's children are read, into their slots.
  ///
  /// Other fields are stepped over: of them only UTF-8, closed strings and balanced brackets are checked.
  mutating func object(_ tables: FieldLookup.Tables, _ index: Int) throws(JSONFault) -> Value {
    let node = tables.nodes[index]
    let childCount = Int(node.childCount)
    let firstChild = Int(node.firstChild)
    let members = arena.allocateMembers(childCount)
    members.update(from: tables.blanks + firstChild, count: childCount)
    objectNumber &+= 1
    let number = objectNumber
    try enter()
    if current != UInt8(ascii: "}") {
      // Programs write their fields in the same order again and again: the key that followed last time is
      // tried first.
      var last = -1
      var guess = tables.firsts[index]
      while true {
        let keyToken = token
        var child = guess
        if guess < 0 || !takeKey(guess, tables) {
          let slot = try slot(of: try key(), in: node, tables)
          child = slot < 0 ? -1 : firstChild &+ slot
          if child >= 0 {
            if last < 0 { tables.firsts[index] = child } else { tables.probes[last].next = child }
          }
        }
        if child >= 0 {
          if tables.seen[child] == number {
            throw JSONFault(kind: .duplicateKey, offset: Int(tokens[keyToken]))
          }
          tables.seen[child] = number
          last = child
          guess = tables.probes[child].next
          // Most values are strings: without a call.
          members[child &- firstChild].value =
            current == UInt8(ascii: "\"") ? try string() : try value(at: child)
        } else {
          try skip()
        }
        let byte = current
        if byte == UInt8(ascii: "}") { break }
        if byte != UInt8(ascii: ",") { throw fault(.expectedCommaOrBrace) }
        token &+= 1
      }
    }
    leave()
    return Value(
      object: UnsafeBufferPointer(start: members, count: childCount), shape: node.shape)
  }

  /// Takes the key of a child and its colon, if they come next.
  @inline(__always)
  private mutating func takeKey(_ child: Int, _ tables: FieldLookup.Tables) -> Bool {
    let start = Int(tokens[token])
    guard base[start] == UInt8(ascii: "\""), tables.has(child, at: base + start + 1) else {
      return false
    }
    let colon = Int(tokens[token &+ 1])
    guard colon < count, base[colon] == UInt8(ascii: ":") else { return false }
    token &+= 2
    return true
  }

  /// An object with all its members, in source order.
  mutating func wholeObject() throws(JSONFault) -> Value {
    let start = Int(tokens[token])
    try enter()
    let mark = stacks.memberCount
    if current != UInt8(ascii: "}") {
      while true {
        let key = try self.key()
        let name = try text(key)
        let value = try value(at: -1)
        stacks.push(Member(key: name, value: value))
        let byte = current
        if byte == UInt8(ascii: "}") { break }
        if byte != UInt8(ascii: ",") { throw fault(.expectedCommaOrBrace) }
        token &+= 1
      }
    }
    if stacks.hasDuplicateKey(from: mark) {
      throw JSONFault(kind: .duplicateKey, offset: start)
    }
    leave()
    return stacks.popObject(from: mark, into: arena)
  }

  /// Reads a key and its colon.
  @inline(__always)
  private mutating func key() throws(JSONFault) -> Text {
    let start = Int(tokens[token])
    if base[start] != UInt8(ascii: "\"") { throw fault(.expectedKey) }
    let colon = Int(tokens[token &+ 1])
    if colon >= count || base[colon] != UInt8(ascii: ":") {
      token &+= 1
      throw fault(.expectedColon)
    }
    token &+= 2
    return Text(start: start &+ 1, length: closingQuote(before: colon) &- start &- 1)
  }

  /// The quotation mark that ends the string whose next token starts at `next`.
  ///
  /// Only white space can stand between the two: anything else would be a token.
  @inline(__always)
  private func closingQuote(before next: Int) -> Int {
    var end = next &- 1
    while base[end] != UInt8(ascii: "\"") { end &-= 1 }
    return end
  }

  @inline(__always)
  private mutating func slot(
    of key: Text, in node: FieldLookup.Node, _ tables: FieldLookup.Tables
  ) throws(JSONFault) -> Int {
    let found = tables.slot(of: base + key.start, key.length, in: node)
    if found >= 0 || !hasEscape(key) { return found }
    let spelled = try text(key).bytes
    // The unescaped copy is followed by room of its own: the hash loads whole words.
    var padded = ArenaWriter(arena, capacity: spelled.count + 16)
    padded.append(spelled)
    padded.append("        ")
    guard let start = padded.finish().bytes.baseAddress else { return -1 }
    return tables.slot(of: start, spelled.count, in: node)
  }

  @inline(__always)
  mutating func string() throws(JSONFault) -> Value {
    let start = Int(tokens[token])
    let end = closingQuote(before: Int(tokens[token &+ 1]))
    let value = try text(Text(start: start &+ 1, length: end &- start &- 1))
    token &+= 1
    return value
  }

  /// The text itself: in place when nothing is escaped, else a copy in the arena.
  @inline(__always)
  private mutating func text(_ text: Text) throws(JSONFault) -> Value {
    if hasEscape(text) { return try unescaped(text) }
    return Value(string: UnsafeRawBufferPointer(start: base + text.start, count: text.length))
  }

  @inline(__always)
  private mutating func hasEscape(_ text: Text) -> Bool {
    if nextBackslash < text.start { findBackslash(from: text.start) }
    return nextBackslash < text.start &+ text.length
  }

  @inline(never)
  private mutating func findBackslash(from start: Int) {
    let found = memchr(base + start, Int32(UInt8(ascii: "\\")), count - start)
    nextBackslash = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? count
  }

  /// Steps over one value without decoding it.
  private mutating func skip() throws(JSONFault) {
    var open = 0
    repeat {
      if token >= tokenCount { throw fault(.expectedValue) }
      switch current {
      case UInt8(ascii: "{"), UInt8(ascii: "["): open &+= 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        open &-= 1
        if open < 0 { throw fault(.expectedValue) }
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        if open == 0 { throw fault(.expectedValue) }
      default: break
      }
      token &+= 1
    } while open > 0
  }
}
