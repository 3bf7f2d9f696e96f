"""Tests of `billow preview` in a real browser, each as a person would do it.

    .setup/venv/bin/python Tests/Studio/run.py                    build release, then test
    .setup/venv/bin/python Tests/Studio/run.py --binary FILE      test this executable
    .setup/venv/bin/python Tests/Studio/run.py --pictures FOLDER  save screenshots too
    .setup/venv/bin/python Tests/Studio/run.py --web Sources/Preview/Web --only mail
                                                                  the studio's own page from there; some of the tests
"""

import argparse
import re
import sys
import time
from functools import partial
from pathlib import Path

from studio import MissingTool, chromium, release_binary, studio

import at_the_server
from at_the_film import AtTheFilm
from at_the_mail import AtTheMail
from at_the_page import AtThePage
from report import Report  # noqa: E402

# A marketer's screen; the studio's own look follows the system's light or dark.
SCREEN = {"viewport": {"width": 1680, "height": 1000}, "color_scheme": "light", "permissions": ["clipboard-read", "clipboard-write"]}


class Marketer(AtThePage, AtTheFilm, AtTheMail):
    """Who does all of it, one thing after another."""


def sees(browser, binary, session, report, arguments, axe, customer, things):
    """A person in front of a studio does these things; says how long, and what the studio's script complained of."""
    context = browser.new_context(**SCREEN)
    if arguments.web:
        for file in arguments.web.iterdir():
            name = "" if file.name == "index.html" else file.name
            address = re.compile(rf"^http://[^/]+/{re.escape(name)}$")
            context.route(address, partial(lambda file, route: route.fulfill(response=route.fetch(), path=file), file))
    tab = context.new_page()
    errors = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    person = Marketer(tab, binary, session, report, arguments.pictures, axe)
    person.open()
    person.choose(customer)
    for thing in things:
        if arguments.only and arguments.only not in thing.__name__:
            continue
        begun = time.monotonic()
        thing(person)
        report.say(f"{thing.__name__.replace('_', ' ')}: {time.monotonic() - begun:.1f} s")
    report.check("studio: no error of its own script", errors)
    context.close()


PAGE = [
    AtThePage.looks_at_customers, AtThePage.changes_how_it_looks, AtThePage.sees_devices, AtThePage.asks_why,
    AtThePage.tries_the_worst, AtThePage.edits_a_value, AtThePage.runs_checks, AtThePage.saves_a_file,
    AtThePage.keeps_what_was_chosen, AtThePage.breaks_the_template, AtThePage.compares, AtThePage.goes_by_keyboard,
    AtThePage.is_clean,
]
FILM = [AtTheFilm.watches_the_film, AtTheFilm.changes_the_film, AtTheFilm.is_clean_with_a_film]
MAIL = [AtTheMail.reads_the_mail, AtTheMail.reads_the_message]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--binary", type=Path)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--web", type=Path, help="take the studio's page and scripts from this folder, not from the executable")
    parser.add_argument("--only", help="only what has this word in its name")
    arguments = parser.parse_args()
    report = Report()
    binary = (arguments.binary or release_binary()).resolve()
    begun = time.monotonic()
    try:
        with chromium() as browser:
            from axe_playwright_python.base import AXE_FILE_PATH

            axe = AXE_FILE_PATH.read_text(encoding="utf-8")
            with studio(binary) as session:
                at_the_server.guards(report, session[1])
                at_the_server.compresses(report, session[1])
                sees(browser, binary, session, report, arguments, axe, "household-due", PAGE + FILM)
            with studio(binary, template="payment-reminder") as session:
                sees(browser, binary, session, report, arguments, axe, "1-soft", MAIL)
            if not arguments.only:
                at_the_server.broken(report, binary, browser)
                at_the_server.token(report, binary, browser)
        if not arguments.only:
            at_the_server.starts(report, binary)
    except MissingTool as error:
        report.missing_tool("the studio in a browser", str(error))
    report.say(f"the studio in a browser: {time.monotonic() - begun:.0f} s")
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
