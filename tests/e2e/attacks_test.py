#!/usr/bin/env python3
"""Whoever must not come in is refused, counted and in the trail, while another agent's stream goes on.

    attacks_test.py PROGRAMS
"""
import re
import socket
import ssl
import subprocess
import sys
import time
import unittest
from pathlib import Path

import enrolment_test
from enrolment_test import LIMIT, Ministry, Unit, handshake, wait_until

sys.path.insert(0, str(Path(__file__).parents[1] / "fault"))
import counting  # noqa: E402


class Watched(enrolment_test.Enrolment):
    @property
    def rules(self):
        return f'[metrics]\nfile = "{self.folder / "metrics.prom"}"\n'

    def refused(self):
        """How often each cause was refused, by the metrics of the running collector; 0 is left out."""
        file = self.folder / "metrics.prom"
        found = re.findall(r'^congto_refused_total\{at="(\w+)",cause="(\w+)"\} (\d+)', file.read_text(), re.M) \
            if file.exists() else []
        return {f"{at}.{cause}": int(times) for at, cause, times in found if times != "0"}

    def unharmed(self, after):
        self.unit.require_running()
        self.ministry.require_running()
        before = self.received()
        wait_until(lambda: self.received() > before, f"dossiers go on to arrive after {after}")


class Attacks(Watched):
    def identity_that_is_over(self):
        """Signed by the ministry's own authority for H44, and over as soon as it was."""
        key, request, over = (self.folder / name for name in ("over.key", "over.csr", "over.pem"))
        names = self.folder / "names"
        names.write_text("subjectAltName=URI:congto://unit/H44/main\n")
        authority = self.ministry.state / "authority"
        for command in (
                ["openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                 "-subj", "/CN=over", "-keyout", key, "-out", request],
                ["openssl", "x509", "-req", "-days", "0", "-in", request, "-CA", authority / "authority.pem",
                 "-CAkey", authority / "authority.key", "-extfile", names, "-out", over]):
            subprocess.run(command, check=True, capture_output=True, timeout=LIMIT)
        over.write_text(over.read_text() + key.read_text())
        return over

    def another(self, name, ministry=None):
        """An agent beside the victim, of its own folder."""
        folder = self.folder / name
        folder.mkdir()
        return Unit(folder, ministry or self.ministry, self.one_stop)

    def of_another_ministry(self):
        folder = self.folder / "elsewhere"
        folder.mkdir()
        other = Ministry(folder)
        other.start()
        self.addCleanup(other.kill)
        other.wait_until_listening()
        stranger = self.another("stranger", other)
        self.assertEqual(stranger.enroll(other.line()).returncode, 0)
        return stranger.identity

    def as_another_unit(self):
        """H26's certificate, and settings that say H44."""
        thief = self.another("thief")
        settings = thief.settings.read_text()
        thief.settings.write_text(settings.replace('unit = "H44"', 'unit = "H26"'))
        self.assertEqual(thief.enroll(self.ministry.line("H26")).returncode, 0)
        thief.settings.write_text(settings)
        thief.start()
        self.addCleanup(thief.kill)
        wait_until(lambda: "the certificate is of unit H26" in self.ministry.log.read_text(), "it is refused")

    def revoked(self):
        second = self.another("second")
        self.assertEqual(second.enroll(self.ministry.line("H44", "--agent", "second")).returncode, 0)
        self.ministry.ask("certificates", "revoke", "--unit", "H44", "--agent", "second", "--reason", "a test")
        time.sleep(2)  # a running collector looks once a second
        second.start()
        self.addCleanup(second.kill)
        wait_until(lambda: "agent=H44/second" in self.ministry.log.read_text(), "it is refused")

    def used_line(self):
        line = self.ministry.line("H26")
        self.assertEqual(self.another("first").enroll(line).returncode, 78) # of another unit: not spent
        first = self.another("of-h26")
        first.settings.write_text(first.settings.read_text().replace('unit = "H44"', 'unit = "H26"'))
        self.assertEqual(first.enroll(line).returncode, 0)
        self.assertIn("by another key", self.another("copy").enroll(line).stderr)

    def no_line(self, *how):
        with self.assertRaises((ssl.SSLError, OSError)):
            handshake(self.ministry.ports[0], *how)

    def plain(self):
        with socket.create_connection(("127.0.0.1", self.ministry.ports[0]), timeout=LIMIT) as line:
            line.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
            self.assertEqual(line.recv(64), b"")

    def test_each_is_refused_and_counted_and_the_service_is_unharmed(self):
        self.enrolled()
        self.unit.start()
        self.addCleanup(lambda: self.unit.process and self.unit.kill())
        life = self.one_stop.live(20)
        self.addCleanup(lambda: life.process and life.kill())
        self.unharmed("the start")
        stranger, over = self.of_another_ministry(), self.identity_that_is_over()
        for attack, does in (("no certificate", self.no_line),
                             ("another authority's", lambda: self.no_line(stranger)),
                             ("one that is over", lambda: self.no_line(over)),
                             ("TLS 1.2", lambda: self.no_line(self.unit.identity, ssl.TLSVersion.TLSv1_2)),
                             ("plain text", self.plain),
                             ("another unit's certificate", self.as_another_unit),
                             ("a revoked one", self.revoked),
                             ("a line that was used", self.used_line)):
            with self.subTest(attack=attack):
                does()
                self.unharmed(attack)
        expected = {"handshake.no_certificate": 1, "handshake.certificate_not_verified": 2,
                    "handshake.older_tls": 1, "handshake.no_tls": 1, "enrolment.forbidden": 1, "enrolment.used": 1}
        expected_streams = {"stream.other_unit", "stream.certificate_not_taken"}
        wait_until(lambda: expected.items() <= self.refused().items() and expected_streams <= self.refused().keys(),
                   "all are counted")
        refused = self.refused()
        for cause in expected_streams:
            refused.pop(cause)
        self.assertEqual(refused, expected)
        rows = [(row["actor"], row["object"]) for row in self.ministry.rows("audit", "--last", 1000)
                if row["act"] == "stream refused"]
        self.assertEqual(sorted(rows), [("agent H26/main", "other_unit"),
                                        ("agent H44/second", "certificate_not_taken")])
        said = self.ministry.log.read_text()
        self.assertRegex(said, r'stream refused agent=H26/main certificate=[0-9a-f]+ peer=ipv4:127\.0\.0\.1:\d+ '
                               r'reason=other_unit')
        self.assertLess(said.count("reason=other_unit"), 3)
        life.end()
        self.unit.finish()
        self.assertEqual(counting.differences(self.one_stop, self.unit, self.ministry), [])
        self.assertEqual(counting.false_figures(self.one_stop, self.ministry), [])


if __name__ == "__main__":
    unittest.main()
