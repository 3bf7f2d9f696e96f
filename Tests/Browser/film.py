"""The player in a page: plays, seeks, says, shows actions at their time, and is whole without script.

    .setup/venv/bin/python Tests/Browser/film.py            renders the fixtures, then tests (as `make test` does)
    .setup/venv/bin/python Tests/Browser/film.py --run D    D holds a run made with --storyboard
"""

import argparse
import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from browser import CHROMIUM
from pages import AS_OF, TEMPLATE, tail
from report import Report
from run_shared import ROOT, fresh, release_binary

MOST_BYTES = 60 * 1024
# Of so many films the player is tried; of every one its size is looked at.
TRIED = 6


class Player:
    """One film's page, and what was found wrong with it."""

    def __init__(self, page, path):
        self.page, self.path = page, path
        self.story = json.loads((path.parent / "storyboard.json").read_text("utf-8"))
        self.main = [scene for scene in self.story["scenes"] if not scene.get("popup")]
        self.problems = []
        self.heard = []
        page.on("console", lambda message: self.heard.append(message.text))
        page.on("pageerror", lambda error: self.heard.append(str(error)))

    def expect(self, holds, words):
        if not holds:
            self.problems.append(words)

    def state(self):
        return self.page.evaluate("Object.assign({}, document.querySelector('.bp').dataset)")

    def caption(self):
        return self.page.locator(".bp-cap").inner_text()

    def seek(self, seconds):
        self.page.evaluate(
            "t => { const s = document.querySelector('.bp-seek'); s.value = t * 10; s.dispatchEvent(new Event('input')) }",
            seconds,
        )

    def check(self):
        self.page.goto(self.path.as_uri(), wait_until="load")
        self.expect(self.state()["state"] == "paused", "it starts by itself")
        self.play()
        for scene in self.main:
            self.watch(scene)
        self.page.locator(".bp-cc").click()
        self.expect(self.caption() == "", "captions cannot be hidden")
        self.page.locator(".bp-cc").click()
        found = Axe().run(self.page)
        self.expect(found.violations_count == 0, f"axe: {found.generate_report()[:600] if found.violations_count else ''}")
        self.expect(self.heard == [], f"console: {self.heard}")
        return self.problems

    def play(self):
        self.page.locator(".bp-big").click()
        # A busy machine may take its time to start; nobody waits longer than this.
        for _ in range(50):
            self.page.wait_for_timeout(100)
            if float(self.state()["time"]) > 0.2:
                break
        self.expect(self.state()["state"] == "playing" and float(self.state()["time"]) > 0.2, "it does not play")
        self.expect(self.caption() == self.main[0]["caption"], "the caption is not the first scene's")
        self.page.locator(".bp-play").click()
        before = self.state()["time"]
        self.page.wait_for_timeout(200)
        self.expect(self.state()["time"] == before, "it does not pause")

    def watch(self, scene):
        middle = scene["start"] + scene["duration"] / 2
        self.seek(middle)
        shown = self.state()["scene"]
        self.expect(shown == scene["id"], f"seeking to {middle} shows {shown}, not {scene['id']}")
        self.expect(self.caption() == scene.get("caption", ""), f"the caption of {scene['id']} is another")
        for at, action in enumerate(scene["actions"]):
            link = self.page.locator(f".bp [data-action='{at}'][data-scene='{self.story['scenes'].index(scene)}']")
            is_inside = action["from"] <= scene["duration"] / 2 <= action["to"]
            self.expect(link.is_visible() == is_inside, f"action {action['id']} at {middle}")
            if is_inside:
                self.act(scene, action, link)

    def act(self, scene, action, link):
        if action["kind"] == "pay":
            self.expect(link.get_attribute("href") == action["target"], "pay leads elsewhere than the bill says")
            link.focus()
            self.expect(self.page.evaluate("document.activeElement.dataset.kind") == "pay", "pay does not take the focus")
        if action["kind"] == "popup":
            link.click()
            self.expect(self.state()["scene"] == action["target"], "the pop-up does not open")
            self.page.keyboard.press("Escape")
            self.expect(self.state()["scene"] == scene["id"], "the pop-up does not return")


def clicked_pay(page, player):
    """Follows the pay link at its time, as a customer does; the address that is asked for."""
    scene, action = next(
        (scene, action) for scene in player.main for action in scene["actions"] if action["kind"] == "pay"
    )
    asked = []

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(body="paid", content_type="text/plain")

    page.context.route(re.compile("^https?:"), answer)
    page.goto(player.path.as_uri(), wait_until="load")
    link = page.locator(".bp [data-kind='pay']")
    player.seek(scene["start"] + max(0, action["from"] - 0.2))
    if link.is_visible():
        return ["pay is there before its time"]
    player.seek(scene["start"] + action["from"] + 0.1)
    link.click()
    page.wait_for_timeout(300)
    return [] if action["target"] in asked else [f"pay asked for {asked}, not {action['target']}"]


