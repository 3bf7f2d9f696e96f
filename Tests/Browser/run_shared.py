"""What the tests that run the built `billow` share: where it is, and a folder of their own."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def release_binary():
    build = ["swift", "build", "-c", "release", "--product", "billow"]
    subprocess.run(build, cwd=ROOT, check=True, stdout=sys.stderr)
    shown = subprocess.run(
        ["swift", "build", "-c", "release", "--show-bin-path"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )
    return Path(shown.stdout.strip()) / "billow"


def fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
