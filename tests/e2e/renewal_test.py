#!/usr/bin/env python3
"""An agent whose certificates live seconds, with the real programs, killed again and again.

    renewal_test.py PROGRAMS
"""
import json
import os
import random
import shutil
import time
import unittest

import enrolment_test
from enrolment_test import wait_until

SECONDS = 30
LIFE = 10


class Renewed(enrolment_test.Enrolment):
    rules = f'certificate_life = "{LIFE}s"\n'

    def made(self):
        return len(self.ministry.rows("certificates", "--all"))

    def identity(self):
        return self.unit.identity.read_text()

    def read(self):
        """What the agent knows of its source, and of its spool."""
        told = json.loads(self.ask_agent("status", "--json"))
        return told["sources"]["rows"][0]["dossiers"], told["spool"]["rows"][0]

    def ask_agent(self, *words):
        return enrolment_test.programs.run([self.unit.program, *words, "--settings", self.unit.settings])

    def restart(self):
        self.unit.kill()
        self.unit.start()

    def test_nothing_is_lost_or_sent_twice_while_certificates_change_and_the_agent_is_killed(self):
        seed = int(os.environ.get("CONGTO_SEED") or random.randrange(1 << 32))
        print("seed", seed)
        dice = random.Random(seed)
        self.enrolled()
        first = self.identity()
        self.unit.start()
        self.addCleanup(lambda: self.unit.process and self.unit.kill())
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            self.one_stop.fill(5)
            time.sleep(dice.uniform(0.2, 2))
            if dice.random() < 0.4:
                self.restart()
        self.assertGreaterEqual(self.made(), SECONDS // LIFE)
        self.assertNotEqual(self.identity(), first)
        self.unit.kill()
        done = self.unit.once()
        self.assertEqual(done.returncode, 0, done.stderr)
        dossiers, spool = self.read()
        self.assertGreater(dossiers, 100)
        self.assertEqual(self.received(), dossiers)
        self.assertEqual((spool["pending"], spool["unchanged"], spool["rejected"]), (0, 0, 0))

    def test_an_agent_that_was_away_beyond_the_end_comes_back_by_itself(self):
        self.enrolled()
        time.sleep(LIFE + 1)
        done = self.unit.once()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater(self.received(), 0)

    def test_an_identity_on_two_machines_is_noticed_and_both_wait_for_an_operator(self):
        self.enrolled()
        elsewhere = self.folder / "copy"
        elsewhere.mkdir()
        copy = enrolment_test.Unit(elsewhere, self.ministry, self.one_stop)
        shutil.copy2(self.unit.identity, copy.identity)
        for unit in (self.unit, copy):
            unit.start()
            self.addCleanup(lambda unit=unit: unit.process and unit.kill())
            # Whoever comes first says what the unit's pseudonym key is: the one that goes on below.
            wait_until(lambda: self.received() > 0, "dossiers arrive")
        wait_until(lambda: "an identity is on two machines" in self.ministry.log.read_text() or
                   "this identity is on two machines" in self.ministry.log.read_text(), "it is noticed")
        for unit in (self.unit, copy):
            wait_until(lambda unit=unit: "revoked" in unit.log.read_text() or "two machines" in unit.log.read_text(),
                       "each is told")
            unit.kill()
        self.assertIn(("certificate revoke", "H44/main"), self.ministry.acts())
        done = self.unit.enroll(self.ministry.line(), "--replace")
        self.assertEqual(done.returncode, 0, done.stderr)
        done = self.unit.once()
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_one_that_is_revoked_is_told_what_to_do(self):
        self.enrolled()
        self.ministry.ask("certificates", "revoke", "--unit", "H44", "--reason", "the server was stolen")
        self.unit.start()
        self.addCleanup(lambda: self.unit.process and self.unit.kill())
        wait_until(lambda: "enroll --replace LINE" in self.unit.log.read_text(), "the agent is told")
        # A running agent takes what somebody enrols beside it.
        done = self.unit.enroll(self.ministry.line(), "--replace")
        self.assertEqual(done.returncode, 0, done.stderr)
        wait_until(lambda: self.received() > 0, "it goes on with the new identity")


if __name__ == "__main__":
    unittest.main()
