#!/usr/bin/env python3
"""Compares billow's locale formats with Babel and with Chromium's Intl.

    Scripts/verify-locales.py [--record] [SETUP_FOLDER]

For every locale it makes some 250 texts with Babel, adds the rules of CLDR that Babel lacks (each a named
class below), and holds the result against the test vectors in Tests/LiquidTests/Locale/Vectors, which
the Swift tests hold against billow. Then it asks Chromium's Intl for the same texts. A difference that no class
explains fails. `--record` rewrites the vectors, and fails when that changed one.

Babel and Playwright are installed into a virtual environment under SETUP_FOLDER (default: .setup);
chromium is Debian's. The classes are described in Docs/locales.md.
"""

import collections
import datetime
import decimal
import importlib.util
import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
VECTORS = HERE.parent / "Tests/LiquidTests/Locale/Vectors"
spec = importlib.util.spec_from_file_location("make_locales", HERE / "make-locales.py")
make = importlib.util.module_from_spec(spec)
sys.dont_write_bytecode = True
spec.loader.exec_module(make)

TAGS = make.TAGS + ["ar-u-nu-arab", "ar-EG-u-nu-latn", "hi-u-nu-deva"]

AMOUNTS = ["0", "-0.004", "0.005", "1", "-1", "12.1", "999.995", "-999.995", "1000", "-1234.56", "9999.99",
           "12345.678", "1234567.891", "-123456789012.34"]
FEW = ["-0.5", "1234.5", "1234567.125"]
CURRENCIES = """USD GBP CHF JPY KWD INR PLN CZK HUF SEK NOK DKK RON BGN TRY UAH RUB ILS AED SAR EGP BHD
TND OMR ISK KRW CNY TWD VND CLP XAF XOF BRL MXN CAD AUD NZD ZAR IDR THB RSD""".split()
NUMBERS = ["0", "7", "-7", "42", "999", "1000", "-1000", "9999", "10000", "100000", "1234567", "-9876543210", "0.5",
           "0.25", "-0.125", "12.10", "1234.5", "1234.5678", "99999.999", "18446744073709551616",
           "123456789012345678901234567890"]
DATES = ["2026-03-05", "2024-02-29", "1999-12-31", "2026-09-14"]
STYLES = ["full", "long", "medium", "short", "month_year", "month_long", "month_short", "day_month", "weekday",
          "weekday_short"]
COUNTS = ["0", "1", "2", "3", "4", "5", "10", "11", "12", "19", "20", "21", "22", "25", "100", "101", "103", "111",
          "1000000", "0.5", "1.0", "1.5", "2.0", "0.00", "10.1", "21.0"]
UNITS = {"kWh": None, "m3": None, "L": ("liter", "short"), "kg": ("kilogram", "short"),
         "day": ("day", "long"), "month": ("month", "long"), "year": ("year", "long"), "hour": ("hour", "long")}
UNIT_NUMBERS = ["1", "2", "5", "1234.5"]


def cases():
    rows = [("money", a, "EUR", "symbol", "") for a in AMOUNTS]
    rows += [("money", a, c, "symbol", "") for c in CURRENCIES for a in (FEW if c in "JPY KWD INR CHF USD GBP" else FEW[1:2])]
    rows += [("money", a, c, s, "") for s in ["code", "plain"] for c in ["EUR", "JPY", "KWD"] for a in FEW]
    rows += [("money", "0.123456", "EUR", "symbol", "6"), ("money", "12.5", "EUR", "symbol", "0")]
    rows += [("number", n, "", "auto", "") for n in NUMBERS]
    rows += [("number", n, "2", "auto", "") for n in ["0", "-0.004", "1.005", "2.675", "1234.5", "99999.999"]]
    rows += [("number", n, "", g, "") for g in ["always", "min2", "never"] for n in ["999", "1234", "12345", "1234567"]]
    rows += [("percent", n, "", "", "") for n in ["0", "-3", "12.5", "100", "1234.5"]]
    rows += [("date", d, s, "", "") for s in STYLES for d in DATES]
    rows += [("plural", n, "", "", "") for n in COUNTS]
    rows += [("unit", n, u, "", "") for u in UNITS for n in UNIT_NUMBERS]
    return rows


# --- what Babel says, and what CLDR says beyond it ---------------------------------------------

