"""Payment codes as customers see them: painted in a film and shown in a page by Chromium, read by zbar.

Every limit of the two standards goes through a template; what is over a limit is rejected with its rule.
"""

import json
import subprocess

CHROMIUM = "/usr/bin/chromium"
READER = "/usr/bin/zbarimg"
IBAN = "DE89370400440532013000"
NOTICE, CREDITOR = "302000000000000184", "12345678903"
# From a small transfer to all that a transfer may hold: the symbol grows from version 6 to 13.
TRANSFERS = {
    "least": {},
    "name of 70": {"name": "é" * 70},
    "a cent": {"amount": "0.01"},
    "largest amount": {"amount": "999999999.99"},
    "text of 140": {"text": "x" * 140},
    "bank and purpose": {"bic": "COBADEFFXXX", "purpose": "ELEC", "amount": "90.05"},
    "reference of ISO 11649": {"reference": "RF95ABCDEFGHIJKLMNOPQRSTU"},
    "reference of 35": {"reference": "7" * 35, "bic": "COBADEFF"},
    "information of 70": {"information": "i" * 70},
    "other alphabets": {"name": "Ωμέγα ßüœ Жż", "text": "漢 😀 €"},
    "331 bytes": {"name": "n" * 70, "text": "€" * 70 + "x" * 9},
}
NOTICES = {
    "least": {"amount": "0.01"},
    "largest": {"notice": "199999999999999999", "amount": "999999999.99"},
    "ten digits": {"notice": "099999999999999900", "amount": "99999999.99"},
}
# What breaks a rule, and the words of its reject.
REFUSED = [
    ({"name": "n" * 71}, "the payee's name"),
    ({"amount": "1000000000.00"}, "the amount is outside"),
    ({"amount": "0.00"}, "the amount is outside"),
    ({"amount": "1.005"}, "a fraction of a cent"),
    ({"text": "x" * 141}, "longer than 140"),
    ({"reference": "7" * 36}, "up to 35"),
    ({"reference": "RF19539007547034"}, "ISO 11649"),
    ({"reference": "7", "text": "x"}, "not both"),
    ({"information": "i" * 71}, "longer than 70"),
    ({"purpose": "elec"}, "purpose"),
    ({"bic": "COBADEFFX"}, "BIC"),
    ({"iban": "DE89370400440532013001"}, "IBAN"),
    ({"iban": "CH9300762011623852957"}, "needs its bank's BIC"),
    ({"iban": "BR1800360305000010009795493C1"}, "no country of SEPA"),
    ({"text": "a\nEUR1.00"}, "line break"),
    ({"name": "n" * 70, "text": "€" * 70 + "x" * 10}, "larger than its code"),
    ({"kind": "pagopa", "notice": "302000000000000185", "creditor": CREDITOR, "amount": "1"}, "notice number"),
    ({"kind": "pagopa", "notice": NOTICE, "creditor": "12345678904", "amount": "1"}, "fiscal code"),
    ({"kind": "pagopa", "notice": NOTICE, "creditor": CREDITOR, "amount": "1000000000.00"}, "the amount is outside"),
    ({"kind": "pagopa", "notice": NOTICE, "creditor": CREDITOR}, "has no amount"),
]
TAG = """{% if pay.kind == 'pagopa' %}{% payment_code 'pagopa', notice: pay.notice, creditor: pay.creditor, amount: pay.amount, title: id %}\
{% else %}{% payment_code 'epc', iban: pay.iban, bic: pay.bic, name: pay.name, amount: pay.amount, purpose: pay.purpose, \
reference: pay.reference, text: pay.text, information: pay.information, title: id %}{% endif %}"""
FILES = {
    "template.yaml": """name: codes
record: { schema: schema.json, key: id, fallback_locale: en }
outputs:
  page: { page: pages/page.liquid, as: index.html }
  film: { storyboard: storyboards/film.yaml }
""",
    "schema.json": json.dumps(
        {
            "type": "object",
            "required": ["id", "pay"],
            "properties": {
                "id": {"type": "string", "maxLength": 20},
                "pay": {
                    "type": "object",
                    "required": ["kind"],
                    "properties": {"kind": {"enum": ["epc", "pagopa"]}, "amount": {"type": "number"}}
                    | {
                        name: {"type": "string", "pattern": "."}
                        for name in "iban bic name purpose reference text information notice creditor".split()
                    },
                },
            },
        }
    ),
    "locales/en.json": "{}",
    "pages/page.liquid": """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{{ id }}</title>
<style>body { margin: 0; background: #06343d; color-scheme: dark } .code { width: 240px; margin: 20px }</style></head>
<body><div class="code">"""
    + TAG
    + "</div></body></html>",
    "storyboards/film.yaml": """layouts: { "16:9": 1280x720, "1:1": 1080x1080, "9:16": 720x1280 }
title: Codes
theme: { font: Noto Sans, packages: [fonts-noto-core] }
scenes:
  - { id: pay, scene: pay.svg, duration: 2s }
""",
    # It grows, as things do in films: at rest its modules are read.
    "scenes/pay.svg": """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720"><rect width="1280" height="1280" fill="#06343d"/>
<g transform="translate(80 120)"><g><animateTransform attributeName="transform" type="scale" values="0.9;1" dur="0.5s" fill="freeze"/>
<svg width="300" height="300">"""
    + TAG
    + "</svg></g></g></svg>",
}


