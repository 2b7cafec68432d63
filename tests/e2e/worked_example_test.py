#!/usr/bin/env python3
"""The worked example of a gap, as a reader would run it.

    worked_example_test.py PROJECT PROGRAMS
"""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROJECT, PROGRAMS = Path(sys.argv[1]), Path(sys.argv[2])


def run(*options, tmp=None):
    return subprocess.run([PROJECT / "packaging" / "worked-example", *options], capture_output=True, text=True,
                          timeout=600, check=False, env=dict(os.environ, **({"TMPDIR": tmp} if tmp else {})))


class WorkedExample(unittest.TestCase):
    def test_it_prints_the_walk_from_30_to_17_and_to_13_and_leaves_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            done = run("--programs", str(PROGRAMS), tmp=folder)
            self.assertEqual(done.stderr, "")
            self.assertEqual(os.listdir(folder), [])
        expected = (PROJECT / "tests" / "e2e" / "worked_example.txt").read_text(encoding="utf-8")
        self.assertEqual(done.stdout, expected)
        self.assertEqual(done.returncode, 0)

    def test_without_programs_it_says_how_to_get_them(self):
        with tempfile.TemporaryDirectory() as folder:
            done = run("--programs", folder)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stdout, "")
        self.assertIn("build them", done.stderr)
        self.assertEqual(len(done.stderr.splitlines()), 1)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
