"""Scenes of one feature each, painted by Chromium and by us, at five instants: do the pictures agree?

    .setup/venv/bin/python Tests/Browser/scenes.py             all of them, with a table (as `make test` does)
    .setup/venv/bin/python Tests/Browser/scenes.py --keep D    and leaves both pictures of what differs in D

The scenes are those whose computed values Tests/StoryboardTests compares, and PAINTED below, of what only pixels show.
Chromium's clock is set and its animations stand still; pictures are 400 by 200 pixels.

The tolerance: over a picture, channels differ by at most 0.5 of 255 on average; and nowhere does a square of 7 by 7
pixels, about what one sees as one spot, differ by more than 16 of 255 on average. For text the two are 1 and 32:
where a line begins is rounded to a quarter of a pixel here, which may put a letter into the next quarter.
"""

import argparse
import base64
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from browser import CHROMIUM
from report import Report
from run_shared import ROOT, fresh, release_binary

TIMES = ["0", "0.5", "1", "1.75", "3"]
WIDTH, HEIGHT, SCALE, COLUMNS = 200, 100, 2, 8
SHAPES, TEXTS = (0.5, 16.0), (1.0, 32.0)

STARS = "M100 10L130 90 50 40H150L70 90Z"
# What computed values do not tell.
PAINTED = {
    "paint-linear": '<defs><linearGradient id="a"><stop stop-color="#06343d"/><stop offset="1" stop-color="#ffc24a"/></linearGradient></defs><rect x="10" y="10" width="180" height="80" fill="url(#a)"/>',
    "paint-linear-units": '<defs><linearGradient id="a" gradientUnits="userSpaceOnUse" x1="40" y1="20" x2="120" y2="70" spreadMethod="reflect"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient></defs><rect width="200" height="100" fill="url(#a)"/>',
    "paint-linear-repeat": '<defs><linearGradient id="a" x2="0.3" spreadMethod="repeat"><stop stop-color="#fff"/><stop offset="1" stop-color="#0b7f89"/></linearGradient></defs><rect width="200" height="100" fill="url(#a)"/>',
    "paint-radial": '<defs><radialGradient id="a" fx="0.3" fy="0.3"><stop stop-color="#fff"/><stop offset="0.6" stop-color="#0b7f89"/><stop offset="1" stop-color="#06343d"/></radialGradient></defs><ellipse cx="100" cy="50" rx="90" ry="40" fill="url(#a)"/>',
    "paint-stop-opacity": '<defs><linearGradient id="a"><stop stop-color="red" stop-opacity="0"/><stop offset="1" stop-color="red"/></linearGradient></defs><rect width="200" height="100" fill="#ccc"/><rect y="20" width="200" height="60" fill="url(#a)"/>',
    "paint-gradient-transform": '<defs><linearGradient id="a" gradientTransform="rotate(45 0.5 0.5)"><stop stop-color="#000"/><stop offset="1" stop-color="#fff"/></linearGradient></defs><rect x="20" y="10" width="160" height="80" fill="url(#a)"/>',
    "paint-gradient-moves": '<defs><linearGradient id="a" gradientUnits="userSpaceOnUse" x2="200"><stop stop-color="#06343d"/><stop offset="0.5" stop-color="#ffc24a"><animate attributeName="offset" values="0.1;0.9" dur="2s" fill="freeze"/></stop><stop offset="1" stop-color="#06343d"/></linearGradient></defs><rect width="200" height="100" fill="url(#a)"/>',
    "paint-stroke-gradient": '<defs><linearGradient id="a"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient></defs><circle cx="100" cy="50" r="35" fill="none" stroke="url(#a)" stroke-width="12"/>',
    "paint-caps": '<g stroke="#06343d" stroke-width="16" fill="none"><path d="M30 20H170" stroke-linecap="butt"/><path d="M30 50H170" stroke-linecap="round"/><path d="M30 80H170" stroke-linecap="square"/></g>',
    "paint-joins": '<g stroke="#06343d" stroke-width="12" fill="none"><path d="M10 80L35 20 60 80"/><path d="M75 80L100 20 125 80" stroke-linejoin="round"/><path d="M140 80L165 20 190 80" stroke-linejoin="bevel"/></g>',
    "paint-crisp": '<g shape-rendering="crispEdges"><rect x="10.3" y="10.3" width="60.4" height="30.4" fill="#06343d"/><path d="M80 10h7v7h-7zM90.5 10.5h7v7h-7zM80 20h27v7h-27z" fill="#000"/><rect x="120" y="10" width="41.7" height="60.2" fill="#ffc24a" shape-rendering="auto"/></g><rect x="20.5" y="55.5" width="33" height="33" fill="red" shape-rendering="optimizeSpeed"/>',
    "paint-viewport": '<svg x="20" y="10" width="60" height="40"><svg viewBox="0 0 10 10"><rect width="10" height="10" fill="#0b7f89"/></svg><rect y="75%" width="50%" height="25%" fill="#ffc24a"/></svg>',
    "paint-miter-limit": '<path d="M20 80L100 30 180 80" fill="none" stroke="#000" stroke-width="10" stroke-miterlimit="1.1"/>',
    "paint-dashes": '<path d="M10 20H190M10 50C60 0 140 100 190 50" fill="none" stroke="#0b7f89" stroke-width="6" stroke-dasharray="18 6 4 6" stroke-dashoffset="5"/><circle cx="100" cy="75" r="18" fill="none" stroke="#b04a12" stroke-width="4" stroke-dasharray="6" stroke-linecap="round"/>',
    "paint-path-length": '<path d="M10 50C60 0 140 100 190 50" pathLength="100" fill="none" stroke="#0b7f89" stroke-width="8" stroke-dasharray="100" stroke-dashoffset="100"><animate attributeName="stroke-dashoffset" to="0" dur="2s" fill="freeze"/></path>',
    "paint-nonzero": f'<path d="{STARS}" fill="#0b7f89"/>',
    "paint-evenodd": f'<path d="{STARS}" fill="#0b7f89" fill-rule="evenodd"/>',
    "paint-rounded": '<rect x="10" y="10" width="80" height="80" rx="20" fill="#0b7f89"/><rect x="110" y="10" width="80" height="80" rx="40" ry="15" fill="#b04a12"/>',
    "paint-opacity-group": '<g opacity="0.5"><rect x="20" y="20" width="100" height="50" fill="red"/><rect x="60" y="40" width="100" height="50" fill="blue"/></g>',
    "paint-opacity-fill": '<rect x="20" y="20" width="100" height="50" fill="red" fill-opacity="0.5" stroke="#000" stroke-width="10" stroke-opacity="0.4"/>',
    "paint-opacity-moves": '<g opacity="0"><rect x="20" y="20" width="100" height="50" fill="red"/><circle cx="120" cy="60" r="30" fill="blue"/><animate attributeName="opacity" from="0" to="1" begin="0.3s" dur="1s" fill="freeze"/></g>',
    "paint-clip": '<clipPath id="c"><circle cx="100" cy="50" r="40"/></clipPath><rect width="200" height="100" fill="#0b7f89" clip-path="url(#c)"/>',
    "paint-clip-two": '<clipPath id="c"><circle cx="70" cy="50" r="40"/><rect x="90" y="20" width="80" height="60"/></clipPath><g clip-path="url(#c)"><rect width="200" height="100" fill="#0b7f89"/><rect y="40" width="200" height="20" fill="#ffc24a"/></g>',
    "paint-clip-box": '<clipPath id="c" clipPathUnits="objectBoundingBox"><rect x="0.1" y="0.2" width="0.6" height="0.6"/></clipPath><rect x="20" y="10" width="160" height="80" fill="#0b7f89" clip-path="url(#c)"/>',
    "paint-clip-rule": f'<clipPath id="c"><path d="{STARS}" clip-rule="evenodd"/></clipPath><rect width="200" height="100" fill="#0b7f89" clip-path="url(#c)"/>',
    "paint-clip-moves": '<clipPath id="c"><rect width="0" height="100"><animate attributeName="width" to="200" dur="2s" fill="freeze"/></rect></clipPath><rect y="20" width="200" height="60" fill="#0b7f89" clip-path="url(#c)"/>',
    "paint-use": '<defs><g id="u"><circle r="12" fill="#0b7f89"/><rect x="-4" y="-4" width="8" height="8" fill="#fff"/></g></defs><use href="#u" x="30" y="30"/><use href="#u" x="100" y="50" transform="rotate(20)"/><use href="#u" transform="translate(150 40) scale(2)"/>',
    "paint-symbol": '<symbol id="u" viewBox="0 0 10 10"><rect width="10" height="10" fill="#ccc"/><circle cx="5" cy="5" r="4" fill="#0b7f89"/></symbol><use href="#u" x="10" y="10" width="80" height="80"/><use href="#u" x="100" y="20" width="90" height="40"/>',
    "paint-nested": '<svg x="20" y="10" width="80" height="80" viewBox="0 0 40 20"><rect width="40" height="20" fill="#ccc"/><circle cx="20" cy="10" r="10" fill="#0b7f89"/></svg><svg x="110" y="10" width="80" height="80" viewBox="0 0 40 20" preserveAspectRatio="xMinYMin slice"><rect width="40" height="20" fill="#ccc"/><circle cx="20" cy="10" r="10" fill="#b04a12"/></svg>',
    "paint-current-color": '<g color="#b04a12"><rect x="20" y="20" width="60" height="60" fill="currentColor"/><circle cx="140" cy="50" r="30" fill="none" stroke="currentColor" stroke-width="8"/></g>',
    "paint-skew": '<rect x="20" y="20" width="100" height="40" fill="#0b7f89" transform="skewX(20) rotate(5)"/>',
    "paint-stroke-scaled": '<circle cx="25" cy="12.5" r="8" fill="#ffc24a" stroke="#06343d" stroke-width="2" transform="scale(4 4)"/>',
    "text-plain": '<text x="10" y="60" font-size="32">Amount due</text>',
    "text-small": '<text x="10" y="30" font-size="11">Consumption 2,417 kWh, 12 % less</text><text x="10" y="60" font-size="9" fill="#4a6168">Meter IT001E12345678, read on 31 March</text>',
    "text-bold": '<text x="10" y="60" font-size="28" font-weight="700" fill="#0b7f89">€ 1,234.56</text>',
    "text-italic": '<text x="10" y="60" font-size="28" font-style="italic">Affinity</text>',
    "text-middle": '<path d="M100 0V100" stroke="#ccc"/><text x="100" y="40" font-size="20" text-anchor="middle">middle</text><text x="100" y="80" font-size="20" text-anchor="end">end</text>',
    "text-tspan": '<text x="10" y="40" font-size="18">was <tspan font-weight="700" fill="#b04a12">12</tspan> now <tspan dy="-6" font-size="12">10</tspan><tspan x="10" y="80">next line</tspan></text>',
    "text-spacing": '<text x="10" y="50" font-size="18" letter-spacing="3">SPACED fi</text>',
    "text-tabular": '<text x="10" y="40" font-size="24" style="font-variant-numeric: tabular-nums">1117.48</text><text x="10" y="80" font-size="24">1117.48</text>',
    "text-rotated": '<text x="40" y="50" font-size="20" transform="rotate(20 40 50)">turned around</text>',
    "text-stroke": '<text x="10" y="70" font-size="56" fill="#ffc24a" stroke="#06343d" stroke-width="2">Sun</text>',
    "text-gradient": '<defs><linearGradient id="a"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient></defs><text x="10" y="70" font-size="56" font-weight="700" fill="url(#a)">Energy</text>',
    "text-moves": '<text x="10" y="60" font-size="24">slides<animateTransform attributeName="transform" type="translate" values="0 30;60 0" dur="2s" fill="freeze"/></text>',
    "text-grows": '<g transform="translate(100 60)"><text font-size="24" text-anchor="middle">grows<animateTransform attributeName="transform" type="scale" values="0.5;2" dur="2s" fill="freeze"/></text></g>',
    "text-greek": '<text x="10" y="40" font-size="20">Λογαριασμός</text><text x="10" y="80" font-size="20">Электричество</text>',
    "text-arabic": '<text x="190" y="40" font-size="22" direction="rtl" font-family="Noto Sans Arabic">فاتورة الكهرباء</text><text x="190" y="80" font-size="20" direction="rtl" font-family="Noto Sans Hebrew, Noto Sans">חשבון 2026 חשמל</text>',
    "text-devanagari": '<text x="10" y="40" font-size="22" font-family="Noto Sans Devanagari">बिजली का बिल</text><text x="10" y="80" font-size="22" font-family="Noto Sans Thai">ค่าไฟฟ้า</text>',
    "text-cjk": '<text x="10" y="40" font-size="22" lang="ja">電気料金のお知らせ</text><text x="10" y="80" font-size="22" lang="zh-CN">电费账单直角</text>',
}

