import Testing

@testable import Liquid

/// What each filter does beyond the conformance cases, by Ruby's rules.
@Suite struct FiltersTests {
  static func render(_ template: String, data: String = "{}") throws -> String {
    let values = ValuesFixture()
    var reader = TestJSON(data, values)
    var fixture = FiltersFixture(data: try reader.value())
    let result = try fixture.render(template)
    withExtendedLifetime(values) {}
    return result
  }

  static func message(_ template: String, data: String = "{}") -> String? {
    do throws(any Error) {
      _ = try render(template, data: data)
      return nil
    } catch {
      return (error as? RenderFailure)?.message
    }
  }

  @Test func thereAreSixtyOne() {
    let names = StandardFilters.rows.map { $0.name }
    #expect(names.count == 61)
    #expect(Set(names).count == 61)
  }

  @Test(arguments: [
    ("{{ 'straße ǆ ﬁ' | upcase }}", "STRASSE Ǆ FI"), ("{{ 'ÀÉ İ Σ' | downcase }}", "àé i̇ σ"),
    ("{{ 'éCOLE À' | capitalize }}", "École à"), ("{{ 'ǆabc' | capitalize }}", "ǅabc"),
    ("{{ 'hELLO wORLD, THIS IS LONG TEXT' | capitalize }}", "Hello world, this is long text"),
    ("{{ 'abc@[`{xyz 0123456789 MIXED case' | upcase }}", "ABC@[`{XYZ 0123456789 MIXED CASE"),
    ("{{ 'ABC@[`{XYZ 0123456789 MIXED case' | downcase }}", "abc@[`{xyz 0123456789 mixed case"),
    ("{{ 1.5 | capitalize }}", "1.5"), ("{{ '1ABC' | capitalize }}", "1abc"),
    ("{{ nil | upcase }}", ""), ("{{ (1..3) | upcase }}", "1..3"),
  ])
  func letters(_ template: String, _ expected: String) throws {
    #expect(try Self.render(template) == expected)
  }

