"""Many starts at once on one folder: exactly one proceeds, whatever became of the others."""

import subprocess

from workload import differences, tree


def check(workload, report, rounds, starts=50):
    failures = []
    for options in (("--jobs", "1"), ("--pack", "--jobs", "1")):
        for _ in range(rounds):
            out = workload.fresh()
            running = [
                subprocess.Popen(
                    workload.command(out, options), stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                for _ in range(starts)
            ]
            ended = [(process.communicate(), process.returncode) for process in running]
            failures += judged(ended)
            failures += differences(tree(out), workload.whole(options))
    report.check(f"starts: of {starts} at once on one folder exactly one renders", failures)


def judged(ended):
    """One renders; others find the folder in use, or, when they come late, the run finished."""
    rendered = 0
    problems = []
    for (output, errors), code in ended:
        if "already holds this run, finished" in errors and code == 0:
            continue
        if "[folder-in-use]" in errors and code in (2, 5):
            continue
        if code == 0:
            rendered += 1
        else:
            problems.append(f"exit {code}: {errors[-300:]}")
    if rendered != 1:
        problems.append(f"{rendered} of {len(ended)} rendered")
    return problems