class Babel:
    def __init__(self, tag):
        self.tag = tag
        self.base, _, self.extension = tag.partition("-u-nu-")
        self.locale = make.locale(self.base)
        self.data = self.locale._data
        self.system = self.extension or self.data["default_numbering_system"]
        self.language = tag.split("-")[0]

    def digits(self, text, classes):
        """Babel takes a system's separators but not its digits."""
        if self.system == "latn":
            return text
        classes.add("digits")
        zero = ord(make.DECIMAL_DIGITS[self.system])
        return "".join(chr(zero + int(c)) if c in "0123456789" else c for c in text)

    def grouped(self, number, grouping, classes):
        whole = len(str(abs(int(number))))
        minimum = make.Corrections.minimum_grouping.get(self.base, 1)
        if grouping == "never":
            return False
        if grouping == "auto" and minimum == 2 and whole == 4:
            classes.add("minimum-grouping")
            return False
        return not (grouping == "min2" and whole == 4)

    def symbols(self, text, money, classes):
        """Separators of numbers and of money that Babel mixes up, and the minus of explicit patterns."""
        system = self.system if self.has_symbols() else "latn"
        minus = self.data["number_symbols"][system]["minusSign"]
        if minus not in text and "-" in text:
            classes.add("minus-sign")
            text = text.replace("-", minus)
        if self.base == "de-AT" and not money and "." in text:
            classes.add("currency-symbols")
            return text.replace(".", "\u00a0")
        if self.base == "fr-CH" and money and "," in text:
            classes.add("currency-symbols")
            return text.replace(",", ".")
        return text

    def unsigned_zero(self, number, classes):
        if number.is_zero() and number.is_signed():
            classes.add("negative-zero")
            return abs(number)
        return number

    def number_pattern(self, decimals):
        grouping = self.data["decimal_formats"][None].grouping
        head = "#,##,##0" if grouping[1] == 2 else "#,##0"
        return head + ("." + "0" * decimals if decimals else "")

    def number(self, value, decimals, grouping, classes, money=False):
        from babel.numbers import format_decimal
        if decimals is None:
            decimals = max(0, -value.as_tuple().exponent)
        value = self.unsigned_zero(value.quantize(decimal.Decimal(1).scaleb(-decimals)), classes)
        text = format_decimal(value, format=self.number_pattern(decimals), locale=self.locale,
                              decimal_quantization=False,
                              group_separator=self.grouped(value, grouping, classes),
                              numbering_system=self.system if self.has_symbols() else "latn")
        return self.digits(self.symbols(text, money, classes), classes)

    def has_symbols(self):
        return "group" in self.data["number_symbols"].get(self.system, {})

    def currency_digits(self, code):
        from babel.numbers import get_currency_precision
        return get_currency_precision(code)

    def money(self, value, code, style, decimals, classes):
        from babel.numbers import format_currency
        digits = int(decimals) if decimals else self.currency_digits(code)
        if style == "plain":
            return self.number(value, digits, "auto", classes, money=True)
        value = self.unsigned_zero(value.quantize(decimal.Decimal(1).scaleb(-digits)), classes)
        pattern = self.data["currency_formats"]["standard"].pattern
        if self.system == "arab":
            pattern = make.Corrections.native_currency[self.base]
            classes.add("native-pattern")
        symbol = self.locale.currency_symbols.get(code, code)
        if style == "code":
            symbol = code
            pattern = pattern.replace("¤", "¤¤")
        pattern = self.spaced(pattern, symbol, classes)
        pattern = pattern.replace("0.00", "0." + "0" * digits if digits else "0")
        text = format_currency(value, code, format=pattern, locale=self.locale,
                               currency_digits=False, decimal_quantization=False,
                               group_separator=self.grouped(value, "auto", classes),
                               numbering_system=self.system if self.has_symbols() else "latn")
        return self.digits(self.symbols(text, True, classes), classes)

    def spaced(self, pattern, symbol, classes):
        import unicodedata
        parts = []
        for part in pattern.split(";"):
            out = part
            if "¤#" in part and unicodedata.category(symbol[-1])[0] not in "SZ":
                out = part.replace("¤#", "¤\u00a0#")
                classes.add("currency-spacing")
            if "0¤" in part and unicodedata.category(symbol[0])[0] not in "SZ":
                out = part.replace("0¤", "0\u00a0¤")
                classes.add("currency-spacing")
            parts.append(out)
        return ";".join(parts)

    def percent(self, value, classes):
        from babel.numbers import format_percent
        decimals = max(0, -value.as_tuple().exponent)
        pattern = self.data["percent_formats"][None].pattern
        if decimals:
            pattern = pattern.replace("0", "0." + "0" * decimals)
        text = format_percent(value / 100, format=pattern, locale=self.locale, decimal_quantization=False,
                              group_separator=self.grouped(value, "auto", classes),
                              numbering_system=self.system if self.has_symbols() else "latn")
        system = self.system if self.has_symbols() else "latn"
        sign = self.data["number_symbols"][system]["percentSign"]
        if sign != "%":
            classes.add("percent-sign")
            text = text.replace("%", sign)
        return self.digits(self.symbols(text, False, classes), classes)

    def date(self, day, style, classes):
        from babel.dates import format_date, format_skeleton
        day = datetime.date.fromisoformat(day)
        patterns = {"month_long": "LLLL", "month_short": "LLL", "weekday": "cccc", "weekday_short": "ccc"}
        skeletons = {"month_year": "yMMMM", "day_month": "MMMMd"}
        if style in skeletons:
            text = format_skeleton(skeletons[style], day, locale=self.locale)
        else:
            text = format_date(day, patterns.get(style, style), locale=self.locale)
        return self.digits(text, classes)

    def plural(self, value):
        return self.locale.plural_form(value)

    def unit(self, text, value, unit, classes):
        name, width = make.CLDR_UNITS[unit]
        widths = self.data["unit_patterns"][name]
        patterns = {**widths["short"], **(widths.get(width) or {})}
        pattern = patterns.get(self.plural(value), patterns["other"])
        if "{0} " in pattern or " {0}" in pattern:
            classes.add("no-break-space")
        return make.nbsp(pattern).replace("{0}", text)

    def expected(self, case):
        """The text, and why it is not what Babel alone would give."""
        operation, value, first, second, third = case
        classes = set()
        if operation == "date":
            return self.date(value, first, classes), classes
        number = decimal.Decimal(value)
        if operation == "money":
            return self.money(number, first, second, third, classes), classes
        if operation == "number":
            return self.number(number, int(first) if first else None, second, classes), classes
        if operation == "percent":
            return self.percent(number, classes), classes
        if operation == "plural":
            return self.plural(number), classes
        return self.unit(self.number(number, None, "auto", classes), number, first, classes), classes


