"""Tests of `billow preview` in a real browser, each as a person would do it.

    .setup/venv/bin/python Tests/Studio/run.py                    build release, then test
    .setup/venv/bin/python Tests/Studio/run.py --binary FILE      test this executable
    .setup/venv/bin/python Tests/Studio/run.py --pictures FOLDER  save screenshots too
"""

import argparse
import http.client
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from studio import ROOT, MissingTool, chromium, studio

from browser import AXE_OPTIONS  # noqa: E402
from report import Report  # noqa: E402
import importlib.util

WITHIN = 20_000


class Person:
    """Someone in front of the studio."""

    def __init__(self, tab, template, address, report, pictures):
        self.tab, self.template, self.address = tab, template, address
        self.report, self.pictures = report, pictures

    def check(self, name, isTrue, why=""):
        self.report.check(f"studio: {name}", [] if isTrue else [why or "it does not"])

    def open(self):
        self.tab.goto(self.address)
        self.tab.wait_for_selector(".screen iframe:not(.next)", timeout=WITHIN)

    def until(self, expression, arg=None, **_):
        """Waits for an answer that is true; the studio's own policy forbids a predicate inside the page."""
        end = time.monotonic() + WITHIN / 1000
        while not self.tab.evaluate(expression, arg):
            if time.monotonic() > end:
                raise TimeoutError(expression)
            time.sleep(0.01)

    def turn(self):
        return int(self.tab.evaluate("document.documentElement.dataset.turn ?? 0"))

    def after(self, act):
        """Does something and waits until the page shown is a newer one."""
        before = self.turn()
        act()
        self.until(
            f"+document.documentElement.dataset.turn > {before}", timeout=WITHIN)

    def page(self, index=0):
        return self.tab.locator(".screen iframe:not(.next)").nth(index).element_handle().content_frame()

    def text(self, index=0):
        return self.page(index).evaluate("document.body.innerText")

    def choose(self, name):
        self.after(lambda: self.tab.locator("#customers li", has_text=name).first.click())

    def picture(self, name):
        if self.pictures:
            self.tab.screenshot(path=str(self.pictures / f"{name}.png"))

    # What a person does.

    def looks_at_customers(self):
        names = self.tab.locator("#customers li").all_inner_texts()
        self.check("samples and records of the input are listed", len(names) > 24, str(len(names)))
        self.tab.keyboard.press("/")
        self.tab.keyboard.type("OL-2026-001150")
        self.until("document.querySelectorAll('#customers li').length === 1", timeout=WITHIN)
        self.choose("OL-2026-001150")
        self.check("a record is found by its key and shown", "OL-2026-001150" in self.text())
        self.tab.fill("#search", "")
        self.until("document.querySelectorAll('#customers li').length > 24", timeout=WITHIN)
        self.choose("household-due")
        self.tab.locator("#customers").focus()
        self.after(lambda: self.tab.keyboard.press("ArrowDown"))
        chosen = self.tab.locator("#customers li[aria-selected=true]").inner_text()
        self.check("arrow keys go through customers", "household-due" not in chosen, chosen)
        self.choose("household-due")

    def changes_how_it_looks(self):
        self.after(lambda: self.tab.select_option("#language", "de"))
        self.check("language", self.page().evaluate("document.documentElement.lang") == "de")
        self.after(lambda: self.tab.select_option("#language", ""))
        self.tab.fill("#as-of", "2026-06-01")
        self.after(lambda: self.tab.locator("#as-of").dispatch_event("change"))
        self.check("as-of date", "2026" in self.text() and self.page().locator(".status-overdue").count() == 1)
        self.tab.fill("#as-of", "")
        self.after(lambda: self.tab.locator("#as-of").dispatch_event("change"))
        light = self.background()
        self.tab.select_option("#theme", "dark")
        dark = self.background()
        self.check("dark theme", light != dark, f"{light} {dark}")
        self.picture("studio-dark")
        self.tab.select_option("#theme", "light")
        self.check("light theme again", self.background() == light)
        size = "parseFloat(getComputedStyle(document.body).fontSize)"
        small = self.page().evaluate(size)
        self.tab.check("#large")
        self.check("text at 200 %", self.page().evaluate(size) == 2 * small)
        self.tab.uncheck("#large")
        self.tab.check("#still")
        self.tab.uncheck("#still")

    def background(self):
        return self.page().evaluate("getComputedStyle(document.body).backgroundColor")

    def sees_devices(self):
        self.after(lambda: self.tab.click("#devices [data-width=all]"))
        widths = [self.page(index).evaluate("innerWidth") for index in range(3)]
        self.check("three devices side by side", widths == [390, 820, 1440], str(widths))
        self.picture("studio-devices")
        self.after(lambda: self.tab.click("#devices [data-width=print]"))
        hidden = "getComputedStyle(document.querySelector('.jump') ?? document.querySelector('.skip')).display"
        self.check("print preview", self.page().evaluate(hidden) == "none", self.page().evaluate(hidden))
        self.after(lambda: self.tab.click("#devices [data-width='820']"))

    def asks_why(self):
        self.page().locator("section.status h2").first.hover()
        self.until("document.querySelectorAll('#why li').length > 1", timeout=WITHIN)
        why = self.tab.locator("#why").inner_text()
        self.check("why is this here: rule, value, place", "state" in why and re.search(r"status\.liquid:\d+", why), why)
        hidden = self.tab.locator("#hidden").inner_text()
        self.check("blocks not shown, and why", "plan" in hidden and "state is" in hidden, hidden)
        self.picture("studio")

    def tries_the_worst(self):
        words = self.text()
        self.after(lambda: self.tab.select_option("#worst", "long"))
        self.check("worst case: long words", len(self.text()) > len(words) and "Donaudampf" in self.text())
        self.after(lambda: self.tab.select_option("#worst", "rtl"))
        self.check("worst case: right to left", "الكهرباء" in self.text())
        self.after(lambda: self.tab.select_option("#worst", "cjk"))
        self.check("worst case: Chinese", "電力" in self.text())
        self.after(lambda: self.tab.select_option("#worst", ""))

    def edits_a_value(self):
        self.tab.click("#tab-data")
        field = self.tab.locator("#field-customer\\.first_name")
        self.check("fields the template reads are marked", self.tab.locator(".field.read").count() > 20)
        field.fill("Ludovica")
        self.after(lambda: field.press("Tab"))
        self.check("an edited value shows", "Ludovica" in self.text())
        self.picture("studio-data")
        self.after(lambda: self.tab.click("#reset"))
        self.check("and is undone", "Ludovica" not in self.text())
        self.tab.click("#tab-why")

    def runs_checks(self):
        self.tab.click("#tab-checks")
        self.check("findings of billow check", self.tab.locator("#findings").inner_text() != "")
        self.check("page weight", "KB" in self.tab.locator("#weight").inner_text())
        self.tab.click("#audit")
        self.tab.wait_for_selector("#axe p.ok, #axe p.no", timeout=60_000)
        said = self.tab.locator("#axe").inner_text()
        self.check("axe finds the page clean, contrast included", "No violation" in said and "Contrast" in said, said)
        self.picture("studio-checks")
        self.tab.click("#tab-why")

    def saves_a_file(self):
        """An edit shows by itself, scrolled where it was; how long that takes is measured."""
        locale = self.template / "locales/it.json"
        text = locale.read_text(encoding="utf-8")
        title = re.search(r'"title_plain": "([^"]+)"|"due": "([^"]+)"', text)
        old = title.group(0)
        self.page().evaluate("scrollTo({ top: 300, behavior: 'instant' })")
        times = []
        for number in range(5):
            word = f"Importo numero {number}"
            new = old.split(": ")[0] + f': "{word}"'
            begun = time.monotonic()
            locale.write_text(text.replace(old, new, 1), encoding="utf-8")
            self.until(
                """word => [...document.querySelectorAll('.screen iframe:not(.next)')]
                     .some(frame => frame.contentDocument?.body?.innerText.includes(word))""",
                arg=word)
            times.append((time.monotonic() - begun) * 1000)
        scroll = self.page().evaluate("scrollY")
        self.check("scroll is kept", scroll == 300, str(scroll))
        locale.write_text(text, encoding="utf-8")
        middle = statistics.median(times)
        self.report.say(f"edit to screen: median {middle:.0f} ms of {len(times)} edits ({', '.join(f'{t:.0f}' for t in times)})")
        self.check("a saved file shows within 500 ms", middle <= 500, f"{middle:.0f} ms")

    def breaks_the_template(self):
        page = self.template / "snippets/hero.liquid"
        text = page.read_text(encoding="utf-8")
        before = self.text()
        page.write_text(text.replace("| t: name: customer.first_name", "| tt: name: customer.first_name", 1), encoding="utf-8")
        self.tab.wait_for_selector("#problems:not([hidden])", timeout=WITHIN)
        said = self.tab.locator("#problems").inner_text()
        self.check("a broken template shows source, caret and hint", "^" in said and "help:" in said and "hero.liquid" in said, said)
        self.check("over the last good rendering", self.text() == before)
        self.picture("studio-broken")
        page.write_text(text, encoding="utf-8")
        self.tab.wait_for_selector("#problems[hidden]", state="attached", timeout=WITHIN)

    def compares(self):
        status = self.template / "snippets/contacts.liquid"
        text = status.read_text(encoding="utf-8")
        status.write_text(text.replace("<h2 ", "<p>Zum Vergleich</p><h2 ", 1), encoding="utf-8")
        self.until(
            "[...document.querySelectorAll('.screen iframe')].some(f => f.contentDocument?.body?.innerText.includes('Zum Vergleich'))",
            timeout=WITHIN)
        self.tab.fill("#against", "HEAD")
        self.after(lambda: self.tab.locator("#against").press("Enter"))
        self.until("document.querySelectorAll('.screen iframe:not(.next)').length === 2", timeout=WITHIN)
        self.check("before and after side by side", "Zum Vergleich" not in self.text(0) and "Zum Vergleich" in self.text(1))
        marked = self.page(1).evaluate("[...document.querySelectorAll('[data-changed]')].map(e => e.dataset.changed)")
        self.check("differing blocks are marked, and only they", set(marked) == {"contacts"}, str(marked))
        self.page(1).evaluate("scrollTo({ top: 600, behavior: 'instant' })")
        self.tab.wait_for_timeout(150)
        self.check("they scroll as one", self.page(0).evaluate("scrollY") > 300)
        self.picture("studio-compare")
        self.tab.fill("#against", "")
        self.after(lambda: self.tab.locator("#against").dispatch_event("change"))
        status.write_text(text, encoding="utf-8")

    def is_the_studio_itself_clean(self, axe_source):
        self.tab.evaluate(axe_source)
        for scheme in ("light", "dark"):
            self.tab.emulate_media(color_scheme=scheme)
            options = {**AXE_OPTIONS, "iframes": False}
            found = self.tab.evaluate("options => axe.run(document, options)", options)["violations"]
            told = [f"{rule['id']}: {[str(node['target']) for node in rule['nodes'][:3]]}" for rule in found]
            self.check(f"the studio is axe-clean, {scheme}", not told, "; ".join(told))


