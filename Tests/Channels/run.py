"""Tests of e-mails, text messages and prints, each read by a program that is not ours.

    .setup/venv/bin/python Tests/Channels/run.py            test .build/debug/billow (as `make test` does)
    .setup/venv/bin/python Tests/Channels/run.py --billow F test this executable

E-mails go through Python's parser and through an SMTP server on loopback; text messages are measured once more;
pages are printed by Debian's chromium and their sheets counted.
"""

import argparse
import email
import email.policy
import io
import json
import re
import subprocess
import sys
import zlib
from datetime import datetime, timezone
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Browser"))

from codes import check_codes  # noqa: E402
from report import Report  # noqa: E402
from run_shared import fresh  # noqa: E402

AS_OF = "2026-03-31"
TEMPLATES = ["payment-reminder", "welcome"]
CHROMIUM = Path("/usr/bin/chromium")
# 3GPP TS 23.038: the default alphabet, and its extension table, whose characters take two places.
BASIC = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = set("\f^{}\\[~]|€")
# Sheets of A4 that each sample's page takes.
SHEETS = {
    "payment-reminder": {"S-2026-000117": 2, "S-2026-000311": 2},
    "welcome": {"C-2026-01881": 2, "C-1": 1},
}


def main():
    arguments = parse()
    report = Report()
    scratch = fresh(ROOT / "output/test/channels")
    # Apart, for `Tests/Browser/run.py --pages` looks at every page of the first.
    apart = fresh(ROOT / "output/test/channels-again")
    for name in TEMPLATES:
        check_template(arguments.billow, name, report)
        folder = rendered(arguments.billow, name, scratch / name, report)
        again = rendered(arguments.billow, name, apart / name, report, jobs="1")
        packed = rendered(arguments.billow, name, apart / f"{name}-packed", report, pack=True)
        documents = found(folder)
        report.check(f"{name}: every sample has its document", [] if len(documents) >= 4 else ["too few"])
        messages = [check_document(name, document, report) for document in documents]
        same_bytes(name, folder, again, report)
        check_goldens(arguments.billow, name, report)
        check_books(name, folder, report)
        check_policy(name, folder, documents, report)
        check_packed(name, folder, packed, report)
        send([message for message in messages if message], name, report)
        print_pages(name, documents, apart, report)
    check_limits(arguments.billow, apart, report)
    check_shared(report)
    check_posters(arguments.billow, apart, report)
    check_codes(arguments.billow, apart, report, billow, found)
    return report.close()


def billow(binary, *words):
    return subprocess.run([str(binary), *map(str, words)], cwd=ROOT, capture_output=True, text=True, timeout=300)


def check_template(binary, name, report):
    run = billow(binary, "check", f"templates/{name}")
    report.check(f"{name}: check finds nothing", [] if run.returncode == 0 and not run.stderr else [run.stderr])


def samples(name):
    return [json.loads(path.read_text()) for path in sorted((ROOT / "templates" / name / "samples").glob("*.json"))]


def rendered(binary, name, folder, report, jobs="2", pack=False):
    source = folder.with_suffix(".ndjson")
    # A sample is JSON over many lines; joined, its numbers keep their own text.
    lines = [
        " ".join(path.read_text().split("\n"))
        for path in sorted((ROOT / "templates" / name / "samples").glob("*.json"))
    ]
    source.write_text("".join(line + "\n" for line in lines))
    extra = ["--pack"] if pack else []
    run = billow(binary, "render", f"templates/{name}", source, "-o", folder, "--as-of", AS_OF, "--jobs", jobs, *extra)
    report.check(f"{name}: render{' a pack' if pack else ''}", [] if run.returncode == 0 else [run.stderr])
    verified = billow(binary, "verify", folder)
    report.check(f"{name}: verify{' a pack' if pack else ''}", [] if verified.returncode == 0 else [verified.stdout])
    return folder


def found(folder):
    """Key, folder and record-independent facts of every document of a run."""
    book = (folder / "documents.ndjson").read_text().splitlines()
    return [(entry["key"], folder / entry["path"]) for entry in map(json.loads, book)]


