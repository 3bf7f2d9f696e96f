"""Renders the bill workload with python-liquid and notes where static text stands: make-pages.py WORKLOAD BILLS OUT COUNT.

Every piece of static text is put between marks before the template is compiled, and the marks are taken out of the page again. The
file holds little-endian 32-bit numbers and bytes: segments (count; each length, bytes), pages (count; each length, bytes, runs
(count; each end, segment)).
"""

import json
import re
import struct
import sys
from pathlib import Path

workload, bills, out, count = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
sys.path.insert(0, str(workload / "peers/py"))
sys.argv = sys.argv[:1]
from common import FILTERS  # noqa: E402
from liquid import Environment  # noqa: E402

OPEN, BAR, CLOSE = "\ue000", "\ue001", "\ue002"
segments: dict[str, int] = {}


def marked(text: str) -> str:
    return f"{OPEN}{segments.setdefault(text, len(segments))}{BAR}{text}{CLOSE}" if text else ""


source = (workload / "templates/bill.liquid").read_text(encoding="utf-8")
parts = re.split(r"(\{\{.*?\}\}|\{%.*?%\})", source, flags=re.S)
template = "".join(part if part.startswith(("{{", "{%")) else marked(part) for part in parts)
environment = Environment(autoescape=True)
for name, function in FILTERS.items():
    environment.add_filter(name, function)
compiled = environment.from_string(template)
mark = re.compile(f"{OPEN}(\\d+){BAR}(.*?){CLOSE}", re.S)


def page(bill: dict) -> bytes:
    text, runs, length, position = [], [], 0, 0
    rendered = compiled.render(bill=bill)
    for found in mark.finditer(rendered):
        for piece, segment in ((rendered[position : found.start()], None), (found[2], int(found[1]))):
            encoded = piece.encode()
            text.append(encoded)
            length += len(encoded)
            if segment is not None:
                runs.append((length, segment))
        position = found.end()
    text.append(rendered[position:].encode())
    whole = b"".join(text)
    packed = struct.pack("<I", len(whole)) + whole + struct.pack("<I", len(runs))
    return packed + b"".join(struct.pack("<II", *run) for run in runs)


with open(bills, encoding="utf-8") as lines:
    pages = [page(json.loads(line)) for line, _ in zip(lines, range(count))]
with open(out, "wb") as file:
    file.write(struct.pack("<I", len(segments)))
    for text in segments:
        file.write(struct.pack("<I", len(text.encode())) + text.encode())
    file.write(struct.pack("<I", len(pages)) + b"".join(pages))
