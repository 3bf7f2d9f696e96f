import Liquid
import Testing

@testable import Records

@Suite struct FieldTreeDecodingTests {
  private let bill =
    #"{"x":[1,{"y":2}],"bill":{"number":"7","total":12.10,"lines":[{"name":"a","n":1},{"n":2}]},"z":9}"#

  @Test func onlyReadFieldsAreDecodedInSlotOrder() throws {
    let fields = tree("bill.total", "bill.number", "bill.lines.name", "customer.name")
    #expect(
      try readJSON(bill, fields: fields).get()
        == #"{"bill":{"total":12.10,"number":"7","lines":[{"name":"a"},{"name":null}]},"customer":null}"#
    )
  }

  @Test func shapesNumberTheObjects() throws {
    var builder = FieldTree.Builder()
    let billNode = builder.child("bill", of: builder.root).node
    let (_, slot) = builder.child("total", of: billNode)
    let reader = JSONReader(fields: builder.build())
    let scratch = Scratch()
    let bytes = Array(bill.utf8) + [UInt8](repeating: 0, count: 64)
    try bytes.withUnsafeBytes { buffer in
      let value = try reader.read(
        UnsafeRawBufferPointer(rebasing: buffer[..<bill.utf8.count]), into: scratch.arena)
      #expect(value.extra == builder.shape(of: builder.root))
      let inner = value.members[0].value
      #expect(inner.extra == builder.shape(of: billNode))
      #expect(text(of: inner.members[slot].value) == "12.10")
    }
  }

  @Test func aTakenObjectHasAllItsMembersAndNoShape() throws {
    #expect(
      try readJSON(bill, fields: tree("bill.lines.*", "bill.total")).get()
        == #"{"bill":{"lines":[{"name":"a","n":1},{"n":2}],"total":12.10}}"#)
    #expect(try readJSON(bill, fields: tree("*")).get() == readJSON(bill).get())
  }

  @Test func anObjectTakenWholeInItsPlaceIsNotOneInAList() throws {
    var builder = FieldTree.Builder()
    let lines = builder.child("lines", of: builder.root).node
    _ = builder.child("name", of: builder.child("more", of: lines).node)
    builder.takeObject(lines)
    let fields = builder.build()
    let object = #"{"a":1,"more":{"name":2,"x":3}}"#
    #expect(try readJSON("{\"lines\":\(object)}", fields: fields).get() == "{\"lines\":\(object)}")
    #expect(
      try readJSON("{\"lines\":[\(object),[\(object),4]]}", fields: fields).get()
        == #"{"lines":[{"more":{"name":2}},[{"more":{"name":2}},4]]}"#)
    let scratch = Scratch()
    // Owns the keys of what it projects.
    let projection = FieldProjection(fields)
    defer { withExtendedLifetime(projection) {} }
    for lines in [object, "[\(object),[\(object)]]"] {
      let text = Array("{\"lines\":\(lines),\"z\":[]}".utf8) + [UInt8](repeating: 0, count: 64)
      let projected = try text.withUnsafeBytes { buffer in
        let value = try JSONReader(fields: nil).read(
          UnsafeRawBufferPointer(rebasing: buffer[..<(text.count - 64)]), into: scratch.arena)
        return RecordsTests.text(of: projection.project(value, into: scratch.arena))
      }
      #expect(try projected == readJSON("{\"lines\":\(lines),\"z\":[]}", fields: fields).get())
    }
  }

  @Test func readFieldsMayOccurOnceSkippedOnesAreNotLookedAt() {
    let fields = tree("a.b")
    #expect(readJSON(#"{"a":{"b":1,"b":2}}"#, fields: fields).fault == .duplicateKey)
    #expect(readJSON(#"{"a":{"b":null,"\u0062":2}}"#, fields: fields).fault == .duplicateKey)
    #expect(readJSON(#"{"a":{"c":1,"c":2}}"#, fields: fields).fault == nil)
    #expect(readJSON(#"{"a":[{"b":1},{"b":2}]}"#, fields: fields).fault == nil)
    #expect(readJSON(#"{"q":[1}"#, fields: fields).fault != nil)
    #expect(readJSON(#"{"q":}"#, fields: fields).fault != nil)
    #expect(readJSON(#"{"q":1,}"#, fields: fields).fault != nil)
  }

  @Test func similarKeysAreToldApart() throws {
    let keys = [
      "", "a", "ab", "previous_amount", "previous_arount", "prev_x_amount", "12345678", "é",
    ]
    let text = "{" + keys.enumerated().map { "\"\($1)\":\($0)" }.joined(separator: ",") + "}"
    for (index, key) in keys.enumerated() {
      var builder = FieldTree.Builder()
      _ = builder.child(key, of: builder.root)
      #expect(try readJSON(text, fields: builder.build()).get() == "{\"\(key)\":\(index)}")
    }
    var builder = FieldTree.Builder()
    for key in keys.reversed() { _ = builder.child(key, of: builder.root) }
    let expected = keys.enumerated().reversed().map { "\"\($1)\":\($0)" }.joined(separator: ",")
    #expect(try readJSON(text, fields: builder.build()).get() == "{\(expected)}")
  }
}
