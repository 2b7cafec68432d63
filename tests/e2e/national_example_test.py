#!/usr/bin/env python3
"""The national example of June 2023, as a reader would run it.

    national_example_test.py PROJECT PROGRAMS
"""
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROJECT, PROGRAMS = Path(sys.argv[1]), Path(sys.argv[2])

# Indicator → numerator, denominator, rate, target, met, units with a figure, units that existed.
PUBLISHED = {
    "procedures_full": ("165", "182", "90.66 %", "100 %", "no", "80", "83"),
    "procedures_in_use": ("57", "106", "53.77 %", "80 %", "no", "5", "83"),
    "end_to_end": ("89", "227", "39.21 %", "60 %", "no", "5", "83"),
}


class NationalExample(unittest.TestCase):
    def test_registers_and_dossiers_come_to_the_published_figures_and_nothing_is_left(self):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([PROJECT / "packaging" / "national-example", "--programs", str(PROGRAMS)],
                                  capture_output=True, text=True, timeout=500, check=False,
                                  env=dict(os.environ, TMPDIR=folder))
            self.assertEqual(done.stderr, "")
            self.assertEqual(os.listdir(folder), [])
        self.assertEqual(done.returncode, 0)
        self.assertIn("• 80 units' lists of procedures", done.stdout)
        self.assertIn("• 227 dossiers of 5 units", done.stdout)
        parts = done.stdout.split("--indicator ")[1:]
        self.assertEqual(len(parts), len(PUBLISHED))
        for part, (indicator, published) in zip(parts, PUBLISHED.items()):
            self.assertTrue(part.startswith(indicator), part)
            nation = next(line for line in part.splitlines() if "Cả nước" in line)
            cells = re.split(r"\s{2,}", nation.strip())
            numerator, denominator, rate, target, met, counted, existing = published
            for cell in (numerator, denominator, rate, target, met):
                self.assertIn(cell, cells, indicator)
            self.assertIn(f"{counted} of {existing} have a figure", nation)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
