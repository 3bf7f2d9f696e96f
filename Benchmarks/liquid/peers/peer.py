"""Renders fixtures with one Python engine; answers list, output and time as liquid-bench does.

usage: peer.py jinja2|minijinja|python-liquid FIXTURES TEMPLATES
"""

import json
import pathlib
import sys
import time

engine, fixtures, templates = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])


def jinja2_renders():
    import jinja2

    environment = jinja2.Environment(autoescape=True, keep_trailing_newline=True)
    for path in sorted(templates.glob("*.jinja")):
        template = environment.from_string(path.read_text())
        data = json.loads((fixtures / f"{path.stem}.json").read_text())["data"]
        yield path.stem, lambda template=template, data=data: template.render(data)


def minijinja_renders():
    import minijinja

    for path in sorted(templates.glob("*.jinja")):
        # Named .html, so that it escapes.
        environment = minijinja.Environment(
            templates={f"{path.stem}.html": path.read_text()}, keep_trailing_newline=True
        )
        data = json.loads((fixtures / f"{path.stem}.json").read_text())["data"]
        yield path.stem, lambda e=environment, n=f"{path.stem}.html", d=data: e.render_template(n, **d)


def liquid_renders():
    import liquid

    for path in sorted(fixtures.glob("*.json")):
        case = json.loads(path.read_text())
        environment = liquid.Environment(loader=liquid.DictLoader(case["templates"]))
        try:
            template = environment.from_string(case["template"])
            data = case["data"]
            template.render(**data)
        except Exception:  # what it cannot render is not measured
            continue
        yield path.stem, lambda template=template, data=data: template.render(**data)


def timed(render, budget):
    count, batch = 0, 1
    start = time.process_time_ns()
    while True:
        for _ in range(batch):
            render()
        count += batch
        spent = time.process_time_ns() - start
        if spent >= budget:
            return count, spent
        if spent < budget // 16:
            batch *= 2


renders = dict(
    {"jinja2": jinja2_renders, "minijinja": minijinja_renders, "python-liquid": liquid_renders}[
        engine
    ]()
)
for line in sys.stdin:
    word, *rest = line.split()
    if word == "list":
        print(*renders, flush=True)
    elif word == "output":
        page = renders[rest[0]]().encode()
        print(len(page), flush=True)
        sys.stdout.buffer.write(page)
        sys.stdout.buffer.flush()
    elif word == "time":
        print(*timed(renders[rest[0]], int(rest[1])), flush=True)
