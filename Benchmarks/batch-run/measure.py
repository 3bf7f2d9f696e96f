"""Measures whole runs of `billow render` on the energy-bill template, alternating what it compares.

Wall time and CPU time are medians over rounds; every comparison is made inside one round, in turn, because
machines that share their cores are noisy. Output folders are always fresh, and are removed only at the end:
ext4 makes files several times slower for minutes after a large removal.
"""

import ctypes
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

BILLOW = sys.argv[1]
TEMPLATE = "templates/energy-bill"
RECORDS = int(os.environ.get("RECORDS", "10000"))
LONG = int(os.environ.get("LONG", "100000"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
CORES = os.cpu_count() or 1


class Bench:
    """A scratch folder with inputs and outputs."""

    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    def sample(self, records, seed=1):
        """A file of generated bills."""
        path = os.path.join(self.folder, f"bills-{records}-{seed}.ndjson")
        if not os.path.exists(path):
            with open(path, "wb") as file:
                subprocess.run(
                    [BILLOW, "sample", "--count", str(records), "--seed", str(seed)],
                    stdout=file, check=True)
        return path

    def start(self, source, *options):
        """Starts a run into a fresh folder."""
        self.count += 1
        output = os.path.join(self.folder, f"out-{self.count}")
        command = [BILLOW, "render", TEMPLATE, source, "-o", output, "--json", *options]
        return output, subprocess.Popen(command, stdout=subprocess.PIPE)

    def run(self, source, *options):
        """Runs to the end; seconds, CPU seconds and peak kilobytes."""
        # What a run without syncing left to be written would be waited for by the next run's syncs.
        os.sync()
        began = time.monotonic()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        output, process = self.start(source, *options)
        text = process.communicate()[0]
        seconds = time.monotonic() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if process.returncode != 0 or json.loads(text)["rejected"] != 0:
            sys.exit(f"the run {options} failed: {text}")
        with open(os.path.join(output, "timings.json"), encoding="utf-8") as file:
            peak = json.load(file)["peakKilobytes"]
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return {"seconds": seconds, "cpu": cpu, "peak": peak}


def median(rounds, name, what="seconds"):
    return statistics.median(entry[name][what] for entry in rounds)


def compare(bench):
    """Sinks with and without syncing, and one worker beside all."""
    source = bench.sample(RECORDS)
    kinds = {
        "tree": [], "tree, no sync": ["--durability", "none"],
        "pack": ["--pack"], "pack, no sync": ["--pack", "--durability", "none"],
        "pack, 1 worker": ["--pack", "--jobs", "1"],
    }
    rounds = []
    for number in range(ROUNDS):
        names = list(kinds) if number % 2 == 0 else list(kinds)[::-1]
        rounds.append({name: bench.run(source, *kinds[name]) for name in names})
    print(f"energy-bill, {RECORDS} records, {CORES} cores, medians of {ROUNDS} alternating rounds:")
    for name in kinds:
        seconds = median(rounds, name)
        print(f"  {name:16} {RECORDS / seconds:8.0f} documents/s, "
              f"{median(rounds, name, 'cpu') / RECORDS * 1e6:6.0f} us CPU a document")

    def ratio(label, slow, fast, what="seconds"):
        value = statistics.median(entry[slow][what] / entry[fast][what] for entry in rounds)
        print(f"  {label:44} x {value:.3f}")

    ratio("tree: time with sync / without", "tree", "tree, no sync")
    ratio("pack: time with sync / without", "pack", "pack, no sync")
    ratio("tree's time / pack's", "tree", "pack")
    ratio("tree's CPU / pack's", "tree", "pack", "cpu")


def scale(bench):
    """One process with all workers beside as many processes with one, in the same round."""
    source = bench.sample(RECORDS)
    shares = []
    for _ in range(ROUNDS):
        together = bench.run(source, "--pack", "--jobs", str(CORES))["seconds"]
        os.sync()
        apart = time.monotonic()
        running = [bench.start(source, "--pack", "--jobs", "1") for _ in range(CORES)]
        for _, process in running:
            process.communicate()
        apart = (time.monotonic() - apart) / CORES
        shares.append(apart / together)
    share = statistics.median(shares) * 100
    print(f"  {CORES} workers reach {share:.0f} % of what {CORES} processes of one reach together")


def disk(bench):
    """What the disk alone takes for a tree's files: written by a program that renders nothing, then synced at once."""
    page = os.urandom(53_000)
    writes, syncs = [], []
    for number in range(ROUNDS):
        root = os.path.join(bench.folder, f"disk-{number}")
        os.makedirs(os.path.join(root, "staged"))
        for bucket in range(4096):
            os.mkdir(os.path.join(root, f"{bucket:03x}"))
        handle = os.open(root, os.O_RDONLY)
        os.sync()
        began = time.monotonic()
        for record in range(RECORDS):
            staged = os.path.join(root, "staged", str(record))
            os.mkdir(staged)
            file = os.open(os.path.join(staged, "index.html"), os.O_WRONLY | os.O_CREAT | os.O_EXCL)
            os.write(file, page)
            os.close(file)
            os.rename(staged, os.path.join(root, f"{record * 2654435761 % 4096:03x}", str(record)))
        written = time.monotonic()
        if ctypes.CDLL(None, use_errno=True).syncfs(handle) != 0:
            sys.exit("syncfs failed")
        writes.append(written - began)
        syncs.append(time.monotonic() - written)
        os.close(handle)
    write, sync = statistics.median(writes), statistics.median(syncs)
    print(f"  the tree's files without rendering: written in {write:.2f} s, then one syncfs of {sync:.2f} s")


def memory(bench):
    """Peak memory of a short and of a long input."""
    short = bench.run(bench.sample(10000), "--pack")["peak"]
    long = bench.run(bench.sample(LONG), "--pack")["peak"]
    print(f"  peak memory {short / 1000:.1f} MB at 10,000 records, {long / 1000:.1f} MB at {LONG:,}: "
          f"x {long / short:.3f}")


def main():
    folder = tempfile.mkdtemp(prefix="billow-bench-")
    try:
        bench = Bench(folder)
        compare(bench)
        disk(bench)
        scale(bench)
        memory(bench)
    finally:
        shutil.rmtree(folder)


main()