# --- what Chromium says ------------------------------------------------------------------------

ASK = """([tag, rows]) => rows.map(([operation, value, first, second, third]) => {
  const minus = {signDisplay: 'negative', roundingMode: 'halfExpand'};
  const digits = n => ({minimumFractionDigits: n, maximumFractionDigits: n});
  const own = value.includes('.') ? value.split('.')[1].length : 0;
  const day = options => new Intl.DateTimeFormat(tag, {...options, timeZone: 'UTC'})
      .format(new Date(value + 'T12:00:00Z'));
  const format = options => new Intl.NumberFormat(tag, {...minus, ...options}).format(value);
  switch (operation) {
  case 'money': {
    const decimals = third === '' ? {} : digits(Number(third));
    const currency = {style: 'currency', currency: first};
    if (second === 'plain') {
      const d = new Intl.NumberFormat(tag, currency).resolvedOptions().maximumFractionDigits;
      return format(digits(d));
    }
    return format({...currency, currencyDisplay: second, ...decimals});
  }
  case 'number': return format({useGrouping: second === 'never' ? false : second,
                                ...digits(first === '' ? own : Number(first))});
  case 'percent': return new Intl.NumberFormat(tag, {...minus, style: 'percent', ...digits(own)})
      .format(third);
  case 'date': switch (first) {
    case 'full': case 'long': case 'medium': case 'short': return day({dateStyle: first});
    case 'month_year': return day({year: 'numeric', month: 'long'});
    case 'month_long': return day({month: 'long'});
    case 'month_short': return day({month: 'short'});
    case 'day_month': return day({day: 'numeric', month: 'long'});
    case 'weekday': return day({weekday: 'long'});
    case 'weekday_short': return day({weekday: 'short'});
  }
  case 'plural': return new Intl.PluralRules(tag, digits(own)).select(Number(value));
  case 'unit': return second === '' ? null :
      format({style: 'unit', unit: second, unitDisplay: third, ...digits(own)});
  }
})"""


