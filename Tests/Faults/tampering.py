"""Seeded faults in a finished run - drop, double, swap, alter, truncate - that `verify` must find."""

import json
import os
import random
import shutil
import struct
import subprocess
from pathlib import Path


# What tells how long the run took, and for whom: no hash vouches for these two.
UNVOUCHED = {"timings.json", "report.html"}
KINDS = ["drop", "double", "swap", "alter", "truncate"]


class Run:
    """A finished run in memory, to be spoilt on disk and made whole again."""

    def __init__(self, workload, options):
        self.workload = workload
        self.options = options
        self.folder = workload.fresh()
        made = workload.render(self.folder, options)
        assert made.returncode == 0, made.stderr
        self.files = {
            os.path.relpath(path, self.folder): path.read_bytes()
            for path in sorted(self.folder.rglob("*")) if path.is_file()
        }
        self.names = sorted(name for name in self.files if name not in UNVOUCHED)
        self.documents = sorted({str(Path(name).parent) for name in self.names
                                 if name.startswith("documents/")})
        self.packs = [name for name in self.names if name.startswith("packs/")]

    def write(self, name, data):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    def restore(self):
        """Makes the folder what it was, with as few writes as possible."""
        there = {
            os.path.relpath(path, self.folder): path
            for path in sorted(self.folder.rglob("*")) if path.is_file() or path.is_symlink()
        }
        for name in there.keys() - self.files.keys():
            there[name].unlink()
        for name, data in self.files.items():
            if name not in there or there[name].read_bytes() != data:
                self.write(name, data)
        for folder in sorted(self.folder.rglob("*"), reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()

    def verify(self):
        """The exit code, the findings and the closing object."""
        run = subprocess.run(
            [self.workload.billow, "verify", str(self.folder), "--json"],
            stdin=subprocess.DEVNULL, capture_output=True, text=True)
        lines = [json.loads(line) for line in run.stdout.splitlines()]
        return run.returncode, lines[:-1], run.stderr


def lines_of(data):
    return data.splitlines(keepends=True)


class Pack:
    """A pack taken to pieces, and put together again with sound offsets."""

    def __init__(self, data):
        count, size, offset = struct.unpack("<HII", data[-12:-2])
        self.entries = []
        at = offset
        for _ in range(count):
            head = data[at:at + 46]
            stored, = struct.unpack("<I", head[20:24])
            length, = struct.unpack("<H", head[28:30])
            start, = struct.unpack("<I", head[42:46])
            self.entries.append((
                data[start:start + 30 + length + stored], data[at:at + 46 + length]))
            at += 46 + length

    def data(self):
        body = b""
        directory = b""
        for entry, record in self.entries:
            directory += record[:42] + struct.pack("<I", len(body)) + record[46:]
            body += entry
        end = struct.pack(
            "<IHHHHIIH", 0x06054B50, 0, 0, len(self.entries), len(self.entries), len(directory),
            len(body), 0)
        return body + directory + end

    def swap_contents(self, first, second):
        """Gives each of two entries the other's contents under its own name."""
        def renamed(index, other):
            entry, record = self.entries[index]
            name = self.entries[other][1][46:]
            length, = struct.unpack("<H", record[28:30])
            size = struct.pack("<H", len(name))
            return (entry[:26] + size + entry[28:30] + name + entry[30 + length:],
                    record[:28] + size + record[30:46] + name)
        self.entries[first], self.entries[second] = (
            renamed(second, first), renamed(first, second))


class Tampering:
    """One fault of one kind, chosen by a seed, made on disk; says what was touched."""

    def __init__(self, run, kind, seed):
        self.run = run
        self.random = random.Random(f"{kind} {seed}")
        self.touched = getattr(self, kind)()

    def data(self, name):
        return self.run.files[name]

    def any_file(self, least=1):
        return self.random.choice([n for n in self.run.names if len(self.data(n)) >= least])

    def any_lines(self, least):
        return self.random.choice([
            n for n in ["documents.ndjson", "journal", "suppressed.ndjson", "rejects.ndjson"]
            if len(lines_of(self.data(n))) >= least])

    def drop(self):
        run = self.run
        ways = ["file", "line"] + (["document"] * 2 if run.documents else ["entry"] * 2)
        way = self.random.choice(ways)
        if way == "file":
            name = self.any_file(0)
            (run.folder / name).unlink()
            return name
        if way == "document":
            name = self.random.choice(run.documents)
            shutil.rmtree(run.folder / name)
            return name
        if way == "entry":
            name = self.random.choice(run.packs)
            pack = Pack(self.data(name))
            entry = pack.entries.pop(self.random.randrange(len(pack.entries)))
            run.write(name, pack.data())
            return entry[1][46:].decode()
        name = self.any_lines(1)
        lines = lines_of(self.data(name))
        lines.pop(self.random.randrange(len(lines)))
        run.write(name, b"".join(lines))
        return name

    def double(self):
        run = self.run
        ways = ["file", "line"] + (["document"] * 2 if run.documents else ["entry", "pack"])
        way = self.random.choice(ways)
        if way == "file":
            name = self.any_file(0)
            copy = name + "-2"
            run.write(copy, self.data(name))
            return copy
        if way == "document":
            name = self.random.choice(run.documents)
            copy = str(Path(self.random.choice(run.documents)).parent / (Path(name).name + "2"))
            shutil.copytree(run.folder / name, run.folder / copy)
            return copy
        if way == "entry":
            name = self.random.choice(run.packs)
            pack = Pack(self.data(name))
            entry = self.random.choice(pack.entries)
            pack.entries.insert(self.random.randrange(len(pack.entries) + 1), entry)
            run.write(name, pack.data())
            return entry[1][46:].decode()
        if way == "pack":
            name = self.random.choice(run.packs)
            copy = f"packs/pack-{len(run.packs):05}.zip"
            run.write(copy, self.data(name))
            return copy
        name = self.any_lines(1)
        lines = lines_of(self.data(name))
        lines.insert(self.random.randrange(len(lines) + 1), self.random.choice(lines))
        run.write(name, b"".join(lines))
        return name

    def swap(self):
        run = self.run
        ways = ["line"] + (["documents", "pages"] if run.documents else ["entries", "order"])
        if len(run.packs) > 1:
            ways.append("packs")
        way = self.random.choice(ways)
        if way == "documents":
            first, second = self.random.sample(run.documents, 2)
            aside = run.folder / "aside"
            (run.folder / first).rename(aside)
            (run.folder / second).rename(run.folder / first)
            aside.rename(run.folder / second)
            return first
        if way == "pages":
            first, second = self.random.sample(
                [n for n in run.names if n.startswith("documents/") and n.endswith(".html")], 2)
            run.write(first, self.data(second))
            run.write(second, self.data(first))
            return first
        if way in ("entries", "order"):
            name = self.random.choice([p for p in run.packs if len(Pack(self.data(p)).entries) > 1])
            pack = Pack(self.data(name))
            first, second = self.random.sample(range(len(pack.entries)), 2)
            path = pack.entries[first][1][46:].decode()
            if way == "entries":
                pack.swap_contents(first, second)
            else:
                entries = pack.entries
                entries[first], entries[second] = entries[second], entries[first]
                path = name
            run.write(name, pack.data())
            return path
        if way == "packs":
            first, second = self.random.sample(run.packs, 2)
            run.write(first, self.data(second))
            run.write(second, self.data(first))
            return "packs/"
        name = self.any_lines(2)
        lines = lines_of(self.data(name))
        first, second = self.random.sample(range(len(lines)), 2)
        lines[first], lines[second] = lines[second], lines[first]
        run.write(name, b"".join(lines))
        return name

    def alter(self):
        name = self.any_file()
        data = bytearray(self.data(name))
        at = self.random.randrange(len(data))
        data[at] ^= 1 << self.random.randrange(8)
        self.run.write(name, bytes(data))
        return name

    def truncate(self):
        name = self.any_file()
        data = self.data(name)
        self.run.write(name, data[:self.random.randrange(len(data))])
        return name


def is_told(touched, findings):
    """Whether a finding names what was touched, or the file that vouches for it."""
    names = {finding["place"] for finding in findings}
    texts = " ".join(finding["message"] for finding in findings)
    if touched in ("_SUCCESS", "manifest.json"):
        return bool(names & {"_SUCCESS", "manifest.json"})
    return any(touched in name or name in touched for name in names) or touched in texts


EXPECTED = {
    "drop": {"missing", "unfinished", "unbalanced", "altered"},
    "double": {"doubled", "extra", "altered"},
    "swap": {"swapped", "doubled", "altered"},
    "alter": {"altered", "unbalanced", "doubled", "missing", "swapped", "extra"},
    "truncate": {"altered", "missing"},
}


def check(workload, report, faults, clean):
    """`faults` faults and `clean` sound folders, over trees and packs."""
    kinds = [(), ("--gzip",), ("--pack", "--pack-size", "20")]
    runs = [Run(workload, options) for options in kinds if workload.supports(options)]
    alarms = []
    for index in range(clean):
        run = runs[index % len(runs)]
        code, findings, errors = run.verify()
        if code != 0 or findings:
            alarms.append(f"{run.options}: exit {code} {findings[:1]} {errors[-200:]}")
    report.say(f"verify: {clean} sound folders, {len(alarms)} false alarms")
    report.check("verify: no false alarm", alarms)
    problems = []
    found = 0
    for index in range(faults):
        kind = KINDS[index % len(KINDS)]
        run = runs[index // len(KINDS) % len(runs)]
        fault = Tampering(run, kind, index)
        changed = {n: (run.folder / n).read_bytes() if (run.folder / n).exists() else None
                   for n in run.files} != run.files or len(
                       [p for p in run.folder.rglob("*") if p.is_file()]) != len(run.files)
        code, findings, errors = run.verify()
        what = f"{kind} {index} {' '.join(run.options)}: {fault.touched}"
        if not changed:
            # Two equal lines or pages were exchanged: nothing happened, and nothing may be found.
            if code != 0:
                problems.append(f"false alarm after no change: {what}: {findings[:1]}")
        elif code != 1 or not findings:
            problems.append(f"not found: {what}: exit {code} {errors[-200:]}")
        elif not is_told(fault.touched, findings):
            problems.append(f"not named: {what}: {findings[:2]}")
        elif not {finding["finding"] for finding in findings} & EXPECTED[kind]:
            problems.append(f"called otherwise: {what}: {findings[:2]}")
        else:
            found += 1
        run.restore()
    for run in runs:
        code, findings, _ = run.verify()
        if code != 0:
            problems.append(f"not sound after all was restored: {findings[:1]}")
    report.say(f"verify: {found} of {faults} seeded faults found and named")
    report.check("verify: every seeded fault is found and named", problems)
