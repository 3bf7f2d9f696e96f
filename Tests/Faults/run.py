"""Breaks runs in every way that a night can, and holds what is left against an unbroken run.

    python3 Tests/Faults/run.py --billow .build/debug/billow            a sample, under a minute
    python3 Tests/Faults/run.py --billow .build/release/billow --full   all of it: make test-faults

`--only kills,io` runs some of the parts. Needs strace, and faketime for the clock.
"""

import argparse
import shutil
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "Browser"))

import determinism  # noqa: E402
import io_faults  # noqa: E402
import kills  # noqa: E402
import starts  # noqa: E402
import tampering  # noqa: E402
from report import Report  # noqa: E402
from workload import Workload  # noqa: E402


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--billow", default=ROOT / ".build/debug/billow", type=Path)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--width", default=2, type=int, help="runs at a time")
    options = parser.parse_args()
    billow = options.billow.resolve()
    report = Report()
    wanted = set(options.only.split(",")) - {""}
    full = options.full

    def part(name, body, needs=None):
        if wanted and name not in wanted:
            return
        if needs and shutil.which(needs) is None:
            report.missing_tool(name, f"{needs} is not installed")
            return
        began = time.monotonic()
        body()
        report.say(f"  {name}: {time.monotonic() - began:.1f} s")

    workload = Workload(billow)
    try:
        part("tampering", lambda: tampering.check(
            workload, report, 1000 if full else 60, 100 if full else 3))
        part("kills", lambda: kills.check(
            workload, report, "kills, tree", kills.TREE, 1000 if full else 25,
            50 if full else 3, width=options.width), "strace")
        part("kills", lambda: kills.check(
            workload, report, "kills, pack", kills.PACK, 1000 if full else 25,
            50 if full else 3, width=options.width), "strace")
        part("io", lambda: io_faults.check(
            workload, report, 2000 if full else 25, width=options.width), "strace")
        part("io", lambda: io_faults.check_syncs(workload, report), "strace")
        part("io", lambda: io_faults.check_limits(workload, report))
        part("starts", lambda: starts.check(workload, report, 5 if full else 1))
        part("determinism", lambda: determinism.check(
            billow, ROOT, workload, report, 100 if full else 9))
    finally:
        workload.close()
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
