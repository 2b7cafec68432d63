#!/usr/bin/env python3
"""Agents that enrol, renew and are revoked, with the real programs; and those who must not.

    enrolment_test.py PROGRAMS
"""
import json
import os
import socket
import sqlite3
import ssl
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
BAD_SETTINGS = 78
LIMIT = 90 # seconds, for what must come: generous, as the machine may have much else to do


class Ministry(programs.Collector):
    """A collector with an authority of its own."""

    def __init__(self, folder, rules=""):
        self.ports = programs.free_ports(2)
        self.rules = rules
        super().__init__(PROGRAMS, folder)

    def listen_at(self, _):
        uplink, enrolment = self.ports
        self.settings.write_text(f"""state = "{self.state}"
[intake]
listen = "127.0.0.1:{uplink}"
[tls]
hosts = ["127.0.0.1", "localhost"]
[enrolment]
listen = "127.0.0.1:{enrolment}"
{self.rules}
""")

    def ask(self, *words):
        return programs.run([self.program, *words, "--settings", self.settings])

    def rows(self, *words):
        return json.loads(self.ask(*words, "--json"))["rows"]

    def line(self, unit="H44", *words):
        return self.ask("token", "create", "--unit", unit, *words).strip()

    def acts(self):
        return [(row["act"], row["object"]) for row in reversed(self.rows("audit", "--last", 1000))]


class Unit(programs.Agent):
    """An agent of H44 that is yet to enrol."""

    def __init__(self, folder, ministry, one_stop):
        super().__init__(PROGRAMS, folder, f"127.0.0.1:{ministry.ports[0]}", one_stop)
        self.identity = folder / "identity.pem"
        self.settings.write_text(self.settings.read_text().replace("plaintext = true",
                                                                   'identity_file = "identity.pem"'))

    def enroll(self, line, *words):
        return subprocess.run([self.program, "enroll", line, "--settings", self.settings, *words],
                              capture_output=True, text=True, timeout=LIMIT, check=False)

    def check(self):
        return subprocess.run([self.program, "check", "--settings", self.settings],
                              capture_output=True, text=True, timeout=LIMIT, check=False)

    def once(self):
        return subprocess.run([self.program, "run", "--once", "--settings", self.settings],
                              capture_output=True, text=True, timeout=2 * LIMIT, check=False)


def wait_until(true, what):
    end = time.monotonic() + LIMIT
    while not true():
        if time.monotonic() > end:
            raise programs.Stopped(f"not within {LIMIT} s: {what}")
        time.sleep(0.05)


