#!/usr/bin/env python3
"""A merged unit: two agents, two one-stop systems that show some of the same dossiers.

    merged_unit_test.py PROGRAMS
"""
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "fault"))
import programs  # noqa: E402

PROGRAMS = programs.found_programs(Path(sys.argv.pop(1)))
ONESTOP, ARCHIVE = "onestop", "archive"

# The words of this kind of system, written once more: which rows are dossiers, and what they come to.
MAPPED = """deleted_on is null and (parent_id is null or parent_id = '') and code <> '' and
    (status in ('1', '3') or (status in ('2', '4', '5', '6', '8', '9', '10') and received_at is not null)
     or (status = '7' and (received_at is not null or withdrawn_at is not null)))"""
RECEIVED = """received_at is not null and status not in ('1', '3')
    and (migrated_from is null or migrated_from = '')"""
END_TO_END = """channel = '2' and level = '4' and (entered_by is null or entered_by = ''
    or entered_by = 'dvcqg' or entered_by = submitter_account)"""


class MergedUnit:
    """Two one-stop systems, each with an agent, and a collector."""

    def __init__(self, folder):
        self.folder = folder
        one_stop = programs.OneStop(PROGRAMS, folder, 20260701)
        one_stop.fill(400)
        self.sources = {ONESTOP: one_stop.source, ARCHIVE: folder / "archive.db"}
        self.part()
        self.collector = programs.Collector(PROGRAMS, folder)
        self.collector.start()
        address = self.collector.address()
        self.agents = {name: self.agent(name, address) for name in (ONESTOP, ARCHIVE)}

    def part(self):
        """The archive has two thirds of the rows, all at the counter there; a third is there alone."""
        shutil.copy(self.sources[ONESTOP], self.sources[ARCHIVE])
        for name, left in ((ONESTOP, 0), (ARCHIVE, 1)):
            with closing(sqlite3.connect(self.sources[name])) as database, database:
                rows = [row[0] for row in database.execute("select id from dossier order by code, id")]
                gone = [(row,) for number, row in enumerate(rows) if number % 3 == left]
                database.executemany("delete from dossier where id = ?", gone)
                if name == ARCHIVE:
                    database.execute("update dossier set channel = '1'")

    def agent(self, name, address):
        folder = self.folder / name
        folder.mkdir()
        one_stop = type("Source", (), {"source": self.sources[name]})
        agent = programs.Agent(PROGRAMS, folder, address, one_stop)
        agent.settings.write_text(agent.settings.read_text().replace('"onestop"', f'"{name}"'))
        shared = self.folder / ONESTOP / "unit.key"
        if name != ONESTOP:
            shutil.copy(shared, agent.key)
        return agent

    def read(self, name):
        agent = self.agents[name]
        programs.run([agent.program, "run", "--once", "--settings", agent.settings])

    def ask(self, *words):
        return programs.run([self.collector.program, *words, "--settings", self.collector.settings])

    def refused(self, *words):
        done = subprocess.run([self.collector.program, *words, "--settings", self.collector.settings],
                              capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    def places(self):
        rows = json.loads(self.ask("sources", "--unit", "H44", "--json"))["rows"]
        return [(row["source"], row["shown"], row["held"], row["counting"], row["shadowed"]) for row in rows]

    def figures(self):
        """Month → dossiers and those end to end."""
        found = {}
        for month in ("2026-05", "2026-06", "2026-07", "2026-08"):
            (row,) = self.collector.rates(month, "received")["rows"]
            found[month] = (row["end_to_end_denominator"] or 0, row["end_to_end_numerator"] or 0)
        return found

    def codes(self, name):
        with closing(sqlite3.connect(self.sources[name])) as database:
            return {row[0] for row in database.execute(f"select code from dossier where {MAPPED}")}

    def expected(self, order):
        """The figures by SQL on the sources, each dossier as the first source of the order shows it."""
        with closing(sqlite3.connect(":memory:")) as database:
            parts, before = [], ""
            for name in order:
                database.execute(f"attach ? as {name}", [str(self.sources[name])])
                parts.append(f"select * from {name}.dossier where {MAPPED}{before}")
                before += f" and code not in (select code from {name}.dossier where {MAPPED})"
            return {month: (dossiers, online) for month, dossiers, online in database.execute(
                f"select substr(received_at, 1, 7), count(*), sum({END_TO_END}) "
                f"from ({' union all '.join(parts)}) where {RECEIVED} group by 1")
                if "2026-05" <= month <= "2026-08"}

    def expected_places(self, order):
        first, second = (self.codes(name) for name in order)
        both = len(first & second)
        return [(order[0], len(first), 0, len(first), 0),
                (order[1], len(second), 0, len(second) - both, both)]

    def wait_for(self, order):
        for _ in range(600):
            if [place[0] for place in self.places()] == list(order):
                return
            time.sleep(0.1)
        raise programs.Stopped("the collector does not take up within 60 s in which order sources count")


class OneDossierTwoSources(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="congto-test-")
        self.unit = MergedUnit(Path(self.folder.name))

    def tearDown(self):
        if self.unit.collector.process is not None:
            self.unit.collector.kill()
        self.folder.cleanup()

    def check(self, order):
        self.assertEqual(self.unit.places(), self.unit.expected_places(order))
        figures = self.unit.figures()
        self.assertEqual(figures, self.unit.expected(order))
        return figures

    def test_counts_once_by_an_order_that_can_be_changed(self):
        unit, enrolled, decided = self.unit, (ONESTOP, ARCHIVE), (ARCHIVE, ONESTOP)
        for name in enrolled:
            unit.read(name)
        both = len(unit.codes(ONESTOP) & unit.codes(ARCHIVE))
        self.assertGreater(both, 50)
        before = self.check(enrolled)
        (row,) = json.loads(unit.ask("rates", "--all-time", "--json"))["rows"]
        self.assertEqual(row["shadowed"], both)
        self.assertIn(f"{both} shown twice, counted once", unit.ask("rates", "--all-time"))

        order = ("sources", "order", "--unit", "H44", *decided)
        self.assertIn(f"{both} dossiers count as another source", unit.ask(*order, "--dry-run"))
        self.assertEqual(unit.refused(*order)[0], 78)  # without a reason
        self.assertEqual(self.check(enrolled), before)
        unit.ask(*order, "--reason", "letter 31")
        unit.wait_for(decided)
        self.assertNotEqual(self.check(decided), before)
        unit.ask("verify")
        unit.collector.end()
        self.check_rebuilt()
        self.check(decided)

    def check_rebuilt(self):
        before = self.contents()
        self.unit.ask("rebuild")
        self.assertEqual(self.contents(), before)
        self.unit.ask("verify")

    def contents(self):
        """Every row of the store, byte for byte."""
        with closing(sqlite3.connect(self.unit.collector.state / "store.db")) as database:
            return "\n".join(database.iterdump())

    def test_an_order_that_is_not_of_all_the_unit_s_sources_changes_nothing(self):
        for name in (ONESTOP, ARCHIVE):
            self.unit.read(name)
        for names, words in (([ARCHIVE], '"onestop" is missing'), ([ARCHIVE, ARCHIVE], "is named twice"),
                             ([ARCHIVE, ONESTOP, "land"], '"land" is no source of H44')):
            status, said = self.unit.refused("sources", "order", "--unit", "H44", *names, "--reason", "none")
            self.assertEqual(status, 78, said)
            self.assertIn(words, said)
            self.assertIn("1 fault, nothing was done", said)
        status, said = self.unit.refused("sources", "order", "--unit", "H26", ARCHIVE, "--reason", "none")
        self.assertEqual(status, 78, said)
        self.assertIn('"H26" has no source yet', said)
        time.sleep(2)
        self.check((ONESTOP, ARCHIVE))


if __name__ == "__main__":
    unittest.main()
