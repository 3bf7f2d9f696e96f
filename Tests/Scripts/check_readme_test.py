"""The README checker must be able to fail: each rule is tried on a README that breaks it."""

import contextlib
import importlib.util
import io
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "Scripts/check-readme.py"
spec = importlib.util.spec_from_file_location("check_readme", SCRIPT)
checker = importlib.util.module_from_spec(spec)
spec.loader.exec_module(checker)


def run(text, ran=None):
    """The exit status and the printed report for a README of this text."""
    with tempfile.TemporaryDirectory() as folder:
        readme = Path(folder) / "README.md"
        readme.write_text(text, encoding="utf-8")
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            status = checker.check(readme, ran or {})
        return status, out.getvalue()


def console(*lines):
    return "# Title\n\n```console\n" + "\n".join(lines) + "\n```\n"


class Blocks(unittest.TestCase):
    def test_commands_and_their_output_are_told_apart(self):
        found, complaints = checker.blocks(console("$ one", "a", "b", "$ two", "c"))
        self.assertEqual(complaints, [])
        self.assertEqual([[(c.text, c.expected) for c in block] for block in found],
                         [[("one", ["a", "b"]), ("two", ["c"])]])

    def test_a_backslash_continues_a_command(self):
        found, _ = checker.blocks(console("$ one \\", "    two", "out"))
        self.assertEqual(found[0][0].text, "one \\\n    two")
        self.assertEqual(found[0][0].expected, ["out"])

    def test_other_blocks_are_left_alone(self):
        found, complaints = checker.blocks("```yaml\n$ not: a command\n```\n")
        self.assertEqual((found, complaints), ([], []))

    def test_an_unchecked_shell_block_is_an_error(self):
        status, report = run(console("$ true") + "```bash\nrm -r everything\n```\n")
        self.assertEqual(status, 1)
        self.assertIn("a bash block is not checked", report)

    def test_a_fence_inside_a_longer_fence_does_not_close_it(self):
        found, complaints = checker.blocks("````text\n```console\n$ no\n```\n````\n")
        self.assertEqual((found, complaints), ([], []))

    def test_an_open_fence_is_an_error(self):
        _, complaints = checker.blocks("```console\n$ true\n")
        self.assertEqual(complaints, ["the last fenced block is not closed"])


class Matching(unittest.TestCase):
    def test_exact_lines(self):
        self.assertTrue(checker.matches(["a", "b"], ["a", "b"]))
        self.assertFalse(checker.matches(["a", "b"], ["a"]))
        self.assertFalse(checker.matches(["a"], ["a", "b"]))
        self.assertTrue(checker.matches([], []))
        self.assertFalse(checker.matches([], ["a"]))

    def test_ellipsis_stands_for_any_lines_or_none(self):
        self.assertTrue(checker.matches(["a", "…", "z"], ["a", "z"]))
        self.assertTrue(checker.matches(["a", "…", "z"], ["a", "b", "z", "c", "z"]))
        self.assertFalse(checker.matches(["a", "…", "z"], ["a", "b"]))
        self.assertTrue(checker.matches(["…", "m", "…"], ["a", "m", "b"]))
        self.assertFalse(checker.matches(["…", "m", "…"], ["a", "b"]))
        self.assertTrue(checker.matches(["…"], []))


class Normalising(unittest.TestCase):
    def same(self, left, right):
        self.assertEqual(checker.normal(left), checker.normal(right))

    def differ(self, left, right):
        self.assertNotEqual(checker.normal(left), checker.normal(right))

    def test_rates_times_sizes_and_places_are_alike(self):
        self.same("24 pages in 0.04 s, 12,345 documents/s", "24 pages in 1.7 s, 600 documents/s")
        self.same("took 17 ms", "took 2 ms")
        self.same("took 1m 20s", "took 45s")
        self.same("1.2 MB written", "900 kB written")
        self.same("open /a/billow/output/demo/x.html", "open /src/output/demo/x.html")
        self.same("file:///a/b/output/x", "file:///c/output/x")
        one, other = "6a3/ajU__Iea6DRxb6BjPPsZhRbEYJ8", "d8b/2LCdkceoaugM5qLAUpIWe0wWMk0"
        self.same(f"output/documents/{one}/x.html", f"output/documents/{other}/x.html")

    def test_nothing_else_is(self):
        self.differ("24 pages in 0.04 s", "23 pages in 0.04 s")
        self.differ("3 rejected", "4 rejected")
        self.differ("due 107.62 EUR", "due 107.63 EUR")
        self.differ("output/demo/x.html", "output/demo/y.html")
        self.differ("line 12: error", "line 13: error")
        self.differ("12 scenes", "13 scenes")
        self.differ("/a/output/x", "file:///a/output/x")
        self.differ("/documents/6a3/short/x.html", "/documents/d8b/other/x.html")


class Running(unittest.TestCase):
    def test_what_readme_shows_is_compared(self):
        self.assertEqual(run(console("$ echo hello", "hello"))[0], 0)
        status, report = run(console("$ echo hello", "goodbye"))
        self.assertEqual(status, 1)
        self.assertIn("0 passed, 1 failed", report)

    def test_output_that_readme_does_not_show_fails(self):
        self.assertEqual(run(console("$ echo hello"))[0], 1)

    def test_both_streams_in_order(self):
        lines = ["$ echo one; echo two >&2; echo three", "one", "two", "three"]
        self.assertEqual(run(console(*lines))[0], 0)

    def test_a_failing_command_fails_even_when_the_output_fits(self):
        self.assertEqual(run(console("$ echo no; false", "no"))[0], 1)
        self.assertEqual(run(console('$ false; echo "exit $?"', "exit 1"))[0], 0)

    def test_commands_of_a_block_share_a_shell_and_later_blocks_do_not(self):
        self.assertEqual(run(console("$ name=World", "$ echo $name", "World"))[0], 0)
        text = console("$ name=World") + console('$ echo "<$name>"', "<>")
        self.assertEqual(run(text)[0], 0)

    def test_a_shell_that_exits_fails_what_follows(self):
        status, report = run(console("$ exit 0", "$ echo later", "later"))
        self.assertEqual(status, 1)
        self.assertIn("did not come to an end", report)

    def test_output_without_a_last_line_break(self):
        self.assertEqual(run(console("$ printf abc", "abc"))[0], 0)

    def test_a_readme_without_commands_fails(self):
        self.assertEqual(run("# Title\n")[0], 1)

    def test_a_command_that_was_run_already_is_not_run_again(self):
        with tempfile.NamedTemporaryFile("w", suffix=".log") as log:
            log.write("noise\n7 passed, 0 failed\n")
            log.flush()
            text = console("$ exit 9", "…", "7 passed, 0 failed")
            self.assertEqual(run(text, {"exit 9": Path(log.name)})[0], 0)

    def test_old_output_is_removed_and_only_below_output(self):
        text = console("$ mkdir -p output/x && touch output/x/new && ls output/x # -o output/x",
                       "new")
        self.assertEqual(run(text)[0], 0)
        for name in ("/tmp/x", "../x", "output/../x", "output", "output/"):
            with self.assertRaises(SystemExit):
                run(console(f"$ true -o {name}"))


if __name__ == "__main__":
    unittest.main()
