public import Liquid

/// The record fuzzed templates are rendered with: a value of every kind, some of them trusted.
public struct FuzzRecord {
  private let arena: Arena

  /// Makes records in an arena.
  public init(in arena: Arena) { self.arena = arena }

  /// The record, with `value` as the variable `v`.
  public func record(_ value: [UInt8]) -> Value {
    let hostile = text("</script><img src=x onerror=alert(1)>'\"`\\\u{2028}${x}")
    let items = list(
      (0..<4).map { index in
        object([
          ("name", text(index == 2 ? "Ärger & Söhne" : "item \(index)")),
          ("price", Value(mantissa: Int64(index * 1999 - 500), scale: 2)),
          ("tags", list([text("b"), text("a"), .nil, Value(index)])),
        ])
      })
    return object([
      ("v", bytes(value)), ("w", hostile), ("n", Value(7)), ("z", Value(0)),
      ("m", Value(-9_223_372_036_854_775_807)), ("d", Value(mantissa: 123_450, scale: 3)),
      ("f", Value(1.5e300)), ("t", Value(true)), ("no", Value(false)), ("nothing", .nil),
      ("big", big("123456789012345678901234567890")), ("s", text("one two  three")),
      ("date", text("2024-02-29T12:30:00+02:00")), ("money", text("1234.50")),
      ("currency", text("EUR")), ("list", list([Value(3), text("1"), .nil, Value(2)])),
      ("nested", list([list([Value(1), list([Value(2)])]), Value(3)])), ("items", items),
      ("empty_list", list([])), ("html", trusted("<b>&amp;</b>", .markup)),
      ("url", trusted("https://x.example/?a=1&b=2", .trustedURL)),
      ("css", trusted("color: red", .trustedCSS)), ("js", trusted("f(1)", .trustedScript)),
      ("attr", trusted("title=\"x\"", .trustedAttribute)),
      ("srcset", trusted("a.png 2x, b.png", .trustedSrcset)),
      ("jsstr", trusted("a\\x27b", .trustedScriptString)),
      ("o", object([("size", Value(9)), ("first", text("f")), ("a", object([("b", text("c"))]))])),
    ])
  }

  private func text(_ text: String) -> Value { Value(text, in: arena) }

  private func trusted(_ text: String, _ flags: Value.Flags) -> Value {
    var value = Value(text, in: arena)
    value.flags = flags
    return value
  }

  private func big(_ text: String) -> Value { Value(bigInteger: Value(text, in: arena).bytes) }

  private func bytes(_ bytes: [UInt8]) -> Value {
    let start = arena.allocate(max(1, bytes.count))
    bytes.withUnsafeBytes {
      start.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(start), byteCount: $0.count)
    }
    return Value(string: UnsafeRawBufferPointer(start: start, count: bytes.count))
  }

  private func list(_ values: [Value]) -> Value {
    let start = arena.allocateValues(max(1, values.count))
    for (index, value) in values.enumerated() { (start + index).initialize(to: value) }
    return Value(array: UnsafeBufferPointer(start: start, count: values.count))
  }

  private func object(_ members: [(String, Value)]) -> Value {
    let start = arena.allocateMembers(max(1, members.count))
    for (index, member) in members.enumerated() {
      (start + index).initialize(to: Member(key: text(member.0), value: member.1))
    }
    return Value(object: UnsafeBufferPointer(start: start, count: members.count))
  }
}
