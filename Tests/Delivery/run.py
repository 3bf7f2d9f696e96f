"""Tests of pages as customers get them: by their links, from a real nginx with the run's own headers, and locked.

    .setup/venv/bin/python Tests/Delivery/run.py [--billow .build/debug/billow] [--shots FOLDER]
"""

import argparse
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Browser"))

import nginx
from report import Report
from run_shared import fresh

CHROMIUM = "/usr/bin/chromium"
FIXTURES = ROOT / "fixtures/bills.ndjson"
TEMPLATE = ROOT / "templates/energy-bill"
AS_OF = "2026-03-31"
WATCH = """
  window.violations = [];
  addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective + ' ' + e.blockedURI));
"""
HEADERS = {
    "cache-control": "no-store", "referrer-policy": "no-referrer", "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex, nofollow, noarchive", "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin",
}
# What a customer could write into a field; each would set `ran`.
ATTACKS = [
    "<script>ran=1</script>", "<img src=x onerror=ran=1>", "<svg onload=ran=1></svg>",
    "<svg><script>ran=1</script></svg>", "<details open ontoggle=ran=1>x</details>",
    "<script src=\"data:text/javascript,ran=1\"></script>", "<iframe srcdoc=\"<script>parent.ran=1</script>\"></iframe>",
    "<a id=click href=\"javascript:ran=1\">x</a>", "<style>@import 'data:text/css,body{--ran:1}'</style>",
    "<base href=\"https://evil.example/\">", "<object data=\"data:text/html,<script>parent.ran=1</script>\"></object>",
]


class Delivery:
    def __init__(self, arguments, report):
        self.billow = arguments.billow.resolve()
        self.shots = arguments.shots
        self.report = report
        self.folder = fresh(ROOT / "output/test/delivery")
        self.key = self.folder / "link.key"
        self.key.write_bytes(bytes(range(40)))
        self.key.chmod(0o600)

    def render(self, name, template, records, *more):
        out = self.folder / name
        command = [self.billow, "render", template, records, "-o", out, "--as-of", AS_OF, *more]
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
        self.report.check(f"renders {name}", [done.stderr] if done.returncode else [])
        return out

    def few(self, count):
        """Bills of each language."""
        path = self.folder / f"few-{count}.ndjson"
        path.write_text("".join(FIXTURES.read_text().splitlines(keepends=True)[:count]))
        return path

    def linked(self, name, records, *more):
        """A run with links, and nginx for it: the pairs of record and link."""
        port = nginx.free_port()
        base = f"http://127.0.0.1:{port}/"
        run = self.render(name, TEMPLATE, records, "--link-key", self.key, "--link-base", base, *more)
        bills = [json.loads(line) for line in records.read_text().splitlines()]
        links = [json.loads(line) for line in (run / "links.ndjson").read_text().splitlines()]
        self.report.check(
            f"{name}: a link for each bill",
            [] if [b["bill"]["number"] for b in bills] == [link["key"] for link in links] else ["not so"],
        )
        return run, port, [(bill, link["link"]) for bill, link in zip(bills, links)]


def headers(delivery, browser):
    """Pages behind nginx work, with all headers and without a violation."""
    for name, more in [("plain", []), ("film", ["--storyboard"])]:
        run, port, pairs = delivery.linked(name, delivery.few(6), *more)
        with nginx.serving(run, delivery.folder / f"nginx-{name}", port) as base:
            for bill, link in pairs:
                addresses = [link] + ([link + "storyboard.html"] if more else [])
                for address in addresses:
                    delivery.report.check(f"{name}: {bill['bill']['number']}", served(browser, address, bill))
            gone = browser.new_page().goto(base + "000/nothing/")
            problems = [] if gone.status == 404 else [f"status {gone.status}"]
            delivery.report.check(f"{name}: headers of a page that is not there", problems + lacking(gone))


