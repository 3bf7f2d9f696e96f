"""The watch over hostile scenes sees what it is there to see."""

import subprocess
import sys
import unittest
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "Browser"), str(TESTS / "Bombs")]

from hostile_scenes import Watched  # noqa: E402  (found through the line above)

LOG = """\
17 1764435600.100000 openat(AT_FDCWD, "/a/one.svg", O_RDONLY|O_CLOEXEC) = 4
17 1764435600.350000 openat(AT_FDCWD, "/etc/passwd", O_RDONLY) = 5
18 1764435600.400000 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 6
17 1764435601.500000 exit_group(0)      = ?
17 1764435601.600000 +++ exited with 0 +++
"""


class WatchedTest(unittest.TestCase):
    def test_files_sockets_and_times(self):
        run = Watched(subprocess.CompletedProcess([], 0, "out", ""), LOG)
        self.assertEqual(run.opened, {"/a/one.svg", "/etc/passwd"})
        self.assertEqual(len(run.sockets), 1)
        self.assertAlmostEqual(run.end - run.times[0][0], 1.4, places=3)


if __name__ == "__main__":
    unittest.main()
