"""Starts `billow preview` on a copy of the template and drives it in chromium as a person would."""

import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Browser"))

from browser import CHROMIUM, MissingTool  # noqa: E402
from run_shared import release_binary  # noqa: E402, F401


def git(folder, *words):
    """Runs git there, as somebody."""
    who = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, stdout=subprocess.DEVNULL)


@contextmanager
def studio(binary, *options, template="energy-bill", broken=None, environment=None):
    """The studio of a copy of a template under git, a file of it broken; yields its folder, address and process."""
    scratch = Path(tempfile.mkdtemp(prefix="billow-studio-"))
    records = [str(ROOT / "fixtures/bills.ndjson")] if template == "energy-bill" else []
    shutil.copytree(ROOT / "templates" / template, scratch / template)
    template = scratch / template
    if broken:
        with open(template / broken, "a", encoding="utf-8") as file:
            file.write("{% if")
    git(scratch, "init", "-q")
    git(scratch, "add", "-A")
    git(scratch, "commit", "-q", "-m", "As it was")
    command = [str(binary), "preview", str(template), *records, *options]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        address = process.stdout.readline().strip().split(" ")[-1]
        yield template, address, process
    finally:
        process.terminate()
        process.wait(timeout=60)
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def chromium():
    """A browser. Raises `MissingTool` when there is none."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise MissingTool(f"the venv lacks {error.name}") from error
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
            )
        except Error as error:
            raise MissingTool(f"{CHROMIUM} does not start: {error.message.splitlines()[0]}") from error
        try:
            yield browser
        finally:
            browser.close()
