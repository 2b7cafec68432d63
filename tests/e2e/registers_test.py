#!/usr/bin/env python3
"""Bodies, campaigns, targets and the register ledger as a user runs them, with the mistakes one makes.

    registers_test.py PROJECT PROGRAMS
"""
import csv
import io
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROJECT, PROGRAMS = Path(sys.argv[1]), Path(sys.argv[2])
BAD_SETTINGS = 78

BODIES = "code,unit,name_vi,kind,valid_from,valid_to,successor_code\n"
CAMPAIGNS = "name,from,to,text\n"
TARGETS = "indicator,whom,from,to,rate,campaign\n"
REPORTED = "unit,month,indicator,numerator,denominator,rate,origin,reported_on\n"

# What a file of each register may say wrongly, and what is said of it: line, column and value.
MISTAKES = {
    "bodies": (BODIES + "1,H60,A,department,2025-07-01,,\n"
                        "1,H60,B,department,2026-01-01,,\n"
                        "2,H99,C,department,2025-07-01,,\n"
                        "3,H60,D,village,2026-02-01,2026-01-01,\n"
                        "4,H22,F,district,2020-07-22,,\n",
               (":3: column 1 (code): \"1\" is also on line 2, and both hold on 2026-01-01",
                ":4: column 2 (unit): \"H99\" is no unit of the unit register",
                ":5: column 4 (kind): \"village\" is not one of ",
                ":5: column 6 (valid_to): \"2026-01-01\" is before valid_from \"2026-02-01\"",
                ":6: column 2 (unit): \"H22\" is not one unit from 2020-07-22 on; end the line with the unit")),
    "campaigns": (CAMPAIGNS + "60 days,2025-12-10,2025-10-10,\n"
                              "spring,2025-05-01,2025-05-31,\n"
                              "spring,2026-05-01,2026-05-31,\n",
                  (":2: column 3 (to): \"2025-10-10\" is before from \"2025-12-10\"",
                   ":4: column 1 (name): \"spring\" is also on line 3")),
    "targets": (TARGETS + "end_to_end,nation,2024-01-01,2024-12-31,101,\n"
                          "end_to_end,H99,2024-01-01,,50,\n"
                          "on_time,nation,2025-02-01,2025-01-01,50,\n"
                          "clicks,nation,2025-02-01,,50,\n"
                          "digitised,provinces,,,50,nobody's\n",
                (":2: column 5 (rate): \"101\" is over 100 %",
                 ":3: column 2 (whom): \"H99\" is not nation, provinces, ministries or a unit",
                 ":4: column 4 (to): \"2025-01-01\" is before from \"2025-02-01\"",
                 ":5: column 1 (indicator): \"clicks\" is not one of ",
                 ":6: column 6 (campaign): \"nobody's\" is no campaign")),
    "reported": (REPORTED + "H44,2026-01,end_to_end,,,101,portal,2026-02-01\n"
                            "H99,2026-01,end_to_end,,,10,portal,2026-02-01\n",
                 (":2: column 6 (rate): \"101\" is over 100 %",
                  ":3: column 1 (unit): \"H99\" is no unit of the unit register")),
}


