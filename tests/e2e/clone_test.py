#!/usr/bin/env python3
"""A machine that was copied, and went on beside its copy: both stop, nobody else does, an operator decides.

    clone_test.py PROGRAMS
"""
import shutil
import sys
import unittest
from pathlib import Path

import attacks_test
import enrolment_test
from enrolment_test import Unit, wait_until

sys.path.insert(0, str(Path(__file__).parents[1] / "fault"))
import counting  # noqa: E402
import programs  # noqa: E402

WORDS = "two machines began with copies of one spool"


def spool_of(unit):
    """As agents shows it."""
    return counting.rows_of(unit.spool, "SELECT lower(hex(id)) FROM spool")[0][0][:8]


class OfH44:
    """Of the ministry's figures those of the unit that was cloned."""

    def __init__(self, ministry):
        self.ministry = ministry
        self.state = ministry.state

    def rates(self, month, basis):
        rows = self.ministry.rates(month, basis)["rows"]
        return {"rows": [row for row in rows if row["unit"] == "H44"]}


class Cloned(attacks_test.Watched):
    def machine(self, name, unit="H44"):
        folder = self.folder / name
        folder.mkdir()
        machine = Unit(folder, self.ministry, self.one_stop)
        if unit != "H44":
            machine.settings.write_text(machine.settings.read_text().replace('"H44"', f'"{unit}"'))
        self.addCleanup(lambda: machine.process and machine.kill())
        return machine

    def clone_of(self, unit):
        """Its files as they are."""
        clone = self.machine("clone")
        for file in (unit.key, unit.identity, *unit.spool.parent.glob(unit.spool.name + "*")):
            shutil.copy2(file, clone.spool.parent / file.name)
        return clone

    def of_neighbour(self):
        return sum(row["dossiers"] or 0 for row in self.ministry.rows("agents") if row["unit"] == "H26")

    def neighbour_goes_on(self, after):
        self.neighbour.require_running()
        before = self.of_neighbour()
        wait_until(lambda: self.of_neighbour() > before, f"the neighbour's dossiers go on to arrive after {after}")

    def stopped(self):
        """The unit's machine and a copy of it, both refused, and the source that lives on."""
        self.neighbour = self.machine("neighbour", "H26")
        self.assertEqual(self.neighbour.enroll(self.ministry.line("H26")).returncode, 0)
        self.enrolled()
        self.assertEqual(self.unit.once().returncode, 0)
        clone = self.clone_of(self.unit)
        life = self.one_stop.live(20)
        self.addCleanup(lambda: life.process and life.kill())
        self.addCleanup(lambda: self.unit.process and self.unit.kill())
        self.neighbour.start()
        self.unit.start()
        self.unharmed("the start")
        clone.start()
        for machine in (self.unit, clone):
            wait_until(lambda machine=machine: WORDS in machine.log.read_text(), "each is refused and told")
        return clone, life

    def told(self, clone):
        """What the ministry knows of it."""
        own, other = spool_of(self.unit), spool_of(clone)
        self.assertNotEqual(own, other)
        shown = self.ministry.ask("agents")
        self.assertIn(f"{WORDS}, which are {other} and {own} now; both are refused", shown)
        wait_until(lambda: self.refused().get("stream.two_machines", 0) >= 2, "both are counted")
        self.assertEqual(self.refused().keys(), {"stream.two_machines"})
        wait_until(lambda: ("agent H44/main", "two_machines") in
                   [(row["actor"], row["object"]) for row in self.ministry.rows("audit", "--last", 1000)],
                   "it is in the trail")

    def refused_again(self, machine):
        said = machine.log.read_text().count(WORDS)
        machine.kill()
        machine.start()
        wait_until(lambda: machine.log.read_text().count(WORDS) > said, "it is refused still")

    def decided_for(self, chosen, other, life):
        self.assertIn(f"release --spool {spool_of(chosen)} if this one is to", chosen.log.read_text())
        before = self.received()
        self.ministry.ask("agents", "release", "--spool", spool_of(chosen), "--reason", "a test")
        wait_until(lambda: f"{WORDS}, which" not in self.ministry.ask("agents"), "it is taken up")
        chosen.kill()
        chosen.start()
        wait_until(lambda: self.received() > before, "the one that was chosen goes on")
        self.refused_again(other)
        self.neighbour_goes_on("the decision")
        other.kill()
        life.end()
        chosen.finish()
        # What left the source while it was read by the other, its spool never knew.
        for month in self.one_stop.truth()["months"]:
            programs.run([chosen.program, "reconcile", "--month", month["month"], "--settings", chosen.settings])
        h44 = OfH44(self.ministry)
        self.ministry.accept_what_is_held(lambda: counting.held_in(self.ministry))
        self.assertEqual(counting.differences(self.one_stop, chosen, h44, chosen), [])
        self.assertEqual(counting.false_figures(self.one_stop, h44), [])
        self.assertEqual(counting.unbalanced(chosen, self.ministry), [])
        self.assertNotIn("two machines", self.ministry.ask("agents"))

    def test_both_stay_refused_and_the_copy_goes_on_when_it_is_released(self):
        clone, life = self.stopped()
        self.told(clone)
        self.neighbour_goes_on("the clone")
        self.ministry.kill()
        self.ministry.start()
        self.ministry.wait_until_listening()
        self.refused_again(self.unit)
        self.refused_again(clone)
        self.neighbour_goes_on("the restart")
        self.decided_for(clone, self.unit, life)

    def test_the_original_goes_on_with_a_spool_of_its_own_when_it_is_released(self):
        clone, life = self.stopped()
        before = spool_of(self.unit)
        self.decided_for(self.unit, clone, life)
        self.assertNotEqual(spool_of(self.unit), before)


if __name__ == "__main__":
    unittest.main()
