"""Makes Tests/VideoTests/Sounds/bed.m4a: six seconds of soft chords that loop, for the tests of sound under films.

    .setup/venv/bin/python Scripts/make-sound-bed.py [FILE]

Nobody's music: four chords of sines, each swelling and fading, so that the end meets the beginning in silence. It is
free of rights (CC0). Needs ffmpeg.
"""

import array
import math
import subprocess
import sys
from pathlib import Path

RATE = 48000
SECONDS_EACH = 1.5
# A minor, F, C, G: frequencies of equal temperament, A4 = 440 Hz.
CHORDS = [(57, 60, 64), (53, 57, 60), (55, 60, 64), (55, 59, 62)]
TARGET = Path(__file__).resolve().parents[1] / "Tests/VideoTests/Sounds/bed.m4a"


def tone(note, time):
    frequency = 440 * 2 ** ((note - 69) / 12)
    return math.sin(2 * math.pi * frequency * time) + 0.3 * math.sin(4 * math.pi * frequency * time)


def samples():
    count = int(RATE * SECONDS_EACH)
    for chord in CHORDS:
        for number in range(count):
            swell = math.sin(math.pi * number / count) ** 2
            yield int(4000 * swell * sum(tone(note, number / RATE) for note in chord))


def main():
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "pipe:0", "-c:a", "aac",
         "-b:a", "32k", "-bitexact", str(target)],
        input=array.array("h", samples()).tobytes(), check=True,
    )
    print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