def key_of(record):
    return record.get("reminder", record.get("contract", {})).get("number")


def check_goldens(binary, name, report):
    """Pages and messages are what was recorded, and the samples reach every branch of both."""
    run = billow(binary, "golden", "check", f"templates/{name}", "--as-of", AS_OF, "--fail-under", "100")
    report.check(f"{name}: goldens", [] if run.returncode == 0 else [run.stdout[-800:] + run.stderr])


def check_books(name, folder, report):
    """Each text message's size stands in its line of the book, and the sums in manifest and report."""
    problems, billed, mails = [], 0, 0
    for entry in map(json.loads, (folder / "documents.ndjson").read_text().splitlines()):
        for file in entry["files"]:
            mails += file["name"] == "email.eml"
            if file["name"] != "sms.txt":
                problems += ["a size on what is no text message"] if "sms" in file else []
                continue
            text = (folder / entry["path"] / "sms.txt").read_bytes().decode()
            length = sum(2 if letter in EXTENDED else 1 for letter in text)
            segments = 1 if length <= 160 else -(-length // 153)
            wanted = {"alphabet": "GSM-7", "length": length, "segments": segments}
            problems += [] if file["sms"] == wanted else [f"{file['sms']}, not {wanted}"]
            billed += segments
    rows = json.loads((folder / "manifest.json").read_text())["messages"]
    told = sum(row["rendered"] for row in rows if row["name"] == "email"), sum(row.get("billed", 0) for row in rows)
    problems += [] if told == (mails, billed) and mails > 2 and billed > 2 else [f"{rows}"]
    report.check(f"{name}: messages in the books", problems)
    page = (folder / "report.html").read_text()
    report.check(f"{name}: messages in the report", [] if f"Networks bill {billed} text messages" in page else ["not told"])


def check_policy(name, folder, documents, report):
    """A page's own policy is the one that its server sends."""
    page = (documents[0][1] / "index.html").read_text()
    own = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page).group(1).replace("&#39;", "'")
    sent = (folder / "headers" / "nginx.conf").read_text()
    report.check(f"{name}: one policy", [] if own + "; frame-ancestors 'none'" in sent else [own])


def check_shared(report):
    """Snippets that all templates have are one text: whoever mends one mends all."""
    for snippet in ("iban", "phone", "time"):
        texts = {path.read_text() for path in (ROOT / "templates").glob(f"*/snippets/{snippet}.liquid")}
        report.check(f"snippet {snippet}: the same everywhere", [] if len(texts) == 1 else [f"{len(texts)} texts"])


# Posters


def check_posters(binary, scratch, report):
    """An e-mail shows the customer's own poster where the run paints one, linked to the page; else the template's."""
    sample = json.loads((ROOT / "templates/energy-bill/samples/household-due.json").read_text())
    rows = []
    for number, amount in enumerate((153.20, 123456789.90, 12.00)):
        row = json.loads(json.dumps(sample))
        row["bill"]["number"] = f"P-{number}"
        row["bill"]["amount_due"] = amount
        rows.append(row)
    del rows[2]["customer"]["email"]
    source = scratch / "posters.ndjson"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    key = scratch / "poster.key"
    key.write_bytes(bytes(range(40)))
    key.chmod(0o600)
    base = ["--as-of", AS_OF, "--link-key", key, "--link-base", "https://bills.example/"]
    plain = ROOT / "templates/energy-bill/assets/poster.png"
    for name, words, wants in [
        ("film", ["--storyboard", "--messages"], "own"), ("no pictures", ["--storyboard", "--messages", "--frames", "none"], "template"),
        ("no film", ["--messages"], "template"), ("not asked", ["--storyboard"], "none"),
    ]:
        out = scratch / f"posters-{name.replace(' ', '-')}"
        run = billow(binary, "render", "templates/energy-bill", source, "-o", out, *base, *words)
        report.check(f"posters, {name}: renders", [] if run.returncode == 0 else [run.stderr])
        verified = billow(binary, "verify", out, "--template", "templates/energy-bill", "--input", source, "--re-render", "100%", "--link-key", key)
        report.check(f"posters, {name}: verify renders the same", [] if verified.returncode == 0 else [verified.stdout + verified.stderr])
        links = {row["key"]: row["link"] for row in map(json.loads, (out / "links.ndjson").read_text().splitlines())}
        seen = set()
        for key_of_document, folder in found(out):
            path = folder / "email.eml"
            if wants == "none" or key_of_document == "P-2":
                report.check(f"posters, {name}: {key_of_document} gets no e-mail", ["it does"] if path.exists() else [])
                continue
            message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            _, text, _, html, picture = list(message.walk())
            if wants == "own":
                problems = button_problems(folder / "poster.png", picture.get_content())
            else:
                problems = [] if picture.get_content() == plain.read_bytes() else ["the picture is another"]
            link = links[key_of_document]
            shown = f'<a href="{link}"><img src="cid:{picture["content-id"].strip("<>")}"'
            problems += [] if shown in html.get_content() and link in text.get_content() else [f"no link {link}"]
            report.check(f"posters, {name}: {key_of_document}", problems)
            seen.add(picture.get_content())
        if wants == "own":
            report.check("posters differ from customer to customer", [] if len(seen) == 2 else [f"{len(seen)} of 2"])


