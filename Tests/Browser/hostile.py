#!/usr/bin/env python3
"""Renders hostile values with `billow liquid` in every place a value may stand, and opens the pages in Chromium.

    hostile.py              a sample of 300 values of the lists (as `make test` does)
    hostile.py --full       every value of every list (`make test-browser-full`: an hour or two)

Values are the XSS lists and the naughty strings of BILLOW_SHARED/corpora, places are contexts.json. What the engine
refuses to compile is counted, not opened. Beside each place stands its control, the same places with the values as they
are: if no control fires the run proves nothing and fails. Naughty strings must also arrive whole: as text, as
attributes, in script strings and as JSON. `xss.py` says what is hooked and sent.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import xss
from report import Report
from run_shared import ROOT, fresh, release_binary

PLACES = json.loads((ROOT / "Tests/Browser/contexts.json").read_text(encoding="utf-8"))
# Values on one page; places that make a document of each value get fewer.
VALUES = 400
DOCUMENTS = 60
# Harmless alone, dangerous together: both values stand side by side.
PAIRS = [
    ("\\", "';alert(1)//"), ("\\", "\";alert(1)//"), ("<", "/script><script>alert(1)</script>"), ("</scr", "ipt><script>alert(1)</script>"),
    ("<!-", "-<script"), ("java", "script:alert(1)"), ("javascript", ":alert(1)"), ("javascript:", "alert(1)"), ("$", "{alert(1)}"),
    ("${", "alert(1)}"), ("`", "+alert(1)+`"), ("*", "/alert(1)/*"), ("/", "*"), ("/", "/"), ("\r", "\nalert(1)"), ("&", "#39;+alert(1)+'"),
    ("&#3", "9;+alert(1)//"), ("\u2028", "alert(1)"), ("on", "click"), ("href", "javascript:alert(1)"), ("style", "x:expression(alert(1))"),
    ("]]", "><script>alert(1)</script>"), ("--", "><script>alert(1)</script>"), ("\\u00", "27;alert(1)//"), ("\\x2", "7;alert(1)//"),
]
# Each breaks out of many places when nothing escapes it.
STRONG = [
    "<img src=x onerror=alert(1)>", "\"><img src=x onerror=alert(1)>", "'><img src=x onerror=alert(1)>", "javascript:alert(1)", "';alert(1);'",
    "\";alert(1);\"", "alert(1)", "\" onclick=\"alert(1)\" x=\"", "' onclick='alert(1)' x='", "x onclick=alert(1) y=", "`;alert(1);`", "${alert(1)}",
    "/;alert(1);/", "\nalert(1)\n", "*/alert(1)/*", "</script><script>alert(1)</script>", "</style><img src=x onerror=alert(1)>",
    "</textarea><img src=x onerror=alert(1)>", "</title><img src=x onerror=alert(1)>", "--><img src=x onerror=alert(1)>",
    "cript><img src=x onerror=alert(1)>", "0;url=javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "1 onmouseover=alert(1)",
]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
SVG_PLACES = [
    ("svg file, text", "<text>{{ v }}</text><title>{{ v }}</title>"), ("svg file, attribute", '<rect fill="{{ v }}" class=\'{{ v }}\'/>'),
    ("svg file, link", '<a href="{{ v }}" xlink:href="{{ v }}"><text>x</text></a>'), ("svg file, use", '<use href="{{ v }}"/>'),
    ("svg file, image", '<image href="{{ v }}"/>'), ("svg file, style", "<style>.a { fill: {{ v }}; font-family: '{{ v }}' }</style>"),
    ("svg file, script", "<script>var a = '{{ v }}', b = {{ v }};</script>"), ("svg file, handler", '<rect onclick="f(\'{{ v }}\', {{ v }})"/>'),
    ("svg file, animation", '<a><animate attributeName="href" values="{{ v }}"/></a>'), ("svg file, set", '<a><set attributeName="x" to="{{ v }}"/></a>'),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--full", action="store_true", help="every value instead of a sample of 300")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--places", help="only the places whose name holds this")
    options = parser.parse_args()
    report = Report()
    shared = Path(os.environ.get("BILLOW_SHARED") or ROOT.parent / "shared")
    if not (shared / "corpora").is_dir():
        report.skip("hostile values in a browser", "BILLOW_SHARED names no folder with corpora")
        return report.close()
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError as error:
        report.missing_tool("hostile values in a browser", f"the venv lacks {error.name}")
        return report.close()
    binary = release_binary()
    folder = fresh(ROOT / "output/test/hostile")
    lists, naughty = values(shared / "corpora")
    chosen = lists if options.full else lists[:: max(1, len(lists) // 300)][:300]
    maker = PageMaker(binary, folder, options.places or "")
    started = time.monotonic()
    maker.values(chosen)
    whole = maker.round_trips(naughty)
    controls = maker.controls()
    findings = opened(maker.pages, whole, options.jobs)
    fired = opened(controls, {}, options.jobs)
    judge(report, maker, findings, fired, len(chosen), len(naughty))
    report.say(f"{len(maker.pages)} pages, {maker.count} values in places, {time.monotonic() - started:.0f} s")
    return report.close()


def values(corpora):
    """The lines of the XSS lists and the naughty strings, each once, and the naughty strings alone."""
    lines = []
    for path in sorted(corpora.glob("xss-*/**/*.txt")):
        lines += path.read_text(encoding="utf-8", errors="replace").splitlines()
    naughty = json.loads((corpora / "blns/blns.json").read_text(encoding="utf-8"))
    return list(dict.fromkeys(line for line in lines + naughty if line)), naughty


class PageMaker:
    """Makes pages of many values, each in its place, with the engine itself."""

    def __init__(self, binary, folder, only):
        self.binary = binary
        self.folder = folder
        self.places = [place for place in PLACES if only in place["name"]]
        self.svg_places = [place for place in SVG_PLACES if only in place[0]]
        self.refused = {}
        self.pages = []
        self.count = 0

    def rendered(self, template, data, kind="html"):
        """What each of the values makes; None where the template is refused."""
        path = self.folder / "cases.json"
        path.write_text(json.dumps([{"template": template, "data": row} for row in data]), encoding="utf-8")
        run = subprocess.run([self.binary, "liquid", "--type", kind, "--cases", path], capture_output=True, check=True)
        lines = [json.loads(line) for line in run.stdout.decode("utf-8").split("\n") if line]
        if len(lines) != len(data):
            raise RuntimeError(f"{len(data)} cases gave {len(lines)} lines")
        if "error" in lines[0]:
            self.refused_place = lines[0]["error"]["code"]
            return None
        return [line["output"] for line in lines]

    def values(self, chosen):
        adjacent = [{"v": v, "w": w} for v, w in PAIRS + [(w, v) for v, w in PAIRS]]
        for place in self.places:
            data = [{"v": value, "w": chosen[index - 1]} for index, value in enumerate(chosen)] + adjacent
            parts = self.rendered(place["template"], data)
            if parts is None:
                self.refused[place["name"]] = self.refused_place
                continue
            self.write(place["name"], parts, 1 if place.get("alone") else None)
        for name, template in self.svg_places:
            parts = self.rendered(SVG + template + "</svg>", [{"v": value} for value in chosen], "svg")
            if parts is None:
                self.refused[name] = self.refused_place
                continue
            self.write(name, parts, None, "svg")

    def write(self, name, parts, at_once, kind="html"):
        makes_documents = any(tag in parts[0] for tag in ("<iframe", "<object", "<embed"))
        if at_once == 1:
            # Only what differs: a page of its own for each value would say the same again and again.
            parts = list(dict.fromkeys(parts))[:40]
        step = at_once or (DOCUMENTS if makes_documents else VALUES)
        self.count += len(parts)
        for start in range(0, len(parts), step):
            self.page(f"{slug(name)}-{start}", parts[start:start + step], kind)

    def page(self, name, parts, kind="html", list_of=None):
        path = self.folder / f"{name}.{kind}"
        path.write_bytes(joined(parts, kind).encode("utf-8", "surrogatepass"))
        (self.pages if list_of is None else list_of).append(str(path))

    def round_trips(self, naughty):
        """A page that holds every naughty string; what its elements must have, by selector."""
        template = ('<p id="t{{ i }}">{{ v }}</p><p id="a{{ i }}" title="{{ v }}"></p><textarea id="x{{ i }}">\n{{ v }}</textarea>'
                    '<p id="s{{ i }}"></p><script>document.getElementById("s{{ i }}").textContent = "{{ v }}";</script>'
                    '<p id="q{{ i }}"></p><script>document.getElementById("q{{ i }}").textContent = {{ v }};</script>'
                    '<script type="application/json" id="j{{ i }}">{{ v }}</script>'
                    '<p id="k{{ i }}"></p><script>document.getElementById("k{{ i }}").textContent = '
                    'JSON.parse(document.getElementById("j{{ i }}").textContent);</script>'
                    '<script>document.getElementById("a{{ i }}").textContent = document.getElementById("a{{ i }}").title;</script>')
        data = [{"v": value, "i": index} for index, value in enumerate(naughty)]
        parts = self.rendered(template, data)
        if parts is None:
            raise RuntimeError("the round trips do not compile: " + self.refused_place)
        expected = {}
        for start in range(0, len(parts), 100):
            name = f"whole-{start}"
            self.page(name, parts[start:start + 100])
            texts = expected[name + ".html"] = {}
            for row in data[start:start + 100]:
                # HTML reads line ends as one character and has no NUL; scripts and JSON keep both.
                read = row["v"].replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
                for letter in "tax":
                    texts[f"#{letter}{row['i']}"] = read
                for letter in "sqk":
                    texts[f"#{letter}{row['i']}"] = row["v"]
        return expected

    def controls(self):
        """For each place a page of the strong values as they are."""
        pages = []
        for place in self.places:
            parts = [place["template"].replace("{{ v }}", value).replace("{{ w }}", value) for value in STRONG]
            if place.get("alone"):
                continue
            self.page("control-" + slug(place["name"]), parts, list_of=pages)
        return pages


def joined(parts, kind):
    if kind == "svg":
        return SVG + "\n".join(parts) + "</svg>"
    return "<!DOCTYPE html>\n<meta charset=utf-8>\n" + "\n".join(parts)


def slug(name):
    return "".join(letter if letter.isalnum() else "-" for letter in name)


def opened(pages, expected, jobs):
    """What happened on the pages: [page, what] pairs."""
    jobs = max(1, jobs)
    with ProcessPoolExecutor(jobs) as pool:
        parts = [pages[job::jobs] for job in range(jobs)]
        results = pool.map(xss.check, parts, ["/usr/bin/chromium"] * jobs, [expected] * jobs)
        return [finding for part in results for finding in part]


def judge(report, maker, findings, fired, chosen, naughty):
    by_page = {}
    for path, note in findings:
        by_page.setdefault(Path(path).name, []).append(note)
    whole = {name: notes for name, notes in by_page.items() if name.startswith("whole-")}
    late = "did not load"
    notes = [(name, note) for name, notes in by_page.items() if name not in whole for note in notes]
    ran = [f"{name}: {note}" for name, note in notes if not note.startswith(late)]
    report.check("hostile: every page loads", [f"{name}: {note}" for name, note in notes if note.startswith(late)])
    report.check(f"hostile: 0 of {chosen} values fire in {len(maker.places) + len(maker.svg_places) - len(maker.refused)} places", ran)
    report.check(f"hostile: {naughty} naughty strings arrive whole", [f"{name}: {note}" for name, notes in whole.items() for note in notes])
    loud = {path for path, note in fired if not note.startswith("did not load")}
    silent = len(maker.places) - len(loud)
    report.check("hostile: the unescaped controls fire", [] if len(loud) > len(maker.places) // 2 else [f"only {len(loud)} of {len(maker.places)} did"])
    report.say(f"hostile: {len(findings)} findings; unescaped, {len(loud)} places fire and {silent} stay silent")
    for name, code in sorted(maker.refused.items()):
        report.say(f"hostile: not compiled: {name} [{code}]")


if __name__ == "__main__":
    sys.exit(main())
