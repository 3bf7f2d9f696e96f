"""Templates and data made to exhaust a renderer: the list. `run.py` runs them.

Each says what must become of it: a word of the error it ends in, or that it renders. `big` data is made here, so that no
megabytes lie in the repository.
"""

import json
from dataclasses import dataclass, field

MIB = 1 << 20
# The text limit is 640 KiB; what must pass it stays a little below.
NEARLY = 640 * 1024 - 64


@dataclass
class Bomb:
    """One template with its data, and how it must end: `renders`, or a part of the message or code."""

    name: str
    template: str
    ends: str
    data: dict = field(default_factory=dict)
    snippets: dict = field(default_factory=dict)
    type: str = "text"


def filled(piece, size=NEARLY):
    """The piece again and again, up to about `size` bytes."""
    return piece * (size // len(piece.encode()))


def nested(opening, closing, depth, inside="x"):
    return opening * depth + inside + closing * depth


def doubled(step, times=40):
    return "{% assign s = '0123456789abcdef' %}" + step * times + "{{ s | size }}"


WORDS = {"s": "word " * 600_000}
LETTERS = {"s": "a" * (3 * MIB)}
TAGS = {"s": "<" * (3 * MIB)}
NUMBERS = {"list": list(range(90_000, 0, -1))}
OBJECTS = {"list": [{"k": f"k{index % 977}", "n": index} for index in range(60_000)]}
LONG_KEYS = {"list": [{"k": "k" * 2_000 + str(index % 3)} for index in range(1_000)]}
DEEP = json.loads("[" * 90 + "1" + "]" * 90)

BOMBS = [
    # Loops.
    Bomb("range, empty body", "{% for i in (1..1000000000) %}{% endfor %}", "range"),
    Bomb("range to the last integer", "{% for i in (1..9223372036854775807) %}{{ i }}{% endfor %}", "range"),
    Bomb("range, backwards over everything", "{% for i in (1..9999999999) reversed %}{% endfor %}", "range"),
    Bomb("range at the end, with a limit", "{% for i in (1..9223372036854775807) offset: 9223372036854775800 limit: 3 %}{{ i }}{% endfor %}", ""),
    Bomb("loops within loops", nested("{% for i in (1..1000) %}", "{% endfor %}", 6), "1000"),
    Bomb("loops within loops, empty", nested("{% for i in (1..99999) %}", "{% endfor %}", 20, ""), "100000"),
    Bomb("a hundred loops of two", nested("{% for i in (1..2) %}", "{% endfor %}", 99, ""), "100000"),
    Bomb("table of everything", "{% tablerow i in (1..1000000000) cols: 3 %}{{ i }}{% endtablerow %}", "range"),
    Bomb("tables within tables", nested("{% tablerow i in (1..300) %}", "{% endtablerow %}", 4), "100000"),
    Bomb("render for a range", "{% render 'a' for (1..1000000000) as x %}", "range", snippets={"a": "{{ x }}"}),
    Bomb("one pass after the other", "{% for i in (1..90000) %}x{% endfor %}" * 30, "100000"),
    Bomb("continue, for ever", "{% for i in (1..99999) %}{% for j in (1..99999) %}{% continue %}{% endfor %}{% endfor %}", "100000"),
    Bomb("cycle in loops", nested("{% for i in (1..400) %}", "{% endfor %}", 3, "{% cycle 'a', 'b' %}"), "100000"),
    Bomb("cycle, a group for each pass", "{% for i in (1..99999) %}{% cycle i: 'a', 'b' %}{% endfor %}", "steps"),
    Bomb("a page of text", "{% for i in (1..99999) %}" + "x" * 5_000 + "{% endfor %}", "16777216"),
    Bomb("a page of one value", "{% for i in (1..99999) %}{{ s }}{% endfor %}", "16777216", data={"s": "v" * 100_000}),
    Bomb("a page of escapes", "<p>{% for i in (1..99999) %}{{ s }}{% endfor %}", "16777216", data=TAGS, type="html"),
    # Snippets.
    Bomb("a snippet that renders itself", "{% render 'a' %}", "snippets within snippets", snippets={"a": "{% render 'a' %}"}),
    Bomb("a snippet that includes itself", "{% include 'a' %}", "snippets within snippets", snippets={"a": "{% include 'a' %}"}),
    Bomb("two that render each other", "{% render 'a' %}", "snippets within snippets", snippets={"a": "{% render 'b' %}", "b": "x{% render 'a' %}"}),
    Bomb("twice itself", "{% render 'a' %}", "", snippets={"a": "{% render 'a' %}{% render 'a' %}"}),
    Bomb("a tree of snippets", "{% render 's0' %}", "1000000 steps",
         snippets={f"s{index}": f"{{% render 's{index + 1}' %}}" * 9 for index in range(12)} | {"s12": "x"}),
    Bomb("a chain of a thousand snippets", "{% render 's0' %}", "within",
         snippets={f"s{index}": f"{{% render 's{index + 1}' %}}" for index in range(1000)} | {"s1000": "x"}),
    Bomb("a chain of deep snippets", "{% render 's0' %}", "within",
         snippets={f"s{index}": nested("{% if 1 %}", "{% endif %}", 90, f"{{% render 's{index + 1}' %}}") for index in range(30)} | {"s30": "x"}),
    Bomb("a chain of deep includes", "{% include 's0' %}", "within",
         snippets={f"s{index}": nested("{% if 1 %}", "{% endif %}", 90, f"{{% include 's{index + 1}' %}}") for index in range(30)} | {"s30": "x"}),
    Bomb("a name that is a value", "{% for i in (1..99999) %}{% include n %}{% endfor %}", "snippets within", data={"n": "a"}, snippets={"a": "{% include n %}"}),
    Bomb("a snippet in a thousand contexts", "".join(f"<a href=\"{'x' * (index % 7)}?{'&' * (index % 5)}{{% render 's' %}}\">" for index in range(5_000)), "",
         snippets={"s": "{{ v }}" * 2_000}, type="html"),
    # Strings that grow.
    Bomb("doubling by append", doubled("{% assign s = s | append: s %}"), "4194304"),
    Bomb("doubling by prepend", doubled("{% assign s = s | prepend: s %}"), "4194304"),
    Bomb("doubling by capture", doubled("{% capture s %}{{ s }}{{ s }}{% endcapture %}"), "4194304"),
    Bomb("doubling by replace", doubled("{% assign s = s | replace: 'a', 'aaaaaaaaaa' %}"), "4194304"),
    Bomb("doubling by concat", "{% assign l = '1,2' | split: ',' %}" + "{% assign l = l | concat: l %}" * 40 + "{{ l | size }}", ""),
    Bomb("growing by join", "{% assign l = (1..99999) | join: s %}", "4194304", data={"s": "x" * 1000}),
    Bomb("growing by escape", doubled("{% assign s = s | replace: 'a', '<' | escape %}"), ""),
    Bomb("growing by url_encode", "{% assign t = s | url_encode | url_encode | url_encode %}{{ t | size }}", "4194304", data=TAGS),
    Bomb("growing by base64", doubled("{% assign s = s | base64_encode %}", 60), "4194304"),
    Bomb("many middling strings", "{% for i in (1..99999) %}{% assign t = s | append: i %}{% endfor %}", "", data={"s": "v" * 200_000}),
    Bomb("capture within capture", nested("{% capture c %}{{ s }}", "{% endcapture %}{{ c }}", 90), "", data={"s": "v" * 100_000}),
    Bomb("one long text, held many times", "{% assign l = s | split: ' ' %}" + "{% assign l = l | concat: l %}" * 14 + "{{ l }}", "", data={"s": "v" * MIB}),
    Bomb("long outputs without a loop", "{{ s }}" * 90_000, "16777216", data={"s": "v" * MIB}),
    Bomb("short outputs without a loop", "<p>" + "{{ s }}" * 92_000, "", data={"s": "<" * 64}, type="html"),
    Bomb("outputs in a script without a loop", "<script>a = '" + "{{ s }}" * 90_000 + "'</script>", "", data={"s": "<" * MIB}, type="html"),
    Bomb("a list of nothing, printed", "{% assign l = s | split: ',' | map: 'x' %}{% for i in (1..99999) %}{{ l }}{% endfor %}", "", data={"s": "a," * 90_000}),
    # Filters over much.
    Bomb("split into letters", "{{ s | split: '' | size }}", "", data=LETTERS),
    Bomb("split and join", "{{ s | split: ' ' | join: '--' | size }}", "", data=WORDS),
    Bomb("split, ever again", "{% for i in (1..999) %}{% assign l = s | split: ' ' %}{% endfor %}", "", data=WORDS),
    Bomb("replace of every letter", "{{ s | replace: 'a', 'b' | size }}", "", data=LETTERS),
    Bomb("replace with what is searched", "{{ s | replace: 'aa', 'aaaa' | size }}", "4194304", data=LETTERS),
    Bomb("replace, nearly found", "{{ s | replace: t, 'x' | size }}", "", data={"s": "a" * MIB, "t": "a" * 50_000 + "b"}),
    Bomb("remove, nearly found", "{{ s | remove: t | size }}", "", data={"s": "a" * MIB, "t": "b" + "a" * 50_000}),
    Bomb("contains, nearly found", "{% if s contains t %}x{% endif %}", "", data={"s": "a" * MIB, "t": "a" * 500_000 + "b"}),
    Bomb("slice of the far end", "{% for i in (1..99999) %}{{ s | slice: -1 }}{% endfor %}", "", data={"s": "é" * 500_000}),
    Bomb("slice of more than there is", "{{ s | slice: 0, 9223372036854775807 | size }}{{ s | slice: -9223372036854775807, 5 }}", "renders", data={"s": "abc"}),
    Bomb("strip_html of open tags", "{{ s | strip_html | size }}", "", data=TAGS),
    Bomb("strip_html of open comments", "{{ s | strip_html | size }}", "", data={"s": "<!--" * 500_000}),
    Bomb("strip_html of open scripts", "{{ s | strip_html | size }}", "", data={"s": "<script>" * 300_000}),
    Bomb("truncatewords of spaces", "{{ s | truncatewords: 1000000 | size }}", "", data={"s": " " * (2 * MIB)}),
    Bomb("upcase of what grows", "{{ s | upcase | upcase | size }}", "", data={"s": "ŉ" * MIB}),
    Bomb("capitalize, ever again", "{% for i in (1..9999) %}{{ s | capitalize | size }}{% endfor %}", "", data={"s": "é" * 200_000}),
    Bomb("sort of a range", "{{ (1..100000) | sort | size }}", ""),
    Bomb("sort of numbers, ever again", "{% for i in (1..99999) %}{% assign l = list | sort %}{% endfor %}", "", data=NUMBERS),
    Bomb("sort of a million", "{{ s | split: ' ' | sort | size }}", "", data={"s": " ".join(str(index * 7919 % 1_000_003) for index in range(500_000))}),
    Bomb("sort by a member, of long texts", "{% for i in (1..999) %}{% assign l = list | sort: 'k' | size %}{% endfor %}", "", data=LONG_KEYS),
    Bomb("sort_natural of long texts", "{% for i in (1..999) %}{% assign l = list | map: 'k' | sort_natural %}{% endfor %}", "", data=LONG_KEYS),
    Bomb("uniq of texts", "{% for i in (1..999) %}{% assign l = list | uniq: 'k' | size %}{% endfor %}", "", data=OBJECTS),
    Bomb("where of all", "{% for i in (1..9999) %}{% assign l = list | where: 'k', 'k5' %}{% endfor %}", "", data=OBJECTS),
    Bomb("map and sum", "{% for i in (1..9999) %}{% assign l = list | map: 'n' | sum %}{% endfor %}", "", data=OBJECTS),
    Bomb("reverse of everything", "{{ (1..9223372036854775807) | reverse | size }}", "range"),
    Bomb("first of everything", "{{ (1..9223372036854775807) | first }}", "renders"),
    # Numbers and dates.
    Bomb("squaring", "{% assign n = 99999999999999999999 %}" + "{% assign n = n | times: n %}" * 60 + "{{ n | size }}", "steps"),
    Bomb("a number of a megabyte", "{{ s | plus: 1 | size }}", "", data={"s": "9" * MIB}),
    Bomb("dividing a number of a megabyte", "{{ s | divided_by: 7 | size }}", "", data={"s": "9" * MIB}),
    Bomb("a wide date", "{{ 'now' | date: '%1000000d' | size }}", ""),
    Bomb("a date of all widths", "{{ 'now' | date: s | size }}", "4194304", data={"s": "%999999d" * 100}),
    Bomb("a width without end", "{{ 'now' | date: '%99999999999999999999999d' | size }}", ""),
    Bomb("a long pattern", "{{ 'now' | date: s | size }}", "", data={"s": "%A " * 500_000}),
    Bomb("a long date", "{{ s | date: '%Y' }}", "", data={"s": "2024-01-01 " * 200_000}),
    Bomb("money of many digits", "{{ s | money: 'EUR' | size }}", "", data={"s": "9" * 100_000}),
    Bomb("rounding to a million places", "{{ 1.5 | round: 1000000 }}", ""),
    # Texts for the parser.
    Bomb("blocks, a hundred", nested("{% if true %}", "{% endif %}", 100), "renders"),
    Bomb("blocks, one more", nested("{% if true %}", "{% endif %}", 101), "nesting-too-deep"),
    Bomb("blocks, many thousand", nested("{% if true %}", "{% endif %}", 25_000), "nesting-too-deep"),
    Bomb("loops to the limit", nested("{% for i in (1..1) %}", "{% endfor %}", 100), "renders"),
    Bomb("cases that double", nested("{% case 1 %}{% when 1, 1 %}", "{% endcase %}", 90), "program-too-large"),
    Bomb("brackets, ninety thousand", "{{ " + "a[" * 90_000 + "]" * 90_000 + " }}", "nesting-too-deep"),
    Bomb("brackets without end", "{{ " + "[" * 600_000 + " }}", "nesting-too-deep"),
    Bomb("ranges within ranges", "{{ " + "(" * 90_000 + "1" + "..2)" * 90_000 + " }}", "nesting-too-deep"),
    Bomb("dots", "{{ a" + ".b" * 300_000 + " }}", "program-too-large"),
    Bomb("filters, seventy thousand", "{{ a" + " | upcase" * 70_000 + " }}", ""),
    Bomb("operands, a hundred thousand", "{% if a" + " and a" * 100_000 + " %}x{% endif %}", "condition-too-long"),
    Bomb("operands, mixed", "{% if a" + " or a == 1 and b" * 40_000 + " %}x{% endif %}", "condition-too-long"),
    Bomb("values of when", "{% case a %}{% when 1" + ", 1" * 200_000 + " %}x{% endcase %}", "program-too-large"),
    Bomb("clauses of case", "{% case a %}" + "{% when 1 %}x" * 50_000 + "{% endcase %}", "program-too-large"),
    Bomb("branches of if", "{% if a %}" + "{% elsif b %}x" * 40_000 + "{% endif %}", ""),
    Bomb("arguments", "{{ a | default: 1" + ", 1" * 200_000 + " }}", "argument-count"),
    Bomb("named arguments", "{{ a | t: " + ", ".join(f"n{index}: 1" for index in range(55_000)) + " }}", "program-too-large"),
    Bomb("arguments of render", "{% render 'a', " + ", ".join(f"n{index}: 1" for index in range(55_000)) + " %}", "too-many-arguments", snippets={"a": "x"}),
    Bomb("values of cycle", "{% cycle 1" + ", 1" * 200_000 + " %}", "cycle-syntax"),
    Bomb("variables", "".join(f"{{%assign v{index}=1%}}" for index in range(33_500)), "program-too-large"),
    Bomb("names read", "".join(f"{{{{ v{index} }}}}" for index in range(48_000)), "program-too-large"),
    Bomb("counters", "".join(f"{{% increment v{index} %}}" for index in range(28_000)), "program-too-large"),
    Bomb("ten megabytes of text", "x" * (10 * MIB), "template-too-long"),
    Bomb("ten megabytes of outputs", "{{ a }}" * (10 * MIB // 7), "template-too-long"),
    Bomb("as much text as there may be", "x" * NEARLY, "renders", type="html"),
    Bomb("as many outputs", filled("{{ a }}"), "renders", type="html"),
    Bomb("as many tags of HTML", filled("<a b='c' href=x?y>"), "", type="html"),
    Bomb("as many less-thans", filled("<"), "", type="html"),
    Bomb("as many quotes in a script", "<script>" + filled("'\""), "", type="html"),
    Bomb("as many braces in a script", "<script>" + filled("`${"), "", type="html"),
    Bomb("as many style urls", "<style>" + filled("url('") , "", type="html"),
    Bomb("as many references", "<p title='" + filled("&a"), "", type="html"),
    Bomb("as many comments", filled("<!--"), "", type="html"),
    Bomb("as many elements of SVG", filled("<g>"), "", type="svg"),
    Bomb("as many opening braces", filled("{"), ""),
    Bomb("as many open outputs", filled("{{"), "unterminated-output"),
    Bomb("as many open tags", filled("{%"), "unterminated-tag"),
    Bomb("as many open comments", filled("{% comment %}"), "unclosed-tag"),
    Bomb("as many open raws", filled("{% raw %}"), "unclosed-tag"),
    Bomb("as many raws within comments", "{% comment %}" + filled("{% raw %}"), "unclosed-tag"),
    Bomb("as many open docs", filled("{% doc %}"), "nested-doc"),
    Bomb("as many raw ends, nearly", "{% raw %}" + filled("{% endra %}"), "unclosed-tag"),
    Bomb("as many braces in raw", "{% raw %}" + filled("{{ {% "), "unclosed-tag"),
    Bomb("as many unknown tags", filled("{% x %}"), "unknown-tag"),
    Bomb("as many wrong outputs", filled("{{ ! }}"), "unexpected-character"),
    Bomb("as many wrong filters", filled("{{ a | nope }}"), "unknown-filter"),
    Bomb("as many wrong contexts", filled("<a {{ a }}>"), "", type="html"),
    Bomb("as many quotes", "{{ " + filled("'a' ", MIB // 2) + " }}", "unexpected-token"),
    Bomb("as many colons", "{% render 'a' " + filled("a:a:", MIB // 2) + " %}", "", snippets={"a": "x"}),
    Bomb("as many attributes", "{% for i in l " + filled("limit:1 ", MIB // 2) + " %}{% endfor %}", ""),
    Bomb("as many lines of liquid", "{% liquid\n" + filled("echo a\n") + " %}", ""),
    Bomb("liquid within liquid", "{% liquid\n" + filled("liquid liquid\n") + " %}", ""),
    Bomb("as many dashes", filled("{{- a -}} "), ""),
    Bomb("as many spaces to trim", "x" + " " * (MIB // 4) + "{{- a -}}" + " " * (MIB // 4) + "x", "renders"),
    Bomb("as many captures with markup", nested("{% capture c %}", "{% endcapture %}", 100, filled("<b>", MIB // 2)), "", type="html"),
    Bomb("nothing closed", "<a href='{% if a %}{% for i in l %}{% case x %}{% when 1 %}{% capture c %}<script>`${'", "unclosed-tag", type="html"),
    # Data.
    Bomb("deep data", "{{ d | json }}{{ d }}", "", data={"d": DEEP}),
    Bomb("deep data, compared", "{% for i in (1..99999) %}{% if d == e %}x{% endif %}{% endfor %}", "", data={"d": DEEP, "e": DEEP}),
    Bomb("wide data, compared", "{% for i in (1..99999) %}{% if l == m %}{% endif %}{% endfor %}", "", data={"l": list(range(50_000)), "m": list(range(50_000))}),
    Bomb("wide data, printed", "{% for i in (1..99999) %}{{ l }}{% endfor %}", "", data={"l": list(range(50_000))}),
    Bomb("many members, searched", "{% for i in (1..99999) %}{{ o[k] }}{% endfor %}", "", data={"o": {f"k{index}": 1 for index in range(20_000)}, "k": "k19999"}),
    Bomb("sizes without a loop", "{{ s.size }}" * 54_000, "steps", data={"s": "é" * MIB}),
    Bomb("many members, looped over", "{% for i in (1..99999) %}{% for p in o limit: 0 %}{% endfor %}{% endfor %}", "", data={"o": {f"k{index}": 1 for index in range(20_000)}}),
    Bomb("a long name", "{% for i in (1..99999) %}{{ [s] }}{% endfor %}", "steps", data={"s": "n" * MIB}),
    Bomb("arguments, ever again", "{% for i in (1..99999) %}{% render 'a'" + "".join(f", n{index}: i" for index in range(64)) + " %}{% endfor %}", "", snippets={"a": "x"}),
    Bomb("a long text, compared", "{% for i in (1..99999) %}{% if s == t %}{% endif %}{% endfor %}", "", data={"s": "a" * MIB, "t": "a" * (MIB - 1) + "b"}),
    Bomb("a long text, searched", "{% for i in (1..99999) %}{% if s contains 'b' %}{% endif %}{% endfor %}", "", data=LETTERS),
    Bomb("a long text, measured", "{% for i in (1..99999) %}{{ s.size }}{% endfor %}", "", data={"s": "é" * MIB}),
    Bomb("a long text, changed", "{% for i in (1..99999) %}{% ifchanged %}{{ s }}{% endifchanged %}{% endfor %}", "", data={"s": "a" * MIB}),
]