# Loads every scene in a frame of its own, so that no two ids meet.
LOAD = """(scenes) => Promise.all(scenes.map((body) => new Promise((done) => {
  const frame = document.createElement('iframe');
  frame.onload = () => {
    const svg = frame.contentDocument.querySelector('svg');
    svg.pauseAnimations();
    frame.contentDocument.fonts.ready.then(done);
  };
  frame.srcdoc = body;
  document.body.append(frame);
})))"""
SEEK = "(time) => { for (const frame of document.querySelectorAll('iframe')) frame.contentDocument.querySelector('svg').setCurrentTime(time) }"
# For each scene the mean difference of its channels, and that of its worst square of 7 by 7 pixels.
COMPARE = """async ([theirs, ours, columns, width, height]) => {
  const load = async (bytes) => {
    const image = new Image();
    image.src = 'data:image/png;base64,' + bytes;
    await image.decode();
    return image;
  };
  const pixels = (image, x, y) => {
    const canvas = new OffscreenCanvas(width, height), pen = canvas.getContext('2d', { willReadFrequently: true });
    pen.drawImage(image, -x, -y);
    return pen.getImageData(0, 0, width, height).data;
  };
  const sheet = await load(theirs), result = [];
  for (let index = 0; index < ours.length; index++) {
    const a = pixels(sheet, index % columns * width, Math.floor(index / columns) * height);
    const b = pixels(await load(ours[index]), 0, 0);
    // Sums over rectangles, one row and column more than the picture.
    const sums = new Float64Array((width + 1) * (height + 1));
    for (let y = 0; y < height; y++) {
      let row = 0;
      for (let x = 0; x < width; x++) {
        const at = (y * width + x) * 4;
        row += (Math.abs(a[at] - b[at]) + Math.abs(a[at + 1] - b[at + 1]) + Math.abs(a[at + 2] - b[at + 2])) / 3;
        sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
      }
    }
    const sum = (x, y, w, h) => sums[(y + h) * (width + 1) + x + w] - sums[y * (width + 1) + x + w]
      - sums[(y + h) * (width + 1) + x] + sums[y * (width + 1) + x];
    let spot = 0;
    for (let y = 0; y + 7 <= height; y++) for (let x = 0; x + 7 <= width; x++) spot = Math.max(spot, sum(x, y, 7, 7) / 49);
    result.push([sum(0, 0, width, height) / (width * height), spot]);
  }
  return result;
}"""


