"""Zone, locale, workers, clock, umask, folder: none of them may change a byte."""

import os
import random
import shutil
import subprocess

from workload import differences, tree

ZONES = ["UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Europe/Rome", "Africa/Cairo"]
LOCALES = ["C", "C.UTF-8", "it_IT.UTF-8", "tr_TR.UTF-8", "de_DE.UTF-8", "ar_EG.UTF-8"]
JOBS = ["1", "2", "8", "64"]
MASKS = [0o000, 0o022, 0o027, 0o077]
FOLDERS = ["/", "/tmp", None]
CLOCKS = [None, "+10y", "-3y", "+400d"]


def check(billow, root, workload, report, runs, seed=3):
    """`runs` renders of the fixtures, each under conditions of its own."""
    if shutil.which("faketime") is None:
        report.missing_tool("determinism", "faketime is not installed")
        return
    randomness = random.Random(seed)
    failures = []
    firsts = {}
    for number in range(runs):
        options = [(), ("--pack",), ("--gzip",)][number % 3]
        jobs = JOBS[number // 3 % len(JOBS)]
        clock = CLOCKS[number // 2 % len(CLOCKS)]
        environment = dict(
            os.environ, TZ=randomness.choice(ZONES), LANG=randomness.choice(LOCALES),
            LC_ALL=randomness.choice(LOCALES))
        mask = randomness.choice(MASKS)
        folder = randomness.choice(FOLDERS) or str(workload.folder)
        out = workload.fresh()
        command = [
            str(billow), "render", str(root / "templates/energy-bill"),
            str(root / "fixtures/bills.ndjson"), "-o", str(out), "--as-of", "2026-03-31",
            "--jobs", jobs, *options,
        ]
        if clock:
            command = ["faketime", "-f", clock, *command]
        run = subprocess.run(
            command, cwd=folder, env=environment, umask=mask, stdin=subprocess.DEVNULL,
            capture_output=True, text=True)
        conditions = f"{environment['TZ']} {environment['LC_ALL']} {jobs} {clock} {mask:o} {folder}"
        if run.returncode != 0:
            failures.append(f"{conditions}: exit {run.returncode}: {run.stderr[-200:]}")
            continue
        found = tree(out)
        whole = firsts.setdefault(options, found)
        failures += [f"{conditions}: {problem}" for problem in differences(found, whole)[:1]]
        shutil.rmtree(out)
    report.say(f"determinism: {runs} runs, {sum(map(len, firsts.values()))} files in three kinds")
    report.check("determinism: the same bytes under all conditions", failures)