def messages(delivery):
    """Whoever has a link gets the page, and not the e-mail that stands beside it."""
    run, port, pairs = delivery.linked("messages", delivery.few(2), "--messages", "--gzip")
    path = next((run / "documents").rglob("*.eml")).parent
    names = sorted(file.name for file in path.iterdir() if file.suffix != ".gz")
    with nginx.serving(run, delivery.folder / "nginx-messages", port):
        for name in names:
            wanted = 404 if name.endswith((".eml", ".txt")) else 200
            for spelt in [name, name + ".gz", name.replace(".", "%2e")]:
                if not (path / spelt.replace("%2e", ".")).exists():
                    continue
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
                connection.request("GET", f"/{path.parent.name}/{path.name}/{spelt}")
                answer = connection.getresponse()
                problems = [] if answer.status == wanted else [f"{answer.status}, not {wanted}"]
                problems += [] if answer.headers.get("cache-control") == "no-store" else ["no headers"]
                delivery.report.check(f"messages: {spelt}", problems)
                connection.close()


def served(browser, address, bill):
    page = browser.new_page()
    heard = []
    page.add_init_script(WATCH)
    page.on("console", lambda message: heard.append(message.text))
    page.on("request", lambda request: heard.append(request.url) if request.url != address else None)
    answer = page.goto(address, wait_until="load")
    problems = lacking(answer)
    if answer.status != 200:
        problems.append(f"status {answer.status}")
    problems += page.evaluate("violations") + heard
    if not address.endswith("html") and bill["bill"]["number"] not in page.inner_text("body"):
        problems.append("it is not the customer's page")
    if page.evaluate("getComputedStyle(document.body).fontSize") == "":
        problems.append("it has no style")
    if play := page.locator(".bp-big").first if page.locator(".bp-big").count() else None:
        play.click()
        page.wait_for_timeout(300)
        if page.evaluate("document.querySelector('.bp').dataset.state") != "playing":
            problems.append("the player does not play")
    page.close()
    return problems


def lacking(answer):
    problems = [
        f"{name} is {answer.headers.get(name)}" for name, value in HEADERS.items() if answer.headers.get(name) != value
    ]
    policy = answer.headers.get("content-security-policy", "")
    for directive in ["default-src 'none'", "frame-ancestors 'none'", "form-action 'none'", "base-uri 'none'"]:
        if directive not in policy:
            problems.append(f"the policy lacks {directive}")
    if "unsafe" in policy or "style-src 'sha256-" not in policy:
        problems.append(f"the policy is {policy}")
    if "camera=()" not in answer.headers.get("permissions-policy", ""):
        problems.append("no permissions-policy")
    if "etag" in answer.headers or "last-modified" in answer.headers:
        problems.append("a validator lets caches keep it")
    return problems


def injected(delivery, browser):
    """With the escaper off - the schema calls the customer's name markup - no injected script runs; without a policy it does."""
    template = delivery.folder / "trusting"
    shutil.copytree(TEMPLATE, template)
    schema = json.loads((template / "schema.json").read_text())
    names = trust(schema, "first_name")
    delivery.report.check("the escaper is off for a name", [] if names else ["no first_name in the schema"])
    (template / "schema.json").write_text(json.dumps(schema))
    bill = next(b for b in map(json.loads, FIXTURES.read_text().splitlines()) if b["customer"].get("first_name"))
    records = delivery.folder / "hostile.ndjson"
    lines = []
    for number, attack in enumerate(ATTACKS):
        bill["bill"]["number"] = f"ATTACK-{number}"
        bill["customer"]["first_name"] = attack
        lines.append(json.dumps(bill))
    records.write_text("\n".join(lines) + "\n")
    run = delivery.render("hostile", template, records)
    port = nginx.free_port()
    ran_bare = 0
    with nginx.serving(run, delivery.folder / "nginx-hostile", port) as base:
        for number, attack in enumerate(ATTACKS):
            path = next((run / "documents").rglob(f"ATTACK-{number}=u/index.html"))
            text = path.read_text()
            delivery.report.check(f"{attack} stands in the page", [] if attack in text else ["it was escaped"])
            address = base + path.relative_to(run / "documents").as_posix().replace("=", "%3D")
            for where, target in [("nginx", address), ("file", path.as_uri())]:
                delivery.report.check(f"{attack} does not run from {where}", ran(browser, target))
            # The same page, were there neither meta tag nor header.
            bare = delivery.folder / f"bare-{number}.html"
            start = text.index('<meta http-equiv="Content-Security-Policy"')
            bare.write_text(text[:start] + text[text.index(">", start) + 1 :])
            ran_bare += bool(ran(browser, bare.as_uri()))
            # And with the meta tag lost on the way: the header alone.
            bare_path = path.with_name("bare.html")
            bare_path.write_text(bare.read_text())
            delivery.report.check(f"{attack} does not run by the header alone", ran(browser, address.replace("index", "bare")))
    delivery.report.check("without a policy they do run", [] if ran_bare >= 7 else [f"only {ran_bare} did: the test tests nothing"])


