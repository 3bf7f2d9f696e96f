@testable import Liquid

/// A worker's scratch and scope for one test, with values made and printed in few words.
struct ValuesFixture {
  let scratch = Scratch()
  let scope: FilterScope

  init(limits: RenderLimits = RenderLimits(), now: Int64 = 1_704_067_318) {
    scope = FilterScope(arena: scratch.arena, limits: limits, now: now)
    scope.isPlainText = true
  }

  var arena: Arena { scratch.arena }

  func text(_ text: String) -> Value { Value(text, in: arena) }

  func list(_ values: [Value]) -> Value {
    let elements = arena.allocateValues(values.count)
    for (index, value) in values.enumerated() { elements[index] = value }
    return Value(array: UnsafeBufferPointer(start: elements, count: values.count))
  }

  func object(_ pairs: KeyValuePairs<String, Value>) -> Value {
    let members = arena.allocateMembers(pairs.count)
    for (index, pair) in pairs.enumerated() {
      members[index] = Member(key: text(pair.key), value: pair.value)
    }
    return Value(object: UnsafeBufferPointer(start: members, count: pairs.count))
  }

  func range(_ first: Int64, _ last: Int64) -> Value {
    Value(rangeFrom: first, to: last, in: arena)
  }

  func number(_ text: String, kept: Bool = false) -> Value? {
    Value.number(parsing: self.text(text).bytes, in: arena, keepsTrailingZeros: kept)
  }

  /// What `{{ value }}` prints.
  func printed(_ value: Value) -> String {
    let output = scratch.output
    output.truncate(to: 0)
    value.write(to: output)
    return String(decoding: output.bytes, as: UTF8.self)
  }

  /// What a text filter sees.
  func filterText(_ value: Value) -> String {
    String(decoding: value.text(in: arena).bytes, as: UTF8.self)
  }
}