def button_problems(poster, mailed):
    """The mailed picture is the film's poster with a round button on it, which covers no letter."""
    (size, before), (other, after) = pixels(poster.read_bytes()), pixels(mailed)
    if size != other:
        return [f"{other}, not {size}"]
    rows = [y for y in range(size[1]) if before[y] != after[y]]
    if not rows:
        return ["there is no button"]
    changed = [x for y in rows for x in range(size[0]) if before[y][3 * x : 3 * x + 3] != after[y][3 * x : 3 * x + 3]]
    left, right, top, bottom = min(changed), max(changed), rows[0], rows[-1]
    wide, high = right - left + 1, bottom - top + 1
    problems = [] if abs(wide - high) <= 2 and 0.08 < wide / min(size) < 0.35 else [f"the button is {wide} by {high}"]
    middle = 3 * ((left + right) // 2)
    colour = tuple(after[(top + bottom) // 2][middle : middle + 3])
    problems += [] if colour == (6, 52, 61) else [f"its middle is {colour}"]
    # What was there before is the scene's dark ground: letters are bright.
    brightest = max(max(before[y][3 * left : 3 * right + 3]) for y in rows)
    return problems + ([] if brightest < 140 else ["it covers something bright"])


def pixels(data):
    """Size and rows of a PNG as our encoder writes it: 8 bits of red, green and blue, or with alpha, unfiltered."""
    size, kind, at, packed = None, None, 8, b""
    while at < len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + length]
        if name == b"IHDR":
            size, kind = (int.from_bytes(body[:4], "big"), int.from_bytes(body[4:8], "big")), (body[8], body[9])
        packed += body if name == b"IDAT" else b""
        at += length + 12
    assert kind == (8, 2), kind
    plain, step = zlib.decompress(packed), 3 * size[0] + 1
    rows = [plain[y * step : (y + 1) * step] for y in range(size[1])]
    assert all(row[0] == 0 for row in rows), "a row is filtered"
    return size, [row[1:] for row in rows]


# E-mail


def check_document(name, document, report):
    key, folder = document
    record = next(record for record in samples(name) if key_of(record) == key)
    has_mail = "email" in record["customer"]
    has_mobile = "mobile" in record["customer"]
    path, text = folder / "email.eml", folder / "sms.txt"
    report.check(f"{name} {key}: e-mail only where there is an address", [] if path.exists() == has_mail else ["it differs"])
    report.check(f"{name} {key}: SMS only where there is a number", [] if text.exists() == has_mobile else ["it differs"])
    if has_mobile:
        report.check(f"{name} {key}: SMS", sms_problems(text.read_bytes().decode()))
    if not has_mail:
        return None
    data = path.read_bytes()
    report.check(f"{name} {key}: e-mail", email_problems(data, record))
    return data


def email_problems(data, record):
    problems = []
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        problems += [f"{part.get_content_type()}: {defect!r}" for defect in part.defects]
        for header, value in part.items():
            problems += [f"{header}: {defect!r}" for defect in getattr(value, "defects", ())]
    if re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        problems.append("a line does not end in CRLF")
    problems += [f"a line of {len(line)} bytes" for line in data.split(b"\r\n") if len(line) > 998]
    if any(byte > 0x7E or byte == 0 for byte in data):
        problems.append("a byte is not ASCII")
    kinds = [part.get_content_type() for part in message.walk()]
    if kinds != ["multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"]:
        problems.append(f"parts: {kinds}")
        return problems
    to = message["to"].addresses
    # Python 3.11 keeps a space between two encoded words of a name, which RFC 2047 drops.
    if [(" ".join(address.display_name.split()), address.addr_spec) for address in to] != [
        (" ".join(record["customer"]["name"].split()), record["customer"]["email"])
    ]:
        problems.append(f"To: {message['to']}")
    if message["date"].datetime != datetime(2026, 3, 31, tzinfo=timezone.utc):
        problems.append(f"Date: {message['date']}")
    if not re.fullmatch(r"<[0-9a-f]{32}@[a-z.]+>", str(message["message-id"])):
        problems.append(f"Message-ID: {message['message-id']}")
    if not str(message["subject"]).strip() or "{{" in str(message["subject"]):
        problems.append(f"Subject: {message['subject']}")
    bye = record["customer"].get("unsubscribe_url")
    told = message["list-unsubscribe"], message["list-unsubscribe-post"]
    wanted = (f"<{bye}>", "List-Unsubscribe=One-Click") if bye else (None, None)
    if told != wanted:
        problems.append(f"List-Unsubscribe: {told}, not {wanted}")
    _, plain, _, html, picture = list(message.walk())
    if bye and (f'href="{bye}"' not in html.get_content() or bye not in plain.get_content()):
        problems.append("a part does not say how to end the messages")
    page = record.get("reminder", record.get("contract")).get("page_url")
    text, markup = plain.get_content(), html.get_content()
    if "�" in text + markup or "{{" in text + markup:
        problems.append("a part does not decode")
    if page and (page not in text or f'href="{page}"' not in markup):
        problems.append("a part does not link to the page")
    shown = picture["content-id"].strip("<>")
    if not re.fullmatch(r"poster\.[0-9a-f]{32}@[a-z0-9.-]+", shown) or picture.get_filename() != "poster.png" or not picture.get_content().startswith(b"\x89PNG\r\n"):
        problems.append("the picture is not the poster")
    if page and f'src="cid:{shown}"' not in markup:
        problems.append("the HTML does not show the poster")
    problems += action_problems(markup, page)
    return problems


class Scripts(HTMLParser):
    """Collects the text of scripts."""

    def __init__(self):
        super().__init__()
        self.open, self.texts = False, []

    def handle_starttag(self, tag, attributes):
        self.open = tag == "script"
        if self.open:
            self.texts.append("")

    def handle_endtag(self, tag):
        self.open = False

    def handle_data(self, data):
        if self.open:
            self.texts[-1] += data


def action_problems(markup, page):
    scripts = Scripts()
    scripts.feed(markup)
    if not page:
        return ["there is an action without a page"] if scripts.texts else []
    if len(scripts.texts) != 1:
        return [f"{len(scripts.texts)} scripts"]
    action = json.loads(scripts.texts[0]).get("potentialAction", {})
    return [] if action.get("@type") == "ViewAction" and action.get("target") == page else [f"action: {action}"]


def send(messages, name, report):
    """Hands messages to an SMTP server and compares what arrived."""
    try:
        from aiosmtpd.controller import Controller
    except ImportError as error:
        return report.missing_tool(f"{name}: SMTP", str(error))
    import smtplib

    class Sink:
        def __init__(self):
            self.arrived = []

        async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
            self.arrived.append(envelope.content)
            return "250 taken"

    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=0, ready_timeout=20)
    # Port 0 is asked of the system by hand: the controller would knock on 0 to see whether it is up.
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        controller.port = free.getsockname()[1]
    controller.start()
    try:
        with smtplib.SMTP("127.0.0.1", controller.port, timeout=20) as client:
            for data in messages:
                client.sendmail("bounce@olvera.example", ["customer@example.com"], data)
    finally:
        controller.stop()
    same = sink.arrived == messages
    report.check(f"{name}: SMTP takes {len(messages)} messages unchanged", [] if same and messages else ["it does not"])


# Text messages


def sms_problems(text):
    if text != text.strip() or not text:
        return ["white space at its ends, or nothing"]
    if not all(letter in BASIC or letter in EXTENDED for letter in text):
        return ["not in GSM-7"]
    places = sum(2 if letter in EXTENDED else 1 for letter in text)
    return [] if places <= 2 * 153 else [f"{places} places"]


def check_limits(binary, scratch, report):
    """One place more than allowed is a reject that says so, and never what the text is."""
    base = samples("payment-reminder")[0]
    rows = []
    for number, length in enumerate((20, 270)):
        record = json.loads(json.dumps(base))
        record["reminder"]["number"] = f"L-{number}"
        record["reminder"]["page_url"] = "https://olvera.example/" + "x" * length
        rows.append(record)
    bad = json.loads(json.dumps(base))
    bad["reminder"]["number"] = "L-2"
    bad["customer"]["email"] = "no.address@localhost"
    rows.append(bad)
    source = scratch / "limits.ndjson"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    out = scratch / "limits"
    billow(binary, "render", "templates/payment-reminder", source, "-o", out, "--as-of", AS_OF, "--max-rejects", "3")
    book = [json.loads(line) for line in (out / "rejects.ndjson").read_text().splitlines()]
    codes = {line["ordinal"]: line["code"] for line in book}
    report.check("a text message over its limit is rejected", [] if codes.get(2) == "sms-too-long" and 1 not in codes else [str(codes)])
    report.check("an e-mail to no address is rejected", [] if codes.get(3) in ("email-address", "schema-format") else [str(codes)])
    told = (out / "rejects.ndjson").read_text()
    report.check("rejects hold no value", ["they do"] if "xxxx" in told or "localhost" in told else [])


# Bytes


def same_bytes(name, folder, again, report):
    def contents(root):
        return {path.relative_to(root): path.read_bytes() for path in sorted((root / "documents").rglob("*")) if path.is_file()}

    report.check(f"{name}: another run has the same bytes", [] if contents(folder) == contents(again) else ["it has not"])


def check_packed(name, folder, packed, report):
    import zipfile

    problems = []
    entries = {}
    for path in sorted((packed / "packs").glob("*.zip")):
        with zipfile.ZipFile(path) as pack:
            entries |= {entry: pack.read(entry) for entry in pack.namelist()}
    for path in sorted((folder / "documents").rglob("*")):
        if path.is_file() and entries.get(str(path.relative_to(folder))) != path.read_bytes():
            problems.append(str(path.relative_to(folder)))
    report.check(f"{name}: a pack holds the same files", problems)


# Paper


def print_pages(name, documents, scratch, report):
    if not CHROMIUM.exists():
        return report.missing_tool(f"{name}: print", "there is no chromium")
    for key, folder in documents:
        wanted = SHEETS[name].get(key)
        if wanted is None:
            continue
        target = scratch / f"{name}-{key}.pdf"
        subprocess.run(
            [
                str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                f"--print-to-pdf={target}", (folder / "index.html").as_uri(),
            ],
            capture_output=True, timeout=120,
        )
        pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", target.read_bytes())) if target.exists() else 0
        report.check(f"{name} {key}: prints on {wanted} sheets", [] if pages == wanted else [f"on {pages}"])


def parse():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--billow", type=Path, default=ROOT / ".build/debug/billow")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
