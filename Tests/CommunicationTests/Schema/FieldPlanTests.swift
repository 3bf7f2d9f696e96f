import Diagnostics
import Liquid
import Testing

@testable import Communication

@Suite("Which fields are decoded")
struct FieldPlanTests {
  private func schema(_ text: String) throws -> RecordSchema {
    let scratch = Scratch()
    return try RecordSchema(
      TestJSON.value(text, in: scratch.arena), in: SourceFile(path: "schema.json", text: text))
  }

  private func reads(_ paths: [[String]]) -> FieldReads {
    var reads = FieldReads()
    for path in paths { reads.add(path) }
    return reads
  }

  /// Every field of a tree as a path; `*` after what is kept whole.
  private func paths(_ tree: FieldTree?) -> Set<String> {
    guard let tree else { return ["everything"] }
    var paths: Set<String> = []
    func walk(_ node: Int, _ path: String) {
      let children = tree.children(of: node)
      if children.isEmpty { paths.insert(path + (tree.nodes[node].takesAll ? "*" : "")) }
      for child in children { walk(child, (path.isEmpty ? "" : path + ".") + tree.key(of: child)) }
    }
    walk(0, "")
    return paths
  }

  @Test("what is read and what the schema names")
  func both() throws {
    let schema = try schema(
      #"{"properties":{"a":{"type":"string"},"l":{"items":{"properties":{"x":{"type":"number"}}}}}}"#
    )
    let tree = FieldPlan.tree(reading: reads([["b", "c"], ["l", "y"]]), schema)
    #expect(paths(tree) == ["a*", "b.c*", "l.x*", "l.y*"])
  }

  @Test("without a schema what is read; nothing known is everything")
  func withoutSchema() {
    #expect(paths(FieldPlan.tree(reading: reads([["b", "c"]]), nil)) == ["b.c*"])
    #expect(paths(FieldPlan.tree(reading: FieldReads(), nil)) == ["everything"])
  }

  @Test(
    "an object whose other members matter is whole",
    arguments: [
      (
        #"{"properties":{"a":{"properties":{"x":{}},"additionalProperties":false}}}"#, ["a*", "b*"]
      ),
      (
        #"{"properties":{"a":{"properties":{"x":{}},"additionalProperties":{"type":"string"}}}}"#,
        ["a*", "b*"]
      ),
      (#"{"properties":{"a":{"const":{"x":1},"properties":{"x":{}}}}}"#, ["a*", "b*"]),
      (
        #"{"properties":{"a":{"properties":{"x":{}}}},"additionalProperties":false}"#,
        ["everything"]
      ),
      (
        ##"{"properties":{"a":{"$ref":"#/$defs/t"}},"$defs":{"t":{"properties":{"t":{"$ref":"#/$defs/t"}}}}}"##,
        ["a.t*", "b*"]
      ),
    ])
  func whole(_ text: String, _ expected: [String]) throws {
    let tree = FieldPlan.tree(reading: reads([["b"]]), try schema(text))
    #expect(paths(tree) == Set(expected))
  }

  @Test("an absent slot is no null")
  func absent() throws {
    let scratch = Scratch()
    let schema = try schema(#"{"required":["a"],"properties":{"a":{"type":["string","null"]}}}"#)
    func record(_ value: Value) -> Value {
      let members = scratch.arena.allocateMembers(1)
      members.initialize(to: Member(key: Value("a"), value: value))
      return Value(object: UnsafeBufferPointer(start: members, count: 1), shape: 1)
    }
    #expect(schema.validate(record(.nil)) == nil)
    #expect(schema.validate(record(.absent))?.path == "a")
    #expect(Value.absent.isNil && Value.absent.isAbsent && !Value.nil.isAbsent)
  }
}
