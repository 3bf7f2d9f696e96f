"""System calls that fail, once and for ever: never exit 0 with output missing, always resumable."""

import contextlib
import os
import random
import re
import resource
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

from kills import CALLS, PACK, TREE, points, traced
from workload import differences, tree

# What the kernel may answer a call that writes, opens or makes; EINTR is tried again by the caller.
ERRORS = ["ENOSPC", "EIO", "EDQUOT", "EMFILE", "EFBIG", "EINTR"]
SYNCS = ["fsync", "fdatasync", "syncfs", "sync_file_range"]
CHANGES = ["pwrite64", "renameat", "renameat2", "mkdirat", "unlinkat", "ftruncate"]
# Writing to the terminal or a pipe is no call on the output folder.
ON_FOLDER = [call for call in CALLS if call != "write"] + ["close", "pread64", "getdents64"]


def outcome(workload, out, options, run):
    """What is wrong with a run that met a fault, and with the one that goes on after it."""
    whole = workload.whole(options)
    found = tree(out) if out.exists() else {}
    if run.returncode == 0:
        return [f"exit 0 and {problem}" for problem in differences(found, whole)]
    problems = []
    if run.returncode not in (1, 2, 5):
        problems.append(f"exit {run.returncode}: {run.stderr[-300:]}")
    if "[" not in run.stderr:
        problems.append(f"no error with a code: {run.stderr[-300:]!r}")
    again = workload.render(out, options)
    if again.returncode != 0:
        problems.append(f"not resumable: exit {again.returncode}: {again.stderr[-300:]}")
    return problems + differences(tree(out), whole)


def injected(workload, options, call, error, number, lasting):
    out = workload.fresh()
    when = f"{number}+" if lasting else str(number)
    run = subprocess.run(
        traced(
            workload.command(out, options), [f"{call}:error={error}:when={when}"], calls=[call]),
        stdin=subprocess.DEVNULL, capture_output=True, text=True)
    problems = outcome(workload, out, options, run)
    if not problems:
        shutil.rmtree(out, ignore_errors=True)
    return run.returncode, problems


def check(workload, report, count, seed=2, width=2):
    """`count` faults, evenly chosen among both sinks, all calls and all errors (about 12,000)."""
    randomness = random.Random(seed)
    trials = []
    for options in (TREE[0], PACK[0]):
        workload.whole(options)
        for call, number in points(workload, options):
            if call not in ON_FOLDER:
                continue
            for error in ERRORS:
                for lasting in (False, True):
                    # For ever interrupted is for ever waiting; a bounded wait is tested in Swift.
                    trials.append((options, call, error, number, lasting))
    if count is not None:
        trials = randomness.sample(trials, min(count, len(trials)))
    failures = []
    met = 0
    with ThreadPoolExecutor(width) as pool:
        outcomes = pool.map(lambda trial: injected(workload, *trial), trials)
        for trial, (code, problems) in zip(trials, outcomes):
            met += code != 0
            if problems:
                failures.append(f"{trial}: {problems[0]}")
    report.say(
        f"faults: {len(trials)} runs, {met} stopped by an error, {len(failures)} with wrong output "
        "or not resumable")
    report.check("faults: output is whole or the run says so and can be resumed", failures)


def check_syncs(workload, report):
    """EIO on each sync: the unit is written anew, never synced again as if that helped."""
    failures = []
    trials = 0
    redone = 0
    for options in (TREE[0], PACK[0]):
        workload.whole(options)
        for call, number in points(workload, options):
            if call not in SYNCS:
                continue
            trials += 1
            out = workload.fresh()
            log = workload.folder / f"{out.name}.log"
            command = traced(
                workload.command(out, options), [f"{call}:error=EIO:when={number}"], log)
            run = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
            problems = outcome(workload, out, options, run)
            if run.returncode == 0:
                problems += not_redone(log.read_text(errors="replace"))
                redone += 1
            if problems:
                failures.append(f"{options} {call} {number}: {problems[0]}")
            log.unlink()
            shutil.rmtree(out, ignore_errors=True)
    report.say(f"syncs: EIO on each of {trials}; {redone} redone within the run")
    report.check("syncs: what a failed sync may have lost is written anew", failures)


def not_redone(log):
    """What was written since the last good sync must be written again before the next one."""
    written = 0
    failed = None
    for line in log.splitlines():
        found = re.match(r"\d+ +(\w+)\((.*)", line)
        if not found:
            continue
        call = found.group(1)
        if call in SYNCS:
            if failed:
                return [f"synced again without writing: {failed}"]
            if "EIO" in line and written:
                failed = line
            written = 0
        elif call in CHANGES and "= -1" not in line:
            written += 1
            failed = None
    return []


def check_limits(workload, report):
    """Real limits: open files, file sizes, and a file system of 256 KiB."""
    failures = []
    for options in (TREE[0], PACK[0]):
        whole = workload.whole(options)
        for kind, limit in [
            (resource.RLIMIT_NOFILE, 8), (resource.RLIMIT_NOFILE, 12),
            (resource.RLIMIT_NOFILE, 16), (resource.RLIMIT_FSIZE, 100),
            (resource.RLIMIT_FSIZE, 3000), (resource.RLIMIT_FSIZE, 20000),
        ]:
            out = workload.fresh()
            run = workload.render(
                out, options, preexec_fn=lambda: resource.setrlimit(kind, (limit, limit)))
            problems = outcome(workload, out, options, run) if out.exists() else []
            if run.returncode == 0 and tree(out) != whole:
                problems.append("exit 0 without all output")
            failures += [f"{options} limit {kind} {limit}: {problem}" for problem in problems[:1]]
    report.check("limits: open files and file sizes", failures)
    check_small_disk(workload, report)


def check_small_disk(workload, report):
    """A disk that is full after 256 KiB, and then is given room."""
    place = workload.folder / "small-disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        report.skip("limits: a disk of 256 KiB", "mounting one needs root")
        return
    failures = []
    try:
        for options in (TREE[0], PACK[0]):
            out = place / "out"
            full = place / "ballast"
            full.write_bytes(b"x" * 200_000)
            run = workload.render(out, options)
            if run.returncode != 5 or "no-space" not in run.stderr:
                failures.append(f"{options}: exit {run.returncode}, {run.stderr[-200:]}")
            full.unlink()
            subprocess.run(
                ["mount", "-o", "remount,size=64m", str(place)], check=True, capture_output=True)
            again = workload.render(out, options)
            if again.returncode != 0:
                failures.append(f"{options}: not resumable: {again.stderr[-200:]}")
            failures += differences(tree(out), workload.whole(options))
            shutil.rmtree(out)
            subprocess.run(
                ["mount", "-o", "remount,size=256k", str(place)], check=True, capture_output=True)
    finally:
        with contextlib.suppress(OSError):
            subprocess.run(["umount", str(place)], check=False, capture_output=True)
    report.check("limits: a disk of 256 KiB", failures)
