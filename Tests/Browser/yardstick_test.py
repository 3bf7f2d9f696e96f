"""The judge of times: a limit is as written on a quiet machine, and grows with the yardstick on a slow one."""

import io
import unittest
from unittest import mock

import yardstick
from report import Report


class JudgeTests(unittest.TestCase):
    def closing(self, measured, slower):
        report = Report(out=io.StringIO(), strict=True)
        with mock.patch.object(yardstick, "slowness", lambda: slower):
            yardstick.judge(report, "a time", measured, 100)
        return report.closing_line()

    def test_within_its_limit_it_passes_everywhere(self):
        self.assertEqual(self.closing(100, 1), "1 passed, 0 failed, 0 skipped")
        self.assertEqual(self.closing(100, 9), "1 passed, 0 failed, 0 skipped")

    def test_beyond_it_fails_on_a_quiet_machine(self):
        self.assertEqual(self.closing(101, 1.1), "0 passed, 1 failed, 0 skipped")

    def test_on_a_slow_one_the_limit_grows_and_still_holds(self):
        self.assertEqual(self.closing(279, 2), "1 passed, 0 failed, 0 skipped")
        self.assertEqual(self.closing(281, 2), "0 passed, 1 failed, 0 skipped")

    def test_the_yardstick_is_a_time(self):
        self.assertGreater(yardstick.slowness(), 0)