def fixtures():
    """Name and body of every scene."""
    scenes = {}
    name = None
    for line in (ROOT / "Tests/StoryboardTests/Fixtures/browser.txt").read_text("utf-8").splitlines():
        if line.startswith("= "):
            name = line[2:]
        elif line.startswith("<"):
            scenes[name] = line
    scenes.update(PAINTED)
    return scenes


def svg(body):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{body}</svg>'
    )


def paint(binary, scratch, scenes):
    """Our pictures, by time and in the scenes' order, as base64; and what was said of scenes that have none."""
    folder = fresh(scratch)
    files = []
    for name, body in scenes.items():
        files.append(folder / f"{name}.svg")
        files[-1].write_text(svg(body), "utf-8")
    run = subprocess.run(
        [binary, "storyboard", "still", *files, "--at", ",".join(TIMES), "-o", folder]
        + ["--size", f"{WIDTH * SCALE}x{HEIGHT * SCALE}"],
        capture_output=True, text=True, check=False,
    )
    if run.returncode != 0:
        return {}, run.stderr.splitlines()[:8] or [f"exit code {run.returncode}"]
    encoded = lambda path: base64.b64encode(path.read_bytes()).decode()
    return {time: [encoded(folder / f"{name}-{time}.png") for name in scenes] for time in TIMES}, []


