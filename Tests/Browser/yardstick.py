"""How fast this machine is just now, beside the one whose figures Benchmarks/README gives.

Limits in milliseconds are meant for that machine. One that is shared, or slower, takes longer for the same work, and that is no
fault of the work: there a limit grows with what the yardstick takes. It is never left out, and on a quiet machine it is as written.
"""

import time
import zlib

# Processor seconds of `work` on a quiet machine of two cores, on which zlib 6 takes 451 us for the bill page of Benchmarks/deflate.
QUIET = 0.0295
# What a quiet machine's own unrest may be.
UNREST = 1.15
# Sharing slows what is large more than the yardstick: a page of energy-bill took 1.86 times as long where zlib took 1.45.
LARGER = 1.4


def work():
    words = [b"%d <td class='r'>%x</td>\n" % (number * 7919 % 10007, number * number) for number in range(60_000)]
    begun = time.process_time()
    zlib.compress(b"".join(words), 6)
    return time.process_time() - begun


def slowness():
    """How many times as long as on the quiet machine the same work takes, the best of seven."""
    return min(work() for _ in range(7)) / QUIET


def judge(report, name, measured, limit, unit="ms"):
    """Checks a figure against its limit on a machine as fast as this one is just now."""
    if measured <= limit:
        return report.check(name, [])
    slower = slowness()
    bound = limit if slower <= UNREST else limit * slower * LARGER
    words = f"{measured:.0f} {unit}; at most {limit:.0f} on a quiet machine, {bound:.0f} on this one, which takes {slower:.2f} times as long"
    if measured <= bound:
        report.say(f"{name}: {words}")
    return report.check(name, [] if measured <= bound else [words])
