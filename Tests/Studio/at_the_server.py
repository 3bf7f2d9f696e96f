"""The studio's server: what it refuses, how it starts, who may reach it."""

import gzip
import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from person import PATIENCE, Person
from studio import ROOT, studio


def guards(report, address):
    """What the server refuses."""
    parts = urlsplit(address)

    def status(path, headers, method="GET"):
        link = http.client.HTTPConnection(parts.hostname, parts.port, timeout=PATIENCE)
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
    def raw(text):
        with socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE) as link:
            try:
                link.sendall(text.encode())
                return link.recv(4096).decode().split(" ")[1]
            except (ConnectionError, IndexError):
                return "closed"

    def padded(length):
        start, end = f"GET / HTTP/1.1\r\nHost: {host}\r\nX-Pad: ", "\r\n\r\n"
        return start + "a" * (length - len(start) - len(end)) + end

    limit = 16 << 10
    heads = [raw(padded(limit)), raw(padded(limit + 1)), raw("GET /" + "a" * (1 << 20))]
    report.check("studio: a head of 16 KiB is read, a longer one is cut off", [] if heads[:2] == ["200", "431"] and heads[2] in ("431", "closed") else [str(heads)])
    odd = [raw(f"GET / HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n"), raw("nonsense\r\n\r\n"),
           raw(f"GET / HTTP/1.1\r\nHost: {host}\r\n Folded: x\r\n\r\n"),
           raw(f"POST /api/render HTTP/1.1\r\nHost: {host}\r\nX-Billow: 1\r\nTransfer-Encoding: chunked\r\n\r\n")]
    report.check("studio: two hosts, nonsense, folded lines and bodies without length are refused", [] if odd == ["400", "400", "400", "411"] else [str(odd)])
    link = http.client.HTTPConnection(parts.hostname, parts.port, timeout=PATIENCE)
    times = []
    for _ in range(20):
        begun = time.monotonic()
        link.request("GET", "/studio.css", headers={"Host": host, "Connection": "keep-alive"})
        link.getresponse().read()
        times.append((time.monotonic() - begun) * 1000)
    quickest = min(times)
    report.say(f"a kept connection answers in {quickest:.1f} ms (quickest of 20)")
    # A head and a body that are written apart wait 40 ms for each other, every time; a busy machine does not.
    report.check("studio: a kept connection is not held up", [] if quickest < 25 else [f"{quickest:.1f} ms"])


def compresses(report, address):
    """Answers go as gzip to who takes it, and hold the same bytes."""
    parts = urlsplit(address)

    def fetch(path, accepted):
        link = http.client.HTTPConnection(parts.hostname, parts.port, timeout=PATIENCE)
        link.request("GET", path, headers={"Accept-Encoding": accepted, "X-Billow": "1"})
        answer = link.getresponse()
        body = answer.read()
        link.close()
        return answer.headers.get("Content-Encoding"), body

    wrong = []
    for path in ["/", "/studio.css", "/studio.js", "/api/people"]:
        _, plain = fetch(path, "identity")
        coding, body = fetch(path, "br;q=1, gzip;q=0.5")
        if coding != "gzip" or gzip.decompress(body) != plain or len(body) > len(plain) / 2:
            wrong.append(f"{path}: {coding}, {len(body)} of {len(plain)} bytes")
        if fetch(path, "*;q=0, gzip")[0] != "gzip" or fetch(path, "*")[0] != "gzip":
            wrong.append(f"{path}: gzip is named, or all is taken")
        if fetch(path, "*, gzip;q=0") != (None, plain):
            wrong.append(f"{path}: gzip is refused by name")
        if fetch(path, "gzip;q=0") != (None, plain):
            wrong.append(f"{path}: compressed for who refuses it")
    report.check("studio: answers are compressed for who takes gzip", wrong)


def starts(report, binary):
    """A taken port, and a browser to open."""
    scratch = Path(tempfile.mkdtemp(prefix="billow-open-"))
    opener = scratch / "xdg-open"
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" > {scratch}/opened\n')
    opener.chmod(0o755)
    environment = {**os.environ, "PATH": f"{scratch}:{os.environ['PATH']}"}
    try:
        with studio(binary) as (_, first, _process), studio(binary, "--open", environment=environment) as (_, second, _other):
            ports = urlsplit(first).port, urlsplit(second).port
            report.check("studio: a taken port is left alone", [] if ports[1] > ports[0] else [str(ports)])
            opened = scratch / "opened"
            end = time.monotonic() + PATIENCE
            while not opened.exists() and time.monotonic() < end:
                time.sleep(0.05)
            said = opened.read_text() if opened.exists() else "nothing"
            report.check("studio: --open opens a browser at its address", [] if said == second else [f"{said} {second}"])
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def broken(report, binary, browser):
    """A template that never worked: told in the page, shown as soon as it does."""
    with studio(binary, template="welcome", broken="pages/microsite.liquid") as session:
        template = session[0]
        tab = browser.new_page(viewport={"width": 1680, "height": 1000})
        person = Person(tab, binary, session, report)
        tab.goto(session[1])
        tab.wait_for_selector("#problems:not([hidden])")
        said = tab.locator("#problems").inner_text()
        person.check("a template that never worked is told", "microsite.liquid:" in said and "^" in said and "last good" not in said, said)
        page = template / "pages/microsite.liquid"
        page.write_text(page.read_text(encoding="utf-8").removesuffix("{% if"), encoding="utf-8")
        tab.wait_for_selector(".screen iframe:not(.next)")
        person.settles()
        person.check("and shown once it does", len(person.text()) > 100 and tab.locator("#problems").is_hidden())
        tab.close()


def token(report, binary, browser):
    with studio(binary, "--host", "127.0.0.2", "--token", "sesame-and-more") as session:
        address = session[1]
        parts = urlsplit(address)
        answers = []
        for path in ("/", "/?token=wrong-and-more!", f"/?{parts.query}"):
            link = http.client.HTTPConnection(parts.hostname, parts.port, timeout=PATIENCE)
            link.request("GET", path)
            answer = link.getresponse()
            answers.append((answer.status, answer.getheader("Set-Cookie") is not None))
        report.check("studio: off loopback only the token opens it",
                     [] if answers == [(401, False), (401, False), (200, True)] else [str(answers)])
        person = Person(browser.new_page(viewport={"width": 1680, "height": 1000}), binary, session, report)
        errors = []
        person.tab.on("response", lambda answer: errors.append(f"{answer.status} {urlsplit(answer.url).path}") if answer.status >= 400 else None)
        person.open()
        words = person.text()
        snippet = person.template / "snippets/contacts.liquid"
        person.saves(snippet, "<p>Mit Schlüssel</p>" + snippet.read_text(encoding="utf-8"))
        person.check("with the token a person sees the page, and what is saved", len(words) > 200 and "Mit Schlüssel" in person.text(), words)
        person.shows("storyboard")
        person.until("document.querySelector('.film-screen img').naturalWidth > 0")
        person.check("with the token, the film; nothing is refused", not errors, errors)
        person.tab.close()
    refused = subprocess.run([binary, "preview", "templates/energy-bill", "--host", "0.0.0.0"],
                             cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)
    report.check("studio: --host needs --token", [] if refused.returncode == 2 else [str(refused.returncode)])
