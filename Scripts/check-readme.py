#!/usr/bin/env python3
"""Runs README's command blocks as written and checks that they print what README shows.

The convention, for whoever writes README:

- A fenced block tagged `console` is run. Its lines that start with `$ ` are commands; a command
  that ends in a backslash goes on in the next line; the lines after it are what it prints (both
  streams, as a terminal shows them), to be matched whole. Commands of one block share a shell that
  starts at the repository root, and each must end with status 0. To show a refusal, write
  `$ command; echo "exit $?"`.
- `…` alone on a line stands for any lines, or none.
- Shell blocks under another tag (sh, bash, ...) are an error: they would be shown but not checked.
- What differs between machines and runs is made alike on both sides, by NORMAL below and nothing
  else: rates, times, sizes in bytes, the folder in front of output/, and the name that a link key
  gives a document, which every change of its template alters.
- Commands write under output/ only. A folder that README names as `-o output/NAME` is removed
  first, because a run refuses a folder that is not empty; git must see no change afterwards.

Usage: check-readme.py [--ran 'COMMAND=LOG']... [README]
`--ran` takes the output of a command that was just run as written from a file, so that
continuous integration does not run `make test` twice.
"""

import argparse
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ANY = "…"
RUN_TAG = "console"
SHELL_TAGS = {"sh", "shell", "bash", "zsh", "shell-session", "sh-session"}
MARK = "\x1eend of command "
SECONDS_PER_BLOCK = 2_400

NUMBER = r"\d[\d,.]*"
NORMAL = [
    # Colours, should a tool think that it talks to a terminal.
    (re.compile(r"\x1b\[[0-9;]*[A-Za-z]"), ""),
    # 12,345 documents/s; 410 MB/s; 4.2k pages/s
    (re.compile(NUMBER + r"\s?[kM]?\s?([A-Za-z]+/s)\b"), r"<number> \1"),
    # 0.42 s; 17 ms; 3 minutes
    (re.compile(NUMBER + r"\s?(ns|µs|us|ms|s|seconds?|min|minutes?|h|hours?)\b"), "<time>"),
    # 1m 20s was made "<time> <time>" or "1m <time>" above.
    (re.compile(r"(\d+\s?m\s<time>|<time>(\s<time>)+)"), "<time>"),
    # 1.2 MB; 512 bytes
    (re.compile(NUMBER + r"\s?(bytes?|B|[kKMG]i?B)\b"), "<size>"),
    # file:///anywhere/billow/output/demo and /anywhere/billow/output/demo
    (re.compile(r"(file://)?/[^\s'\"]*?/(?=(output|templates|fixtures)/)"), r"\1<root>/"),
    # documents/6a3/ajU__Iea6DRxb6BjPPsZhRbEYJ8/index.html: 160 bits in base64url
    (re.compile(r"/documents/[0-9a-f]{3}/[A-Za-z0-9_-]{27}/"), "/documents/<link>/"),
    (re.compile(r"[ \t]+$"), ""),
]


@dataclass
class Command:
    text: str
    line: int
    expected: list = field(default_factory=list)


def blocks(readme):
    """The commands of each console block, and complaints about blocks that would go unchecked."""
    found, complaints = [], []
    fence = tag = None
    for number, line in enumerate(readme.splitlines(), start=1):
        opening = re.match(r"^\s*(`{3,}|~{3,})\s*([\w-]*)", line)
        if fence is None:
            if opening:
                fence, tag = opening.groups()
                if tag in SHELL_TAGS:
                    complaints.append(f"line {number}: a {tag} block is not checked; tag it console")
                if tag == RUN_TAG:
                    found.append([])
        elif opening and opening.group(1).startswith(fence) and not opening.group(2):
            if tag == RUN_TAG and not found[-1]:
                complaints.append(f"line {number}: a console block without a command")
            fence = tag = None
        elif tag == RUN_TAG:
            add(line, number, found[-1], complaints)
    if fence is not None:
        complaints.append("the last fenced block is not closed")
    return [block for block in found if block], complaints


def add(line, number, block, complaints):
    if block and not block[-1].expected and block[-1].text.endswith("\\"):
        block[-1].text += "\n" + line.removeprefix("> ")
    elif line.startswith("$ "):
        block.append(Command(text=line[2:], line=number))
    elif block:
        block[-1].expected.append(line)
    elif line.strip():
        complaints.append(f"line {number}: output before the first command")


