"""`billow golden` as continuous integration runs it: planted changes are caught, and shown in the report.

    .setup/venv/bin/python Tests/Studio/goldens.py --binary .build/release/billow

A copy of the energy bill with three samples is recorded and committed. Then a word, a pixel, a rule and a font are
changed, one at a time; each must be found where it is, and the report is opened in chromium and used.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from pathlib import Path

from studio import ROOT, MissingTool, chromium, git, release_binary

from report import Report  # noqa: E402

SAMPLES = ["household-due", "overdue-level-3", "credit-note"]
AS_OF = ["--as-of", "2026-03-31"]


class Goldens:
    def __init__(self, binary, report, scratch):
        self.binary, self.report, self.scratch = binary, report, scratch
        self.template = scratch / "energy-bill"
        shutil.copytree(ROOT / "templates/energy-bill", self.template, ignore=shutil.ignore_patterns("goldens"))
        for sample in (self.template / "samples").iterdir():
            if sample.stem not in SAMPLES:
                sample.unlink()

    def check(self, name, isTrue, why=""):
        self.report.check(f"goldens: {name}", [] if isTrue else [str(why)[-600:] or "it does not"])

    def run(self, *words, **environment):
        clean = {k: v for k, v in os.environ.items() if k not in ("CI", "GITHUB_ACTIONS")}
        return subprocess.run([self.binary, "golden", *words], cwd=self.scratch, capture_output=True, text=True,
                              timeout=120, env={**clean, "NO_COLOR": "1", **environment})

    def records(self):
        refused = self.run("record", "energy-bill", *AS_OF, CI="true")
        self.check("nothing is recorded where CI is true", refused.returncode == 1 and not (self.template / "goldens").exists(), refused.stderr)
        first = self.run("record", "energy-bill", *AS_OF)
        self.check("recording fails unless it is accepted", first.returncode == 1, first.stdout)
        again = self.run("record", "energy-bill", *AS_OF, "--accept")
        self.check("recording twice touches nothing", again.returncode == 0 and " 0 goldens written" in again.stdout, again.stdout)
        pictures = list((self.template / "goldens/frames").iterdir())
        self.check("pictures are there, none above 20 KB",
                   pictures and all(p.stat().st_size <= 20 << 10 for p in pictures), [p.stat().st_size for p in pictures])
        git(self.scratch, "init", "-q")
        git(self.scratch, "add", "-A")
        git(self.scratch, "commit", "-q", "-m", "As it was")
        same = self.run("check", "energy-bill", *AS_OF)
        self.check("what was recorded is found again", same.returncode == 0 and "0 differ" in same.stdout, same.stdout)

    def planted(self, name, path, old, new, *wanted, unwanted=()):
        """Changes a file, checks, looks for words in what is said, changes it back; returns the report's path."""
        file = self.template / path
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{path} no longer holds {old!r}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        page = self.scratch / f"{name.replace(' ', '-')}.html"
        found = self.run("check", "energy-bill", *AS_OF, "--report", str(page), "--junit", "golden.xml",
                         "--sarif", "golden.sarif", GITHUB_ACTIONS="true")
        file.write_text(text, encoding="utf-8")
        missing = [word for word in wanted if word not in found.stdout]
        surplus = [word for word in unwanted if word in found.stdout]
        self.check(f"{name} is caught", found.returncode == 1 and not missing and not surplus,
                   f"missing {missing}, too much {surplus}: {found.stdout}")
        self.check(f"{name}: annotations", "::error file=" in found.stdout and "golden-differs" in found.stdout, found.stdout)
        failures = int(ET.parse(self.scratch / "golden.xml").getroot()[0].get("failures"))
        self.check(f"{name}: JUnit counts it", 1 <= failures <= 3, failures)
        self.check(f"{name}: SARIF names it", "golden-differs" in (self.scratch / "golden.sarif").read_text(), "")
        return page

    def word(self):
        locale = (self.template / "locales/it.json").read_text(encoding="utf-8")
        import json
        title = json.loads(locale)["status"]["due"]["title"]
        return self.planted("one changed word", "locales/it.json", f'"{title}"', f'"{title} subito"',
                            "samples/household-due", f"{title} subito", unwanted=["samples/credit-note: index.html status"])

    def pixel(self):
        scene = (self.template / "scenes/due.svg").read_text(encoding="utf-8")
        import re
        rect = re.search(r'<rect [^>]*?x="(\d+)"', scene) or re.search(r'<circle [^>]*?cx="(\d+)"', scene) or re.search(r'<text [^>]*?x="(\d+)"', scene)
        old = rect.group(0)
        new = old[: rect.start(1) - rect.start()] + str(int(rect.group(1)) + 1) + '"'
        return self.planted("one pixel aside", "scenes/due.svg", old, new, "storyboard.json due", "- ", "+ ",
                            unwanted=["index.html status"])

    def rule(self):
        return self.planted("a changed rule", "storyboards/bill.yaml", "when: bill.reminder_level > 0",
                            "when: bill.reminder_level > 3", "samples/overdue-level-3", "storyboard.json overdue")

    def font(self):
        return self.planted("a changed font", "storyboards/bill.yaml", "theme: { font: Noto Sans,",
                            "theme: { font: Noto Sans Hebrew,", "storyboard.json", "Noto Sans Hebrew")

    # What a person does with the report.

    def reads(self, browser, page, name, least):
        tab = browser.new_page(viewport={"width": 1400, "height": 1000}, color_scheme="light")
        requests = []
        tab.on("request", lambda request: requests.append(request.url))
        tab.goto(page.as_uri())
        tab.wait_for_function(
            "[...document.querySelectorAll('.three output')].every(o => o.textContent.includes('pixels'))")
        shown = tab.locator("article.changed .three").count()
        self.check(f"{name}: the report shows pictures", shown >= 1, shown)
        counts = tab.locator(".three output").all_inner_texts()
        pixels = [int(text.split(" ")[0]) for text in counts]
        self.check(f"{name}: expected, actual, difference, and pixels that differ", pixels and max(pixels) >= least, counts)
        outside = [url for url in requests if not url.startswith(("file:", "data:"))]
        self.check(f"{name}: the report asks nothing of a network", not outside, outside)
        return tab

    def uses(self, tab, axe_source):
        visible = tab.locator("article:visible").count()
        tab.locator("#only").uncheck()
        everything = tab.locator("article:visible").count()
        self.check("only what changed, or everything", visible < everything == len(SAMPLES), f"{visible} {everything}")
        command = tab.locator("header code").inner_text()
        self.check("the command to accept", command == "billow golden record energy-bill --accept --as-of 2026-03-31", command)
        tab.evaluate("navigator.clipboard.writeText = text => { globalThis.copied = text; return Promise.resolve(); }")
        tab.locator("#copy").click()
        self.check("is copied", tab.evaluate("globalThis.copied") == command and tab.locator("#copy").inner_text() == "Copied")
        tab.evaluate(axe_source)
        found = tab.evaluate("() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], preload: false })")["violations"]
        self.check("the report is axe-clean", not found, [rule["id"] for rule in found])


