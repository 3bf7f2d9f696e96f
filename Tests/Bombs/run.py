#!/usr/bin/env python3
"""Runs every bomb through `billow liquid`: how it ends, how long it takes, how much memory, how many steps.

Each must end in 200 ms of processor time (reading the data apart, which is the reader's work and bounded there) and within
128 MiB, as its row says, and take the same steps again. Then all of them as records of one run, with good records
between: one worker and eight make the same output, and the good documents are those of a run without bombs.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Browser"))

from bombs import BOMBS  # noqa: E402  (beside this file)
from hostile_scenes import check_scenes  # noqa: E402
from report import Report  # noqa: E402  (found through the line above)
from run_shared import fresh, release_binary  # noqa: E402
from yardstick import judge  # noqa: E402

SECONDS = 0.200
BYTES = 128 << 20


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--only", default="", help="bombs whose name holds this")
    parser.add_argument("--verbose", action="store_true", help="a line for each bomb")
    options = parser.parse_args()
    report = Report()
    binary = release_binary()
    folder = fresh(ROOT / "output/test/bombs")
    bombs = [bomb for bomb in BOMBS if options.only in bomb.name]
    idle = min(run(binary, ["liquid", "/dev/null"]).seconds for _ in range(3))
    slowest, largest = ("", 0.0), ("", 0)
    for bomb in bombs:
        place = folder / re.sub(r"\W+", "-", bomb.name)
        problems, seconds, size, shown = check(binary, bomb, place, idle)
        report.check(f"bomb: {bomb.name}", problems)
        if seconds > SECONDS:
            judge(report, f"bomb: {bomb.name}: processor time", seconds * 1000, SECONDS * 1000)
        slowest = max(slowest, (bomb.name, seconds), key=lambda row: row[1])
        largest = max(largest, (bomb.name, size), key=lambda row: row[1])
        if options.verbose:
            report.say(f"{seconds * 1000:7.0f} ms {size / 2**20:6.0f} MiB  {bomb.name}: {shown}")
        shutil.rmtree(place, ignore_errors=True)
    if not options.only:
        check_pair(report, binary, folder)
        check_scenes(report, binary, folder / "scenes")
    report.say(f"{len(bombs)} bombs; the slowest, '{slowest[0]}', {slowest[1] * 1000:.0f} ms; "
               f"the largest, '{largest[0]}', {largest[1] / 2**20:.0f} MiB")
    return report.close()


def check(binary, bomb, place, idle):
    place.mkdir(parents=True)
    (place / "template").write_text(bomb.template, encoding="utf-8")
    arguments = ["liquid", "--type", bomb.type, "--steps", place / "template"]
    baseline = idle
    if bomb.data:
        (place / "data.json").write_text(json.dumps(bomb.data), encoding="utf-8")
        arguments += ["--data", place / "data.json"]
        # The reader of JSON has limits of its own; what it takes is not the engine's.
        baseline = min(run(binary, ["liquid", "--data", place / "data.json", "/dev/null"]).seconds for _ in range(2))
    if bomb.snippets:
        for name, text in bomb.snippets.items():
            path = place / "snippets" / f"{name}.liquid"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        arguments += ["--partials", place / "snippets"]
    results = [run(binary, arguments) for _ in range(2)]
    if min(result.seconds for result in results) - baseline > SECONDS:
        # Another process may have had the caches: what a machine can do is the best of a few.
        results += [run(binary, arguments) for _ in range(3)]
    seconds = max(0.0, min(result.seconds for result in results) - baseline)
    size = max(result.bytes for result in results)
    first = results[0]
    shown = (first.errors.splitlines() or [f"{len(first.output)} bytes"])[0][:150]
    problems = []
    if first.code not in (0, 1, 3):
        problems.append(f"ended with {first.code}")
    if bomb.ends == "renders" and first.code != 0:
        problems.append(f"must render, and says: {shown}")
    elif bomb.ends not in ("", "renders") and (first.code == 0 or bomb.ends not in first.errors):
        problems.append(f"must end in '{bomb.ends}', and says: {shown}")
    if any(result.told != first.told for result in results):
        problems.append("did not end the same way each time: " + "; ".join(sorted({result.told[-80:] for result in results})))
    if size > BYTES:
        problems.append(f"took {size / 2**20:.0f} MiB")
    return problems, seconds, size, shown


# A process begins with the memory of the one that starts it, and this one holds all bombs: a small one stands between.
MEASURE = """
import os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(pid, 0)
sys.stderr.write("\\0%d %f %d" % (os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss))
"""


class Result:
    def __init__(self, code, seconds, size, output, errors):
        self.code, self.seconds, self.bytes, self.output, self.errors = code, seconds, size, output, errors
        # How it ended, and after how many steps.
        self.told = f"{code} {len(output)} {errors}"


def run(binary, arguments):
    """Runs the tool; its processor time and largest memory are its own, not those of all children."""
    done = subprocess.run([sys.executable, "-I", "-S", "-c", MEASURE, binary, *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=True)
    errors, _, figures = done.stderr.decode("utf-8", "replace").rpartition("\0")
    code, seconds, size = figures.split()
    return Result(int(code), float(seconds), int(size) * 1024, done.stdout, errors)


# MARK: bombs beside good documents

KINDS = {
    "range": "{% for i in (1..record_count) %}{% endfor %}",
    "loops": "{% for i in (1..1000) %}{% for j in (1..1000) %}{% endfor %}{% endfor %}",
    "append": "{% assign s = 'aaaaaaaaaaaaaaaa' %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %}",
    "concat": "{% assign l = '1,2' | split: ',' %}{% for i in (1..40) %}{% assign l = l | concat: l %}{% endfor %}",
    "page": "{% for i in (1..99999) %}{{ text }}{% endfor %}",
    "squares": "{% assign n = 99999999999999999999 %}{% for i in (1..60) %}{% assign n = n | times: n %}{% endfor %}",
    "itself": "{% render 'itself' %}",
    "date": "{% for i in (1..99) %}{% assign d = as_of | date: '%1000000d' %}{% endfor %}",
    "sort": "{% for i in (1..999) %}{% assign l = (1..9999) | sort %}{% endfor %}",
}


def check_pair(report, binary, folder):
    """Good records between bombs: the same output whatever the workers, and the good ones untouched."""
    template = folder / "template"
    (template / "pages").mkdir(parents=True)
    (template / "snippets").mkdir()
    (template / "locales").mkdir()
    clauses = "".join(f"{{% when '{name}' %}}{text.replace('record_count', 'count')}" for name, text in KINDS.items())
    (template / "pages/page.liquid").write_text(f"<p>{{{{ key }}}} {{{{ text }}}}</p>{{% case kind %}}{clauses}{{% endcase %}}", encoding="utf-8")
    (template / "snippets/itself.liquid").write_text("{% render 'itself' %}", encoding="utf-8")
    (template / "locales/en.json").write_text("{}", encoding="utf-8")
    (template / "template.yaml").write_text(
        "name: bombs\nrecord: { key: key, fallback_locale: en }\noutputs: { page: { page: pages/page.liquid, as: index.html } }\n", encoding="utf-8")
    good = [{"key": f"good-{index}", "kind": "none", "count": 1, "text": "v" * (index % 50)} for index in range(90)]
    bad = [{"key": f"bad-{index}", "kind": list(KINDS)[index % len(KINDS)], "count": 10**9, "text": "v" * 2000} for index in range(90)]
    mixed = [record for pair in zip(good, bad) for record in pair]
    outputs = {}
    for name, records, jobs in [("alone", good, 1), ("one", mixed, 1), ("two", mixed, 2), ("eight", mixed, 8)]:
        source = folder / f"{name}.ndjson"
        source.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        output = folder / f"out-{name}"
        result = run(binary, ["render", template, source, "-o", output, "--as-of", "2026-03-31", "--jobs", str(jobs), "--max-rejects", "90"])
        if result.code != 0:
            report.check(f"bombs beside good documents, {name}", [result.errors[:400] or f"ended with {result.code}"])
            return
        outputs[name] = {path.relative_to(output).as_posix(): path.read_bytes() for path in sorted((output / "documents").rglob("*")) if path.is_file()}
        outputs[name + " rejects"] = (output / "rejects.ndjson").read_bytes()
    report.check("bombs beside good documents: the good ones are as without bombs", [] if outputs["one"] == outputs["alone"] else ["they differ"])
    same = outputs["one"] == outputs["two"] == outputs["eight"]
    report.check("bombs beside good documents: one worker, two and eight make the same", [] if same else ["they differ"])
    rejects = outputs["one rejects"] == outputs["two rejects"] == outputs["eight rejects"] and outputs["one rejects"].count(b"\n") == 90
    report.check("bombs beside good documents: every bomb is a reject, in the same words", [] if rejects else [outputs["one rejects"][:300].decode()])


if __name__ == "__main__":
    sys.exit(main())