def chromium_rows():
    """The cases as the browser needs them: its units' names, percents divided."""
    rows = []
    for operation, value, first, second, third in cases():
        if operation == "percent":
            third = str(decimal.Decimal(value) / 100)
        if operation == "unit" and UNITS[first]:
            second, third = UNITS[first]
        rows.append([operation, value, first, second, third])
    return rows


def ask_chromium():
    from playwright.sync_api import sync_playwright
    executable = shutil.which("chromium")
    if executable is None:
        sys.exit("verify-locales: Debian's chromium is needed (apt-get install chromium)")
    answers = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page()
        for tag in TAGS:
            answers[tag] = page.evaluate(ASK, [tag, chromium_rows()])
        version = browser.version
        browser.close()
    return answers, version


def chromium_class(tag, case, ours, theirs):
    """The class of a difference from Chromium; None when nothing explains it."""
    operation, value, first, second = case[:4]
    base = tag.split("-u-")[0]
    if operation == "money" and second == "plain" and base in ("de-AT", "fr-CH"):
        return "plain-money"
    if operation == "money" and first in ("HUF", "IDR") and second == "symbol":
        return "newer-cldr"
    if base in ("de-CH", "it-CH") and ours.replace("\u2019", "'") == theirs:
        return "newer-cldr"
    if base == "sl" and operation == "date" and first == "short":
        return "newer-cldr"
    if base in ("ru", "uk") and first == "UAH" and ours.split()[-1] == "\u20b4":
        return "hryvnia-variant"
    if operation == "date" and ours.replace("\u202f", " ") == theirs:
        return "narrow-space"
    if operation == "date" and first in ("month_short", "month_long") and base in ("bg", "lt", "el"):
        return "month-alone"
    if operation == "unit" and spaces(ours) == spaces(theirs):
        return "no-break-space"
    return None


def spaces(text):
    """Text with every space an ordinary one, and Swiss apostrophes straight."""
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("\u2019", "'")


def main():
    record = "--record" in sys.argv
    folders = [a for a in sys.argv[1:] if not a.startswith("-")]
    make.in_setup(folders[0] if folders else make.ROOT / ".setup", [make.BABEL, "playwright==1.55.0"])
    context = decimal.getcontext()
    context.rounding = decimal.ROUND_HALF_UP
    context.prec = 60
    rows = cases()
    ours, babel_classes, same = {}, collections.Counter(), 0
    for tag in TAGS:
        babel = Babel(tag)
        ours[tag] = []
        for case in rows:
            text, classes = babel.expected(case)
            ours[tag].append(text)
            same += not classes
            for name in classes:
                babel_classes[name] += 1
    stale = keep(rows, ours, record)
    answers, version = ask_chromium()
    counts, unexplained, asked = collections.Counter(), [], 0
    for tag in TAGS:
        for case, own, other in zip(rows, ours[tag], answers[tag]):
            if other is None:
                continue
            asked += 1
            if own != other:
                name = chromium_class(tag, case, own, other)
                counts[name] += 1
                if name is None:
                    unexplained.append(f"{tag} {case}: ours {ascii(own)}, Chromium {ascii(other)}")
    total = len(rows) * len(TAGS)
    print(f"{len(TAGS)} locales x {len(rows)} values = {total}")
    print(f"Babel: {same} as they are; rules Babel lacks, some values with several:")
    for name, count in babel_classes.most_common():
        print(f"  {count:6} {name}")
    print(f"Chromium {version}: {asked} asked, {asked - sum(counts.values())} equal; differences:")
    for name, count in counts.most_common():
        print(f"  {count:6} {name or 'UNEXPLAINED'}")
    for line in unexplained[:400]:
        print(line)
    if stale:
        print("vectors differ:", " ".join(stale))
    sys.exit(1 if unexplained or stale else 0)


def keep(rows, ours, record):
    """Compares with the committed vectors, or rewrites them; the names of those that differ."""
    VECTORS.mkdir(parents=True, exist_ok=True)
    files = {"cases.tsv": "".join("\t".join(row) + "\n" for row in rows)}
    for tag, texts in ours.items():
        files[f"{tag}.txt"] = "".join(text + "\n" for text in texts)
    stale = []
    for name, content in files.items():
        path = VECTORS / name
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            stale.append(name)
            if record:
                path.write_text(content, encoding="utf-8")
    return stale


if __name__ == "__main__":
    main()
