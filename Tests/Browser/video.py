"""Films in Chromium: it knows their length, plays them with their sound, goes where it is sent, and shows there what
ffmpeg decodes.

    .setup/venv/bin/python Tests/Browser/video.py            render two customers in both formats, then test
    .setup/venv/bin/python Tests/Browser/video.py FOLDER     test every film under FOLDER
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from run_shared import ROOT, fresh, release_binary

CHROMIUM = "/usr/bin/chromium"
FORMATS = ["mp4", "webm"]
TEMPLATE = ROOT / "templates/energy-bill"
BED = ROOT / "Tests/VideoTests/Sounds/bed.m4a"
# Of 255, the mean over a frame; colours go through another converter in the browser.
TOLERANCE = 3
PAGE = """<!doctype html><html lang="en"><title>Film</title><style>*{margin:0}video{display:block}</style>
<video id="film" muted preload="auto" src="%s"></video>"""
SEEK = """time => new Promise((resolve, reject) => {
  const film = document.getElementById("film");
  setTimeout(() => reject(new Error("it does not get to " + time)), 10000);
  film.addEventListener("seeked", () => requestVideoFrame(film, resolve), {once: true});
  film.currentTime = time;
  function requestVideoFrame(film, done) { requestAnimationFrame(() => requestAnimationFrame(() => done(film.currentTime))); }
})"""
PLAY = """() => new Promise((resolve, reject) => {
  const film = document.getElementById("film");
  setTimeout(() => reject(new Error("it does not play")), 10000);
  film.addEventListener("timeupdate", () => {
    if (film.currentTime < 0.8) return;
    film.pause();
    const quality = film.getVideoPlaybackQuality();
    resolve({time: film.currentTime, frames: quality.totalVideoFrames, corrupted: quality.corruptedVideoFrames,
      heard: film.webkitAudioDecodedByteCount});
  });
  film.play().catch(reject);
})"""
problems = []


def expect(holds, words):
    if not holds:
        problems.append(words)
        print("✘", words)


def decoded(arguments, **options):
    """A picture's red, green, blue by ffmpeg."""
    command = ["ffmpeg", "-v", "error", *arguments, "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"]
    return subprocess.run(command, check=True, capture_output=True, **options).stdout


def probe(film):
    shown = subprocess.run(
        ["ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "stream=width,height:format=duration",
         "-of", "json", str(film)],
        check=True, capture_output=True, text=True,
    )
    told = json.loads(shown.stdout)
    return told["streams"][0]["width"], told["streams"][0]["height"], float(told["format"]["duration"])


def check(browser, film, with_sound):
    width, height, duration = probe(film)
    page = browser.new_page(viewport={"width": width, "height": height})
    try:
        holder = film.with_suffix(f".{film.suffix[1:]}.html")
        holder.write_text(PAGE % film.name)
        page.goto(holder.as_uri(), wait_until="load")
        page.wait_for_function("document.getElementById('film').readyState >= 2", timeout=15000)
        facts = page.evaluate("(({duration, videoWidth, videoHeight}) => [duration, videoWidth, videoHeight])(document.getElementById('film'))")
        expect(abs(facts[0] - duration) < 0.001, f"{film}: it lasts {duration} s, Chromium says {facts[0]}")
        expect(facts[1:] == [width, height], f"{film}: it is {width} x {height}, Chromium says {facts[1:]}")
        played = page.evaluate(PLAY)
        expect(played["frames"] > 1 and played["corrupted"] == 0, f"{film}: it plays: {played}")
        expect(played["heard"] > 0 or not with_sound, f"{film}: nothing is heard")
        for part in (0.9, 0.1, 0.5, 0.995):
            time = round(duration * part, 2)
            at = page.evaluate(SEEK, time)
            expect(abs(at - time) < 0.001, f"{film}: sent to {time}, it is at {at}")
            shown = decoded(["-f", "png_pipe", "-i", "pipe:0"], input=page.screenshot())
            # `-ss` takes the frame that begins there or after; held frames began before, so ffmpeg repeats them.
            whole = decoded(["-i", str(film), "-vf", f"fps=25,trim=start={time - 0.02:.2f},scale=in_color_matrix=bt709"])
            expect(len(shown) == len(whole), f"{film}: size of the picture at {time}")
            mean = sum(abs(a - b) for a, b in zip(shown, whole)) / max(1, len(whole))
            expect(mean < TOLERANCE, f"{film}: at {time} the picture differs by {mean:.2f} of 255")
        holder.unlink()
    except Exception as error:  # What Chromium cannot play it says by an exception or never.
        fault = page.evaluate("document.getElementById('film')?.error?.message ?? ''")
        expect(False, f"{film}: {error} {fault}")
    finally:
        page.close()


def rendered():
    folder = fresh(ROOT / "output/test/video")
    binary = release_binary()
    template = with_bed(folder / "template")
    for kind in FORMATS:
        subprocess.run(
            [binary, "render", template, ROOT / "fixtures/bills.ndjson", "-o", folder / kind, "--storyboard",
             "--video", kind, "--size", "640x360", "--limit", "2", "--as-of", "2025-11-10"],
            check=True, stdout=subprocess.DEVNULL,
        )
    return folder


def with_bed(folder):
    """The template with music under its films."""
    shutil.copytree(TEMPLATE, folder, ignore=shutil.ignore_patterns("goldens"))
    shutil.copy(BED, folder / "assets/bed.m4a")
    storyboard = next((folder / "storyboards").glob("*.yaml"))
    storyboard.write_text("sound: { file: bed.m4a, volume: 0.5 }\n" + storyboard.read_text("utf-8"), "utf-8")
    return folder


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else rendered()
    films = sorted(path for kind in FORMATS for path in folder.rglob(f"storyboard.{kind}"))
    expect(films, f"{folder} holds no film")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for film in films:
            check(browser, film, with_sound=len(sys.argv) == 1)
        browser.close()
    print(f"{len(films)} films played, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