  @Test(arguments: [
    (#"{{ a | strip }}"#, #"{"a": "\u0000 \t\n\u000b\f\r x \u0000\n"}"#, "x"),
    (#"{{ a | strip }}"#, #"{"a": "\u00a0x\u00a0"}"#, "\u{A0}x\u{A0}"),
    (#"{{ a | squish }}"#, #"{"a": "  a \n\t b  c\n"}"#, "a b c"),
    (#"{{ a | squish }}"#, #"{"a": "a b"}"#, "a b"),
    (#"{{ a | squish }}"#, #"{"a": "a\tb"}"#, "a b"),
    (#"{{ a | strip_newlines }}"#, #"{"a": "a\r\nb\rc\n\nd"}"#, "ab\rcd"),
    (#"{{ a | newline_to_br }}"#, #"{"a": "a\r\nb\n\nc"}"#, "a<br />\nb<br />\n<br />\nc"),
    (#"{{ a | newline_to_br }}"#, #"{"a": "<b>\n"}"#, "<b><br />\n"),
  ])
  func whiteSpace(_ template: String, _ data: String, _ expected: String) throws {
    #expect(try Self.render(template, data: data) == expected)
  }

  @Test(arguments: [
    (#"{{ a | replace: 'b', '[\0]' }}"#, "a[b]c"), (#"{{ a | replace: 'b', '[\&]' }}"#, "a[b]c"),
    (#"{{ a | replace: 'b', '<\`>' }}"#, "a<a>c"), (#"{{ a | replace: 'b', "<\'>" }}"#, "a<c>c"),
    (#"{{ a | replace: 'b', '\1x' }}"#, "axc"), (#"{{ a | replace: 'b', '\\' }}"#, #"a\c"#),
    (#"{{ a | replace: 'b', '\z\' }}"#, #"a\z\c"#),
    (#"{{ a | replace_last: 'b', '\0' }}"#, #"a\0c"#),
    (#"{{ a | replace: 'x', 'y' }}"#, "abc"), (#"{{ a | replace: 'abc', '' }}"#, ""),
    (#"{{ a | replace_first: '', '-' }}"#, "-abc"), (#"{{ a | remove_last: '' }}"#, "abc"),
    (#"{{ 'äöü' | replace: '', '-' }}"#, "-ä-ö-ü-"), (#"{{ 'aaa' | replace: 'aa', 'b' }}"#, "ba"),
    (#"{{ 'aaa' | replace_last: 'aa', 'b' }}"#, "ab"), (#"{{ 'aXbX' | remove: 'X' }}"#, "ab"),
    (#"{{ 1234 | append: 5.0 | prepend: nil }}"#, "12345.0"),
  ])
  func replacing(_ template: String, _ expected: String) throws {
    #expect(try Self.render(template, data: #"{"a": "abc"}"#) == expected)
  }

  @Test(arguments: [
    ("{{ ' a  b ' | split: ' ' | join: '|' }}", "a|b"),
    ("{{ ',a,,b,,' | split: ',' | size }}", "4"),
    ("{{ 'aXXbXX' | split: 'XX' | join: '|' }}", "a|b"),
    ("{{ 'äöü' | split: '' | join: '|' }}", "ä|ö|ü"),
    ("{{ 'ab' | split: '  ' | size }}", "1"), ("{{ 'a b' | split: ' ' | first }}", "a"),
    ("{{ 'äöüß' | slice: 1, 2 }}", "öü"), ("{{ 'abc' | slice: 3 }}", ""),
    ("{{ 'abc' | slice: -3, 2 }}", "ab"),
    ("{{ 'abc' | slice: 1, nil }}", "b"), ("{{ 'abc' | slice: 0, 9223372036854775807 }}", "abc"),
    ("{{ 'abc' | slice: -9223372036854775808, 2 }}", ""), ("{{ (1..5) | slice: 1, 2 }}", ".."),
    ("{{ 'äöüß' | truncate: 3, '…' }}", "äö…"), ("{{ 'abcd' | truncate: 3 }}", "..."),
    ("{{ 'abcd' | truncate: '3', '' }}", "abc"), ("{{ 'abcd' | truncate: -5, 'x' }}", "x"),
    ("{{ ' a  b c ' | truncatewords: 3 }}", "a b c..."),
    ("{{ ' a  b c' | truncatewords: 3 }}", " a  b c"),
    ("{{ 'a b' | truncatewords: 1, 5 }}", "a5"),
    ("{{ 'a b' | truncatewords: 99999999999 }}", "a b"),
  ])
  func cutting(_ template: String, _ expected: String) throws {
    #expect(try Self.render(template) == expected)
  }

  @Test(arguments: [
    (
      #"{{ a | escape }}"#, #"{"a": "0123456789abcdef<&>\"' 0123456789abcdef&"}"#,
      "0123456789abcdef&lt;&amp;&gt;&quot;&#39; 0123456789abcdef&amp;"
    ),
    (#"{{ a | escape | escape }}"#, #"{"a": "<"}"#, "&amp;lt;"),
    (
      #"{{ a | escape_once }}"#, #"{"a": "&amp; &#39; &#x27; & &; &a1; &b"}"#,
      "&amp; &#39; &amp;#x27; &amp; &amp;; &amp;a1; &amp;b"
    ),
    (
      #"{{ a | strip_html }}"#,
      #"{"a": "a<script>x</script>b<!-- <b> -->c<style>s</style>d<br\n/>e < f"}"#, "abcde < f"
    ),
    (#"{{ a | strip_html }}"#, #"{"a": "<script>a<b>c"}"#, "ac"),
    (#"{{ a | strip_html }}"#, #"{"a": "<scr<script>x</script>ipt>y</SCRIPT>"}"#, "y"),
    (#"{{ a | url_encode }}"#, #"{"a": "a b&c/d~e_f-g.h*é"}"#, "a+b%26c%2Fd~e_f-g.h%2A%C3%A9"),
    (#"{{ a | url_decode }}"#, #"{"a": "%C3%A9+%zz%2"}"#, "é %zz%2"),
    (#"{{ a | base64_encode }}"#, #"{"a": "ab"}"#, "YWI="),
    (#"{{ a | base64_decode }}"#, #"{"a": ""}"#, ""),
    (#"{{ a | base64_url_safe_decode }}"#, #"{"a": "YWI"}"#, "ab"),
  ])
  func encoding(_ template: String, _ data: String, _ expected: String) throws {
    #expect(try Self.render(template, data: data) == expected)
  }

  @Test(arguments: [
    ("{{ '%ff' | url_decode }}", "invalid byte sequence in UTF-8"),
    ("{{ 'YWI' | base64_decode }}", "invalid base64 provided to base64_decode"),
    ("{{ 'YW=I' | base64_decode }}", "invalid base64 provided to base64_decode"),
    ("{{ 'YWJ=' | base64_decode }}", "invalid base64 provided to base64_decode"),
    ("{{ 'a' | base64_url_safe_decode }}", "invalid base64 provided to base64_url_safe_decode"),
    ("{{ 'a' | append }}", "wrong number of arguments (given 1, expected 2)"),
    ("{{ 'a' | upcase: 1, 2 }}", "wrong number of arguments (given 3, expected 1)"),
    ("{{ 'a' | truncate: 1, 2, 3 }}", "wrong number of arguments (given 4, expected 1..3)"),
    ("{{ 'a' | upcase: k: 1 }}", "wrong number of arguments (given 2, expected 1)"),
    (
      "{{ 'a' | default: 1, 2, allow_false: true }}",
      "wrong number of arguments (given 4, expected 1..3)"
    ),
    ("{{ 'a' | slice: 'x' }}", "invalid integer"), ("{{ 'a' | truncate: 1.0 }}", "invalid integer"),
    ("{{ 'a' | truncate: nil }}", "invalid integer"), ("{{ 1 | divided_by: 0 }}", "divided by 0"),
    ("{{ 1.5 | modulo: 0 }}", "divided by 0"), ("{{ 1 | modulo: 0.0 }}", "divided by 0"),
    ("{{ 1.0 | divided_by: 0.0 | ceil }}", "Computation results in 'Infinity'"),
    ("{{ -1 | divided_by: 0.0 | floor }}", "Computation results in '-Infinity'"),
    ("{{ 0.0 | divided_by: 0 | round }}", "Computation results in 'NaN' (Not a Number)"),
    ("{{ 'a,b' | split: ',' | concat: 'c' }}", "concat filter requires an array argument"),
    ("{{ (1..2) | map: 'a' }}", "cannot select the property"),
    ("{{ 'a' | map: nil }}", "cannot select the property"),
    ("{{ (1..2) | sort: 'a' }}", "cannot select the property"),
  ])
  func failures(_ template: String, _ message: String) {
    #expect(Self.message(template) == message)
  }

  @Test(arguments: [
    ("{{ 1.0 | divided_by: 0 }}", "Infinity"), ("{{ -1 | divided_by: 0.0 }}", "-Infinity"),
    ("{{ 0.0 | divided_by: 0.0 }}", "NaN"), ("{{ -7 | divided_by: 2 }}", "-4"),
    ("{{ -7 | modulo: 2 }}", "1"),
    ("{{ 7 | modulo: -2 }}", "-1"), ("{{ 7.5 | modulo: -2 }}", "-0.5"), ("{{ 2.5 | round }}", "3"),
    ("{{ -2.5 | round }}", "-3"), ("{{ 1.005 | round: 2 }}", "1.01"),
    ("{{ 12.3 | round: 2 }}", "12.3"),
    ("{{ 1234 | round: -2 }}", "1200"), ("{{ 1250 | round: -2 }}", "1300"),
    ("{{ -0.4 | round }}", "0"),
    ("{{ 1.95 | round: 1 }}", "2.0"), ("{{ '3.14159' | round: '2' }}", "3.14"),
    ("{{ -0.4 | ceil }}", "0"),
    ("{{ -0.04 | round: 1 }}", "-0.0"), ("{{ -1.5 | floor }}", "-2"),
    ("{{ 100000000000000000000.0 | floor }}", "100000000000000000000"),
    ("{{ 12.10 | abs }}", "12.1"), ("{{ '-0.0' | abs }}", "0.0"), ("{{ 0.0 | times: -1 }}", "-0.0"),
    ("{{ 3 | times: 1.10 }}", "3.3"), ("{{ 0.1 | plus: 0.2 }}", "0.3"),
    ("{{ 1.1 | times: 1.1 }}", "1.21"),
    ("{{ '1e5' | plus: 1 }}", "2"), ("{{ ' 12.5 ' | plus: 1 }}", "13.5"),
    ("{{ '.5' | plus: 1 }}", "1"),
    ("{{ '5.' | plus: 1 }}", "6"), ("{{ '1_000' | plus: 1 }}", "1001"),
    ("{{ true | plus: 1 }}", "1"),
    ("{{ 4 | at_least: 4.5 }}", "4.5"), ("{{ 4.50 | at_most: '5' }}", "4.5"),
    ("{{ nil | at_most: -1 }}", "-1"),
    ("{{ 9223372036854775807 | times: 2 }}", "18446744073709551614"),
    ("{{ 100000000000000000000 | divided_by: 7 }}", "14285714285714285714"),
    ("{{ -9223372036854775808 | divided_by: -1 }}", "9223372036854775808"),
    ("{{ 100000000000000000000 | plus: 0.5 }}", "1.0e+20"),
    ("{{ 0.0 | divided_by: 4 }}", "0.0"), ("{{ 0 | divided_by: 2.5 }}", "0.0"),
    ("{{ 0.00 | divided_by: 0.000001 }}", "0.0"), ("{{ 0.0 | divided_by: -4 }}", "-0.0"),
    ("{{ 1 | divided_by: 3.0 }}", "0.3333333333333333"),
    ("{{ 2 | divided_by: 3.0 }}", "0.6666666666666666"),
    ("{{ 1.0 | divided_by: 1000000 }}", "1.0e-06"),
    ("{{ 123456789.123 | times: 1000000000 }}", "1.23456789123e+17"),
    ("{{ 10.5 | round: 9999999999999999999999 }}", "10.5"), ("{{ 5 | round: 1.9 }}", "5"),
  ])
  func arithmetic(_ template: String, _ expected: String) throws {
    #expect(try Self.render(template) == expected)
  }

  @Test(arguments: [
    ("{{ l | sort | join: ',' }}", "1,1.0,1,1.5,2"),
    ("{{ m | sort_natural | join: ',' }}", "a,b,B,c"),
    ("{{ n | sort | join: ',' }}", "1,2,,"), ("{{ o | map: 'k' | join: ',' }}", "2,1,,1"),
    ("{{ o | sort: 'k' | map: 'n' | join: ',' }}", "b,d,a,c"),
    ("{{ o | where: 'k' | map: 'n' | join }}", "a b d"),
    ("{{ o | where: 'k', 1.0 | map: 'n' | join }}", "b d"),
    ("{{ o | reject: 'k', 1 | map: 'n' | join }}", "a c"),
    ("{{ o | uniq: 'k' | map: 'n' | join }}", "a b c"), ("{{ 1.5 | uniq: 'k' }}", "1.5"),
    ("{{ o | compact: 'k' | map: 'n' | join }}", "a b d"),
    ("{{ o | find: 'k', 1 | map: 'n' }}", "b"), ("{{ o | find_index: 'k', 1 }}", "1"),
    ("{{ o | has: 'k', 3 }}", "false"),
    ("{{ o | sum: 'k' }}", "4"), ("{{ l | uniq | join: ',' }}", "2,1,1.5,1.0"),
    ("{{ x | flat | join: ',' }}", "1,2,3"),
    ("{{ x | reverse | join: ',' }}", "3,2,1"), ("{{ x | size }}", "2"),
    ("{{ x | concat: x | size }}", "5"),
    ("{{ x | sort | join }}", "1 2 3"), ("{{ n | compact | where: 0 | join }}", "2 1"),
    ("{{ b | map: 'k' }}", ""), ("{{ b | sort: 'k' }}", ""), ("{{ h | join }}", #"{"a"=>1}"#),
    ("{{ h | map: 'a' }}", "1"),
    ("{{ h | first | join: '-' }}", "a-1"), ("{{ h | last }}", ""),
    ("{{ h | reverse }}", #"{"a"=>1}"#),
    ("{{ (5..1) | first }}", "5"), ("{{ (5..1) | size }}", "0"),
    ("{{ (1..3) | reverse | join }}", "3 2 1"),
    ("{{ m | where: 'a' | join }}", "a"), ("{{ i | map: 0 | join: ',' }}", "1,0,1"),
    ("{{ m | map: 0 | join }}", "b a B c"),
    ("{{ i | map: 'to_liquid' | join }}", "5 6 7"), ("{{ i | slice: 1, 5 | join }}", "6 7"),
    ("{{ i | sum: 1 }}", "2"),
  ])
  func lists(_ template: String, _ expected: String) throws {
    let data = """
      {"l": [2, 1, 1.5, 1.0, 1], "m": ["b", "a", "B", "c"], "n": [2, null, 1, null], "b": [true],
       "o": [{"n": "a", "k": 2}, {"n": "b", "k": 1}, {"n": "c"}, {"n": "d", "k": 1}],
       "x": [1, [2, [3]]], "h": {"a": 1}, "i": [5, 6, 7]}
      """
    #expect(try Self.render(template, data: data) == expected)
  }

  @Test(arguments: [
    ("{{ empty | default: 'x' }}", ""), ("{{ (1..0) | default: 'x' }}", "1..0"),
    ("{{ '' | default: nil }}", ""),
    ("{{ false | default: allow_false: true }}", #"{"allow_false"=>true}"#),
    ("{{ 0 | default: 'x' }}", "0"),
    ("{{ nil | default: 'x', allow_false: true }}", "x"),
    ("{{ false | default: 'x', allow_false: false }}", "x"),
    ("{{ false | default: 'x', 'y' }}", "x"), ("{{ 'a' | append: k: 1 }}", #"a{"k"=>1}"#),
  ])
  func choices(_ template: String, _ expected: String) throws {
    #expect(try Self.render(template) == expected)
  }
}
