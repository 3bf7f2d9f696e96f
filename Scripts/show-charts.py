#!/usr/bin/env python3
"""Makes one page of all golden charts, to look at them: Scripts/show-charts.py OUTPUT.html

Styled by the sheet in Docs/charts.md, light and dark, at a phone's and a desk's width.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
GOLDENS = ROOT / "Tests/FiguresTests/Goldens"


def main():
    target = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "output/charts.html")
    guide = (ROOT / "Docs/charts.md").read_text(encoding="utf-8")
    sheet = re.search(r"```css\n(.*?)```", guide, re.S).group(1)
    page = ["<!doctype html><meta charset=utf-8><title>Charts</title><style>", sheet,
            "body{font:15px system-ui,sans-serif;margin:0}",
            "section{display:flex;flex-wrap:wrap;gap:24px;padding:24px;background:var(--page);color:var(--ink)}",
            "figure{margin:0;width:440px}.phone figure{width:342px}figcaption{margin:0 0 6px;font-weight:600}",
            "</style>"]
    for name, kind in [("light", ""), ("dark", ""), ("light", "phone")]:
        page.append(f'<section class="{name} {kind}">')
        for path in sorted(GOLDENS.glob("*.svg")):
            text = path.read_text(encoding="utf-8").replace(">\n<", "><")
            page.append(f"<figure><figcaption>{path.stem}</figcaption>{text}</figure>")
        page.append("</section>")
    target.write_text("\n".join(page), encoding="utf-8")
    print(target)


if __name__ == "__main__":
    main()
