"""Makes a template folder of the workload's Liquid page: make-template.py WORKLOAD FOLDER [BILLS].

Lines of BILLS become the template's samples.

The peers call the record `bill`; here its fields are the template's variables. Their filter `url` encodes what
stands in a query; here the context does.
"""

import pathlib
import re
import sys

workload, folder = map(pathlib.Path, sys.argv[1:3])
page = (workload / "templates/bill.liquid").read_text()
page = re.sub(r"\{[{%].*?[}%]\}", lambda tag: re.sub(r"\bbill\.", "", tag[0]), page, flags=re.S)
page = page.replace(" | url }}", " }}")
for name in ("pages", "locales", "samples"):
    (folder / name).mkdir(parents=True, exist_ok=True)
(folder / "pages/bill.liquid").write_text(page)
(folder / "locales/en.json").write_text("{}\n")
(folder / "template.yaml").write_text(
    """name: bill
record:
  key: bill_no
  fallback_locale: en
outputs:
  bill: { page: pages/bill.liquid, as: index.html }
"""
)
for number, line in enumerate(open(sys.argv[3]) if len(sys.argv) > 3 else []):
    (folder / f"samples/{number:03}.json").write_text(line)
