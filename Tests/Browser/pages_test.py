"""Rendering for the page tests, with a made-up `billow` that does well or badly on demand."""

import io
import json
import shutil
import tempfile
import unittest
from pathlib import Path

import pages
from report import Report

# Renders each record of its input as a page under the record's key; obeys the word in its "do".
BILLOW = """#!/usr/bin/env python3
import json, os, signal, sys
from pathlib import Path
from urllib.parse import quote
_, command, template, source, _, folder, _, as_of = sys.argv
assert (command, as_of) == ("render", "2026-03-31"), sys.argv
text = Path(source).read_text()
if text.startswith("<"):
    if "silent" in text: sys.exit(1)
    if "reject" in text: sys.exit("bad.xml:1:1: error: no total")
    if "crash" in text: os.kill(os.getpid(), signal.SIGSEGV)
    text = '{"bill": {"number": "u/1"}}'
for line in text.splitlines():
    record = json.loads(line)
    if record.get("do") == "lose": continue
    if record.get("do") == "stop": sys.exit(5)
    page = Path(folder, "documents/abc", quote(record["bill"]["number"], safe=""), "index.html")
    page.parent.mkdir(parents=True)
    page.write_text(line)
"""
UBL = '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">{}</Invoice>'


class Rendering(unittest.TestCase):
    def setUp(self):
        self.root = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)
        self.binary = self.root / "billow"
        self.binary.write_text(BILLOW, encoding="utf-8")
        self.binary.chmod(0o755)
        self.scratch = self.root / "scratch"
        self.scratch.mkdir()
        self.report = Report(out=io.StringIO(), strict=False)

    def render(self, *records):
        lines = [json.dumps(record) for record in records]
        return pages.render_records(
            self.root, self.binary, self.scratch, "fixtures", lines, self.report)

    def test_each_page_knows_its_record(self):
        made = self.render({"bill": {"number": "A/1 ü"}}, {"bill": {"number": "B"}})
        self.assertEqual([page.key for page in made], ["A/1 ü", "B"])
        self.assertEqual(made[0].record, {"bill": {"number": "A/1 ü"}})
        self.assertEqual(self.report.failures, [])

    def test_a_lost_page_is_a_failure(self):
        self.render({"bill": {"number": "A"}}, {"bill": {"number": "B"}, "do": "lose"})
        self.assertEqual(self.report.failures, ["render fixtures"])
        self.assertIn("no page for B", self.report.out.getvalue())

    def test_a_run_that_fails_is_a_failure(self):
        self.render({"bill": {"number": "A"}, "do": "stop"})
        self.assertIn("ended with 5", self.report.out.getvalue())

    def test_samples_keep_the_text_of_their_numbers(self):
        samples = self.root / pages.TEMPLATE / "samples"
        samples.mkdir(parents=True)
        (self.root / "fixtures").mkdir()
        (self.root / "fixtures/bills.ndjson").write_text('{"bill": {"number": "A"}}\n')
        (samples / "one.json").write_text('{\n  "bill": {\n "number": "S", "total": 12.10 }\n}\n')
        made = pages.render_everything(self.root, self.binary, self.scratch, None, self.report)
        self.assertEqual([page.name for page in made], ["fixtures A", "samples S"])
        self.assertIn('"total": 12.10 ', made[1].path.read_text())
        self.assertEqual(self.report.skipped, ["UBL pages"])

    def invoices(self, *contents):
        folder = self.root / "invoices"
        folder.mkdir()
        for number, content in enumerate(contents):
            (folder / f"{number}.xml").write_text(UBL.format(content), encoding="utf-8")
        return pages.render_invoices(self.root, self.binary, self.scratch, folder, self.report)

    def test_a_rejected_invoice_is_none_of_the_page_tests_business(self):
        made = self.invoices("good", "reject")
        self.assertEqual([(page.group, page.key) for page in made], [("ubl 0.xml", "u/1")])
        self.assertEqual(self.report.failures, [])

    def test_a_crash_is_a_failure(self):
        self.invoices("good", "crash")
        self.assertEqual(self.report.failures, ["render UBL without a crash"])

    def test_a_rejection_without_a_reason_is_a_failure(self):
        self.invoices("good", "silent")
        self.assertEqual(self.report.failures, ["reject UBL with a reason"])

    def test_no_page_at_all_is_a_failure(self):
        self.invoices("reject")
        self.assertEqual(self.report.failures, ["UBL pages exist"])


if __name__ == "__main__":
    unittest.main()