def check_codes(binary, scratch, report, billow, found):
    records = [record(f"E-{number}", {"kind": "epc", "iban": IBAN, "name": "Payee", **change}) for number, change in enumerate(TRANSFERS.values())]
    records += [
        record(f"P-{number}", {"kind": "pagopa", "notice": NOTICE, "creditor": CREDITOR, **change})
        for number, change in enumerate(NOTICES.values())
    ]
    template = write_template(scratch / "codes-template", records)
    run = billow(binary, "check", template)
    report.check("codes: check finds nothing in page and film", [] if run.returncode == 0 and not run.stderr else [run.stderr])
    source = scratch / "codes.ndjson"
    source.write_text("".join(text for _, text in records))
    wanted = {key: payload(json.loads(text, parse_float=str)["pay"]) for key, text in records}
    names = [f"epc {name}" for name in TRANSFERS] + [f"pagopa {name}" for name in NOTICES]
    names = dict(zip(wanted, names))
    for shape in ("1280x720", "1080x1080", "720x1280"):
        out = scratch / f"codes-{shape}"
        run = billow(binary, "render", template, source, "-o", out, "--as-of", "2026-03-31", "--size", shape, "--verify-reuse")
        report.check(f"codes: renders at {shape}", [] if run.returncode == 0 else [run.stderr])
        for key, folder in found(out):
            same(report, f"code painted at {shape}: {names[key]}", folder / "poster.png", wanted[key])
    pages = [(key, folder) for key, folder in found(scratch / "codes-1280x720")]
    report.check("codes: each record has a page", [] if len(pages) == len(records) else [f"{len(pages)}"])
    check_shown(pages, names, wanted, scratch, report)
    check_refused(binary, template, scratch, report, billow)


def record(key, pay):
    """Key and line; amounts are written as they are, not as a float would be."""
    amount = pay.pop("amount", None)
    text = json.dumps({"id": key, "pay": pay}, ensure_ascii=False)
    if amount:
        text = text[:-2] + f', "amount": {amount}' + "}}"
    return key, text + "\n"


def payload(pay):
    """What the standards say, put together once more."""
    if pay["kind"] == "pagopa":
        cents = str(pay["amount"]).replace(".", "").lstrip("0").rjust(2, "0")
        return f"PAGOPA|002|{pay['notice']}|{pay['creditor']}|{cents}".encode()
    lines = ["BCD", "002", "1", "SCT", pay.get("bic", ""), pay["name"], pay["iban"]]
    lines += [f"EUR{pay['amount']}" if "amount" in pay else ""]
    lines += [pay.get(name, "") for name in ("purpose", "reference", "text", "information")]
    return "\n".join(lines).rstrip("\n").encode()


def write_template(folder, records):
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / "samples").mkdir()
    for number, (_, text) in enumerate([records[0], records[-1]]):
        (folder / "samples" / f"{number}.json").write_text(text)
    return folder


def same(report, name, picture, expected):
    try:
        read = subprocess.run(
            [READER, "-q", "--raw", "--oneshot", "-Sdisable", "-Sqrcode.enable", "-Sbinary", picture],
            capture_output=True, timeout=60,
        ).stdout
    except FileNotFoundError:
        return report.missing_tool(name, "zbarimg is not installed")
    return report.check(name, [] if read == expected else [f"read {read!r}, not {expected!r}"])


def check_shown(pages, names, wanted, scratch, report):
    """The page's code as Chromium shows it, in a dark page on a phone."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        return report.missing_tool("codes in pages", str(error))
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 390, "height": 500}, device_scale_factor=2)
        for key, folder in pages:
            tab.goto((folder / "index.html").as_uri())
            picture = scratch / f"code-{key}.png"
            tab.screenshot(path=picture)
            same(report, f"code shown in a page: {names[key]}", picture, wanted[key])
        browser.close()


def check_refused(binary, template, scratch, report, billow):
    rows = [record(f"R-{number}", {"kind": "epc", "iban": IBAN, "name": "Payee", **change}) for number, (change, _) in enumerate(REFUSED)]
    source = scratch / "refused.ndjson"
    source.write_text("".join(text for _, text in rows))
    out = scratch / "codes-refused"
    billow(binary, "render", template, source, "-o", out, "--as-of", "2026-03-31", "--max-rejects", "100%")
    told = {line["ordinal"]: line for line in map(json.loads, (out / "rejects.ndjson").read_text().splitlines())}
    for ordinal, (change, words) in enumerate(REFUSED, 1):
        line = told.get(ordinal, {})
        problems = [] if words in line.get("message", "") and "payment_code:" in line["message"] else [f"{line}"]
        problems += [] if ":" in line.get("field", "") else ["no place in the template"]
        report.check(f"code refused: {list(change)} {words}", problems)
    report.check("a refused payment has no document", [] if len(told) == len(REFUSED) else [f"{sorted(told)}"])
