"""Times liquid-bench beside its peers: alternating rounds, medians of processor time, ratios.

usage: bench.py LIQUID_BENCH GOPEER FIXTURES OUT.json [ROUNDS]

Every engine is a process that answers `list`, `output NAME` and `time NAME NANOSECONDS`. Before anything is
timed, pages are compared: ours as plain text with the expected bytes, everyone's after entities are decoded.
Ours is timed escaping by context, theirs as each does by itself.
"""

import html
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import threading

here = pathlib.Path(__file__).parent
ours, gopeer, fixtures, out = sys.argv[1:5]
rounds = int(sys.argv[5]) if len(sys.argv) > 5 else 7
budget = int(os.environ.get("BUDGET_MS", "40")) * 1_000_000
templates = str(here / "peers/templates")


class Engine:
    def __init__(self, name, command):
        self.name = name
        environment = dict(os.environ, GOMAXPROCS="1")
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
        )
        self.names = self.ask("list").split()

    def ask(self, line):
        self.process.stdin.write(f"{line}\n".encode())
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"{self.name} ended at '{line}'")
        return answer.decode()

    def output(self, name):
        return self.process.stdout.read(int(self.ask(f"output {name}")))

    def microseconds(self, name):
        count, spent = map(int, self.ask(f"time {name} {budget}").split())
        return spent / count / 1000


python = sys.executable
engines = [
    Engine("billow, html", [ours, fixtures, "serve", "html"]),
    Engine("Go html/template", [gopeer, "html", fixtures, templates]),
    Engine("Go text/template", [gopeer, "text", fixtures, templates]),
    Engine("minijinja", [python, str(here / "peers/peer.py"), "minijinja", fixtures, templates]),
    Engine("Jinja2", [python, str(here / "peers/peer.py"), "jinja2", fixtures, templates]),
    Engine(
        "python-liquid",
        [python, str(here / "peers/peer.py"), "python-liquid", fixtures, templates],
    ),
    Engine("Ruby Liquid", ["ruby", str(here / "peers/peer.rb"), fixtures]),
]
us = engines[0]
cases = {path.stem: json.loads(path.read_text()) for path in sorted(pathlib.Path(fixtures).glob("*.json"))}


def plain(page):
    """A page without the ways to spell a character and without the year of the clock.

    Entities are decoded until nothing changes; peers know no other clock than the machine's. Go's html/template
    leaves out the comments of a style sheet.
    """
    page = re.sub(r"(&copy; )20\d\d", r"\1", page.decode().rstrip("\n"))
    page = re.sub(r"/\*.*?\*/", " ", page)
    while (decoded := html.unescape(page)) != page:
        page = decoded
    return page


subprocess.run([ours, fixtures, "check"], check=True)
comparable = {}
for engine in engines:
    comparable[engine.name] = [
        name
        for name in engine.names
        if plain(engine.output(name)) == plain(cases[name]["expected"].encode())
    ]
for engine in engines:
    print(f"  {engine.name}: {len(comparable[engine.name])} pages equal but for the spelling of characters")

samples = {}
for _ in range(rounds):
    for name in cases:
        for engine in engines:
            # Ours is timed on every fixture: escaped by context, a page may rightly differ from the unescaped one.
            if engine is us or name in comparable[engine.name]:
                samples.setdefault((engine.name, name), []).append(engine.microseconds(name))

median = {key: statistics.median(values) for key, values in samples.items()}
others = [engine.name for engine in engines[1:]]
print(f"\nProcessor time a render: ours in microseconds, others as a multiple of it; medians of {rounds} rounds")
print(f"{'':34} {'billow':>9} " + " ".join(f"{name:>17}" for name in others))
report = {"rounds": rounds, "fixtures": {}}
for name in cases:
    base = median[us.name, name]
    row = {"billow_us": round(base, 3)}
    cells = []
    for other in others:
        value = median.get((other, name))
        cells.append(f"{value / base:>16.1f}x" if value else f"{'-':>17}")
        if value:
            row[other] = {"us": round(value, 3), "ratio": round(value / base, 2)}
    report["fixtures"][name] = row
    print(f"{name:34} {base:>9.2f} " + " ".join(cells))

# One program on two threads of a process, against two processes at a time: renders by processor time.
spent = 300_000_000
pairs = {"threads": [], "processes": []}


def lanes(threads):
    command = [ours, fixtures, "threads", "stocks", str(threads), str(spent)]
    answer = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.split()
    return int(answer[0]) / int(answer[1])


def two_processes():
    rates = [0.0, 0.0]

    def work(index):
        rates[index] = lanes(1)

    workers = [threading.Thread(target=work, args=(index,)) for index in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(rates) / 2


for _ in range(rounds):
    pairs["threads"].append(lanes(2))
    pairs["processes"].append(two_processes())
share = statistics.median(pairs["threads"]) / statistics.median(pairs["processes"])
report["two_threads_to_two_processes"] = round(share, 3)
print(f"\ntwo threads render {share:.1%} of what two processes render in the same processor time (stocks)")
goals = [
    ("stocks", "Go html/template", 20),
    ("stocks", "minijinja", 3),
    ("big_table", "Go html/template", 25),
    ("bench_storefront_order_email", "python-liquid", 18),
    ("bench_ecommerce_product_page", "python-liquid", 18),
]
for name, other, goal in goals:
    ratio = report["fixtures"][name].get(other, {}).get("ratio")
    print(f"{name}: {ratio}x {other}, wanted {goal}x")
pathlib.Path(out).write_text(json.dumps(report, indent=1) + "\n")
