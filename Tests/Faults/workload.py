"""A run of 50 documents, a reject and two suppressions in several units, and what it must leave."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

# How long a run took is the one thing that may differ between two runs of one input: it stands in
# a file of its own, and between two marks in the report.
VOLATILE = {"timings.json"}
PACE = re.compile(rb"<!-- pace -->.*?<!-- /pace -->", re.DOTALL)

TEMPLATE = {
    "template.yaml": """\
name: small
record: { schema: schema.json, key: id, locale: language, fallback_locale: en }
outputs:
  page: { page: pages/page.liquid, as: index.html }
suppress:
  - { when: closed == true, reason: account-closed }
totals:
  - { name: amount, sum: amount, by: currency }
""",
    "schema.json": json.dumps(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "required": ["id", "name", "amount", "currency"],
            "properties": {
                "id": {"type": "string", "minLength": 1},
                "name": {"type": "string"},
                "amount": {"type": "number"},
                "currency": {"type": "string"},
                "closed": {"type": "boolean"},
                "language": {"type": "string"},
            },
        }
    ),
    "locales/en.json": "{}\n",
    "pages/page.liquid": "<!doctype html><title>{{ id }}</title>\n"
    "<p>{{ name }} owes {{ amount }} {{ currency }}</p>\n"
    "{% for i in (1..40) %}<p>{{ i }} {{ name }}</p>\n{% endfor %}",
}

# A unit has at most 2 MiB of input: fields that no page reads make 50 records several units.
PADDING = 250_000


class Workload:
    """The template, the input and the unbroken runs, in a scratch folder of their own."""

    def __init__(self, billow, records=50, padding=PADDING):
        base = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.billow = str(billow)
        self.folder = Path(tempfile.mkdtemp(prefix="billow-faults-", dir=base))
        self.template = self.folder / "small"
        self.input = self.folder / "records.ndjson"
        self.records = records
        self._wholes = {}
        self._count = 0
        for name, text in TEMPLATE.items():
            file = self.template / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        self.input.write_text("".join(self._lines(records, padding)), encoding="utf-8")

    @staticmethod
    def _lines(records, padding):
        made = 0
        for number in range(1, records + 4):
            record = {
                "id": f"Bill-{number}/a",
                "name": f"Customer {number}",
                "amount": number + 0.25,
                "currency": "EUR" if number % 3 else "CHF",
                "padding": "x" * padding,
            }
            if number == 7:
                del record["amount"]
            elif number in (20, records + 2):
                record["closed"] = True
            else:
                made += 1
            yield json.dumps(record) + "\n"
        assert made == records

    def supports(self, options):
        """Whether this build knows all of the options."""
        text = subprocess.run(
            [self.billow, "render", "--help"], capture_output=True, text=True).stdout
        return all(option in text for option in options if option.startswith("--"))

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def fresh(self):
        """The path of an output folder that is not there yet."""
        self._count += 1
        return self.folder / f"out-{self._count}"

    def command(self, out, options=()):
        return [
            self.billow, "render", str(self.template), str(self.input), "-o", str(out),
            "--as-of", "2026-03-31", "--max-rejects", "1", *options,
        ]

    def render(self, out, options=(), **how):
        return subprocess.run(
            self.command(out, options), stdin=subprocess.DEVNULL, capture_output=True, text=True,
            **how)

    def whole(self, options=()):
        """What an unbroken run leaves."""
        if options not in self._wholes:
            out = self.fresh()
            run = self.render(out, options)
            assert run.returncode == 0, run.stderr
            self._wholes[options] = tree(out)
            shutil.rmtree(out)
        return self._wholes[options]


def tree(folder):
    """Every file beneath a folder by path, as a hash; links and empty files too."""
    found = {}
    for parent, folders, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            place = os.path.relpath(path, folder)
            if place in VOLATILE:
                continue
            with open(path, "rb") as file:
                data = file.read()
            if place == "report.html":
                data = PACE.sub(b"", data)
            found[place] = hashlib.sha256(data).hexdigest()
    return found


def differences(found, whole):
    """How a folder differs from the unbroken run's, a line each."""
    problems = [f"lost {path}" for path in sorted(whole.keys() - found.keys())]
    problems += [f"foreign {path}" for path in sorted(found.keys() - whole.keys())]
    problems += [
        f"other bytes in {path}"
        for path in sorted(whole.keys() & found.keys())
        if whole[path] != found[path]
    ]
    return problems


def chosen(everything, count, seed):
    """An even choice of a list: the same for the same seed."""
    if count is None or count >= len(everything):
        return list(everything)
    step = len(everything) / count
    return [everything[int(index * step + seed % 7 / 7 * step) % len(everything)]
            for index in range(count)]
