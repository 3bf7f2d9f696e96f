"""Counts what the page tests found, and says it.

A check has passed, failed, or was skipped with a reason. A check that could not run because a tool
is missing is skipped on a developer's machine and a failure where CI=true: continuous integration
that quietly checks less is worse than none.
"""

import os
import re
import sys

CLOSING = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", re.MULTILINE)


class Report:
    def __init__(self, out=None, strict=None):
        self.out = out or sys.stdout
        self.strict = os.environ.get("CI") == "true" if strict is None else strict
        self.passed = 0
        self.failures = []
        self.skipped = []

    def check(self, name, problems):
        """One check of one subject: passes when it found no problem."""
        problems = list(problems)
        if not problems:
            self.passed += 1
            return True
        self.failures.append(name)
        self._say(f"FAILED {name}")
        for problem in problems[:8]:
            self._say(f"    {problem}")
        if len(problems) > 8:
            self._say(f"    and {len(problems) - 8} more")
        return False

    def missing_tool(self, name, reason):
        if self.strict:
            self.check(name, [f"{reason}; where CI=true a missing tool is a failure"])
        else:
            self.skip(name, reason)

    def skip(self, name, reason):
        self.skipped.append(name)
        self._say(f"SKIPPED {name}: {reason}")

    def say(self, text):
        self._say(text)

    def closing_line(self):
        return f"{self.passed} passed, {len(self.failures)} failed, {len(self.skipped)} skipped"

    def close(self):
        """Prints the closing line and gives the exit status."""
        for name in self.skipped:
            self._say(f"was SKIPPED: {name}")
        self._say(self.closing_line())
        return 1 if self.failures or self.passed == 0 else 0

    def _say(self, text):
        print(text, file=self.out, flush=True)


def summed(text):
    """The (passed, failed, skipped) of every closing line in a log."""
    rows = [[int(count or 0) for count in row] for row in CLOSING.findall(text)]
    return tuple(sum(column) for column in zip(*rows)) if rows else (0, 0, 0)
