"""Writes Tests/StoryboardTests/Fixtures/browser.txt: one-feature scenes and what Chromium makes of them at five instants.

Usage: .setup/venv/bin/python Scripts/record-scenes.py Tests/StoryboardTests/Fixtures/browser.txt [--check]

For each fixture the element with the id t is looked at: the corners of its box on the screen, and computed paint. `--check` compares
with the file instead of writing it.
"""
import sys
from pathlib import Path
from playwright.sync_api import sync_playwright

TIMES = [0.0, 0.5, 1.0, 1.75, 3.0]
R = '<rect id="t" x="10" y="20" width="30" height="20" fill="#336699">{}</rect>'
C = '<circle id="t" cx="50" cy="40" r="10" fill="#336699">{}</circle>'
L = '<path id="t" d="M10 10H90" fill="none" stroke="#000" stroke-dasharray="10 5">{}</path>'
A = lambda name, rest: f'<animate attributeName="{name}" {rest}/>'
T = lambda rest: f'<animateTransform attributeName="transform" {rest}/>'
M = lambda rest: f'<animateMotion {rest}/>'
FIXTURES = {
  'from-to': R.format(A('x', 'from="0" to="100" dur="2s"')),
  'freeze': R.format(A('x', 'from="0" to="100" dur="1s" fill="freeze"')),
  'remove': R.format(A('x', 'from="0" to="100" dur="1s"')),
  'by': R.format(A('x', 'by="40" dur="2s" fill="freeze"')),
  'from-by': R.format(A('x', 'from="5" by="40" dur="2s" fill="freeze"')),
  'to': R.format(A('x', 'to="80" dur="2s" fill="freeze"')),
  'values': R.format(A('x', 'values="0;50;20" dur="2s" fill="freeze"')),
  'key-times': R.format(A('x', 'values="0;50;20" keyTimes="0;0.8;1" dur="2s" fill="freeze"')),
  'discrete': R.format(A('x', 'values="0;50;20" calcMode="discrete" dur="2s" fill="freeze"')),
  'discrete-key-times': R.format(A('x', 'values="0;50;20" keyTimes="0;0.1;0.9" calcMode="discrete" dur="2s" fill="freeze"')),
  'paced': R.format(A('x', 'values="0;10;100" calcMode="paced" dur="2s" fill="freeze"')),
  'spline': R.format(A('x', 'values="0;100" calcMode="spline" keySplines="0.42 0 0.58 1" keyTimes="0;1" dur="2s" fill="freeze"')),
  'spline-steep': R.format(A('x', 'values="0;100" calcMode="spline" keySplines="0.9 0 0.1 1" keyTimes="0;1" dur="2s" fill="freeze"')),
  'spline-two': R.format(A('x', 'values="0;100;50" calcMode="spline" keySplines="0.2 0.7 0.2 1;0 0 1 1" keyTimes="0;0.5;1" dur="2s" fill="freeze"')),
  'begin-late': R.format(A('x', 'from="0" to="100" begin="0.75s" dur="1s" fill="freeze"')),
  'begin-negative': R.format(A('x', 'from="0" to="100" begin="-0.5s" dur="2s"')),
  'begin-ms': R.format(A('x', 'from="0" to="100" begin="250ms" dur="1s"')),
  'begin-list': R.format(A('x', 'from="0" to="100" begin="0s;1.5s" dur="1s"')),
  'restart-always': R.format(A('x', 'from="0" to="100" begin="0s;0.75s" dur="1s" restart="always"')),
  'restart-not-active': R.format(A('x', 'from="0" to="100" begin="0s;0.75s" dur="1s" restart="whenNotActive"')),
  'restart-never': R.format(A('x', 'from="0" to="100" begin="0s;1.5s" dur="1s" restart="never"')),
  'repeat': R.format(A('x', 'from="0" to="100" dur="0.8s" repeatCount="2" fill="freeze"')),
  'repeat-part': R.format(A('x', 'from="0" to="100" dur="0.8s" repeatCount="1.5" fill="freeze"')),
  'repeat-endless': R.format(A('x', 'from="0" to="100" dur="0.8s" repeatCount="indefinite"')),
  'accumulate': R.format(A('x', 'from="0" to="20" dur="0.8s" repeatCount="3" accumulate="sum" fill="freeze"')),
  'additive': R.format(A('x', 'from="0" to="20" dur="2s" additive="sum" fill="freeze"')),
  'end': R.format(A('x', 'from="0" to="100" dur="2s" end="1.2s" fill="freeze"')),
  'sync-end': R.format('<set id="s" attributeName="y" to="21" dur="0.6s"/>' + A('x', 'from="0" to="100" begin="s.end+0.2s" dur="1s" fill="freeze"')),
  'sync-begin': R.format('<set id="s" attributeName="y" to="21" begin="0.3s" dur="0.6s"/>' + A('x', 'from="0" to="100" begin="s.begin" dur="1s" fill="freeze"')),
  'sync-forward': R.format(A('x', 'from="0" to="100" begin="s.end" dur="1s" fill="freeze"') + '<set id="s" attributeName="y" to="21" dur="0.6s"/>'),
  'priority-time': R.format('<set attributeName="x" to="1" begin="0.8s"/><set attributeName="x" to="2" begin="0.2s"/>'),
  'priority-order': R.format('<set attributeName="x" to="1" begin="0.2s"/><set attributeName="x" to="2" begin="0.2s"/>'),
  'to-over-moving': R.format(A('x', 'from="0" to="100" dur="4s"') + A('x', 'to="100" begin="0.5s" dur="2s"')),
  'set': R.format('<set attributeName="width" to="60" begin="0.5s" dur="1s"/>'),
  'set-href': R.format('') + '<set href="#t" attributeName="height" to="60" begin="0.5s"/>',
  'width': R.format(A('width', 'from="0" to="60" dur="2s" fill="freeze"')),
  'height-y': R.format(A('height', 'from="0" to="60" dur="1s" fill="freeze"') + A('y', 'from="80" to="20" dur="1s" fill="freeze"')),
  'circle-r': C.format(A('r', 'from="0" to="30" dur="2s" fill="freeze"')),
  'circle-c': C.format(A('cx', 'values="20;80" dur="2s"') + A('cy', 'values="10;60" dur="2s"')),
  'ellipse': '<ellipse id="t" cx="50" cy="40" rx="20" ry="10">' + A('rx', 'values="5;40" dur="2s" fill="freeze"') + '</ellipse>',
  'line': '<line id="t" x1="5" y1="5" x2="20" y2="30" stroke="#000">' + A('x2', 'values="20;90" dur="2s" fill="freeze"') + '</line>',
  'points': '<polygon id="t" points="0,0 40,0 40,40">' + A('points', 'values="0,0 40,0 40,40;10,10 90,0 40,60" dur="2s" fill="freeze"') + '</polygon>',
  'path-d': '<path id="t" d="M0 0L40 0L40 40Z">' + A('d', 'values="M0 0L40 0L40 40Z;M10 10L90 0L40 60Z" dur="2s" fill="freeze"') + '</path>',
  'path-arc': '<path id="t" d="M20 40A30 20 30 1 1 60 50">' + T('type="rotate" from="0" to="90" dur="2s"') + '</path>',
  'path-curve': '<path id="t" d="M10 40C20 0 60 0 70 40S120 80 130 40Q150 0 170 40T190 40">' + A('opacity', 'from="0" to="1" dur="2s"') + '</path>',
  'fill': R.format(A('fill', 'from="#ff0000" to="#0000ff" dur="2s" fill="freeze"')),
  'fill-values': R.format(A('fill', 'values="#000;#fff;#804020" dur="2s" fill="freeze"')),
  'fill-discrete': R.format(A('fill', 'values="red;lime" calcMode="discrete" dur="2s"')),
  'opacity': R.format(A('opacity', 'from="0" to="1" dur="2s" fill="freeze"')),
  'fill-opacity': R.format(A('fill-opacity', 'from="0" to="1" dur="2s" fill="freeze"')),
  'visibility': R.format('<set attributeName="visibility" to="hidden" begin="0.5s" dur="1s"/>'),
  'display': R.format('<set attributeName="display" to="none" begin="0.5s" dur="1s"/>'),
  'dash-offset': L.format(A('stroke-dashoffset', 'from="100" to="0" dur="2s" fill="freeze"')),
  'stroke-width': L.format(A('stroke-width', 'from="0" to="9" dur="2s" fill="freeze"')),
  'translate': R.format(T('type="translate" from="0 0" to="80 40" dur="2s" fill="freeze"')),
  'translate-one': R.format(T('type="translate" values="0;80" dur="2s"')),
  'scale': R.format(T('type="scale" values="1;2" dur="2s" fill="freeze"')),
  'scale-two': R.format(T('type="scale" values="1 1;2 0.5" dur="2s" fill="freeze"')),
  'rotate': R.format(T('type="rotate" from="0" to="90" dur="2s" fill="freeze"')),
  'rotate-center': R.format(T('type="rotate" from="0 25 30" to="180 25 30" dur="2s" fill="freeze"')),
  'skew': R.format(T('type="skewX" from="0" to="30" dur="2s" fill="freeze"')),
  'transform-replaces': '<g transform="translate(10 10)"><rect id="t" width="10" height="10" transform="translate(50 50)">' + T('type="translate" values="0 0;20 20" dur="2s"') + '</rect></g>',
  'transform-sum': '<rect id="t" width="10" height="10" transform="translate(50 50)">' + T('type="scale" values="1;3" dur="2s" additive="sum"') + '</rect>',
  'transform-two': '<rect id="t" width="10" height="10">' + T('type="translate" values="0 0;50 50" dur="2s"') + T('type="rotate" values="0;90" dur="2s" additive="sum"') + '</rect>',
  'transform-accumulate': R.format(T('type="translate" values="0 0;10 5" dur="0.5s" repeatCount="4" accumulate="sum" fill="freeze"')),
  'motion': R.format(M('path="M0 0H80V40" dur="2s" fill="freeze"')),
  'motion-auto': R.format(M('path="M0 0H80V40" rotate="auto" dur="2s" fill="freeze"')),
  'motion-curve': R.format(M('path="M0 0C0 60 80 60 80 0" dur="2s" fill="freeze"')),
  'motion-values': R.format(M('values="0,0;40,0;40,80" dur="2s" calcMode="linear" fill="freeze"')),
  'motion-points': R.format(M('path="M0 0H80" keyPoints="0;1;0.25" keyTimes="0;0.5;1" calcMode="linear" dur="2s" fill="freeze"')),
  'motion-and-transform': '<rect id="t" width="10" height="10" transform="scale(2)">' + M('path="M0 0H80" dur="2s" fill="freeze"') + '</rect>',
  'use': '<defs><g id="u"><rect id="t" x="0" y="0" width="10" height="10">' + A('x', 'from="0" to="20" dur="2s"') + '</rect></g></defs><use href="#u" x="30" y="10"/>',
  'percent': '<rect id="t" x="10%" y="10%" width="50%" height="50%">' + A('height', 'from="10%" to="50%" dur="2s"') + '</rect>',
  'class': '<style>.a { fill: #00ff00 } #t { stroke: #ff0000 }</style><rect id="t" class="a" x="5" y="5" width="20" height="20" fill="#000">' + A('y', 'from="0" to="40" dur="2s"') + '</rect>',
  'group-inherit': '<g fill="#00ff00" transform="translate(5 5)"><g transform="scale(2)"><rect id="t" width="20" height="20">' + A('x', 'from="0" to="10" dur="2s"') + '</rect></g>' + A('fill', 'from="#00ff00" to="#0000ff" dur="2s"') + '</g>',
}
LOOK = """() => {
  const t = document.querySelector('use') && !document.getElementById('t').getBBox().width ? document.getElementById('t') : document.getElementById('t');
  const s = getComputedStyle(t), b = t.getBBox();
  const use = document.querySelector('use');
  let m = t.getCTM();
  const root = document.documentElement;
  const p = (x, y) => { const q = new DOMPoint(x, y).matrixTransform(m); return [q.x, q.y] };
  const corners = [p(b.x, b.y), p(b.x + b.width, b.y + b.height)];
  return { corners, fill: s.fill, opacity: s.opacity, fillOpacity: s.fillOpacity, visibility: s.visibility, display: s.display,
           offset: s.strokeDashoffset, width: s.strokeWidth };
}"""