def check_films(folder, report):
    files = sorted(folder.rglob("storyboard.html"))
    if not report.check("films to test", [] if files else ["there are none"]):
        return
    if not Path(CHROMIUM).exists():
        report.missing_tool("films in a browser", f"{CHROMIUM} is not there")
        return
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        paying = None
        for path in files[:: max(1, len(files) // TRIED)]:
            page = browser.new_page(viewport={"width": 900, "height": 900})
            player = Player(page, path)
            report.check(f"film plays: {path.parent.name}", player.check())
            if paying is None and any(a["kind"] == "pay" for s in player.main for a in s["actions"]):
                paying = path
            page.close()
        if report.check("a film with a payment", [] if paying else ["none has one"]):
            page = browser.new_page(viewport={"width": 900, "height": 900})
            report.check("film: clicking pay at its time", clicked_pay(page, Player(page, paying)))
        report.check("film by keyboard", keyboard(browser, paying or files[0]))
        report.check("film in its bill's page", in_the_page(browser, paying or files[0]))
        report.check("film without script", scriptless(browser, paying or files[0]))
        report.check("film with reduced motion", still(browser, files[0]))
        sizes = player_sizes(browser, files)
        browser.close()
    large = [f"{name}: {size} bytes" for name, size in sizes if size > MOST_BYTES]
    report.check(f"films: a player takes at most {MOST_BYTES} bytes compressed", large)
    report.say(f"{len(sizes)} players, at most {max(size for _, size in sizes)} bytes compressed")


def player_sizes(browser, files):
    page = browser.new_context(java_script_enabled=True).new_page()
    sizes = []
    for path in files:
        page.goto(path.as_uri(), wait_until="domcontentloaded")
        markup = page.locator(".bp").evaluate("e => e.outerHTML")
        sizes.append((path.parent.name, len(gzip.compress(markup.encode()))))
    return sizes


FOCUSED = "(() => { const e = document.activeElement; return e.dataset.kind || e.className || e.tagName })()"


# Plays one or two pictures; again, where a busy machine let more time pass between them.
JUST_STARTED = """async () => {
  const root = document.querySelector('.bp'), play = root.querySelector('.bp-play'), seek = root.querySelector('.bp-seek');
  const picture = () => new Promise(requestAnimationFrame);
  for (let i = 0; i < 50; i++) {
    seek.value = 0;
    seek.dispatchEvent(new Event('input'));
    play.click();
    for (let n = 0; n < 3 && root.dataset.time === '0.00'; n++) await picture();
    play.click();
    if (root.dataset.time > 0 && root.dataset.time < 0.05) break;
  }
  seek.focus();
}"""


def keyboard(browser, path):
    """Everything that a pointer can do, by keys alone, in the order of the page."""
    page = browser.new_page(viewport={"width": 900, "height": 900})
    player = Player(page, path)
    page.goto(path.as_uri(), wait_until="load")

    def tab_to(name, most=12):
        for _ in range(most):
            if page.evaluate(FOCUSED) == name:
                return True
            page.keyboard.press("Tab")
        player.expect(False, f"Tab does not come to {name}")
        return False

    if tab_to("bp-big"):
        page.keyboard.press("Enter")
        player.expect(player.state()["state"] == "playing", "Enter does not start it")
        player.expect(page.evaluate(FOCUSED) == "bp-play", "started, the focus is not on the button that stops")
        page.keyboard.press("Space")
        player.expect(player.state()["state"] == "paused", "Space does not stop it")
        page.keyboard.press("k")
        player.expect(player.state()["state"] == "playing", "k does not play")
        page.keyboard.press("k")
    for key, step in (("ArrowRight", 5), ("ArrowLeft", -5)):
        before = float(player.state()["time"])
        page.keyboard.press(key)
        after = float(player.state()["time"])
        wanted = min(max(before + step, 0), player.story["duration"])
        player.expect(abs(after - wanted) < 0.02, f"{key} goes from {before} to {after}")
    if tab_to("bp-seek"):
        ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        player.expect(ring == "solid", f"the focus is not to be seen: outline {ring}")
        # So near the start that the bar itself, whose steps are tenths, already stands there.
        page.evaluate(JUST_STARTED)
        player.expect(0 < float(player.state()["time"]) < 0.05, f"just started, it is at {player.state()['time']}")
        page.keyboard.press("Home")
        player.expect(float(player.state()["time"]) == 0, "Home does not go to the start")
        page.keyboard.press("End")
        player.expect(float(player.state()["time"]) == player.story["duration"], "End does not go to the end")
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        player.expect(float(player.state()["time"]) == 5, f"the bar's arrow goes to {player.state()['time']}")
        spoken = page.evaluate("document.activeElement.getAttribute('aria-valuetext')")
        player.expect(spoken.startswith("0:05 / "), f"the bar says {spoken!r}")
    if tab_to("bp-cc"):
        page.keyboard.press("Enter")
        player.expect(player.caption() == "", "Enter does not hide captions")
        page.keyboard.press("c")
        player.expect(player.caption() != "", "c does not show captions")
    by_action(page, player)
    return player.problems


def by_action(page, player):
    """A link of a scene is reached at its time, and not before."""
    for scene in player.main:
        for action in scene["actions"]:
            if action["kind"] != "pay":
                continue
            player.seek(scene["start"] + action["from"] + 0.1)
            page.locator(".bp-stage").scroll_into_view_if_needed()
            # It stands over the picture, before the controls.
            page.locator(".bp-play").focus()
            page.keyboard.press("Shift+Tab")
            player.expect(page.evaluate(FOCUSED) == "pay", "the link to pay is not before the controls")
            player.seek(0)
            player.expect(page.evaluate(FOCUSED) == "bp-play", "a link that goes leaves the focus nowhere")
            return


def in_the_page(browser, path):
    """The same player within the bill's page, under its policy."""
    page = browser.new_page(viewport={"width": 900, "height": 900})
    player = Player(page, path)
    page.goto((path.parent / "index.html").as_uri(), wait_until="load")
    if page.locator(".bp").count() != 1:
        return ["the page has no player"]
    player.play()
    for scene in player.main[:3]:
        player.watch(scene)
    player.expect(player.heard == [], f"console: {player.heard}")
    return player.problems


def scriptless(browser, path):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(path.as_uri())
    problems = []
    story = json.loads((path.parent / "storyboard.json").read_text("utf-8"))
    words = " ".join(page.locator(".bp-tr").inner_text().split())
    for scene in story["scenes"]:
        said = " ".join((scene.get("voice") or scene.get("caption") or "").split())
        if said not in words:
            problems.append(f"the transcript lacks what {scene['id']} says")
        for action in scene["actions"]:
            if action["kind"] == "pay" and page.locator(f".bp-tr a[href='{action['target']}']").count() == 0:
                problems.append("the transcript has no link to pay")
    page.wait_for_timeout(300)
    if len(page.locator(".bp-stage").screenshot()) < 5000:
        problems.append("the poster is blank")
    if page.locator(".bp-stage > svg:not([hidden])").count() != 1:
        problems.append("the poster does not stand")
    if not page.locator(".bp-tr p").first.is_visible():
        problems.append("the transcript is closed")
    if page.locator(".bp-play").is_visible():
        problems.append("there are dead buttons")
    return problems


def still(browser, path):
    """The poster, and then one still picture a scene, without a transition between them."""
    page = browser.new_context(reduced_motion="reduce").new_page()
    player = Player(page, path)
    page.goto(path.as_uri())
    seen = ".bp-stage > svg:not([hidden])"
    times = f"[].map.call(document.querySelectorAll('{seen}'), s => s.getCurrentTime())"
    player.expect(page.locator(".bp-big").is_visible(), "there is no poster to start from")
    shown = player.state()["scene"]
    poster = page.locator(".bp-stage").screenshot()
    page.wait_for_timeout(300)
    player.expect(page.locator(".bp-stage").screenshot() == poster, "the poster moves")
    player.seek(next(scene["start"] for scene in player.main if scene["id"] == shown))
    for scene in player.main:
        pictures = set()
        for part in (0.02, 0.4, 0.9):
            player.seek(scene["start"] + part * scene["duration"])
            found = page.evaluate(times)
            player.expect(len(found) == 1 and found[0] > 1000, f"{scene['id']} moves: {found}")
            player.expect(player.caption() == scene.get("caption", ""), f"the caption of {scene['id']} is another")
            links = "document.querySelectorAll('.bp [data-action]').forEach(e => e.style.visibility = 'hidden')"
            page.evaluate(links)
            pictures.add(page.locator(".bp-stage").screenshot())
        player.expect(len(pictures) == 1, f"{scene['id']} is {len(pictures)} pictures")
    player.seek(0)
    page.locator(".bp-play").click()
    page.wait_for_timeout(400)
    player.expect(player.state()["state"] == "playing", "slides do not go on by themselves")
    return player.problems


def render_films(binary, folder, report):
    run = subprocess.run(
        [binary, "render", TEMPLATE, "fixtures/bills.ndjson", "-o", folder, "--as-of", AS_OF, "--storyboard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )
    return report.check("render films", [] if run.returncode == 0 else [tail(run)])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--billow", type=Path, help="the built tool; else a release build")
    parser.add_argument("--run", type=Path, metavar="D", help="test the films of a run, render nothing")
    arguments = parser.parse_args()
    report = Report()
    folder = arguments.run and arguments.run.resolve()
    if folder is None:
        folder = fresh(ROOT / "output/test/films") / "run"
        if not render_films(arguments.billow or release_binary(), folder, report):
            return report.close()
    check_films(folder, report)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
