#!/usr/bin/env python3
"""Writes Sources/Liquid/Locale/Data/*.swift from the CLDR that Babel carries.

    Scripts/make-locales.py [SETUP_FOLDER]

Babel is installed into a virtual environment of its own under SETUP_FOLDER (default: .setup).
Nothing here runs when billow is built: the files are committed, so that a toolchain or a Babel
release never moves a bill's bytes. After a change run Scripts/verify-locales.py.

What Babel drops from CLDR is in `Corrections` below, each line with its place in CLDR's XML;
Scripts/verify-locales.py proves it against Chromium's Intl.
"""

import os
import pathlib
import subprocess
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT / "Sources/Liquid/Locale/Data"
BABEL = "babel==2.18.0"

# The languages and regions a European utility writes to, and the scripts that test a formatter.
TAGS = """ar ar-EG bg cs da de de-AT de-CH el en en-001 en-GB en-IE en-IN es et fi fr fr-BE fr-CH
he hi hr hu it it-CH ja ko lt lv nb nl nl-BE pl pt pt-BR pt-PT ro ru sk sl sv tr uk zh""".split()

# Tags of another spelling, and regions whose parent in CLDR is not what cutting the tag gives.
ALIASES = {"no": "nb", "iw": "he", "en-US": "en", "en-PH": "en", "en-PR": "en", "en-GU": "en",
           "en-VI": "en", "en-AS": "en", "en-MH": "en", "en-MP": "en", "en-UM": "en"}

# Chinese in traditional script has no parent that it may fall back to (CLDR: root).
NO_FALLBACK = ["zh-Hant", "zh-HK", "zh-MO", "zh-TW", "nn"]


class Corrections:
    """What Babel's import leaves out, with its place in CLDR 47 (common/main/*.xml)."""

    # numbers/minimumGroupingDigits
    minimum_grouping = {tag: 2 for tag in
                        ["bg", "es", "et", "hu", "it", "it-CH", "lv", "pl", "pt-PT", "sl"]}
    # numbers/symbols/group where Babel keeps currencyGroup instead
    group = {"de-AT": "\u00a0"}
    # numbers/symbols/currencyGroup
    currency_group = {"de-AT": "."}
    # numbers/symbols/currencyDecimal
    currency_decimal = {"fr-CH": "."}
    # numbers/currencyFormats[@numberSystem="arab"]; Babel keeps those of latn
    native_currency = {"ar": "\u200f#,##0.00\u00a0\u00a4", "ar-EG": "\u200f#,##0.00\u00a0\u00a4"}


DECIMAL_DIGITS = {"arab": "٠", "arabext": "۰", "deva": "०", "beng": "০", "latn": "0"}

# id authors write -> CLDR unit and width. Symbols are short, times are words.
CLDR_UNITS = {
    "kWh": ("energy-kilowatt-hour", "short"),
    "W": ("power-watt", "short"),
    "kW": ("power-kilowatt", "short"),
    "MW": ("power-megawatt", "short"),
    "m3": ("volume-cubic-meter", "short"),
    "L": ("volume-liter", "short"),
    "g": ("mass-gram", "short"),
    "kg": ("mass-kilogram", "short"),
    "t": ("mass-tonne", "short"),
    "m": ("length-meter", "short"),
    "km": ("length-kilometer", "short"),
    "m2": ("area-square-meter", "short"),
    "A": ("electric-ampere", "short"),
    "V": ("electric-volt", "short"),
    "bar": ("pressure-bar", "short"),
    "celsius": ("temperature-celsius", "short"),
    "percent": ("concentr-percent", "short"),
    "MB": ("digital-megabyte", "short"),
    "GB": ("digital-gigabyte", "short"),
    "minute": ("duration-minute", "long"),
    "hour": ("duration-hour", "long"),
    "day": ("duration-day", "long"),
    "week": ("duration-week", "long"),
    "month": ("duration-month", "long"),
    "year": ("duration-year", "long"),
}

# Units CLDR does not have. SI symbols are the same in every Latin script; a locale whose kilowatt-hour
# is spelt with Cyrillic prefixes gets Cyrillic ones (BIPM brochure, GOST 8.417).
SYMBOLS = {"Wh": "Wh", "MWh": "MWh", "GWh": "GWh", "kVA": "kVA", "kvar": "kvar",
           "kvarh": "kvarh", "MJ": "MJ", "GJ": "GJ", "Smc": "Sm³", "kgCO2": "kg CO₂"}