def number(value):
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text

def record():
    lines = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 200, "height": 100})
        for name, body in FIXTURES.items():
            if name == "use":
                continue
            svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">{body}</svg>'
            page.set_content(f'<!doctype html><body style="margin:0">{svg}')
            page.evaluate("document.querySelector('svg').pauseAnimations()")
            lines.append(f"= {name}")
            lines.append(body)
            for time in TIMES:
                page.evaluate(f"document.querySelector('svg').setCurrentTime({time})")
                seen = page.evaluate(LOOK)
                hidden = seen["visibility"] != "visible" or seen["display"] == "none"
                box = "" if hidden else " ".join(number(v) for pair in seen["corners"] for v in pair)
                lines.append(f"{number(time)} | {box} | {seen['fill']} | {number(float(seen['opacity']))} | {number(float(seen['fillOpacity']))} | {seen['offset']} | {seen['width']}")
        version = browser.version
        browser.close()
    return "\n".join(lines) + "\n", version

if __name__ == "__main__":
    text, version = record()
    target = Path(sys.argv[1])
    if "--check" in sys.argv:
        same = target.read_text() == text
        print("the browser agrees with the file" if same else "the browser differs from the file")
        sys.exit(0 if same else 1)
    target.write_text(text)
    print(len(FIXTURES) - 1, "fixtures recorded with Chromium", version)