def whole(binary, report):
    """The energy bill itself: as recorded, every branch reached, in time."""
    begun, before = time.monotonic(), os.times()
    output = ROOT / "output/test/golden-report.html"
    output.parent.mkdir(parents=True, exist_ok=True)
    done = subprocess.run([binary, "golden", "check", "templates/energy-bill", *AS_OF, "--coverage", "--fail-under", "100",
                           "--report", str(output)], cwd=ROOT, capture_output=True, text=True, timeout=300)
    seconds, after = time.monotonic() - begun, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    report.say(f"golden check of templates/energy-bill: {seconds:.1f} s, of it {cpu:.1f} s at work")
    said = done.stdout[-4000:] + done.stderr
    report.check("goldens: templates/energy-bill is as recorded, every branch reached (else: make goldens)",
                 [] if done.returncode == 0 else [said])
    report.check("goldens: the check takes at most 20 s at work", [] if cpu <= 20 else [f"{cpu:.1f} s"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--binary", type=Path)
    parser.add_argument("--keep", type=Path, help="copy the reports into this folder")
    arguments = parser.parse_args()
    report = Report()
    binary = (arguments.binary or release_binary()).resolve()
    scratch = Path(tempfile.mkdtemp(prefix="billow-goldens-"))
    try:
        whole(binary, report)
        goldens = Goldens(binary, report, scratch)
        goldens.records()
        pages = {"word": goldens.word(), "pixel": goldens.pixel(), "rule": goldens.rule(), "font": goldens.font()}
        try:
            with chromium() as browser:
                from axe_playwright_python.base import AXE_FILE_PATH

                tab = goldens.reads(browser, pages["word"], "one changed word", 20)
                goldens.uses(tab, AXE_FILE_PATH.read_text(encoding="utf-8"))
                goldens.reads(browser, pages["pixel"], "one pixel aside", 10)
                goldens.reads(browser, pages["font"], "a changed font", 100)
        except MissingTool as error:
            report.missing_tool("the golden report in a browser", str(error))
        if arguments.keep:
            for page in pages.values():
                shutil.copy(page, arguments.keep)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
