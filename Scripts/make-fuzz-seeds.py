#!/usr/bin/env python3
"""Writes the fuzzers' seeds into a folder: what stands in Fuzz/corpus, and templates of the shared conformance data.

    make-fuzz-seeds.py OUT

A seed is a letter (t text, h HTML, s SVG), the template, and after the byte 1 each its snippets a and b and the value v
(see FuzzInput). The shared data stays where it is: only what was found with it is kept in Fuzz/corpus.
"""

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main():
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    seeds = set()
    shared = Path(os.environ.get("BILLOW_SHARED") or ROOT.parent / "shared")
    for name, letter in [("liquid_dev.json", "t"), ("html_escape_cases.json", "h"), ("html_context_prefixes.json", "h")]:
        path = shared / "conformance" / name
        if not path.exists():
            continue
        for case in json.loads(path.read_text(encoding="utf-8"))["cases"]:
            texts = [letter + (case.get("template") or case.get("prefix") or "")]
            texts += [text for text in (case.get("templates") or {}).values()][:2]
            seed = "\x01".join(texts)
            if len(seed) < 2000:
                seeds.add(seed)
    for place in json.loads((ROOT / "Tests/Browser/contexts.json").read_text(encoding="utf-8")):
        seeds.add("h" + place["template"] + "\x01\x01\x01'\"></script>")
    for number, seed in enumerate(sorted(seeds)):
        (out / f"seed-{number:04}").write_bytes(seed.encode("utf-8", "surrogatepass"))
    print(f"{len(seeds)} seeds in {out}")


if __name__ == "__main__":
    main()
