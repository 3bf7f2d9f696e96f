"""Tests of the pages themselves: valid HTML, WCAG 2.2 A and AA, quiet, and whole without script.

    .setup/venv/bin/python Tests/Browser/run.py            render, then test (as `make test` does)
    .setup/venv/bin/python Tests/Browser/run.py --pages D  test the *.html under D, render nothing

Every fixture and sample is seen by axe at three widths in light and dark. Of the UBL pages, tidy
reads each one; the Nu validator and the browser read every eighth, axe at one width and scheme
that rotate, so that all of it stays within minutes. Then the films: the player (film.py), and scenes of one feature
beside the browser's own pictures (scenes.py).
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import browser
import film
import scenes
import validity
from pages import Page, render_everything
from report import Report
from run_shared import ROOT, fresh, release_binary

EVERY_VIEW = [(width, scheme) for width in browser.VIEWPORTS for scheme in browser.SCHEMES]
UBL_STEP = 8


def main():
    arguments = parse()
    report = Report()
    scratch = arguments.pages or fresh(ROOT / "output/test/pages")
    if arguments.pages:
        files = sorted(arguments.pages.rglob("*.html"))
        pages = [Page(path, "page", path.relative_to(arguments.pages).as_posix()) for path in files]
        report.check("pages to test", [] if pages else ["there are none"])
    else:
        shared = Path(os.environ.get("BILLOW_SHARED") or ROOT.parent / "shared")
        try:
            binary = release_binary()
        except subprocess.CalledProcessError as error:
            report.check("release build", [f"{error}; what it printed is above"])
            return report.close()
        pages = render_everything(ROOT, binary, scratch, shared, report)
        films = fresh(ROOT / "output/test/films") / "run"
        if film.render_films(binary, films, report):
            film.check_films(films, report)
        scenes.check_scenes(binary, ROOT / "output/test/scenes", report)

    work = planned(pages)
    if pages:
        validity.check_tidy(pages, report)
        validity.check_nu([page for page, _ in work], report)
        look(scratch, work, report)
    return report.close()


def planned(pages):
    """The pages that the browser opens, each with the views that axe sees."""
    thorough = [(page, EVERY_VIEW) for page in pages if not page.group.startswith("ubl")]
    sampled = [page for page in pages if page.group.startswith("ubl")][::UBL_STEP]
    views = len(EVERY_VIEW)
    return thorough + [(page, [EVERY_VIEW[at % views]]) for at, page in enumerate(sampled)]


def look(scratch, work, report):
    try:
        with browser.watching(scratch) as watcher:
            for page, views in work:
                watcher.check(page, report, views)
    except browser.MissingTool as error:
        report.missing_tool("pages in a browser", str(error))


def parse():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--pages", type=Path, metavar="D", help="test the *.html files under D")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
