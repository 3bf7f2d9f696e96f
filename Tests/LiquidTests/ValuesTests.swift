import Testing

@testable import Liquid

@Suite struct ValuesTests {
  let fixture = ValuesFixture()

  @Test func listsPrintWithoutSeparatorAndObjectsAsRubyInspects() throws {
    let inner = fixture.list([.nil, fixture.text("b"), fixture.list([Value(2)])])
    let list = fixture.list([fixture.text("a"), Value(true), inner])
    #expect(fixture.printed(list) == "atrueb2")
    #expect(fixture.filterText(list) == #"["a", true, [nil, "b", [2]]]"#)
    let object = fixture.object(["k": fixture.text("v"), "n": .nil, "l": inner, "d": Value(1.5)])
    #expect(fixture.printed(object) == #"{"k"=>"v", "n"=>nil, "l"=>[nil, "b", [2]], "d"=>1.5}"#)
    #expect(fixture.printed(fixture.object([:])) == "{}")
    #expect(fixture.printed(fixture.range(2, 4)) == "2..4")
    #expect(fixture.printed(.empty) + fixture.printed(.blank) + fixture.printed(.nil) == "")
  }

  @Test(arguments: [
    ("quote\" back\\", #"["quote\" back\\"]"#),
    ("\n\t\r\u{1B}\u{7}\u{8}\u{B}\u{C}", #"["\n\t\r\e\a\b\v\f"]"#),
    ("\u{0}\u{1}\u{7F}", #"["\u0000\u0001\x7F"]"#),
    ("#{a} #$b #@c #d", ##"["\#{a} \#$b \#@c #d"]"##),
    ("é ✅ 🤷", #"["é ✅ 🤷"]"#), ("\u{85}\u{2028}", #"["\u0085\u2028"]"#),
  ])
  func stringsInListsAreInspected(_ text: String, _ expected: String) {
    #expect(fixture.filterText(fixture.list([fixture.text(text)])) == expected)
  }

  @Test func equalityIsRubys() throws {
    let one = Value(1)
    #expect(one.isEqual(to: Value(mantissa: 10, scale: 1)))
    #expect(Value(mantissa: 100, scale: 2).isEqual(to: Value(mantissa: 10, scale: 1)))
    #expect(!one.isEqual(to: fixture.text("1")))
    #expect(!one.isEqual(to: Value(true)))
    #expect(!Value.nil.isEqual(to: Value(false)))
    #expect(fixture.list([one]).isEqual(to: fixture.list([Value(mantissa: 10, scale: 1)])))
    #expect(!fixture.list([one]).isEqual(to: fixture.list([one, one])))
    let object = fixture.object(["a": one, "b": .nil])
    #expect(object.isEqual(to: fixture.object(["b": .nil, "a": one])))
    #expect(!object.isEqual(to: fixture.object(["a": one, "c": .nil])))
    #expect(fixture.range(1, 2).isEqual(to: fixture.range(1, 2)))
    let huge = try #require(fixture.number("123456789012345678901"))
    #expect(huge.isEqual(to: try #require(fixture.number("123456789012345678901"))))
    #expect(!Value(Double.nan).isEqual(to: Value(Double.nan)))
    #expect(Value(1e20).isEqual(to: try #require(fixture.number("100000000000000000000"))))
  }

  @Test func emptyAndBlankEqualWhatHasNoContent() {
    let empties = [fixture.text(""), fixture.list([]), fixture.object([:])]
    for value in empties {
      #expect(value.isEqual(to: .empty) && Value.empty.isEqual(to: value))
      #expect(value.isEqual(to: .blank) && Value.blank.isEqual(to: value))
    }
    for value in [Value.nil, Value(false), fixture.text(" \n\t")] {
      #expect(!value.isEqual(to: .empty) && value.isEqual(to: .blank))
    }
    for value in [Value(0), Value(true), fixture.list([.nil]), fixture.range(1, 0), .empty, .blank]
    {
      #expect(!value.isEqual(to: .empty) && !value.isEqual(to: .blank))
    }
  }

  @Test func orderIsBetweenNumbersOrStrings() throws {
    #expect(try Value(1).isOrdered(.less, Value(mantissa: 15, scale: 1)))
    #expect(try Value(2.5).isOrdered(.greaterOrEqual, Value(mantissa: 25, scale: 1)))
    #expect(try fixture.text("a").isOrdered(.less, fixture.text("ab")))
    #expect(try fixture.text("Z").isOrdered(.less, fixture.text("a")))
    #expect(try !Value.nil.isOrdered(.less, Value(1)))
    #expect(try !Value(true).isOrdered(.lessOrEqual, Value(true)))
    #expect(try !Value(Double.nan).isOrdered(.lessOrEqual, Value(1)))
    #expect(try !fixture.list([]).isOrdered(.lessOrEqual, fixture.list([])))
    let failure = #expect(throws: RenderFailure.self) {
      _ = try Value(1).isOrdered(.less, fixture.text("x"))
    }
    #expect(failure?.message == "comparison of Integer with String failed")
    #expect(throws: RenderFailure.self) {
      _ = try fixture.text("x").isOrdered(.greater, Value(mantissa: 15, scale: 1))
    }
  }

  @Test func containsLooksForTextElementsAndKeys() throws {
    let scope = fixture.scope
    #expect(try fixture.text("hello 5").contains(Value(5), in: scope))
    #expect(try !fixture.text("hello").contains(.nil, in: scope))
    #expect(try fixture.text("hello").contains(.empty, in: scope))
    #expect(try fixture.list([Value(1), .nil]).contains(Value(mantissa: 10, scale: 1), in: scope))
    #expect(try !fixture.list([.nil]).contains(.nil, in: scope))
    #expect(try !fixture.list([fixture.text("1")]).contains(Value(1), in: scope))
    #expect(try fixture.object(["k": .nil]).contains(fixture.text("k"), in: scope))
    #expect(try fixture.range(1, 3).contains(Value(2.5), in: scope))
    #expect(try !fixture.range(1, 3).contains(fixture.text("2"), in: scope))
    #expect(try !Value(5).contains(Value(5), in: scope))
  }

  @Test func lookupFollowsKeysIndexesAndCommands() {
    let arena = fixture.arena
    func command(_ value: Value, _ name: String) -> String {
      fixture.printed(value.lookup(fixture.text(name), isCommand: true, in: arena))
    }
    let list = fixture.list([Value(1), Value(2), Value(3)])
    #expect(command(list, "first") + command(list, "last") + command(list, "size") == "133")
    #expect(list.lookup(fixture.text("size"), isCommand: false, in: arena).isNil)
    #expect(fixture.printed(list.lookup(Value(-1), isCommand: false, in: arena)) == "3")
    #expect(list.lookup(Value(3), isCommand: false, in: arena).isNil)
    #expect(list.lookup(Value(-4), isCommand: false, in: arena).isNil)
    #expect(list.lookup(fixture.text("0"), isCommand: false, in: arena).isNil)
    let object = fixture.object(["a": Value(1), "size": Value(9)])
    #expect(command(object, "size") + command(object, "first") == "9a1")
    #expect(command(object, "last") == "")
    let text = fixture.text("häß✅")
    #expect(command(text, "first") + command(text, "last") + command(text, "size") == "h✅4")
    #expect(command(fixture.text(""), "first") == "")
    #expect(command(fixture.range(3, 7), "first") + command(fixture.range(3, 7), "size") == "35")
    #expect(command(fixture.range(3, 1), "size") == "0")
    #expect(command(Value(7), "size") + command(Value(7.5), "size") + command(.nil, "size") == "8")
  }

  @Test func loopsGoOverPairsRangesAndSingleStrings() throws {
    let scope = fixture.scope
    let pairs = try fixture.object(["a": Value(1), "b": .nil]).loopElements(in: scope)
    #expect(pairs.map { fixture.filterText($0) } == [#"["a", 1]"#, #"["b", nil]"#])
    let integers = try fixture.range(-1, 2).loopElements(in: scope)
    #expect(integers.map { fixture.printed($0) } == ["-1", "0", "1", "2"])
    #expect(try fixture.text("ab").loopElements(in: scope).count == 1)
    #expect(try fixture.text("").loopElements(in: scope).isEmpty)
    #expect(try Value(5).loopElements(in: scope).isEmpty)
    let nested = fixture.list([Value(1), fixture.list([fixture.list([Value(2)]), .nil])])
    #expect(try nested.filterElements(in: scope).map { fixture.filterText($0) } == ["1", "2", ""])
  }

  @Test func rangesAreLimited() throws {
    var limits = RenderLimits()
    limits.rangeElements = 3
    let scope = FilterScope(arena: fixture.arena, limits: limits)
    #expect(try fixture.range(1, 3).loopElements(in: scope).count == 3)
    #expect(throws: RenderFailure.self) { _ = try fixture.range(1, 4).loopElements(in: scope) }
    #expect(throws: RenderFailure.self) {
      _ = try fixture.range(.min, .max).loopElements(in: fixture.scope)
    }
  }

  @Test(
    arguments: [
      ("12", 12), (" -12\n", -12), ("+7", 7), ("1_000", 1000), ("0x1F", 31), ("0b101", 5),
      ("0o17", 15), ("017", 15), ("0d19", 19), ("0", 0), ("00", 0), ("9223372036854775808", .max),
      ("-99999999999999999999", .min), ("1486953564_3\u{0}_3", 14_869_535_643),
      ("64478911022792251971478252\u{0}abc\ndef", .max),
    ] as [(String, Int64)])
  func textIsAnIntegerAsKernelIntegerReadsIt(_ text: String, _ expected: Int64) throws {
    #expect(try fixture.text(text).integerArgument() == expected)
  }

  @Test(arguments: [
    "", " ", "1.5", "1__0", "_1", "1_", "08", "0x", "- 1", "1 2", "abc", "5\u{0}", "0_",
    "9223372036854775806\u{0}", "18446744073709551615\u{0}", "67894357064478911022792 A",
  ])
  func otherTextIsAnInvalidInteger(_ text: String) {
    let failure = #expect(throws: RenderFailure.self) {
      _ = try fixture.text(text).integerArgument()
    }
    #expect(failure?.message == "invalid integer")
  }

  @Test(
    arguments: [
      ("6b", 6), ("foo", 0), ("", 0), ("-3.9", -3), ("1__2", 1), ("1_2_", 12), ("  42 x", 42),
      ("0x1F", 0), ("+5", 5), ("- 5", 0), ("0d12", 12),
    ] as [(String, Int64)])
  func aRangeBoundIsTheLeadingInteger(_ text: String, _ expected: Int64) throws {
    #expect(try fixture.text(text).rangeBound() == expected)
  }

  @Test func searchesAreLinear() {
    let text = fixture.text(String(repeating: "a", count: 200_000))
    let needle = fixture.text(String(repeating: "a", count: 50_000) + "b")
    #expect(ByteSearch.first(of: needle.bytes, in: text.bytes, from: 0) == nil)
    #expect(ByteSearch.last(of: needle.bytes, in: text.bytes) == nil)
    let found = fixture.text(String(repeating: "a", count: 150_000) + "b")
    let long = fixture.text(
      String(repeating: "a", count: 160_000) + "b" + String(repeating: "a", count: 160_000))
    #expect(ByteSearch.first(of: found.bytes, in: long.bytes, from: 0) == 10_000)
    #expect(ByteSearch.last(of: found.bytes, in: long.bytes) == 10_000)
  }
}
