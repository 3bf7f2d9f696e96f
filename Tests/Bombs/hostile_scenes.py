"""Scenes made to break an SVG reader: the 95 of librsvg's own tests and fuzzing, in one process, watched by strace.

Each gives an error or a picture within two seconds, none ends the process, none has a file opened that was not named on
the command line, and none a socket.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from run_shared import fresh

SECONDS = 2.0
CALL = re.compile(r"^(?:\d+ +)?(\d+\.\d+) (\w+)\((.*)$")
PATH = re.compile(r'"((?:[^"\\]|\\.)*)"')
HARMLESS = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text y="9">a</text></svg>'


def check_scenes(report, binary, folder):
    shared = Path(os.environ.get("BILLOW_SHARED") or Path(__file__).resolve().parents[3] / "shared")
    corpus = shared / "corpora/librsvg-hostile"
    if not corpus.is_dir():
        report.skip("hostile scenes", f"there is no {corpus}")
        return
    if not shutil.which("strace"):
        report.missing_tool("hostile scenes", "strace is not installed")
        return
    fresh(folder)
    scenes = sorted(path for path in corpus.rglob("*") if path.suffix in (".svg", ".svgz"))
    report.check("95 hostile scenes", [] if len(scenes) == 95 else [f"there are {len(scenes)}"])
    plain = folder / "plain.svg"
    plain.write_text(HARMLESS, "utf-8")
    usual = watched(binary, [plain], folder)
    report.check("a harmless scene is painted", [] if usual.code == 0 else [usual.errors[:300]])
    report.check("opening a file is seen", [] if str(plain) in usual.opened else ["the scene itself was not"])
    run = watched(binary, scenes, folder)
    report.check("hostile scenes: the process lives", [] if run.code in (0, 1) else [f"it ended with {run.code}"])
    silent = [path.name for path in scenes if f"{path}: " not in run.output and str(path) not in run.errors]
    report.check("hostile scenes: each gives a picture or an error", silent)
    mine = {str(path) for path in scenes}
    foreign = sorted(
        path for path in run.opened - usual.opened - mine if not path.startswith(str(folder))
    )
    report.check("hostile scenes: no other file is opened", foreign)
    report.check("hostile scenes: no socket is opened", run.sockets)
    starts = [(time, path) for time, path in run.times if path in mine]
    ends = [time for time, _ in starts[1:]] + [run.end]
    spans = [(end - time, path) for (time, path), end in zip(starts, ends)]
    report.check("hostile scenes: at most two seconds each", [f"{path}: {span:.1f} s" for span, path in spans if span > SECONDS])
    span, path = max(spans)
    painted = run.output.count(" painted")
    report.say(f"{len(scenes)} hostile scenes: {painted} painted, the others refused; the slowest, {Path(path).name}, {span:.2f} s")


class Watched:
    """What a run opened, and when."""

    def __init__(self, run, log):
        self.code, self.output, self.errors = run.returncode, run.stdout, run.stderr
        self.opened, self.sockets, self.times, self.end = set(), [], [], 0.0
        for line in log.splitlines():
            call = CALL.match(line)
            if not call:
                continue
            time, name, rest = float(call[1]), call[2], call[3]
            self.end = max(self.end, time)
            if name in ("socket", "connect"):
                self.sockets.append(line)
            path = PATH.search(rest)
            if name in ("open", "openat", "openat2") and path:
                self.opened.add(path[1])
                self.times.append((time, path[1]))


def watched(binary, scenes, folder):
    log = folder / "strace.txt"
    out = folder / "out"
    out.mkdir(exist_ok=True)
    tracing = ["strace", "-f", "-ttt", "-s", "4096", "-o", log, "-e", "trace=open,openat,openat2,socket,connect,exit_group"]
    run = subprocess.run(
        [*tracing, binary, "storyboard", "still", *scenes, "--at", "0,1", "--size", "640x360", "-o", out],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False,
    )
    return Watched(run, log.read_text("utf-8", "replace"))