def compare(scenes, ours, keep=None):
    """By scene, the largest mean and the worst spot of all instants; and the same of two pictures that differ."""
    found = {name: [0.0, 0.0, "0"] for name in scenes}
    names = list(scenes)
    rows = -(-len(names) // COLUMNS)
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--force-color-profile=srgb", "--disable-lcd-text", "--font-render-hinting=none"],
        )
        page = browser.new_page(
            viewport={"width": WIDTH * COLUMNS, "height": HEIGHT * rows}, device_scale_factor=SCALE
        )
        page.set_content(
            "<!doctype html><style>body{margin:0;line-height:0}"
            f"iframe{{border:0;width:{WIDTH}px;height:{HEIGHT}px}}</style>"
        )
        head = '<!doctype html><style>body{margin:0;line-height:0}svg{font-family:"Noto Sans"}</style>'
        page.evaluate(LOAD, [head + svg(body) for body in scenes.values()])
        judge = browser.new_page()
        shape = [COLUMNS, WIDTH * SCALE, HEIGHT * SCALE]
        sheets = {}
        for time in TIMES:
            page.evaluate(SEEK, float(time))
            sheets[time] = base64.b64encode(page.screenshot()).decode()
            for name, (mean, spot) in zip(names, judge.evaluate(COMPARE, [sheets[time], ours[time], *shape])):
                before = found[name]
                if spot > before[1]:
                    before[2] = time
                before[0], before[1] = max(before[0], mean), max(before[1], spot)
        apart = judge.evaluate(COMPARE, [sheets["0"], ours["1"], *shape])[names.index("from-to")]
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            for time, sheet in sheets.items():
                (keep / f"chromium-{time}.png").write_bytes(base64.b64decode(sheet))
        browser.close()
    return found, apart