CYRILLIC = {"ru": {"kVA": "кВ⋅А", "kvar": "квар", "kvarh": "квар⋅ч", "MJ": "МДж", "GJ": "ГДж"},
            "uk": {"kVA": "кВ⋅А", "kvar": "квар", "kvarh": "квар⋅год", "MJ": "МДж", "GJ": "ГДж"}}
SMC = {"it": "Smc"}
PIECES = {
    "ar": "other={0} وحدة", "bg": "other={0} бр.", "cs": "other={0} ks", "da": "other={0} stk.",
    "de": "other={0} Stück", "el": "other={0} τεμ.", "en": "one={0} piece|other={0} pieces",
    "es": "one={0} unidad|other={0} unidades", "et": "other={0} tk", "fi": "other={0} kpl",
    "fr": "one={0} unité|other={0} unités", "he": "other={0} יח׳", "hi": "other={0} नग",
    "hr": "other={0} kom.", "hu": "other={0} db", "it": "one={0} pezzo|other={0} pezzi",
    "ja": "other={0}個", "ko": "other={0}개", "lt": "other={0} vnt.", "lv": "other={0} gab.",
    "nb": "other={0} stk.", "nl": "one={0} stuk|other={0} stuks", "pl": "other={0} szt.",
    "pt": "one={0} unidade|other={0} unidades", "ro": "other={0} buc.", "ru": "other={0} шт.",
    "sk": "other={0} ks", "sl": "one={0} kos|two={0} kosa|few={0} kosi|other={0} kosov",
    "sv": "other={0} st.", "tr": "other={0} adet",
    "uk": "other={0} шт.", "zh": "other={0}件",
}
CATEGORIES = ["zero", "one", "two", "few", "many", "other"]


def in_setup(folder, packages):
    """Runs this script again inside a virtual environment that has `packages`."""
    venv = pathlib.Path(folder) / "locales"
    python = venv / "bin/python"
    if pathlib.Path(sys.prefix).resolve() == venv.resolve():
        return
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    subprocess.run([venv / "bin/pip", "install", "-q", "--disable-pip-version-check", *packages],
                   check=True)
    os.execv(python, [str(python), *sys.argv])


def locale(tag):
    from babel import Locale, localedata
    # Babel writes resolved aliases into data that its cache shares between locales: Hindi once
    # came out with Hebrew months. A locale is read with nothing read before it.
    localedata._cache.clear()
    return Locale.parse(tag.replace("-", "_"))


def current_currencies():
    from babel.core import get_global
    return {code for rows in get_global("territory_currencies").values()
            for code, start, end, tender in rows if end is None and tender}


def nbsp(pattern):
    """A number never stands alone at a line's end: the space beside it does not break."""
    return pattern.replace("{0} ", "{0}\u00a0").replace(" {0}", "\u00a0{0}")


def wrapped(key, items, lines, width=84):
    """Lists are `|` separated; a key that is repeated goes on."""
    row = ""
    for item in items:
        assert "|" not in item and "\n" not in item, item
        grown = item if not row else row + "|" + item
        if row and len(escaped(f"{key} {grown}")) > width:
            lines.append(f"{key} {row}")
            grown = item
        row = grown
    if row:
        lines.append(f"{key} {row}")


def unit_forms(patterns):
    """Plural forms, without those that say what `other` says."""
    other = patterns["other"]
    forms = [(c, patterns[c]) for c in CATEGORIES[:-1] if c in patterns and patterns[c] != other]
    return [f"{c}={nbsp(p)}" for c, p in forms] + [f"other={nbsp(other)}"]


