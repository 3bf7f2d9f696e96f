"""The player in a page: plays, seeks, says, shows actions at their time, and is whole without script.

    .setup/venv/bin/python Tests/Browser/film.py FOLDER     FOLDER holds a run made with --storyboard
"""

import gzip
import json
import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
MOST_BYTES = 60 * 1024
problems = []


def expect(holds, words):
    if not holds:
        problems.append(words)
        print("✘", words)


def check(page, path, heard):
    story = json.loads((path.parent / "storyboard.json").read_text())
    page.goto(path.as_uri(), wait_until="load")
    state = lambda: page.evaluate("Object.assign({}, document.querySelector('.bp').dataset)")
    main = [scene for scene in story["scenes"] if not scene.get("popup")]
    expect(state()["state"] == "paused", f"{path}: it does not start by itself")
    page.locator(".bp-big").click()
    page.wait_for_timeout(600)
    expect(state()["state"] == "playing" and float(state()["time"]) > 0.2, f"{path}: it plays")
    expect(page.locator(".bp-cap").inner_text() == main[0]["caption"], f"{path}: the caption is the scene's")
    page.locator(".bp-play").click()
    before = state()["time"]
    page.wait_for_timeout(200)
    expect(state()["time"] == before, f"{path}: it pauses")
    for scene in main:
        middle = scene["start"] + scene["duration"] / 2
        page.evaluate("t => { const s = document.querySelector('.bp-seek'); s.value = t * 10; s.dispatchEvent(new Event('input')) }", middle)
        expect(state()["scene"] == scene["id"], f"{path}: seeking to {middle} shows {scene['id']}, not {state()['scene']}")
        expect(page.locator(".bp-cap").inner_text() == scene.get("caption", ""), f"{path}: caption of {scene['id']}")
        for at, action in enumerate(scene["actions"]):
            link = page.locator(f".bp [data-action='{at}'][data-scene='{story['scenes'].index(scene)}']")
            inside = action["from"] <= scene["duration"] / 2 <= action["to"]
            expect(link.is_visible() == inside, f"{path}: action {action['id']} at {middle}")
            if action["kind"] == "pay" and inside:
                expect(link.get_attribute("href") == action["target"], f"{path}: pay leads to the bill's own address")
                link.focus()
                expect(page.evaluate("document.activeElement.dataset.kind") == "pay", f"{path}: pay takes the focus")
            if action["kind"] == "popup" and inside:
                link.click()
                expect(state()["scene"] == action["target"], f"{path}: the pop-up opens")
                page.keyboard.press("Escape")
                expect(state()["scene"] == scene["id"], f"{path}: and returns")
    page.locator(".bp-cc").click()
    expect(page.locator(".bp-cap").inner_text() == "", f"{path}: captions can be hidden")
    page.locator(".bp-cc").click()
    found = Axe().run(page)
    expect(found.violations_count == 0, f"{path}: axe: {found.generate_report()[:600] if found.violations_count else ''}")
    expect(heard == [], f"{path}: console: {heard}")
    size = len(gzip.compress(page.locator(".bp").evaluate("e => e.outerHTML").encode()))
    expect(size <= MOST_BYTES, f"{path}: the player is {size} bytes compressed")
    return size


def main():
    folder = Path(sys.argv[1])
    shots = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    files = sorted(folder.rglob("storyboard.html"))
    sizes = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for path in files[:: max(1, len(files) // 6)]:
            page = browser.new_page(viewport={"width": 900, "height": 900})
            heard = []
            page.on("console", lambda message: heard.append(message.text))
            page.on("pageerror", lambda error: heard.append(str(error)))
            sizes.append(check(page, path, heard))
            if shots:
                story = json.loads((path.parent / "storyboard.json").read_text())
                for scene in story["scenes"]:
                    if scene.get("popup"):
                        continue
                    page.evaluate("t => { const s = document.querySelector('.bp-seek'); s.value = t * 10; s.dispatchEvent(new Event('input')) }", scene["start"] + scene["duration"] - 0.2)
                    page.locator(".bp-stage").screenshot(path=str(shots / f"{path.parent.name}-{scene['id']}.png"))
            page.close()
        bare = browser.new_context(java_script_enabled=False).new_page()
        bare.goto(files[0].as_uri())
        expect(bare.locator(".bp-stage > svg:not([hidden])").count() == 1, "without script the poster stands")
        expect(bare.locator(".bp-tr p").first.is_visible(), "without script the transcript is open")
        expect(not bare.locator(".bp-play").is_visible(), "without script there are no dead buttons")
        still = browser.new_context(reduced_motion="reduce").new_page()
        still.goto(files[0].as_uri())
        still.locator(".bp-big").click()
        still.wait_for_timeout(300)
        expect(still.evaluate("document.querySelector('.bp-stage > svg:not([hidden])').getCurrentTime()") > 1000, "with reduced motion scenes stand still")
        browser.close()
    print(f"{len(sizes)} players tested, at most {max(sizes)} bytes compressed, {len(problems)} problems")
    return 1 if problems or not files else 0


if __name__ == "__main__":
    sys.exit(main())
