#!/usr/bin/env python3
"""Detectors find what was planted, in its amounts, and nothing in an honest unit.

    planted_test.py PROGRAMS
"""
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import planted  # noqa: E402

PROGRAMS = planted.programs.found_programs(Path(sys.argv.pop(1)))


class Planted(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory(prefix="congto-planted.") as folder:
            cls.rows, cls.over, cls.without = planted.measure(PROGRAMS, Path(folder))

    def test_every_dossier_with_a_trick_is_found_and_no_other(self):
        self.assertEqual([row[0] for row in self.rows], list(planted.SHOWN_BY))
        for signal, amount, flagged, found in self.rows:
            with self.subTest(signal):
                self.assertGreaterEqual(amount, 100)
                self.assertEqual((flagged, found), (amount, amount))

    def test_a_unit_that_does_it_as_a_whole_is_over_every_month(self):
        for signal, guilty in planted.OF_UNITS.items():
            for unit, over in self.over.items():
                with self.subTest(signal=signal, unit=unit):
                    months = sum(one == signal for _, one in over)
                    self.assertEqual(months, len(planted.MONTHS) if unit == guilty else 0)

    def test_an_honest_unit_is_over_nothing(self):
        self.assertEqual(self.over["H05"], set())

    def test_planted_dossiers_leave_the_sensitivity_line(self):
        self.assertLess(self.without["end_to_end_without_flagged"], self.without["end_to_end"])
        self.assertGreater(self.without["end_to_end"], self.without["first_end_to_end"])


if __name__ == "__main__":
    unittest.main()
