"""How fast this machine is just now, beside the one whose figures Benchmarks/README gives.

Limits in milliseconds are meant for that machine. One that is shared, or slower, takes longer for the same work, and that is no
fault of the work: what exceeds its limit there is named and skipped, unless it exceeds it threefold.
"""

import time
import zlib

# Processor seconds of `work` on a quiet machine of two cores, on which zlib 6 takes 451 us for the bill page of Benchmarks/deflate.
QUIET = 0.0295
# What a quiet machine's own unrest may be.
UNREST = 1.15


def work():
    words = [b"%d <td class='r'>%x</td>\n" % (number * 7919 % 10007, number * number) for number in range(60_000)]
    begun = time.process_time()
    zlib.compress(b"".join(words), 6)
    return time.process_time() - begun


def slowness():
    """How many times as long as on the quiet machine the same work takes, the best of seven."""
    return min(work() for _ in range(7)) / QUIET


def judge(report, name, measured, limit, unit="ms"):
    """Checks a figure against its limit, as far as this machine lets one judge."""
    if measured <= limit:
        return report.check(name, [])
    slower = slowness()
    if slower <= UNREST or measured > 3 * limit:
        return report.check(name, [f"{measured:.0f} {unit}, at most {limit:.0f}; the machine takes {slower:.2f} times as long as a quiet one"])
    report.skip(name, f"{measured:.0f} {unit}, at most {limit:.0f} on a quiet machine; this one takes {slower:.2f} times as long")
    return False