def normal(line):
    for pattern, replacement in NORMAL:
        line = pattern.sub(replacement, line)
    return line


def matches(expected, actual):
    """Whether the lines are those expected, where `…` stands for any lines."""
    # reachable[i]: the lines so far can be matched by the first i expected ones.
    reachable = closed([True] + [False] * len(expected), expected)
    for line in actual:
        step = [False] * (len(expected) + 1)
        for at, wanted in enumerate(expected):
            if wanted == ANY:
                step[at] = step[at] or reachable[at]
            elif reachable[at] and wanted == line:
                step[at + 1] = True
        reachable = closed(step, expected)
    return reachable[-1]


def closed(reachable, expected):
    for at, wanted in enumerate(expected):
        if wanted == ANY and reachable[at]:
            reachable[at + 1] = True
    return reachable


def trimmed(lines):
    """Normalised lines without blank ones at either end."""
    lines = [normal(line) for line in lines]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def run_block(block, root):
    """Each command's (status, printed lines); None for those that a dead shell never reached."""
    script = "".join(
        f"{{ {command.text}\n}} 2>&1; printf '\\n{MARK}%s\\n' \"$?\"\n" for command in block
    )
    try:
        run = subprocess.run(
            ["bash", "-c", script], cwd=root, stdin=subprocess.DEVNULL, capture_output=True,
            timeout=SECONDS_PER_BLOCK,
        )
        printed = run.stdout + run.stderr
    except subprocess.TimeoutExpired as late:
        printed = late.stdout or b""
    text = printed.decode("utf-8", "replace").replace("\r\n", "\n")
    results = []
    *parts, _ = re.split(f"\n?{MARK}(\\d+)\n", text)
    for at in range(0, len(parts), 2):
        results.append((int(parts[at + 1]), parts[at].split("\n")))
    return results + [None] * (len(block) - len(results))


def problem(command, result):
    """What is wrong with one command's result, as lines to print; none when all is well."""
    if result is None:
        return ["it did not come to an end"]
    status, printed = result
    if status != 0:
        return [f"it ended with status {status} and printed:", *printed[-20:]]
    expected, actual = trimmed(command.expected), trimmed(printed)
    if matches(expected, actual):
        return []
    return ["README shows (normalised):", *expected, "but it printed:", *actual[:60]]


def output_folders(found):
    """The folders that README's commands write, always below output/."""
    names = set()
    for block in found:
        for command in block:
            for name in re.findall(r"(?:-o|--output)[ =](\S+)", command.text):
                if re.fullmatch(r"output/[\w-][\w./-]*", name) and ".." not in name:
                    names.add(name)
                else:
                    raise SystemExit(f"README line {command.line}: {name} is not below output/")
    return sorted(names)


def working_tree(root):
    command = ["git", "status", "--porcelain", "--untracked-files=all"]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True)
    return run.stdout if run.returncode == 0 else ""


def check(readme_path, ran):
    root = readme_path.resolve().parent
    found, complaints = blocks(readme_path.read_text(encoding="utf-8"))
    for complaint in complaints:
        print(f"FAILED README {complaint}")
    failed, passed = len(complaints), 0
    if not found:
        print("FAILED README has no console block")
        failed += 1
    for name in output_folders(found):
        shutil.rmtree(root / name, ignore_errors=True)
    before = working_tree(root)
    for block in found:
        if len(block) == 1 and block[0].text in ran:
            results = [(0, ran[block[0].text].read_text(encoding="utf-8").splitlines())]
        else:
            results = run_block(block, root)
        for command, result in zip(block, results):
            lines = problem(command, result)
            passed, failed = passed + (not lines), failed + bool(lines)
            verdict = "FAILED" if lines else "ok"
            print(f"{verdict} README line {command.line}: {command.text}", flush=True)
            for line in lines:
                print(f"    {line}")
    if working_tree(root) != before:
        print("FAILED README's commands changed files outside output/:\n" + working_tree(root))
        failed += 1
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser(description="Checks README's command blocks.")
    parser.add_argument("readme", nargs="?", type=Path, default=Path("README.md"))
    parser.add_argument("--ran", action="append", default=[], metavar="COMMAND=LOG")
    arguments = parser.parse_args()
    ran = {}
    for pair in arguments.ran:
        command, _, log = pair.rpartition("=")
        ran[command] = Path(log)
    return check(arguments.readme, ran)


if __name__ == "__main__":
    sys.exit(main())
