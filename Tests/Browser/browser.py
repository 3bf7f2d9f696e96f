"""Opens each page in Debian's chromium and looks: accessibility, layout, silence, no script needed.

The page runs under its own Content-Security-Policy. What a test injects goes through the browser's
debugging protocol, which the policy does not govern, so nothing has to be switched off for it.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field

from facts import FACTS, text_problems, structure_problems
from loopback import serving

CHROMIUM = "/usr/bin/chromium"
# A phone, a tablet, a desk; and for scrolling also the narrowest screen that WCAG 1.4.10 names.
VIEWPORTS = [390, 820, 1440]
SCROLL_WIDTHS = [320, *VIEWPORTS]
SCHEMES = ["light", "dark"]
HEIGHT = 900
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    # Preloading fetches stylesheets again; these pages have theirs inside and must stay silent.
    "preload": False,
}


@dataclass
class Heard:
    """What a page did that a page should not do."""

    console: list = field(default_factory=list)
    requests: list = field(default_factory=list)
    dialogs: list = field(default_factory=list)


class Watcher:
    """One chromium for all pages, with one context that runs scripts and one that does not."""

    def __init__(self, browser, axe_source, loopback):
        options = {"viewport": {"width": VIEWPORTS[0], "height": HEIGHT}, "reduced_motion": "reduce"}
        self.scripted = browser.new_context(**options)
        self.scriptless = browser.new_context(java_script_enabled=False, **options)
        self.axe_source = axe_source
        self.loopback = loopback

    def check(self, page, report, views):
        """All checks of one page; `views` are the (width, scheme) pairs that axe sees."""
        self.loopback.requests.clear()
        address = self.loopback.address(page.path)
        tab = self.scripted.new_page()
        try:
            heard = listen(tab)
            tab.goto(address, wait_until="load")
            facts = tab.evaluate(FACTS)
            report.check(f"no sideways scroll: {page.name}", scroll_problems(tab))
            report.check(f"structure: {page.name}", structure_problems(facts))
            report.check(f"text: {page.name}", text_problems(facts, page.record))
            report.check(f"silence: {page.name}", self.noise(heard, address))
            tab.evaluate(self.axe_source)
            for width, scheme in views:
                see(tab, width, scheme)
                report.check(f"axe {width} {scheme}: {page.name}", violations(tab))
        finally:
            tab.close()
        report.check(f"without script: {page.name}", self.scriptless_problems(address, facts))

    def noise(self, heard, address):
        problems = [f"console: {text}" for text in heard.console]
        problems += [f"dialog: {text}" for text in heard.dialogs]
        problems += [f"request: {url}" for url in heard.requests if url != address]
        # The server's own account: the browser does not report each request it makes for itself.
        asked = self.loopback.requests
        if len(asked) != 1:
            problems.append(f"the server was asked {len(asked)} times: {asked[1:]}")
        return problems

    def scriptless_problems(self, address, facts):
        tab = self.scriptless.new_page()
        try:
            tab.goto(address, wait_until="load")
            plain = tab.evaluate(FACTS)
        finally:
            tab.close()
        return [
            f"{name} differ when scripts are off"
            for name in ("text", "links", "headings")
            if plain[name] != facts[name]
        ]


def listen(tab):
    heard = Heard()

    def dialog(event):
        heard.dialogs.append(event.message)
        event.dismiss()

    def console(message):
        if message.type == "error":
            heard.console.append(message.text)

    tab.on("console", console)
    tab.on("pageerror", lambda error: heard.console.append(str(error)))
    tab.on("dialog", dialog)
    tab.on("request", lambda request: heard.requests.append(request.url))
    return heard


def see(tab, width, scheme):
    tab.set_viewport_size({"width": width, "height": HEIGHT})
    tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def scroll_problems(tab):
    problems = []
    for width in SCROLL_WIDTHS:
        see(tab, width, "light")
        over = tab.evaluate(
            "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"
            " - document.documentElement.clientWidth"
        )
        if over > 0:
            problems.append(f"{over} px too wide at {width} px")
    return problems


def violations(tab):
    result = tab.evaluate("options => axe.run(document, options)", AXE_OPTIONS)
    return [
        f"{rule['id']}: {rule['help']}: {' '.join(str(node['target']) for node in rule['nodes'][:3])}"
        for rule in result["violations"]
    ]


@contextmanager
def watching(folder):
    """A watcher of the pages under a folder. Raises `MissingTool` when there is no browser."""
    try:
        from axe_playwright_python.base import AXE_FILE_PATH
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise MissingTool(f"the venv lacks {error.name}") from error
    axe_source = AXE_FILE_PATH.read_text(encoding="utf-8")
    with sync_playwright() as playwright, serving(folder) as loopback:
        try:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
            )
        except Error as error:
            raise MissingTool(f"{CHROMIUM} does not start: {error.message.splitlines()[0]}") from error
        try:
            yield Watcher(browser, axe_source, loopback)
        finally:
            browser.close()


class MissingTool(Exception):
    pass