def guards(report, address):
    """What the server refuses."""
    parts = urlsplit(address)

    def status(path, headers, method="GET"):
        link = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
        link.putrequest(method, path, skip_host=True)
        for name, value in headers.items():
            link.putheader(name, value)
        link.endheaders()
        answer = link.getresponse()
        answer.read()
        return answer.status

    host = parts.netloc
    own = {"Host": host, "X-Billow": "1"}
    report.check("studio: a foreign Host is refused",
                 [] if status("/", {"Host": "evil.example"}) == 421 else ["it is answered"])
    report.check("studio: an answer needs the studio's own header",
                 [] if status("/api/template", {"Host": host}) == 403 else ["it is answered"])
    for path in ("/../template.yaml", "/page/../../etc/passwd", "/page/..%2f..%2fetc%2fpasswd", "/etc/passwd"):
        report.check(f"studio: nothing at {path}", [] if status(path, own) in (400, 404) else ["it is answered"])
    report.check("studio: too long a body is refused",
                 [] if status("/api/render", {**own, "Content-Length": str(64 << 20)}, "POST") == 413 else ["it is taken"])
    link = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    times = []
    for _ in range(20):
        begun = time.monotonic()
        link.request("GET", "/studio.css", headers={"Host": host, "Connection": "keep-alive"})
        link.getresponse().read()
        times.append((time.monotonic() - begun) * 1000)
    middle = statistics.median(times)
    report.say(f"a kept connection answers in {middle:.1f} ms (median of 20)")
    report.check("studio: a kept connection is not held up", [] if middle < 25 else [f"{middle:.1f} ms"])


