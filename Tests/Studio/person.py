"""Someone in front of the studio: what a person does in it, and how a test waits for what they would see."""

import os
import re
import subprocess
import time
from pathlib import Path

from studio import ROOT  # noqa: F401, makes the browser tests' modules known

from browser import AXE_OPTIONS

# Seconds until something must have happened, on a machine that has much else to do.
PATIENCE = 60
WITHIN = PATIENCE * 1000


class Person:
    def __init__(self, tab, binary, session, report, pictures=None, axe=""):
        self.tab, self.binary, self.axe = tab, binary, axe
        self.template, self.address, self.process = session
        self.report, self.pictures = report, pictures
        tab.set_default_timeout(WITHIN)

    def check(self, name, isTrue, why=""):
        self.report.check(f"studio: {name}", [] if isTrue else [str(why) or "it does not"])

    def open(self):
        self.tab.goto(self.address)
        self.tab.wait_for_selector(".screen iframe:not(.next)")
        self.settles()

    def until(self, expression, arg=None):
        """Waits for an answer that is true; the studio's own policy forbids a predicate inside the page."""
        end = time.monotonic() + PATIENCE
        while not self.tab.evaluate(expression, arg):
            if time.monotonic() > end:
                raise TimeoutError(expression)
            time.sleep(0.01)

    def number(self, name):
        """A number that the studio keeps at its root: the rendering asked for, the one shown, the template's reading."""
        return int(self.tab.evaluate(f"document.documentElement.dataset.{name} ?? 0"))

    def settles(self):
        self.until("(({ asked, turn }) => asked === turn)(document.documentElement.dataset)")

    def after(self, act):
        """Does something and waits until what it asks for is shown."""
        before = self.number("asked")
        act()
        self.until(f"+document.documentElement.dataset.asked > {before}")
        self.settles()

    def saves(self, file, text):
        """Saves a file of the template and waits until the studio has read and shown it."""
        before = self.number("reading")
        file.write_text(text, encoding="utf-8")
        self.until(f"+document.documentElement.dataset.reading > {before}")
        self.settles()

    def page(self, index=0):
        return self.tab.locator(".screen iframe:not(.next)").nth(index).element_handle().content_frame()

    def text(self, index=0):
        return self.page(index).evaluate("document.body.innerText")

    def choose(self, name):
        self.after(lambda: self.tab.locator("#customers li", has_text=name).first.click())

    def shows(self, name):
        self.after(lambda: self.tab.locator("#outputs button", has_text=re.compile(f"^{name}$")).click())

    def compares_with(self, version):
        self.tab.fill("#against", version)
        self.after(lambda: self.tab.locator("#against").dispatch_event("change"))

    def picture(self, name):
        """Saves what the studio shows, in 128 colours and three quarters of its size: small enough for a README."""
        if not self.pictures:
            return
        self.pictures.mkdir(parents=True, exist_ok=True)
        small = "scale=iw*3/4:-1:flags=lanczos,split[a][b];[a]palettegen=max_colors=128[p];[b][p]paletteuse=dither=none"
        subprocess.run(["ffmpeg", "-loglevel", "error", "-y", "-i", "-", "-vf", small, "-frames:v", "1", str(self.pictures / f"{name}.png")],
                       input=self.tab.screenshot(), check=True)

    def processor_seconds(self):
        """What the studio has worked so far, in seconds."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def is_the_studio_itself_clean(self, view, schemes=("light",)):
        self.tab.evaluate(self.axe)
        for scheme in schemes:
            self.tab.emulate_media(color_scheme=scheme)
            found = self.tab.evaluate("options => axe.run(document, options)", {**AXE_OPTIONS, "iframes": False})["violations"]
            told = [f"{rule['id']}: {[str(node['target']) for node in rule['nodes'][:3]]}" for rule in found]
            self.check(f"the studio is axe-clean, {view}, {scheme}", not told, "; ".join(told))
        self.tab.emulate_media(color_scheme="light")
