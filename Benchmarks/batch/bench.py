"""Times the bill workload: ours and the peers, in turns, documents per second of processor time, medians.

usage: bench.py BATCH_BENCH TEMPLATE WORKLOAD BILLS ROUNDS OUT.json

TEMPLATE-samples is the same template with samples.

Before anything is timed our pages are compared with those of the hand-written C++ program, after entities and
percent codes are spelled alike and numbers are spelled alike.
"""

import html
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

bench, template, workload, bills, rounds, out = sys.argv[1:7]
built = f"{workload}/out"
data = f"{built}/bills.ndjson"
python = sys.executable
ours = [bench, template]
peers = {
    "billow": ours,
    "hand-written C++": [f"{built}/cpp-hardcoded"],
    "Go quicktemplate": [f"{built}/gopeer", "go-quicktemplate"],
    "C++ ctemplate": [f"{built}/ctemplate"],
    "minijinja (Python)": [python, f"{workload}/peers/py/p_minijinja.py"],
    "Go text/template": [f"{built}/gopeer", "go-text-template"],
    "Go html/template": [f"{built}/gopeer", "go-html-template"],
    "Jinja2": [python, f"{workload}/peers/py/p_jinja2.py"],
    "python-liquid": [python, f"{workload}/peers/py/p_liquid.py"],
}
# Slow peers render fewer bills: a rate is a rate.
fewer = {"python-liquid": 40, "Jinja2": 8, "minijinja (Python)": 4, "Go html/template": 8, "Go text/template": 8}
goals = {
    "Go quicktemplate": 1.4,
    "Go html/template": 12,
    "minijinja (Python)": 9,
    "hand-written C++": 0.35,
}
environment = dict(os.environ, GOMAXPROCS="1", PEER_TEMPLATES=f"{workload}/templates")


def run(name, mode="a", target="/dev/null", limit=None):
    limit = limit or max(200, int(bills) // fewer.get(name, 1))
    command = [*peers[name], mode, data, target, str(limit)]
    answer = subprocess.run(command, stdout=subprocess.PIPE, env=environment, check=True)
    return answer.stdout.decode().strip().splitlines()[-1:]


def plain(text):
    text = re.sub(r"%[0-9a-fA-F]{2}", lambda code: code[0].upper(), text)
    return re.sub(r"\d+\.\d+", lambda number: str(float(number[0])), html.unescape(text))


with tempfile.TemporaryDirectory() as folder:
    texts = []
    for name in ("billow", "hand-written C++"):
        run(name, "p", f"{folder}/pages", min(1000, int(bills)))
        pages = pathlib.Path(f"{folder}/pages").read_bytes().decode()
        texts.append([plain(line) for line in pages.splitlines()])
    left, right = texts
    different = [(a, b) for a, b in zip(left, right) if a != b]
    if len(left) != len(right) or different:
        for a, b in different[:5]:
            print(f"  ours   {a}\n  theirs {b}")
        sys.exit(f"the pages differ: {len(different)} lines of {len(left)} and {len(right)}")
    print(f"{min(1000, int(bills))} pages equal the hand-written program's but for the spelling of characters")

rates = {name: [] for name in peers}
for _ in range(int(rounds)):
    for name in peers:
        answer = json.loads(run(name)[0])
        rates[name].append(answer["docs"] / answer["cpu"])
median = {name: statistics.median(values) for name, values in rates.items()}
print(f"\n{'':22} {'documents per CPU second':>25} {'ours is':>10}   medians of {rounds} rounds")
report = {}
for name, rate in median.items():
    ratio = median["billow"] / rate
    goal = f"   wanted {goals[name]}x" if name in goals else ""
    print(f"{name:22} {rate:>25,.0f} {ratio:>9.2f}x{goal}")
    report[name] = {"documents_per_cpu_second": round(rate), "ours_is": round(ratio, 3)}
for folder, filters in ((template, "own"), ("templates/energy-bill", "house")):
    subprocess.run([bench, folder, "c", "-", filters, "100"], check=True)


def whole_run(mode, place):
    """Documents a second of the clock, everything on disk at the end."""
    subprocess.run(["sync"], check=True)
    command = [bench, f"{template}-samples", mode, data, place, bills]
    answer = subprocess.run(
        command, stdout=subprocess.PIPE, env=dict(environment, JOBS=str(os.cpu_count())), check=True
    )
    answer = json.loads(answer.stdout)
    return answer["docs"] / answer["secs"]


with tempfile.TemporaryDirectory(dir=pathlib.Path(out).parent) as folder:
    runs = {"tree": [], "pack": []}
    for number in range(int(rounds)):
        for name, mode in (("tree", "t"), ("pack", "k")):
            runs[name].append(whole_run(mode, f"{folder}/{name}{number}"))
tree, pack = (statistics.median(runs[name]) for name in ("tree", "pack"))
print(f"synced, {os.cpu_count()} jobs: a tree {tree:,.0f} documents a second, packs {pack:,.0f}: {pack / tree:.2f}x   wanted 3x")
report["whole runs"] = {"tree": round(tree), "pack": round(pack)}
pathlib.Path(out).write_text(json.dumps(report, indent=1) + "\n")
