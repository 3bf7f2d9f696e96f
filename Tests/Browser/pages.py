"""Renders the pages that are tested: the fixtures, the template's samples, real UBL invoices."""

import json
import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

AS_OF = "2026-03-31"
TEMPLATE = "templates/energy-bill"
# A run that finished over its reject limit, or that could not read its input, said why and is not
# a crash (exit codes of `billow render`).
FINISHED = {0, 1, 4}
# The first element, after declarations and comments: a test set that wraps invoices is not one.
UBL_ROOT = re.compile(
    rb"\s*(?:<[?].*?[?]>\s*|<!--.*?-->\s*)*"
    rb"<(?:[\w.-]+:)?(?:Invoice|CreditNote)\s[^>]*"
    rb"urn:oasis:names:specification:ubl:schema:xsd:(?:Invoice|CreditNote)-2",
    re.DOTALL,
)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Page:
    """One rendered page, and the record it shows where the test knows it."""

    path: Path
    group: str
    key: str
    record: dict | None = None

    @property
    def name(self):
        return f"{self.group} {self.key}"


def render_everything(root, binary, scratch, shared, report):
    """Renders all groups into `scratch` and checks that none was lost on the way."""
    pages = []
    fixtures = (root / "fixtures/bills.ndjson").read_text(encoding="utf-8")
    pages += render_records(root, binary, scratch, "fixtures", fixtures.splitlines(), report)

    samples = sorted((root / TEMPLATE / "samples").glob("*.json"))
    # A sample is JSON over many lines; a raw line break is only ever between tokens, so joining the
    # lines keeps each number's own text, which a parse and a print would not.
    lines = [" ".join(path.read_text(encoding="utf-8").split("\n")) for path in samples]
    pages += render_records(root, binary, scratch, "samples", lines, report)

    if shared and (shared / "invoices").is_dir():
        pages += render_invoices(root, binary, scratch, shared / "invoices", report)
    else:
        report.skip("UBL pages", "BILLOW_SHARED names no folder with invoices")
    return pages


def render_records(root, binary, scratch, group, lines, report):
    records = [json.loads(line) for line in lines if line.strip()]
    by_key = {record["bill"]["number"]: record for record in records}
    source = scratch / f"{group}.ndjson"
    source.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    run = render(root, binary, source, scratch / group)
    pages = found(scratch / group, group, by_key)
    book = scratch / group / "suppressed.ndjson"
    rows = book.read_text(encoding="utf-8").splitlines() if book.is_file() else []
    unwanted = {json.loads(row)["key"] for row in rows}
    lost = sorted(set(by_key) - unwanted - {page.key for page in pages})
    problems = [f"no page for {key}" for key in lost]
    if run.returncode != 0:
        problems.append(f"billow render ended with {run.returncode}: {tail(run)}")
    report.check(f"render {group}", problems)
    return pages


def render_invoices(root, binary, scratch, folder, report):
    """Renders each UBL file in a run of its own: one must not shadow, stop or crash another."""
    files = [path for path in sorted(folder.rglob("*")) if is_ubl(path)]

    def one(path):
        key = "-".join(path.relative_to(folder).parts)
        return key, path, render(root, binary, path, scratch / "ubl" / key)

    pages, rejected, crashed, silent = [], 0, [], []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        for key, path, run in pool.map(one, files):
            made = found(scratch / "ubl" / key, f"ubl {path.relative_to(folder)}", {})
            pages += made
            if run.returncode not in FINISHED:
                crashed.append(f"{path.relative_to(folder)}: {run.returncode}: {tail(run)}")
            elif not made:
                rejected += 1
                if not has_reason(scratch / "ubl" / key, run):
                    silent.append(str(path.relative_to(folder)))
    report.say(f"{len(files)} UBL files: {len(pages)} pages, {rejected} files without one")
    report.check("render UBL without a crash", crashed)
    report.check("reject UBL with a reason", silent)
    if files:
        report.check("UBL pages exist", [] if pages else ["no UBL file gave a page"])
    return pages


def render(root, binary, source, folder):
    command = [binary, "render", TEMPLATE, source, "-o", folder, "--as-of", AS_OF]
    return subprocess.run(
        [str(word) for word in command], cwd=root, capture_output=True, text=True, timeout=600
    )


def found(folder, group, by_key):
    """The pages of a run; its book of documents says whose each is."""
    book = folder / "documents.ndjson"
    lines = book.read_text(encoding="utf-8").splitlines() if book.is_file() else []
    keys = {entry["path"]: entry["key"] for entry in map(json.loads, lines)}
    pages = []
    for path in sorted(folder.glob("documents/*/*/index.html")):
        place = path.parent.relative_to(folder).as_posix()
        key = keys.get(place) or unquote(path.parent.name)
        pages.append(Page(path=path, group=group, key=key, record=by_key.get(key)))
    return pages


def has_reason(folder, run):
    rejects = folder / "rejects.ndjson"
    return bool(run.stderr.strip()) or (rejects.is_file() and rejects.stat().st_size > 0)


def is_ubl(path):
    if path.suffix.lower() != ".xml" or not path.is_file():
        return False
    with path.open("rb") as file:
        start = file.read(65_536).removeprefix(BYTE_ORDER_MARK)
    return UBL_ROOT.match(start) is not None


def tail(run):
    lines = (run.stderr or run.stdout).strip().splitlines()
    return " | ".join(lines[-3:]) or "it printed nothing"
