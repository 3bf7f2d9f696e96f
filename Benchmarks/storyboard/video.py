"""Films: processor time of a whole run beside x264 alone, fed the frames that changed.

    Benchmarks/storyboard/video.py BILLOW [TEMPLATE [INPUT [ROUNDS]]]

BILLOW is an optimised build. The peer is ffmpeg's libx264 on one thread with the same quality, reading raw pictures
(y4m) from memory: no painting, no conversion, no PNG. Ours is the whole process: starting, compiling the template,
pages, painting, converting, encoding, captions, hashing, syncing. Medians of ROUNDS (3).
"""

import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = Path(__file__).resolve().parent / "template"
CRF = "20"
AS_OF = "2025-11-10"


def cpu(command):
    """Seconds of processor time that a command takes, its children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def median(rounds, command, prepare=lambda: None):
    times = []
    for _ in range(rounds):
        prepare()
        times.append(cpu(command))
    return statistics.median(times)


def ffmpeg(*arguments):
    return ["ffmpeg", "-v", "error", "-nostdin", "-y", *map(str, arguments)]


def encode(source, preset, target):
    return ffmpeg("-i", source, "-c:v", "libx264", "-preset", preset, "-crf", CRF, "-threads", "1",
                  "-movflags", "+faststart", target)


def main():
    billow = sys.argv[1]
    reference = OURS if (OURS / "samples").is_dir() else ROOT / "templates/energy-bill"
    template = Path(sys.argv[2]) if len(sys.argv) > 2 else reference
    records = Path(sys.argv[3]) if len(sys.argv) > 3 else ROOT / "fixtures/bills.ndjson"
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 3
    print(json.dumps(figures(billow, template, records, rounds), indent=2))


def figures(billow, template, records, rounds):
    """Seconds of processor time and bytes, by name."""
    memory = Path(tempfile.mkdtemp(prefix="billow-video-", dir="/dev/shm"))
    try:
        return measure(billow, template, records, rounds, memory)
    finally:
        shutil.rmtree(memory)


def measure(billow, template, records, rounds, memory):
    out = memory / "out"

    def render(count, *options):
        return [billow, "render", str(template), str(records), "-o", str(out), "--as-of", AS_OF, "--storyboard",
                "--limit", str(count), "--jobs", "1", *options]

    def fresh():
        shutil.rmtree(out, ignore_errors=True)

    fresh()
    cpu(render(1, "--frames", "unique"))
    folder = next(out.rglob("storyboard.json")).parent
    frames = len(list((folder / "frames").glob("*.png")))
    raw = memory / "frames.y4m"
    # The colours are those of films: BT.709 in the limited range.
    subprocess.run(
        ffmpeg("-framerate", 25, "-pattern_type", "glob", "-i", folder / "frames/*.png", "-vf",
               "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p", raw),
        check=True,
    )
    one = median(rounds, render(1, "--frames", "none", "--video", "mp4"), fresh)
    film = next(out.rglob("storyboard.mp4")).stat().st_size
    idle = median(rounds, render(1, "--frames", "none"), fresh)
    five = median(rounds, render(5, "--frames", "none", "--video", "mp4"), fresh)
    found = {
        "template": template.name, "changed frames": frames, "billow, s": round(one, 3),
        "billow without films, s": round(idle, 3), "billow, five customers, s each": round(five / 5, 3),
        "film, bytes": film,
    }
    for preset in ("veryfast", "ultrafast"):
        target = memory / f"{preset}.mp4"
        peer = median(rounds, encode(raw, preset, target))
        found[f"x264 {preset}, s"] = round(peer, 3)
        found[f"x264 {preset}, bytes"] = target.stat().st_size
        found[f"billow / x264 {preset}"] = round(one / peer, 2)
    return found


if __name__ == "__main__":
    main()