def units(tag, data):
    language = tag.split("-")[0]
    every = {}
    for name, (unit, width) in CLDR_UNITS.items():
        widths = data["unit_patterns"][unit]
        # Babel keeps only what a width has of its own; CLDR's long falls back to short, form by form.
        patterns = {**widths["short"], **(widths.get(width) or {})}
        every[name] = unit_forms({c: patterns[c] for c in CATEGORIES if c in patterns})
    kwh = every["kWh"][-1].removeprefix("other=").replace("{0}", "").strip("\u00a0 ")
    gram = every["g"][-1].removeprefix("other=").replace("{0}", "").strip("\u00a0 ")
    for name, symbol in SYMBOLS.items():
        symbol = CYRILLIC.get(language, {}).get(name, symbol)
        if name.endswith("Wh") and kwh[0] in "kк":
            cyrillic = {"M": "М", "G": "Г", "": ""}
            prefix = name[:-2]
            symbol = (cyrillic[prefix] if kwh[0] == "к" else prefix) + kwh[1:]
        if name == "Smc":
            symbol = SMC.get(language, symbol)
        every[name] = ["other={0}\u00a0" + symbol.replace(" ", "\u00a0")]
    if kwh[0] not in "kк":
        kwh, gram = "kWh", "g"
    every["gCO2/kWh"] = [f"other={{0}}\u00a0{gram}\u00a0CO₂/{kwh}"]
    every["piece"] = [nbsp(form) for form in PIECES[language].split("|")]
    return every


def dates(data):
    skeletons = data["datetime_skeletons"]
    styles = {s: data["date_formats"][s].pattern for s in ["full", "long", "medium", "short"]}
    styles["month_year"] = skeletons["yMMMM"].pattern
    styles["month_year_short"] = skeletons["yMMM"].pattern
    styles["month_long"] = "LLLL"
    styles["month_short"] = "LLL"
    styles["day_month"] = skeletons["MMMMd"].pattern
    styles["day_month_short"] = skeletons["MMMd"].pattern
    styles["weekday"] = "cccc"
    styles["weekday_short"] = "ccc"
    return styles


def text(tag):
    """One locale as the lines LocaleReader reads."""
    parsed = locale(tag)
    data = parsed._data
    default = data["default_numbering_system"]
    lines = [f"tag {tag}"]
    if parsed.character_order == "right-to-left":
        lines.append("direction rtl")
    lines += symbols(tag, parsed, default, "numerals")
    native = data["numbering_systems"]["native"]
    if native != default and native in DECIMAL_DIGITS:
        lines += symbols(tag, parsed, native, "native")
    if default != "latn":
        lines += symbols(tag, parsed, "latn", "native")
    pattern = data["decimal_formats"][None]
    lines.append(f"grouping {pattern.grouping[0]} {pattern.grouping[1]} "
                 f"{Corrections.minimum_grouping.get(tag, 1)}")
    lines.append(f"percent {data['percent_formats'][None].pattern}")
    now = current_currencies()
    rows = [f"{code}={symbol}" for code, symbol in sorted(parsed.currency_symbols.items())
            if symbol != code and code in now]
    wrapped("symbols", rows, lines)
    months, days = parsed.months, parsed.days
    for key, context, width in [("months", "format", "wide"),
                                ("months-short", "format", "abbreviated"),
                                ("months-alone", "stand-alone", "wide"),
                                ("months-alone-short", "stand-alone", "abbreviated")]:
        wrapped(key, [months[context][width][i] for i in range(1, 13)], lines)
    for key, context, width in [("days", "format", "wide"), ("days-short", "format", "abbreviated"),
                                ("days-alone", "stand-alone", "wide"),
                                ("days-alone-short", "stand-alone", "abbreviated")]:
        wrapped(key, [days[context][width][i] for i in range(7)], lines)
    for style, pattern in dates(data).items():
        lines.append(f"date {style} {pattern}")
    rules = parsed.plural_form.rules
    for category in CATEGORIES[:-1]:
        if category in rules:
            for part in rules[category].split(" or "):
                lines.append(f"plural {category} {part}")
    for name, forms in units(tag, data).items():
        wrapped(f"unit {name}", forms, lines)
    return lines