def token(report, binary):
    with studio(binary, "--host", "127.0.0.2", "--token", "sesame-and-more") as (_, address, _process):
        parts = urlsplit(address)
        answers = []
        for path in ("/", "/?token=wrong-and-more!", f"/?{parts.query}"):
            link = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
            link.request("GET", path)
            answers.append(link.getresponse().status)
        report.check("studio: off loopback only the token opens it", [] if answers == [401, 401, 200] else [str(answers)])
    refused = subprocess.run([binary, "preview", "templates/energy-bill", "--host", "0.0.0.0"],
                             cwd=ROOT, capture_output=True, text=True, timeout=20)
    report.check("studio: --host needs --token", [] if refused.returncode == 2 else [str(refused.returncode)])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--binary", type=Path)
    parser.add_argument("--pictures", type=Path)
    arguments = parser.parse_args()
    report = Report()
    binary = (arguments.binary or release_binary()).resolve()
    try:
        with chromium() as browser, studio(binary) as (template, address, _process):
            from axe_playwright_python.base import AXE_FILE_PATH

            guards(report, address)
            tab = browser.new_page(viewport={"width": 1680, "height": 1000}, color_scheme="light")
            person = Person(tab, template, address, report, arguments.pictures)
            errors = []
            tab.on("pageerror", lambda error: errors.append(str(error)))
            person.open()
            person.looks_at_customers()
            person.changes_how_it_looks()
            person.sees_devices()
            person.asks_why()
            person.tries_the_worst()
            person.edits_a_value()
            person.runs_checks()
            person.saves_a_file()
            person.breaks_the_template()
            person.compares()
            person.is_the_studio_itself_clean(AXE_FILE_PATH.read_text(encoding="utf-8"))
            report.check("studio: no error of its own script", errors)
        token(report, binary)
    except MissingTool as error:
        report.missing_tool("the studio in a browser", str(error))
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
