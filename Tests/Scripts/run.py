"""Runs the unit tests of the scripts and of the page tests, and counts them as the others do."""

import sys
import unittest
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "Browser"))

from report import Report  # noqa: E402  (found through the line above)


class Counted(unittest.TextTestResult):
    """Tells the report of each test as it ends; a subtest that failed counts beside its test."""

    def __init__(self, report, *arguments):
        super().__init__(*arguments)
        self.report = report

    def addSuccess(self, test):
        super().addSuccess(test)
        self.report.check(test.id(), [])

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.report.check(test.id(), self.failures[-1][1].splitlines())

    def addError(self, test, error):
        super().addError(test, error)
        self.report.check(test.id(), self.errors[-1][1].splitlines())

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self.report.check(subtest.id(), [str(error[1])])

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.report.missing_tool(test.id(), reason)


def main():
    report = Report()
    for folder in ("Scripts", "Browser"):
        suite = unittest.TestLoader().discover(str(TESTS / folder), pattern="*_test.py")
        result = Counted(report, unittest.runner._WritelnDecorator(sys.stderr), False, 0)
        suite.run(result)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
