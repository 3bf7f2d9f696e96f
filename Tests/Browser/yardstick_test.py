"""The judge of times: what exceeds its limit fails on a quiet machine, and on a slow one only threefold."""

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

    def test_on_a_slow_one_it_is_skipped_unless_threefold(self):
        self.assertEqual(self.closing(300, 1.3), "0 passed, 0 failed, 1 skipped")
        self.assertEqual(self.closing(301, 9), "0 passed, 1 failed, 0 skipped")

    def test_the_yardstick_is_a_time(self):
        self.assertGreater(yardstick.slowness(), 0)
