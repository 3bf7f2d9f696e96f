"""SIGKILL at each system call that changes the disk, once and twice; the resumed run must not show it."""

import collections
import random
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

from workload import differences, tree

# All by which a run may change a disk; each is named only where the kernel knows it.
CALLS = [
    "rename", "renameat", "renameat2", "write", "pwrite64", "writev", "pwritev", "fsync",
    "fdatasync", "syncfs", "sync_file_range", "mkdir", "mkdirat", "truncate", "ftruncate", "link",
    "linkat", "unlink", "unlinkat", "rmdir", "openat2", "fallocate", "copy_file_range",
]

TREE = [("--jobs", "1"), ("--jobs", "2")]
PACK = [
    ("--pack", "--pack-size", "7", "--jobs", "1"), ("--pack", "--jobs", "2"),
    ("--pack", "--pack-size", "20", "--jobs", "2"),
]


def traced(command, inject, log="/dev/null", calls=CALLS):
    return [
        "strace", "-f", "-qq", "-o", str(log), "-e", "trace=" + ",".join(calls),
        *(part for one in inject for part in ("-e", "inject=" + one)), *command,
    ]


def points(workload, options):
    """Each (call, number) of an unbroken run; strace counts calls thread by thread."""
    out = workload.fresh()
    log = workload.folder / f"{out.name}.log"
    subprocess.run(
        traced(workload.command(out, options), [], log), capture_output=True, check=True)
    counts = collections.Counter()
    for line in log.read_text(errors="replace").splitlines():
        found = re.match(r"(\d+) +(\w+)\(", line)
        if found:
            counts[found.group(1), found.group(2)] += 1
    shutil.rmtree(out, ignore_errors=True)
    log.unlink()
    most = collections.Counter()
    for (_, call), count in counts.items():
        most[call] = max(most[call], count)
    return [(call, number) for call in sorted(most) for number in range(1, most[call] + 1)]


class KillTrial:
    """One run killed once, or killed again while it resumes, and then left to finish."""

    def __init__(self, workload, options):
        self.workload = workload
        self.options = options

    def __call__(self, deaths):
        workload = self.workload
        out = workload.fresh()
        killed = 0
        for call, number in deaths:
            run = subprocess.run(
                traced(
                    workload.command(out, self.options),
                    [f"{call}:signal=SIGKILL:when={number}"], calls=[call]),
                stdin=subprocess.DEVNULL, capture_output=True, text=True)
            if run.returncode in (-9, 137):
                killed += 1
            elif run.returncode != 0:
                return killed, [f"exit {run.returncode}: {run.stderr[-300:]}"]
        run = workload.render(out, self.options)
        problems = []
        if run.returncode != 0:
            problems.append(f"the resumed run: exit {run.returncode}: {run.stderr[-300:]}")
        problems += differences(tree(out), workload.whole(self.options))
        if not problems:
            shutil.rmtree(out)
        return killed, problems


def check(workload, report, name, variants, singles, doubles, seed=1, width=2):
    """Kills `singles` runs once and `doubles` runs twice, over all variants."""
    randomness = random.Random(seed)
    plans = []
    for options in variants:
        workload.whole(options)
        plans.append((options, points(workload, options)))
    places = [(options, [point]) for options, found in plans for point in found]
    single = [places[index % len(places)] for index in range(singles)] if singles > len(
        places) else randomness.sample(places, singles)
    deaths = 0
    twice = 0
    trials = 0
    failures = []

    def run(trial):
        options, plan = trial
        return trial, KillTrial(workload, options)(plan)

    def doubled():
        """Deaths in a run and in its resume; a resume that ends before its point has been no double kill."""
        options, found = randomness.choice(plans)
        return options, [randomness.choice(found), randomness.choice(found)]

    with ThreadPoolExecutor(width) as pool:
        waiting = single
        while waiting:
            for (options, plan), (killed, problems) in pool.map(run, waiting):
                trials += 1
                deaths += killed
                twice += killed == 2
                if problems:
                    failures.append(f"{' '.join(options)} {plan}: {problems[0]}")
            missing = doubles - twice
            waiting = [doubled() for _ in range(missing)] if trials < singles + 4 * doubles else []
    report.say(
        f"{name}: {trials} runs, {deaths} deaths at {len(places)} points, {twice} runs killed "
        f"twice, {len(failures)} not resumed to the same bytes")
    problems = failures
    if deaths < trials * 0.7:
        problems = problems + [f"only {deaths} of {trials} runs were killed"]
    if twice < doubles:
        problems = problems + [f"only {twice} of {doubles} runs were killed twice"]
    report.check(f"{name}: a killed run resumes to the same bytes", problems)