def symbols(tag, parsed, system, key):
    data = parsed._data
    # A system without symbols of its own has those of latn.
    values = {**data["number_symbols"]["latn"], **data["number_symbols"][system]}
    group = Corrections.group.get(tag, values["group"]) if system == "latn" else values["group"]
    lines = [f"{key} {system} {DECIMAL_DIGITS[system]}"]
    lines.append(f"decimal {values['decimal']}")
    lines.append(f"group {group}")
    lines.append(f"minus {values['minusSign']}")
    lines.append(f"percent-sign {values['percentSign']}")
    if system == "latn":
        if tag in Corrections.currency_decimal:
            lines.append(f"currency-decimal {Corrections.currency_decimal[tag]}")
        if tag in Corrections.currency_group:
            lines.append(f"currency-group {Corrections.currency_group[tag]}")
    money = data["currency_formats"]["standard"].pattern
    if system == "arab":
        money = Corrections.native_currency[tag]
    lines.append(f"currency {money}")
    return lines


def escaped(line):
    """Swift literal text: what cannot be seen is spelt out."""
    out = ""
    for char in line:
        hidden = unicodedata.category(char) in ("Cf", "Zs", "Cc") and char != " "
        if hidden:
            out += f"\\u{{{ord(char):X}}}"
        elif char == "\\":
            out += "\\\\"
        else:
            out += char
    return out


def swift_name(tag):
    head, *rest = tag.split("-")
    return "".join([head, *rest])


def header(what):
    import babel
    from babel.core import get_cldr_version
    return (f"// {what}, from CLDR {get_cldr_version()} (Babel {babel.__version__}).\n"
            "// Made by Scripts/make-locales.py; do not edit.\n\n")


def write(name, body):
    (DATA / name).write_text(body, encoding="utf-8")


def fractions():
    from babel.core import get_global
    now = current_currencies() | {"CLF", "UYW"}
    table = get_global("currency_fractions")
    return {code: row[0] for code, row in sorted(table.items())
            if code in now and row[0] != 2}


def parents():
    """Region tags that CLDR hangs under another region we have."""
    from babel.core import get_global
    rows = dict(ALIASES)
    exceptions = get_global("parent_exceptions")
    for child in sorted(exceptions):
        parent = exceptions[child]
        while parent in exceptions and parent.replace("_", "-") not in TAGS:
            parent = exceptions[parent]
        child, parent = child.replace("_", "-"), parent.replace("_", "-")
        if parent in TAGS and child not in TAGS and child not in NO_FALLBACK:
            rows[child] = parent
    return rows


def index():
    body = header("Which locales there are and how tags fall back")
    body += "extension LocaleData {\n"
    body += "  /// Tag and data of every locale, sorted by tag.\n"
    body += "  static let all: [(tag: String, text: StaticString)] = [\n"
    for tag in sorted(TAGS):
        body += f'    ("{tag}", {swift_name(tag)}),\n'
    body += "  ]\n\n"
    body += "  /// `child=parent` where CLDR's parent is not the tag cut short.\n"
    body += "  static let parents: StaticString = \"\"\"\n"
    row = ""
    rows = [f"{c}={p}" for c, p in sorted(parents().items())]
    for item in rows:
        if len(row) + len(item) > 90:
            body += f"    {row} \\\n"
            row = ""
        row = f"{row} {item}".strip()
    body += f"    {row}\n    \"\"\"\n\n"
    body += "  /// Tags that have no parent here although cutting them short would give one.\n"
    body += f'  static let orphans: StaticString = "{" ".join(sorted(NO_FALLBACK))}"\n\n'
    body += "  /// Currencies whose amounts have other than two decimals.\n"
    body += "  static let fractions: StaticString = \"\"\"\n"
    row = ""
    for code, digits in fractions().items():
        item = f"{code}={digits}"
        if len(row) + len(item) > 90:
            body += f"    {row} \\\n"
            row = ""
        row = f"{row} {item}".strip()
    body += f"    {row}\n    \"\"\"\n}}\n"
    write("LocaleIndex.swift", body)


def main():
    in_setup(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".setup", [BABEL])
    DATA.mkdir(parents=True, exist_ok=True)
    for old in DATA.glob("*.swift"):
        old.unlink()
    for tag in TAGS:
        body = header(f"The locale {tag}")
        body += "extension LocaleData {\n"
        body += f"  static let {swift_name(tag)}: StaticString = \"\"\"\n"
        for line in text(tag):
            body += "    " + escaped(line) + "\n"
        body += "    \"\"\"\n}\n"
        write(f"LocaleData+{tag}.swift", body)
    index()
    print(f"{len(TAGS)} locales in {DATA.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
