"""A million bills into packs, then verified: how long, how much memory, how many bytes.

    python3 Benchmarks/million/measure.py [--count 1000000] [--folder /tmp] [--keep]

Needs about 20 GB beside the folder for a million, and a quarter of an hour of two cores; so it is
not part of `make bench`. Run `swift build -c release --product billow` first.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BILLOW = ROOT / ".build/release/billow"
TEMPLATE = ROOT / "templates/energy-bill"


def measured(what, command, count, **how):
    """Runs a command; prints its time, processor time, peak memory and pace."""
    reader, writer = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reader)
        code = subprocess.run(command, **how).returncode
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        text = f"{code} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss}"
        os.write(writer, text.encode())
        os._exit(0)
    os.close(writer)
    code, cpu, memory = os.read(reader, 200).decode().split()
    os.waitpid(child, 0)
    wall = time.monotonic() - began
    print(
        f"{what}: exit {code}, {wall:.0f} s, {float(cpu):.0f} CPU-s, "
        f"{count / float(cpu):.0f} documents per CPU-s, {int(memory) / 1024:.0f} MiB at most",
        flush=True)
    return int(code)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", default=1_000_000, type=int)
    parser.add_argument("--folder", default=tempfile.gettempdir(), type=Path)
    parser.add_argument("--billow", default=BILLOW, type=Path)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    billow = str(options.billow)
    scratch = Path(tempfile.mkdtemp(prefix="billow-million-", dir=options.folder))
    bills = scratch / "bills.ndjson"
    out = scratch / "out"
    failed = 0
    try:
        with open(bills, "wb") as file:
            failed |= measured(
                "sample", [billow, "sample", "--count", str(options.count), "--seed", "1"],
                options.count, stdout=file)
        print(f"  input: {bills.stat().st_size / 1e9:.2f} GB", flush=True)
        failed |= measured(
            "render --pack",
            [billow, "render", str(TEMPLATE), str(bills), "-o", str(out), "--pack"],
            options.count)
        packs = sorted((out / "packs").iterdir())
        size = sum(pack.stat().st_size for pack in packs)
        print(f"  {len(packs)} packs, {size / 1e9:.2f} GB", flush=True)
        failed |= measured("verify", [billow, "verify", str(out)], options.count)
        origin = ["--template", str(TEMPLATE), "--input", str(bills)]
        failed |= measured(
            "verify, 1% rendered anew and searched for leaks",
            [billow, "verify", str(out), "--re-render", "1%", "--leaks", "--leak-sample", "1%",
             *origin], options.count)
        failed |= subprocess.run(["unzip", "-tqq", str(packs[-1])]).returncode
        print(f"  unzip -t of {packs[-1].name}: {'sound' if not failed else 'look above'}")
    finally:
        if options.keep:
            print(f"kept: {scratch}")
        else:
            shutil.rmtree(scratch, ignore_errors=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