def trust(node, name):
    """Calls every field of a name markup, as an operator might by mistake."""
    count = 0
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "properties" and name in value:
                value[name]["contentMediaType"] = "text/html"
                value[name].pop("maxLength", None)
                value[name].pop("pattern", None)
                count += 1
            count += trust(value, name)
    elif isinstance(node, list):
        count = sum(trust(value, name) for value in node)
    return count


def ran(browser, address):
    page = browser.new_page()
    try:
        page.goto(address, wait_until="load")
        if page.locator("#click").count():
            page.locator("#click").first.evaluate("e => e.click()")
        page.wait_for_timeout(60)
        done = page.evaluate("[window.ran, getComputedStyle(document.body).getPropertyValue('--ran'), document.baseURI.startsWith('https://evil')]")
        return [f"it ran: {done}"] if done[0] or done[1] or done[2] else []
    finally:
        page.close()


def locked(delivery, browser):
    """A locked page says nothing, and opens for the right answer with the right link, from a server and from a file."""
    run, port, pairs = delivery.linked("locked", delivery.few(8), "--lock")
    files = sorted(path.name for path in (run / "documents").rglob("*") if path.is_file())
    delivery.report.check("locked: only locked pages", [] if set(files) == {"index.html"} else files)
    with nginx.serving(run, delivery.folder / "nginx-locked", port) as base:
        for number, (bill, link) in enumerate(pairs):
            path = run / "documents" / link[len(base) :].split("#")[0] / "index.html"
            name = bill["bill"]["number"]
            delivery.report.check(f"locked: nothing personal in {name}", personal(bill, path.read_text()))
            delivery.report.check(f"locked: {name} from nginx", opens(browser, link, bill))
            if number < 3:
                file = path.as_uri() + "#" + link.split("#")[1]
                delivery.report.check(f"locked: {name} from a file", opens(browser, file, bill))
                delivery.report.check(f"locked: {name} without its secret", asks_for_link(browser, link.split("#")[0]))
        other = pairs[0][1].split("#")[0] + "#" + pairs[1][1].split("#")[1]
        delivery.report.check("locked: another's secret", stays(browser, other, pairs[0][0], word(pairs[0][0])))
    if delivery.shots:
        shots(browser, delivery, run, pairs)