def handshake(port, own=None, newest=ssl.TLSVersion.TLSv1_3):
    """The version agreed on; raises when there is no line, or it ends at the first byte."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.maximum_version = newest
    context.set_alpn_protocols(["h2"])
    if own:
        context.load_cert_chain(own)
    with socket.create_connection(("127.0.0.1", port), timeout=LIMIT) as line:
        with context.wrap_socket(line) as secure:
            secure.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes((0, 0, 0, 4, 0, 0, 0, 0, 0)))
            if not secure.recv(1):
                raise ConnectionError("the line ended")
            return secure.version()


class Enrolment(unittest.TestCase):
    rules = ""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="congto-test-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.one_stop = programs.OneStop(PROGRAMS, self.folder, 20261101)
        self.one_stop.fill(100)
        self.ministry = Ministry(self.folder, self.rules)
        self.ministry.start()
        self.addCleanup(lambda: self.ministry.process and self.ministry.kill())
        self.ministry.wait_until_listening()
        self.unit = Unit(self.folder, self.ministry, self.one_stop)

    def received(self):
        return sum(row["dossiers"] or 0 for row in self.ministry.rows("agents"))

    def enrolled(self):
        done = self.unit.enroll(self.ministry.line())
        self.assertEqual((done.returncode, done.stderr), (0, ""), done)


class OneLine(Enrolment):
    def test_from_the_line_to_the_first_receipt_in_less_than_ten_seconds(self):
        begun = time.monotonic()
        self.enrolled()
        done = self.unit.once()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater(self.received(), 0)
        # On a machine of their own: each of several that work there has its part of it.
        self.assertLess(time.monotonic() - begun, 10 * max(1, os.getloadavg()[0] / os.cpu_count()))
        self.assertEqual(self.unit.identity.stat().st_mode & 0o777, 0o600)
        self.assertEqual([act for act, _ in self.ministry.acts()], ["init", "token create", "agent enrol"])
        self.assertEqual({whose for _, whose in self.ministry.acts()[1:]}, {"H44/main"})
        (row,) = self.ministry.rows("certificates")
        self.assertEqual((row["unit"], row["agent"], row["state"]), ("H44", "main", "good"))

    def test_a_line_is_good_once_and_for_its_unit(self):
        line = self.ministry.line()
        self.assertEqual(self.unit.enroll(line).returncode, 0)
        thief = self.folder / "thief"
        thief.mkdir()
        stolen = Unit(thief, self.ministry, self.one_stop).enroll(line)
        self.assertEqual((stolen.returncode, stolen.stdout), (BAD_SETTINGS, ""))
        self.assertIn("by another key", stolen.stderr)
        self.assertNotIn(line.split("/")[1], stolen.stderr)
        of_other = self.unit.enroll(self.ministry.line("H26"), "--replace")
        self.assertEqual(of_other.returncode, BAD_SETTINGS)
        self.assertIn("H26", of_other.stderr)
        self.assertEqual([act for act, _ in self.ministry.acts()].count("agent enrol denied"), 2)
        over = self.ministry.line("H44", "--life", "1s")
        time.sleep(1.1)
        self.assertIn("was good until", self.unit.enroll(over, "--replace").stderr)
        self.assertEqual(self.unit.once().returncode, 0) # what it had is as good as before

    def test_a_name_that_is_taken_or_mistyped_is_told(self):
        def said(*words):
            return subprocess.run([self.ministry.program, *words, "--settings", self.ministry.settings],
                                  capture_output=True, text=True, timeout=60, check=False)

        create = ("token", "create", "--unit", "H44")
        self.assertNotIn("warning", said(*create).stderr)
        self.enrolled()
        self.assertIn("takes its place", said(*create).stderr)
        self.assertNotIn("warning", said(*create, "--agent", "second").stderr)
        revoke = ("certificates", "revoke", "--unit", "H44", "--reason", "stolen", "--agent")
        mistyped = said(*revoke, "mian")
        self.assertEqual(mistyped.returncode, BAD_SETTINGS)
        self.assertIn("on record: main", mistyped.stderr)
        self.assertEqual(said(*revoke, "mian", "--unknown-too").returncode, 0)
        self.assertEqual(self.unit.once().returncode, 0)
        self.assertEqual(said(*revoke, "main").returncode, 0)

    def test_another_authority_is_not_believed(self):
        line = self.ministry.line()
        address, token, fingerprint = line.split("/")
        other = ("0" if fingerprint[0] != "0" else "1") + fingerprint[1:]
        done = self.unit.enroll("/".join((address, token, other)))
        self.assertEqual(done.returncode, BAD_SETTINGS)
        self.assertIn(fingerprint, done.stderr)
        self.assertIn(other, done.stderr)
        self.assertEqual(self.unit.enroll(line).returncode, 0) # the token was not spent

    def test_the_trail_cannot_be_edited_unseen(self):
        self.enrolled()
        with closing(sqlite3.connect(self.ministry.state / "access.db")) as access, access:
            with self.assertRaises(sqlite3.IntegrityError):
                access.execute("update audit set actor = 'nobody'")
            access.execute("drop trigger audit_is_not_changed")
            access.execute("update audit set actor = 'nobody' where entry = 1")
        for command, status in (("audit", 65), ("check", 78), ("verify", 65)):
            done = self.asked(command)
            self.assertEqual(done.returncode, status, done)
            self.assertIn("entry 1 of the audit trail does not follow", done.stdout + done.stderr)

    def test_an_end_of_the_trail_that_was_noted_tells_that_it_was_cut(self):
        self.enrolled()
        end = json.loads(self.ministry.ask("audit", "--json"))
        noted = f"{end['entries']}:{end['chain']}"
        self.assertEqual(self.asked("audit", "--expect", noted).returncode, 0)
        malformed = self.asked("audit", "--expect", "2")
        self.assertEqual((malformed.returncode, malformed.stdout), (BAD_SETTINGS, ""))
        self.assertIn(end["chain"], self.ministry.ask("audit"))
        with closing(sqlite3.connect(self.ministry.state / "access.db")) as access, access:
            access.execute("drop trigger audit_is_not_removed")
            access.execute("delete from audit where entry > 1")
        self.assertEqual(self.asked("audit").returncode, 0) # nothing else tells it
        cut = self.asked("audit", "--expect", noted)
        self.assertEqual(cut.returncode, 65)
        self.assertIn("cut", cut.stderr)

    def test_check_says_how_long_certificates_are_good(self):
        done = self.asked("check")
        self.assertEqual(done.returncode, 0, done.stderr)
        for what in ("authority", "collector"):
            self.assertRegex(done.stdout, f"the {what}'s certificate is good until .* days more")

    def asked(self, *words):
        return subprocess.run([self.ministry.program, *words, "--settings", self.ministry.settings],
                              capture_output=True, text=True, timeout=LIMIT, check=False)


class WhoMustNot(Enrolment):
    def test_no_certificate_no_older_tls_and_no_plain_text(self):
        uplink, enrolment = self.ministry.ports
        self.enrolled()
        self.assertEqual(handshake(uplink, self.unit.identity), "TLSv1.3")
        self.assertEqual(handshake(enrolment), "TLSv1.3")
        with self.assertRaises((ssl.SSLError, OSError)):
            handshake(uplink)
        for port in (uplink, enrolment):
            with self.assertRaises((ssl.SSLError, OSError)):
                handshake(port, self.unit.identity, ssl.TLSVersion.TLSv1_2)
            with socket.create_connection(("127.0.0.1", port), timeout=LIMIT) as plain:
                plain.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
                self.assertEqual(plain.recv(64), b"")
        self.assertEqual(self.unit.once().returncode, 0) # the service is unharmed

    def test_who_connects_and_says_nothing_is_let_go(self):
        lines = [socket.create_connection(("127.0.0.1", port), timeout=LIMIT) for port in self.ministry.ports]
        for line in lines:
            with line:
                self.assertEqual(line.recv(1), b"")

    def test_another_ministry_s_certificate_is_refused(self):
        elsewhere = self.folder / "elsewhere"
        elsewhere.mkdir()
        other = Ministry(elsewhere)
        other.start()
        self.addCleanup(other.kill)
        other.wait_until_listening()
        self.assertEqual(self.unit.enroll(other.line()).returncode, 0)
        with self.assertRaises((ssl.SSLError, OSError)):
            handshake(self.ministry.ports[0], self.unit.identity)
        self.assertEqual(self.received(), 0)

    def test_a_certificate_of_another_unit_writes_nothing(self):
        self.assertEqual(self.unit.enroll(self.ministry.line()).returncode, 0)
        self.unit.settings.write_text(self.unit.settings.read_text().replace('unit = "H44"', 'unit = "H26"'))
        self.unit.start()
        self.addCleanup(self.unit.kill)
        wait_until(lambda: "reason=other_unit" in self.ministry.log.read_text(), "the stream is refused")
        self.assertEqual(self.received(), 0)


class Revoked(Enrolment):
    def test_its_stream_is_cut_within_seconds_and_it_comes_back_with_a_new_line_alone(self):
        self.enrolled()
        self.unit.start()
        self.addCleanup(lambda: self.unit.process and self.unit.kill())
        wait_until(lambda: self.received() > 0, "dossiers arrive")
        self.ministry.ask("certificates", "revoke", "--unit", "H44", "--reason", "the server was stolen")
        cut = time.monotonic()
        wait_until(lambda: "H44/main was revoked" in self.ministry.log.read_text(), "the stream is cut")
        self.assertLess(time.monotonic() - cut, 15) # nothing else ends it for days
        self.unit.require_running()
        before = self.received()
        self.one_stop.fill(20)
        time.sleep(2)
        self.assertEqual(self.received(), before)
        self.unit.kill()
        checked = self.unit.check()
        self.assertEqual(checked.returncode, BAD_SETTINGS, checked.stdout)
        self.assertIn("does not take this agent's certificate", checked.stdout)
        self.assertIn("when an agent ran last: collector refuses: forbidden", checked.stdout)
        done = self.unit.enroll(self.ministry.line(), "--replace")
        self.assertEqual(done.returncode, 0, done.stderr)
        checked = self.unit.check()
        self.assertEqual(checked.returncode, 0, checked.stdout)
        self.assertIn("mended, as far as is seen", checked.stdout)
        self.assertEqual(self.unit.once().returncode, 0)
        self.assertGreater(self.received(), before)
        states = [row["state"] for row in self.ministry.rows("certificates", "--all")]
        self.assertEqual(sorted(states), ["good", "revoked"])


if __name__ == "__main__":
    unittest.main()