class Registers(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.ask("init")

    def run_program(self, *words):
        return subprocess.run([PROGRAMS / "congto-collector", *map(str, words), "--state", self.folder / "state"],
                              capture_output=True, text=True, timeout=120, check=False)

    def ask(self, *words):
        done = self.run_program(*words)
        self.assertEqual((done.returncode, done.stderr), (0, ""), words)
        return done.stdout

    def refused(self, *words):
        """The faults, one a line; below them how many, and that nothing was done."""
        done = self.run_program(*words)
        self.assertEqual((done.returncode, done.stdout), (BAD_SETTINGS, ""), words)
        *faults, last = done.stderr.splitlines()
        said = f"{len(faults)} fault{'' if len(faults) == 1 else 's'}"
        self.assertEqual(last, f"congto-collector: {said}, nothing was done")
        return faults

    def file(self, name, content):
        path = self.folder / name
        path.write_text(content, encoding="utf-8")
        return path

    def rows(self, *words):
        return list(csv.DictReader(io.StringIO(self.ask(*words, "--csv"))))

    def entries(self):
        return json.loads(self.ask("registers", "list", "--json"))["rows"]

    def import_samples(self):
        for register in ("bodies", "campaigns", "targets"):
            self.ask(register, "import", PROJECT / "config" / register / "sample.csv")

    def test_a_file_is_tried_imported_listed_and_had_back(self):
        for entry, register in enumerate(("bodies", "campaigns", "targets"), start=2):
            sample = PROJECT / "config" / register / "sample.csv"
            wanted = list(csv.DictReader(io.StringIO(sample.read_text(encoding="utf-8"))))
            tried = self.rows(register, "import", sample, "--dry-run")
            self.assertEqual([row["fate"] for row in tried], ["added"] * len(wanted))
            self.assertEqual(self.rows(register, "list"), [])
            self.assertEqual(self.ask(register, "import", sample),
                             f"{sample}: {len(wanted)} added, 0 changed, 0 removed, 0 unchanged\n")
            key = lambda row: tuple(row.values())
            self.assertEqual(sorted(self.rows(register, "list"), key=key), sorted(wanted, key=key))
            self.assertEqual(len(json.loads(self.ask(register, "list", "--json"))["rows"]), len(wanted))
            self.assertEqual(self.ask(register, "import", sample),
                             f"{sample}: nothing new, nothing was changed\n")
            self.assertEqual(self.ask("registers", "show", entry), sample.read_text(encoding="utf-8"))
            self.assertEqual(self.rows("registers", "diff", entry), tried)
        self.assertEqual([row["act"] for row in self.entries()],
                         ["units import", "bodies import", "campaigns import", "targets import"])
        self.assertIn("the chain holds", self.ask("registers", "list"))

    def test_a_new_version_is_compared_with_the_old_one(self):
        self.import_samples()
        campaign = CAMPAIGNS + "60 ngày đêm,2025-10-15,2025-12-10,\"60 % hồ sơ nộp trực tuyến, 100 % hồ sơ số hóa\"\n"
        moved = [{"fate": "changed", "line": "60 ngày đêm", "column": "from", "before": "2025-10-10",
                  "after": "2025-10-15"}]
        path = self.file("campaigns.csv", campaign)
        self.assertEqual(self.rows("campaigns", "import", path, "--dry-run"), moved)
        self.ask("campaigns", "import", path)
        self.assertEqual(self.rows("registers", "diff", 5), moved)
        self.assertEqual(self.rows("registers", "diff", 3, 5), moved)
        self.assertEqual(self.refused("registers", "diff", 5, 3), ["entry 3 is not after 5; give the older one first"])
        self.assertEqual(self.refused("registers", "diff", 2, 5),
                         ["entry 2 is of bodies and 5 of campaigns; give two of one register"])
        self.assertEqual(self.refused("registers", "show", 9),
                         ["the register ledger has no entry 9; congto-collector registers list shows them"])
        self.assertEqual(self.refused("campaigns", "import", self.file("none.csv", CAMPAIGNS)),
                         [f"{self.folder / 'none.csv'}: lacks the campaign \"60 ngày đêm\", which has targets; "
                          "import targets without it first"])

    def test_every_mistake_of_a_file_is_named_and_nothing_of_it_is_imported(self):
        self.import_samples()
        before = self.entries()
        for register, (content, expected) in MISTAKES.items():
            path = self.file("mistakes.csv", content)
            listed = self.ask(register, "list")
            for dry in ((), ("--dry-run",)):
                faults = self.refused(register, "import", path, *dry)
                self.assertEqual(len(faults), len(expected), faults)
                for fault, start in zip(faults, expected):
                    self.assertTrue(fault.startswith(str(path) + start), fault)
            self.assertEqual(self.ask(register, "list"), listed)
        successor = self.file("mistakes.csv", BODIES + "4,H60,E,commune,2025-07-01,2025-12-31,5\n")
        self.assertIn(":2: column 7 (successor_code): \"5\" ", self.refused("bodies", "import", successor)[0])
        self.assertEqual(self.entries(), before)

    def test_units_that_overlap_succeed_to_nothing_or_end_before_their_bodies_are_refused(self):
        self.import_samples()
        before = self.entries()
        units = (PROJECT / "config" / "units" / "units.tsv").read_text(encoding="utf-8")
        today = next(line for line in units.splitlines() if line.startswith("H60\t") and "\t2025-07-01\t\t" in line)
        ended = today.replace("\t2025-07-01\t\t", "\t2025-07-01\t2026-12-31\t")
        number = units.splitlines().index(today) + 1
        for content, expected in (
                (units.replace("\tH60\tTỉnh Tuyên Quang\t", "\tH97\tTỉnh Không Có\t", 1),
                 [":2: column 7 (successor_code): \"H97\" \"Tỉnh Không Có\" is no unit of this file"]),
                (units + today.replace("2025-07-01", "2026-01-01") + "\n",
                 [f"column 1 (unit_code): \"H60\" is the code of Tỉnh Tuyên Quang at the same time (line {number})"]),
                (units.replace(today, ended), [": ends H60 Tỉnh Tuyên Quang on 2026-12-31, but 3 of its bodies last "
                                               "longer, as H60.01 from 2025-07-01; import bodies that end with it "
                                               "first"])):
            faults = self.refused("units", "import", self.file("units.tsv", content))
            for part in expected:
                self.assertTrue(any(part in fault for fault in faults), faults)
        self.assertEqual(self.entries(), before)

    def test_days_that_are_none_and_an_edition_nobody_knows_are_refused(self):
        self.assertEqual(self.refused("rates", "--from", "2026-02-01", "--to", "2026-01-01"),
                         ["--to 2026-01-01 is before --from 2026-02-01"])
        faults = self.refused("rates", "--month", "2026-01", "--edition", "99")
        self.assertEqual(len(faults), 1)
        self.assertIn("--edition: \"99\" is not an edition of the catalogue that this program counts by", faults[0])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