def listening(delivery, browser):
    """Pages tell the operator's endpoint what was done, without a cookie and nobody else; outcomes count it."""
    events = delivery.folder / "events.ndjson"
    port = nginx.free_port()
    command = [str(delivery.billow), "listen", "-o", str(events), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as receiver:
        try:
            said = receiver.stdout.readline()
            delivery.report.check("listen: says where", [] if f":{port}/events" in said else [said])
            run, web, pairs = delivery.linked(
                "told", delivery.few(4), "--storyboard", "--listen", f"http://127.0.0.1:{port}/events"
            )
            with nginx.serving(run, delivery.folder / "nginx-told", web):
                for number, (_, link) in enumerate(pairs):
                    delivery.report.check(f"listen: visit {number}", visit(browser, link, plays=number < 3, pays=number < 2))
            delivery.report.check("listen: the payment page", paid(browser, events, f"http://127.0.0.1:{port}/events"))
        finally:
            receiver.terminate()
    lines = [json.loads(line) for line in events.read_text().splitlines()]
    kinds = [line["event"] for line in lines]
    problems = [] if kinds.count("opened") == 4 and kinds.count("action") == 2 and kinds.count("scene") >= 3 else [f"{kinds}"]
    problems += [f"{line}" for line in lines if set(line) != {"v", "run", "visit", "event", "name", "groups"}]
    segments = json.loads((run / "manifest.json").read_text())["segments"]
    problems += [f"{line['groups']}" for line in lines if not all(int(group) < len(segments) for group in line["groups"])]
    delivery.report.check("listen: what was told", problems)
    shown = subprocess.run(
        [str(delivery.billow), "outcomes", str(run), str(events), "--columns", str(delivery.folder / "outcomes.csv")],
        capture_output=True, text=True,
    )
    wanted = ["all: 4 documents", "opened                  4  100.0 % of 4", "played                  3  75.0 % of 4",
              "action pay              2  50.0 % of 4 (95 %: 15.0 to 85.0 %)"]
    wanted += [f"\n{segment['name']}: {segment['rendered']} documents\n" for segment in segments]
    delivery.report.check("outcomes", [f"no {line!r} in {shown.stdout}{shown.stderr}" for line in wanted if line not in shown.stdout])
    columns = (delivery.folder / "outcomes.csv").read_text()
    delivery.report.check("outcomes: columns", [] if "all,4,4,1.0000," in columns else [columns])


def paid(browser, events, endpoint):
    """The payment page of Docs/privacy.md, word for word but for the endpoint, tells of the payment of a visit."""
    text = (ROOT / "Docs/privacy.md").read_text()
    snippet = text.split("```html\n")[1].split("```")[0].replace("https://events.example.com/b", endpoint)
    keeping = re.search(r"On arrival: (.*)", snippet).group(1)
    opened = next(json.loads(line) for line in events.read_text().splitlines() if '"opened"' in line)
    context = browser.new_context()
    page = context.new_page()
    bodies = {"/pay": f"<script>{keeping}</script>", "/thanks": snippet}
    page.route("http://127.0.0.1:9/*", lambda route: route.fulfill(
        content_type="text/html", body=bodies["/" + route.request.url.split("/")[-1].split("#")[0]]))
    page.goto(f"http://127.0.0.1:9/pay#visit={opened['run']}.{opened['visit']}")
    # Of a page that no server gave, the browser sends nothing to loopback: what it would send is posted here.
    with page.expect_request(endpoint) as sent:
        page.goto("http://127.0.0.1:9/thanks")
    body = sent.value.post_data
    context.close()
    receiver = http.client.HTTPConnection(endpoint.split("/")[2], timeout=20)
    receiver.request("POST", "/events", body)
    status = receiver.getresponse().status
    receiver.close()
    wanted = opened | {"event": "paid", "name": "", "groups": []}
    return [] if status == 204 and json.loads(body) == wanted else [f"{status}: {body}"]


def refusing(delivery):
    """What is no event of a page is refused by the server, and nothing of it is written; nor is one above the limit."""
    events = delivery.folder / "one-event.ndjson"
    port = nginx.free_port()
    command = [str(delivery.billow), "listen", "-o", str(events), "--port", str(port), "--limit", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as receiver:
        try:
            receiver.stdout.readline()
            refused(delivery, port, events)
        finally:
            receiver.terminate()


def refused(delivery, port, events):
    good = {"v": 1, "run": "0123456789abcdef", "visit": "v" * 22, "event": "opened", "name": "", "groups": []}

    def asked(method, path, body=b"", headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            connection.putrequest(method, path)
            for name, value in (headers or {"Content-Length": str(len(body))}).items():
                connection.putheader(name, value)
            connection.endheaders(body or None)
            return connection.getresponse().status
        except (ConnectionError, http.client.HTTPException) as error:
            return repr(error)
        finally:
            connection.close()

    def event(**changes):
        return json.dumps(good | changes).encode()

    for name, wanted, status in [
        ("another path", 404, asked("POST", "/event", event())),
        ("the path's parent", 404, asked("POST", "/", event())),
        ("a GET", 405, asked("GET", "/events")),
        ("a PUT", 405, asked("PUT", "/events", event())),
        ("no length", 411, asked("POST", "/events", headers={"Accept": "*/*"})),
        ("a body too large", 413, asked("POST", "/events", event(name="n" * 9000))),
        ("a body said to be too large", 413, asked("POST", "/events", headers={"Content-Length": "99999999999"})),
        ("no JSON", 400, asked("POST", "/events", b"opened")),
        ("JSON cut short", 400, asked("POST", "/events", event()[:-1])),
        ("two events", 400, asked("POST", "/events", event() + b"\n" + event())),
        ("a list", 400, asked("POST", "/events", b"[" + event() + b"]")),
        ("a field of its own", 400, asked("POST", "/events", event(mail="ada@example.com"))),
        ("an event that is none", 400, asked("POST", "/events", event(event="bought"))),
        ("no body", 400, asked("POST", "/events")),
        ("nothing of an event", 204, asked("POST", "/events", event())),
        ("more than its limit", 503, asked("POST", "/events", event(visit="w" * 22))),
    ]:
        delivery.report.check(f"listen refuses {name}", [] if status == wanted else [f"{status}, not {wanted}"])
    lines = events.read_text().splitlines()
    delivery.report.check("listen writes nothing of what it refuses", [] if [json.loads(line) for line in lines] == [good] else lines)


def visit(browser, link, plays, pays):
    context = browser.new_context()
    # Whatever the endpoint's site has set - cookies know no ports - must not go with an event.
    context.add_cookies([{"name": "session", "value": "ada", "url": "http://127.0.0.1/"}])
    page = context.new_page()
    page.add_init_script(WATCH)
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.goto(link, wait_until="load")
    if plays:
        page.locator(".bp-big").click()
        page.wait_for_timeout(500)
    if pays:
        page.evaluate("addEventListener('click', e => e.preventDefault())")
        pay = page.locator("[data-listen=pay]").first
        pay.click()
    page.wait_for_timeout(300)
    problems = page.evaluate("violations")
    if pays:
        # The payment page is handed the visit of the events, where no server sees it.
        visits = {json.loads(request.post_data)["visit"] for request in sent}
        handed = pay.get_attribute("href").split("#visit=")[-1].split(".")[-1]
        problems += [] if visits == {handed} else [f"{handed} is handed over, and told of {visits}"]
    problems += [f"it tells {r.url}" for r in sent if not r.url.endswith("/events")]
    problems += ["a cookie goes with it" for r in sent if "cookie" in r.all_headers()]
    problems += ["a referrer goes with it" for r in sent if "referer" in r.all_headers()]
    if len(sent) < 1 + plays + pays:
        problems.append(f"it told only {len(sent)} things")
    context.close()
    return problems


def word(bill):
    return bill["customer"]["address"]["postal_code"]


def personal(bill, text):
    """Values of the record that stand in the page's bytes; the seller's and general words may."""
    wanted = {bill["bill"]["number"], word(bill)}
    customer = bill["customer"]
    wanted |= {customer.get("name"), customer.get("first_name"), customer["address"].get("street"), customer.get("number")}
    payment = bill.get("payment") or {}
    wanted |= {payment.get("iban"), payment.get("reference"), str(bill["bill"].get("amount_due"))}
    for supply in bill.get("supplies") or []:
        wanted |= {supply.get("point"), supply.get("meter"), (supply.get("address") or {}).get("street")}
    return [f"{value!r}" for value in wanted if value and len(str(value)) > 3 and str(value) in text]


def opens(browser, link, bill):
    problems = stays(browser, link, bill, "0" * 5)
    page = watched(browser, link)
    page.fill("#word", " " + word(bill).lower())
    page.click("button")
    page.wait_for_selector("#status", timeout=15000)
    text = page.inner_text("body")
    if bill["bill"]["number"] not in text:
        problems.append("the right answer does not show the bill")
    if page.evaluate("getComputedStyle(document.querySelector('.hero')).display") != "grid":
        problems.append("the bill has no style")
    problems += page.evaluate("violations")
    page.close()
    return problems


def watched(browser, link):
    page = browser.new_page()
    page.add_init_script(WATCH)
    page.goto(link, wait_until="load")
    return page


def stays(browser, link, bill, answer):
    page = watched(browser, link)
    problems = ["it asks nothing"] if not page.is_visible("#word") else []
    page.fill("#word", answer)
    page.click("button")
    page.wait_for_selector("[data-lock-wrong]:not([hidden])", timeout=15000)
    if bill["bill"]["number"] in page.content():
        problems.append("a wrong answer shows the bill")
    problems += page.evaluate("violations")
    page.close()
    return problems


def asks_for_link(browser, address):
    page = watched(browser, address)
    problems = [] if page.is_visible("[data-lock-link]") and not page.is_visible("#word") else ["it asks for a word"]
    page.close()
    return problems


def shots(browser, delivery, run, pairs):
    delivery.shots.mkdir(parents=True, exist_ok=True)
    bill, link = pairs[0]
    path = run / "documents" / "/".join(link.split("#")[0].split("/")[3:]) / "index.html"
    for width in [390, 1100]:
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(path.as_uri() + "#" + link.split("#")[1])
        page.screenshot(path=str(delivery.shots / f"door-{width}.png"))
        page.fill("#word", "99999")
        page.click("button")
        page.wait_for_selector("[data-lock-wrong]:not([hidden])")
        page.screenshot(path=str(delivery.shots / f"wrong-{width}.png"))
        page.fill("#word", word(bill))
        page.click("button")
        page.wait_for_selector("#status")
        page.screenshot(path=str(delivery.shots / f"open-{width}.png"))
        page.close()


def accessible(delivery, browser):
    """The page that asks passes axe, at two widths and schemes."""
    from axe_playwright_python.sync_playwright import Axe

    page_file = next((delivery.folder / "locked/documents").rglob("index.html"))
    for width, scheme in [(390, "light"), (1440, "dark")]:
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.goto(page_file.as_uri() + "#" + "A" * 22)
        page.fill("#word", "wrong")
        page.click("button")
        page.wait_for_selector("[data-lock-wrong]:not([hidden])")
        found = Axe().run(page)
        problems = [rule["id"] for rule in found.response["violations"]]
        delivery.report.check(f"locked: axe {width} {scheme}", problems)
        page.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--billow", type=Path, default=ROOT / ".build/debug/billow")
    parser.add_argument("--shots", type=Path)
    arguments = parser.parse_args()
    report = Report()
    if not nginx.is_there():
        report.missing_tool("pages behind nginx", "nginx-light is not installed")
        return report.close()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        report.missing_tool("pages behind nginx", "playwright is not installed")
        return report.close()
    if not os.path.exists(CHROMIUM):
        report.missing_tool("pages behind nginx", "chromium is not installed")
        return report.close()
    delivery = Delivery(arguments, report)
    refusing(delivery)
    messages(delivery)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        locked(delivery, browser)
        accessible(delivery, browser)
        headers(delivery, browser)
        injected(delivery, browser)
        listening(delivery, browser)
        browser.close()
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
