"""Paints contact sheets of the sample template: five customers who ask the most of it, in each layout.

Usage: python3 Scripts/contact-sheets.py BILLOW FOLDER

Look at them after every change of templates/energy-bill/scenes: names with tall letters, from right to left, in Chinese;
a customer without history; one who is late.
"""
import json
import subprocess
import sys
from pathlib import Path

TEMPLATE = Path(__file__).resolve().parents[1] / "templates/energy-bill"
LAYOUTS = ["16:9", "1:1", "9:16"]


def named(name, first):
    def change(record):
        record["customer"].update(name=name, first_name=first)
    return change


def without_history(record):
    for supply in record["supplies"]:
        supply.pop("history", None)


# Who, from which sample, changed how.
CUSTOMERS = {
    "tall": ("two-supplies", named("Ẫ́ngström-Şahin Nguyễn Thị Ồn Ǻsa", "Ẫ́ngström Ồn")),
    "right-to-left": ("household-due", named("فاطمة الزهراء بنت عبد الرحمن", "فاطمة الزهراء")),
    "chinese": ("direct-debit", named("歐陽若蘭・東京電力太郎", "歐陽若蘭")),
    "no-history": ("household-due", without_history),
    "overdue": ("overdue-level-3", lambda record: None),
}


def main():
    billow, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for who, (sample, change) in CUSTOMERS.items():
        record = json.loads((TEMPLATE / f"samples/{sample}.json").read_text("utf-8"))
        change(record)
        path = folder / f"{who}.json"
        path.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
        for layout in LAYOUTS:
            sheet = folder / f"{who}-{layout.replace(':', 'x')}.png"
            subprocess.run(
                [billow, "storyboard", "sheet", TEMPLATE, "--record", path, "--layout", layout, "-o", sheet],
                check=True,
            )


if __name__ == "__main__":
    main()
