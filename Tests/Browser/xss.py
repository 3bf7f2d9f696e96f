#!/usr/bin/env python3
"""Opens rendered pages in Chromium and reports which of them ran a value as code.

    xss.py PAGES --control CONTROL.html [--jobs 2] [--report FILE] [--chromium /usr/bin/chromium]

PAGES is a folder of .html files. Every page is loaded from its file with scripts on, no content security policy and no
network. `alert`, `confirm`, `prompt` and `print` are hooked in every frame; after loading, the events of every
inline handler and a list of common ones are sent to every element, and links, forms and frames are searched for URLs
that would run. CONTROL holds the same values unescaped: if it stays silent the run proves nothing and fails.

PAGES may hold `expected.json`, {"page.html": {"css selector": "text"}}: the text the elements must have, so that
values are seen to arrive whole.

Exit status: 0 nothing fired and the control did; 1 something fired or a text differs; 2 the control was silent.
Needs playwright (PyPI) and Debian's chromium.
"""

import argparse
import json
import pathlib
import sys
import time
from concurrent.futures import ProcessPoolExecutor

HOOKS = """
(() => {
  const tell = (how) => {
    try { window.billowFired(how); } catch (error) { console.log('billow-fired ' + how); }
  };
  for (const name of ['alert', 'confirm', 'prompt', 'print'])
    Object.defineProperty(window, name, {
      value: (...values) => { tell(name + ' ' + String(values[0]).slice(0, 80)); return null; },
      writable: false, configurable: false,
    });
  // What the pages' own handlers call.
  window.f = () => 0;
})();
"""

# Sent to every element, so that a handler that a value smuggled in runs. Reports URLs that would run.
PROBE = """
() => {
  const found = [];
  if (document.querySelector('parsererror')) found.push('is not well-formed XML');
  const common = ['click', 'mouseover', 'mouseenter', 'mousedown', 'mouseup', 'mousemove', 'mouseout', 'dblclick',
    'contextmenu', 'wheel', 'focus', 'focusin', 'blur', 'input', 'change', 'invalid', 'select', 'keydown', 'keypress',
    'keyup', 'load', 'error', 'toggle', 'begin', 'end', 'repeat', 'animationstart', 'animationend', 'transitionend',
    'pointerover', 'pointerdown', 'pointerenter', 'pointerrawupdate', 'auxclick', 'paste', 'copy', 'cut', 'drag',
    'dragstart', 'drop', 'scroll', 'scrollend', 'canplay', 'loadstart', 'play', 'start', 'finish', 'bounce',
    'beforetoggle', 'show', 'search', 'submit', 'reset', 'message', 'hashchange', 'popstate', 'pageshow', 'resize'];
  const runs = (text) =>
    /^((javascript|vbscript|livescript|mocha):|data:(?!image\\/))/i.test(String(text).replace(/[\\u0000-\\u0020]/g, ''));
  document.addEventListener('click', (event) => event.preventDefault());
  document.addEventListener('submit', (event) => event.preventDefault());
  for (const element of document.querySelectorAll('*')) {
    const names = new Set(common);
    for (const attribute of element.attributes) {
      if (attribute.name.startsWith('on')) names.add(attribute.name.slice(2));
      const local = attribute.name.replace(/^.*:/, '');
      if (['href', 'src', 'action', 'formaction', 'data', 'code', 'codebase', 'ping', 'to', 'from', 'values', 'by']
            .includes(local) && runs(attribute.value) && !(element.localName === 'p'))
        found.push(attribute.name + ' of ' + element.localName + ' runs ' + attribute.value.slice(0, 60));
    }
    for (const name of names)
      try { element.dispatchEvent(new Event(name, { bubbles: false, cancelable: true })); } catch (error) { }
  }
  for (const name of common)
    for (const target of [window, document])
      try { target.dispatchEvent(new Event(name, { cancelable: true })); } catch (error) { }
  return found;
}
"""


# The texts of elements, all in one question; null for one that is not there.
TEXTS = "selectors => selectors.map(selector => document.querySelector(selector)?.textContent ?? null)"

# No name resolves and no proxy helps: pages are read from files and reach nothing.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
]


def check(paths, chromium, expected):
    """Loads pages one after the other; returns [page, what happened] pairs."""
    from playwright.sync_api import Error, sync_playwright

    results = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        fired = []
        page = watched(browser, fired)
        for path in paths:
            fired.clear()
            wanted = expected.get(pathlib.Path(path).name, {})
            try:
                notes = visited(page, path, wanted)
            except Error:
                # A busy machine may be late once; a new tab owes the last one nothing.
                page.context.close()
                page = watched(browser, fired)
                try:
                    notes = visited(page, path, wanted)
                except Error as error:
                    notes = ["did not load: " + str(error).splitlines()[0]]
            results += [[path, note] for note in fired + notes]
        browser.close()
    return results


def watched(browser, fired):
    """A tab that tells of dialogs, of new windows and of what its scripts say."""
    context = browser.new_context(bypass_csp=True, service_workers="block")
    context.expose_binding("billowFired", lambda source, how: fired.append(how))
    context.add_init_script(HOOKS)
    page = context.new_page()
    page.on("dialog", lambda dialog: (fired.append("dialog " + dialog.message[:80]), dialog.dismiss()))
    page.on("console", lambda message: fired.append(message.text) if "billow-fired" in message.text else None)
    context.on("page", lambda opened: opened is not page and (fired.append("a new window"), opened.close()))
    return page


def visited(page, path, wanted):
    """What is noted of a page besides what fired; raises when it does not load."""
    from playwright.sync_api import Error

    url = pathlib.Path(path).resolve().as_uri()
    page.goto(url, wait_until="load", timeout=60000)
    notes = []
    for frame in page.frames:
        try:
            notes += frame.evaluate(PROBE)
        except Error:
            pass  # A frame whose document was refused has nothing to probe.
    texts = page.evaluate(TEXTS, list(wanted)) if wanted else []
    for (selector, text), got in zip(wanted.items(), texts):
        if got != text:
            notes.append(f"{selector} holds {got!r:.120} instead of {text!r:.120}")
    page.wait_for_timeout(5)
    if page.url.split("#")[0] != url:
        notes.append("went to " + page.url[:80])
    return notes


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", type=pathlib.Path)
    parser.add_argument("--control", type=pathlib.Path, required=True)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--report", type=pathlib.Path)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()

    control = options.control.resolve()
    pages = sorted(str(path) for path in options.pages.glob("*.html") if path.resolve() != control)
    if not pages:
        parser.error(f"no pages in {options.pages}")
    expected = {}
    if (options.pages / "expected.json").exists():
        expected = json.loads((options.pages / "expected.json").read_text())

    started = time.monotonic()
    control_fired = [note for _, note in check([str(control)], options.chromium, {})]
    jobs = max(1, options.jobs)
    with ProcessPoolExecutor(jobs) as pool:
        parts = pool.map(check, [pages[job::jobs] for job in range(jobs)], [options.chromium] * jobs, [expected] * jobs)
        findings = [finding for part in parts for finding in part]

    if options.report:
        report = {"pages": len(pages), "control": control_fired, "findings": findings}
        options.report.write_text(json.dumps(report, indent=1) + "\n")
    for path, note in findings[:50]:
        print(f"{pathlib.Path(path).name}: {note}")
    print(
        f"{len(pages)} pages, {len(findings)} findings, the control fired {len(control_fired)} times, "
        f"{time.monotonic() - started:.0f} s"
    )
    if not control_fired:
        print("the control stayed silent: this run proves nothing")
        return 2
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
