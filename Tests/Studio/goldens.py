"""`billow golden` as continuous integration runs it: planted changes are caught, and shown in the report.

    .setup/venv/bin/python Tests/Studio/goldens.py --binary .build/release/billow

The commands of Docs/ci.md are run as they stand there. Then a copy of the energy bill with three samples is recorded and
committed, and a word, a pixel, a rule and a font of it are changed, each in a copy of its own; each must be found where it
is, and the report is opened in chromium and used.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import yaml
from studio import ROOT, MissingTool, chromium, git, release_binary

from browser import AXE_OPTIONS  # noqa: E402
from report import Report  # noqa: E402

SAMPLES = ["household-due", "overdue-level-3", "credit-note"]
AS_OF = ["--as-of", "2026-03-31"]


class Goldens:
    def __init__(self, binary, report, scratch):
        self.binary, self.report = binary, report
        self.scratch = scratch / "as it was"
        self.template = self.scratch / "energy-bill"
        shutil.copytree(ROOT / "templates/energy-bill", self.template, ignore=shutil.ignore_patterns("goldens"))
        for sample in (self.template / "samples").iterdir():
            if sample.stem not in SAMPLES:
                sample.unlink()

    def check(self, name, isTrue, why=""):
        self.report.check(f"goldens: {name}", [] if isTrue else [str(why)[-600:] or "it does not"])

    def run(self, *words, where=None, **environment):
        clean = {k: v for k, v in os.environ.items() if k not in ("CI", "GITHUB_ACTIONS")}
        return subprocess.run([self.binary, "golden", *words], cwd=where or self.scratch, capture_output=True, text=True,
                              timeout=600, env={**clean, "NO_COLOR": "1", **environment})

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

    def covers(self):
        """Without some samples branches are missed: told by line, and a failure below the share that is asked for."""
        copy = self.scratch.parent / "welcome"
        shutil.copytree(ROOT / "templates/welcome", copy)
        for path in [*copy.glob("samples/bare*"), *copy.glob("goldens/samples/bare*")]:
            path.unlink()
        low = self.run("check", copy, *AS_OF, "--fail-under", "100")
        missed = low.stdout + low.stderr
        self.check("missed branches fail below the share that is asked for",
                   low.returncode == 1 and "[coverage-low]" in low.stderr and "0 differ" in low.stdout, missed)
        lines = re.findall(r"never: (\S+?):(\d+):\d+ ", missed)
        self.check("and are told by file and line",
                   len(lines) > 5 and all(Path(path).is_file() or (copy.parent / path).is_file() for path, _ in lines), missed)
        enough = self.run("check", copy, *AS_OF, "--fail-under", "50")
        self.check("and pass above it", enough.returncode == 0, enough.stdout + enough.stderr)

    CHANGES = {
        "word": ("one changed word", "locales/it.json", None, None),
        "pixel": ("one pixel aside", "scenes/due.svg", "y: 64, ink: 'bright'", "y: 65, ink: 'bright'"),
        "rule": ("a changed rule", "storyboards/bill.yaml", "when: bill.reminder_level > 0", "when: bill.reminder_level == 1"),
        "font": ("a changed font", "storyboards/bill.yaml", "theme: { font: Noto Sans,", "theme: { font: Noto Sans Hebrew,"),
    }

    def plants(self):
        """Plants each change in a copy of its own, two at a time; returns the reports' paths by the changes' names."""
        locale = json.loads((self.template / "locales/it.json").read_text(encoding="utf-8"))
        title = locale["status"]["due"]["title"]
        told = {
            "word": ([f"-           <h2 id=\"status\">{title}", f"+           <h2 id=\"status\">{title} subito", "samples/household-due: "], ["samples/credit-note: index.html status"]),
            "pixel": (["storyboard.json due", "- text", "+ text"], ["index.html status"]),
            "rule": (["samples/overdue-level-3: ", "storyboard.json overdue"], ["samples/household-due: index.html"]),
            "font": (["storyboard.json due", "Noto Sans Hebrew"], ["index.html status"]),
        }
        pages = {}
        with ThreadPoolExecutor(2) as pool:
            runs = {key: pool.submit(self.plant, key, title) for key in self.CHANGES}
        for key, run in runs.items():
            folder, found = run.result()
            pages[key] = self.is_caught(self.CHANGES[key][0], folder, found, *told[key])
        return pages

    def plant(self, key, title):
        """Changes a file in a copy of the template and checks the copy."""
        _, path, old, new = self.CHANGES[key]
        if key == "word":
            old, new = f'"{title}"', f'"{title} subito"'
        folder = self.scratch.parent / key
        shutil.copytree(self.scratch, folder)
        file = folder / "energy-bill" / path
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{path} no longer holds {old!r}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder, self.run("check", "energy-bill", *AS_OF, "--report", "golden-report.html", "--junit", "golden.xml",
                                "--sarif", "golden.sarif", where=folder, GITHUB_ACTIONS="true")

    def is_caught(self, name, folder, found, wanted, unwanted):
        """What the terminal, JUnit, SARIF and GitHub's annotations say of a change; returns the report's path."""
        missing = [word for word in wanted if word not in found.stdout]
        surplus = [word for word in unwanted if word in found.stdout]
        self.check(f"{name} is caught, and told by block", found.returncode == 1 and not missing and not surplus,
                   f"missing {missing}, too much {surplus}: {found.stdout}{found.stderr}")
        notes = re.findall(r"^::error file=([^,]+),line=(\d+)[^:]*::(.+)$", found.stdout, re.MULTILINE)
        self.check(f"{name}: annotations at files that are there",
                   notes and all((folder / path).is_file() for path, _, _ in notes), found.stdout)
        suite = ET.parse(folder / "golden.xml").getroot()[0]
        failed = [case.get("name") for case in suite.iter("testcase") if case.find("failure") is not None]
        words = "".join(node.text or "" for node in suite.iter("failure"))
        self.check(f"{name}: JUnit names the samples, with the difference",
                   1 <= len(failed) <= 3 and int(suite.get("failures")) == len(failed) and "+ " in words, f"{failed} {words}")
        sarif = json.loads((folder / "golden.sarif").read_text(encoding="utf-8"))
        results = sarif["runs"][0]["results"]
        places = [result["locations"][0]["physicalLocation"] for result in results]
        self.check(f"{name}: SARIF, at lines of files that are there",
                   results and {result["ruleId"] for result in results} == {"golden-differs"}
                   and all((folder / place["artifactLocation"]["uri"]).is_file() and place["region"]["startLine"] >= 1 for place in places),
                   json.dumps(results)[:600])
        return folder / "golden-report.html"

    # What a person does with the report.

    def reads(self, browser, page, name, least, shown_of):
        tab = browser.new_page(viewport={"width": 1400, "height": 1000}, color_scheme="light")
        requests = []
        tab.on("request", lambda request: requests.append(request.url))
        tab.goto(page.as_uri())
        tab.wait_for_function(
            "[...document.querySelectorAll('.three output')].every(o => o.textContent.includes('pixel'))")
        shown = tab.locator("article.changed .three").count()
        self.check(f"{name}: the report shows pictures", shown >= 1, shown)
        seen = tab.evaluate("""() => [...document.querySelectorAll('.three')].every(row => { const views = [...row.querySelectorAll('.view')];
            return views.every(view => Math.abs(view.scrollTop - views[0].scrollTop) < 2); })""")
        self.check(f"{name}: the three pictures stand at the same place", seen)
        counts = tab.locator(".three output").all_inner_texts()
        pixels = [int(text.split(" ")[0]) for text in counts]
        self.check(f"{name}: expected, actual, difference, and pixels that differ", pixels and max(pixels) >= least, counts)
        names = tab.evaluate("[...document.querySelectorAll('.three')].map(row => row.previousElementSibling.textContent)")
        self.check(f"{name}: pictures of what differs, and of nothing else", all(re.match(shown_of, name) for name in names), names)
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
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            found = tab.evaluate("options => axe.run(document, options)", AXE_OPTIONS)["violations"]
            self.check(f"the report is axe-clean, {scheme}", not found, [(rule["id"], rule["nodes"][0]["target"]) for rule in found])


def examples():
    """The golden checks that Docs/ci.md shows, as GitHub and GitLab would run them."""
    text = (ROOT / "Docs/ci.md").read_text(encoding="utf-8")
    github, gitlab = [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.+?)^```", text, re.MULTILINE | re.DOTALL)]
    steps = [step["run"] for step in github["jobs"]["golden"]["steps"] if "run" in step]
    return [step.split() for step in steps], [line.split() for line in gitlab["golden"]["script"]]


def whole(binary, report, scratch):
    """The energy bill itself, checked by the commands of Docs/ci.md: as recorded, every branch reached, in time."""
    github, gitlab = examples()
    folder = scratch / "whole"
    folder.mkdir()
    (folder / "templates").symlink_to(ROOT / "templates")
    environment = {k: v for k, v in os.environ.items() if k != "GITHUB_ACTIONS"}

    def run(words):
        begun, before = time.monotonic(), os.times()
        done = subprocess.run([binary, *words[1:]], cwd=folder, capture_output=True, text=True, timeout=900, env=environment)
        after = os.times()
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        return done, time.monotonic() - begun, cpu

    first, golden = github
    report.check("goldens: Docs/ci.md shows GitHub and GitLab the same checks",
                 [] if first == gitlab[0] and set(gitlab[1]) < set(golden) and golden[:4] == ["billow", "golden", "check", "templates/energy-bill"]
                 else [f"{github} {gitlab}"])
    done, _, _ = run(first)
    report.check("goldens: its billow check passes", [] if done.returncode == 0 else [done.stderr[-2000:]])
    done, seconds, cpu = run(golden)
    report.say(f"golden check of templates/energy-bill, all samples: {seconds:.1f} s, of it {cpu:.1f} s at work")
    said = done.stdout[-4000:] + done.stderr
    report.check("goldens: templates/energy-bill is as recorded, every branch reached (else: make goldens)",
                 [] if done.returncode == 0 else [said])
    report.check("goldens: the check takes at most 20 s at work", [] if cpu <= 20 else [f"{cpu:.1f} s"])
    missing = [name for name in ("golden.xml", "golden.sarif", "golden-report.html") if not (folder / name).is_file()]
    report.check("goldens: what the example uploads is there", missing)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--binary", type=Path)
    parser.add_argument("--keep", type=Path, help="copy the reports into this folder")
    parser.add_argument("--whole", action="store_true", help="only check the energy bill as it is recorded")
    arguments = parser.parse_args()
    report = Report()
    binary = (arguments.binary or release_binary()).resolve()
    scratch = Path(tempfile.mkdtemp(prefix="billow-goldens-"))
    try:
        whole(binary, report, scratch)
        if arguments.whole:
            return report.close()
        begun = time.monotonic()
        goldens = Goldens(binary, report, scratch)
        goldens.records()
        goldens.covers()
        pages = goldens.plants()
        try:
            with chromium() as browser:
                from axe_playwright_python.base import AXE_FILE_PATH

                axe = AXE_FILE_PATH.read_text(encoding="utf-8")
                goldens.uses(goldens.reads(browser, pages["word"], "one changed word", 20, r"index\.html$"), axe)
                goldens.reads(browser, pages["pixel"], "one pixel aside", 10, "frame ")
                goldens.reads(browser, pages["rule"], "a changed rule", 1, "frame ")
                goldens.reads(browser, pages["font"], "a changed font", 100, "frame ")
        except MissingTool as error:
            report.missing_tool("the golden report in a browser", str(error))
        report.say(f"planted changes: {time.monotonic() - begun:.0f} s")
        if arguments.keep:
            for key, page in pages.items():
                shutil.copy(page, arguments.keep / f"{key}.html")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
