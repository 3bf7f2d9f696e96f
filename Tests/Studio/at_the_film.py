"""The film as a marketer looks at it: frame by frame, in every ratio, all scenes at once, and as customers get it."""

import re
from pathlib import Path

from person import Person


class AtTheFilm(Person):
    def frame_shown(self):
        """What the picture shows, to tell frames apart: its size and the sum of its pixels."""
        return self.tab.evaluate("""async () => { const image = document.querySelector('.film-screen img');
            await image.decode();
            const sheet = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
            const pen = sheet.getContext('2d'); pen.drawImage(image, 0, 0, 320, 180);
            return [image.naturalWidth, pen.getImageData(0, 0, 320, 180).data.reduce((sum, value) => sum + value, 0)].join(); }""")

    def goes_to(self, frame):
        self.tab.locator("#film-seek").fill(str(frame))
        self.until(f"document.getElementById('film').dataset.frame === '{frame}'")

    def watches_the_film(self):
        self.choose("household-due")
        self.shows("storyboard")
        self.tab.wait_for_selector("#film-seek")
        self.goes_to(0)
        first = self.frame_shown()
        self.goes_to(175)
        later = self.frame_shown()
        self.check("film: the scrub bar goes to any frame", first != later, f"{first} {later}")
        said = self.tab.locator("#film-caption").inner_text()
        self.check("film: captions", "153,20" in said, said)
        self.tab.click("#film-on")
        where = self.tab.locator("#film-where").inner_text()
        self.check("film: one frame on", "frame 176 " in where, where)
        self.tab.locator("#film-back").click()
        self.tab.keyboard.press("Shift+ArrowLeft")
        self.until("document.getElementById('film').dataset.frame === '150'")
        self.check("film: keys go by frame and by second", True)
        boxes = self.tab.locator(".film-box").all_inner_texts()
        self.check("film: actions are drawn with their times", any("Parla con noi" in box and "1–3 s" in box for box in boxes), boxes)
        spans = self.tab.locator(".film-action").all_inner_texts()
        self.check("film: and on the track", spans == ["help", "pay"], spans)
        self.tab.locator(".film-scene", has_text="change").hover()
        why = self.tab.locator("#why").inner_text()
        self.check("film: why a scene is there", "change.causes" in why and re.search(r"bill\.yaml:\d+", why), why)
        hidden = self.tab.locator("#hidden").inner_text()
        self.check("film: scenes not shown, and why", "overdue" in hidden and "bill.reminder_level" in hidden, hidden)
        self.picture("studio-film")
        self.goes_to(0)
        self.tab.click("#film-play")
        self.until("+document.getElementById('film').dataset.frame >= 20")
        self.tab.click("#film-play")
        stopped = self.tab.evaluate("document.getElementById('film').dataset.frame")
        self.tab.wait_for_timeout(200)
        self.check("film: it plays and stops", stopped == self.tab.evaluate("document.getElementById('film').dataset.frame"), stopped)
        with self.tab.expect_download() as download:
            self.tab.click("#film-save")
        picture = Path(download.value.path()).read_bytes()
        size = int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")
        self.check("film: a frame is downloaded as PNG, whole", picture[:8] == b"\x89PNG\r\n\x1a\n" and size == (1280, 720), str(size))
        with self.tab.expect_download(timeout=120_000) as download:
            self.tab.click("#film-video")
        film = Path(download.value.path()).read_bytes()
        self.check("film: the film is downloaded as MP4", film[4:8] == b"ftyp" and b"moov" in film and len(film) > 20_000, str(film[:40]))
        self.tab.click("[data-popup=help]")
        self.until("document.getElementById('film-where').textContent.includes('help')")
        self.check("film: a pop-up", "0:00.00" in self.tab.locator("#film-where").inner_text())
        self.tab.click("[data-popup=help]")
        self.tab.click(".film-ratios [data-value=all]")
        ratios = self.tab.evaluate("""async () => { const images = [...document.querySelectorAll('.film-screen img')];
            await Promise.all(images.map(image => image.decode()));
            return images.map(image => (image.naturalWidth / image.naturalHeight).toFixed(2)).join(); }""")
        self.check("film: ratios side by side", ratios == "1.78,1.00,0.56", ratios)
        self.picture("studio-ratios")
        self.tab.click('.film-ratios [data-value="16:9"]')
        self.tab.click(".film-modes [data-value=sheet]")
        thumbs = self.tab.locator(".film-thumb")
        self.tab.locator(".film-thumb img").first.evaluate("image => image.decode()")
        self.check("film: contact sheet, three frames a scene", thumbs.count() == 30, str(thumbs.count()))
        self.picture("studio-sheet")
        thumbs.nth(4).click()
        self.check("film: a picture of it leads to its frame", "due" in self.tab.locator("#film-where").inner_text())
        self.tab.click(".film-modes [data-value=player]")
        player = self.tab.locator(".film-player").element_handle().content_frame()
        player.wait_for_selector(".bp-on .bp-play")
        player.click(".bp-play")
        player.wait_for_selector(".bp[data-state=playing]")
        self.check("film: the player customers get plays", True)
        self.tab.click(".film-modes [data-value=frames]")
        self.goes_to(175)

    def changes_the_film(self):
        """A saved scene shows in the frame being looked at; the worst case tells what does not fit; a version beside it."""
        self.shows("storyboard")
        self.goes_to(175)
        scene = self.template / "scenes/due.svg"
        text = scene.read_text(encoding="utf-8")
        before = self.frame_shown()
        self.saves(scene, text.replace('class="dark"', 'fill="#a3210f"', 1))
        self.check("film: a saved scene shows, at the same frame",
                   self.frame_shown() != before and self.tab.evaluate("document.getElementById('film').dataset.frame") == "175")
        self.compares_with("HEAD")
        self.check("film: before and after side by side", self.tab.locator(".film-screen img").count() == 2)
        note = self.tab.locator("#outcome").inner_text()
        self.check("film: the scene that differs is named, and only it", note.endswith(": due"), note)
        self.compares_with("")
        self.saves(scene, text.replace("</svg>", "<text y='50%'>{{ nobody.knows }}</text></svg>", 1))
        self.tab.wait_for_selector("#problems:not([hidden])")
        said = self.tab.locator("#problems").inner_text()
        self.check("film: a broken scene is told, over the last good film",
                   "due.svg" in said and self.frame_shown() != "0,0" and self.tab.locator(".film-screen img").count() == 1, said)
        self.saves(scene, text)
        self.tab.click("#tab-checks")
        self.until("document.querySelectorAll('#film-findings li').length > 0")
        fits = self.tab.locator("#film-findings").inner_text()
        self.check("film: every text fits", "Every text fits" in fits, fits)
        brand = self.template / "snippets/film-brand.liquid"
        words = brand.read_text(encoding="utf-8")
        self.after(lambda: self.tab.select_option("#worst", "long"))
        self.saves(brand, words.replace(" | truncate: 56", "", 1))
        self.until("[...document.querySelectorAll('#film-findings li')].some(li => li.className === 'no')")
        said = self.tab.locator("#film-findings").inner_text()
        self.check("film: worst case: what does not fit is told, by ratio and scene", "does not fit" in said and "9:16" in said, said)
        self.saves(brand, words)
        self.after(lambda: self.tab.select_option("#worst", ""))
        self.tab.click("#tab-why")
        self.shows("microsite with film")
        self.check("film: in the page", self.page().locator(".bp").count() == 1)
        self.shows("microsite")
        self.check("film: and the page of a run without", self.page().locator(".bp").count() == 0)

    def is_clean_with_a_film(self):
        self.shows("storyboard")
        self.is_the_studio_itself_clean("the film", ("light", "dark"))