def check_scenes(binary, scratch, report, keep=None):
    scenes = fixtures()
    ours, words = paint(binary, scratch, scenes)
    if not report.check(f"{len(scenes)} scenes of one feature are painted", words):
        return
    if not Path(CHROMIUM).exists():
        report.missing_tool("scenes beside a browser", f"{CHROMIUM} is not there")
        return
    found, apart = compare(scenes, ours, keep)
    report.check("another instant is seen to differ", [] if apart[0] > TEXTS[0] and apart[1] > TEXTS[1] else [f"{apart}"])
    report.check("at least 60 features are compared", [] if len(found) >= 60 else [f"{len(found)}"])
    report.say(f"{'scene':28} {'mean':>6} {'spot':>6}  of 255, the most of {len(TIMES)} instants")
    for name, (mean, spot, time) in found.items():
        report.say(f"{name:28} {mean:6.2f} {spot:6.1f}")
        most = TEXTS if name.startswith("text-") else SHAPES
        is_near = mean <= most[0] and spot <= most[1]
        report.check(
            f"pictures agree: {name}",
            [] if is_near else [f"differs by {mean:.2f} on average and {spot:.1f} in a spot, at {time} s"],
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--billow", type=Path, help="the built tool; else a release build")
    parser.add_argument("--keep", type=Path, metavar="D", help="leave Chromium's pictures in D")
    arguments = parser.parse_args()
    report = Report()
    check_scenes(arguments.billow or release_binary(), ROOT / "output/test/scenes", report, arguments.keep)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
