#!/usr/bin/env python3
"""Accounts and API tokens as an operator makes them, with the mistakes one makes.

    people_test.py PROGRAMS
"""
import json
import os
import pty
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

PROGRAMS = Path(sys.argv.pop(1))
BAD_SETTINGS, UNAVAILABLE = 78, 69
PASSWORD = "correct horse battery"


class People(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="congto-test-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.ask("init")

    def words(self, *words):
        return [PROGRAMS / "congto-collector", *map(str, words), "--state", self.folder / "state"]

    def run_program(self, *words, typed=""):
        return subprocess.run(self.words(*words), input=typed, capture_output=True, text=True, timeout=120, check=False)

    def ask(self, *words, typed=""):
        done = self.run_program(*words, typed=typed)
        self.assertEqual(done.returncode, 0, done)
        return done.stdout

    def refused(self, *words, typed=""):
        done = self.run_program(*words, typed=typed)
        self.assertEqual((done.returncode, done.stdout), (BAD_SETTINGS, ""), words)
        return done.stderr

    def rows(self, *words):
        return json.loads(self.ask(*words, "--json"))["rows"]

    def on_terminal(self, *lines, words):
        """What a terminal shows while somebody types these lines, each when it is asked for."""
        process, terminal = pty.fork()
        if process == 0:
            command = self.words(*words)
            os.execv(command[0], command)
        shown = b""
        for line in lines:
            while not shown.rstrip(b" ").endswith(b":"):
                shown += os.read(terminal, 1000)
            time.sleep(0.1)
            os.write(terminal, line.encode() + b"\n")
            shown += b"\n"
        try:
            while more := os.read(terminal, 1000):
                shown += more
        except OSError:
            pass  # the terminal of a process that ended
        os.close(terminal)
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown.decode()

    def test_accounts_are_made_with_a_password_from_a_file_a_pipe_or_a_terminal(self):
        file = self.folder / "password"
        file.write_text(PASSWORD + "\r\nnot this\n")
        self.assertEqual(self.ask("account", "create", "lan", "--role", "unit", "--unit", "H44", "--password-file", file),
                         "made: lan, sees unit H44\n")
        self.assertEqual(self.ask("account", "create", "minh", "--role", "ministry", typed=PASSWORD + "\n"),
                         "made: minh, sees all units\n")
        status, shown = self.on_terminal(PASSWORD, PASSWORD, words=("account", "create", "root", "--role", "operator"))
        self.assertEqual(status, 0, shown)
        self.assertIn("made: root", shown)
        self.assertNotIn("horse", shown)
        self.ask("account", "create", "hoa@hue.example", "--role", "unit", "--unit", "H57", "--single-sign-on")
        self.assertEqual([(row["account"], row["role"], row["unit"], row["signs_in_by"], row["state"])
                          for row in self.rows("account", "list")],
                         [("hoa@hue.example", "unit", "H57", "single sign-on", "good"),
                          ("lan", "unit", "H44", "password", "good"),
                          ("minh", "ministry", None, "password", "good"),
                          ("root", "operator", None, "password", "good")])

    def test_single_sign_on_ends_only_when_that_is_said_and_comes_back(self):
        self.ask("account", "create", "hoa", "--role", "ministry", "--single-sign-on")
        self.assertIn("--instead", self.refused("account", "password", "hoa", typed=PASSWORD + "\n"))
        signs_in_by = lambda: self.rows("account", "list")[0]["signs_in_by"]
        self.assertEqual(signs_in_by(), "single sign-on")
        self.ask("account", "password", "hoa", "--instead", typed=PASSWORD + "\n")
        self.assertEqual(signs_in_by(), "password")
        self.ask("account", "password", "hoa", "--single-sign-on")
        self.assertEqual(signs_in_by(), "single sign-on")
        self.assertEqual(self.rows("audit")[0]["detail"], "none: single sign-on from now on")

    def test_two_passwords_that_differ_change_nothing(self):
        status, shown = self.on_terminal(PASSWORD, PASSWORD + "x", words=("account", "create", "root", "--role", "operator"))
        self.assertEqual(status, BAD_SETTINGS, shown)
        self.assertIn("not the same", shown)
        self.assertEqual(self.rows("account", "list"), [])

    def test_each_mistake_is_named_and_makes_nothing(self):
        create = ("account", "create")
        for words, typed, said in (
                ((*create, "Lan", "--role", "ministry"), PASSWORD, 'NAME: is no name of an account'),
                ((*create, "lan", "--role", "ministry", "--unit", "H44"), PASSWORD, "--unit: belongs to --role unit"),
                ((*create, "lan", "--role", "unit"), PASSWORD, "--unit: must say which"),
                ((*create, "lan", "--role", "unit", "--unit", "H99"), PASSWORD, '--unit: "H99" is no unit of today'),
                ((*create, "lan", "--role", "unit", "--unit", "H44' OR 1=1"), PASSWORD, "is no unit of today"),
                ((*create, "lan", "--role", "ministry"), "", "standard input holds no password"),
                ((*create, "lan", "--role", "ministry"), "short", "has fewer than 12 characters"),
                (("account", "change", "nobody", "--role", "ministry", "--reason", "x"), "", "there is no account of that"),
                (("account", "change", "lan", "--role", "unit", "--reason", "x"), "", "--unit: must say which"),
                (("account", "change", "lan", "--role", "unit", "--unit", "H99", "--reason", "x"), "", "is no unit of today"),
                (("account", "change", "lan", "--role", "operator", "--unit", "H44", "--reason", "x"), "", "belongs to --role"),
                (("account", "change", "lan", "--role", "operator", "--reason", " "), "", "--reason: is empty"),
                (("account", "disable", "nobody"), "", 'there is no account of that name'),
                (("account", "password", "nobody"), PASSWORD, 'there is no account of that name'),
                (("api-token", "create", "--account", "nobody", "--name", "x"), "", 'account "nobody" is none'),
                (("api-token", "revoke", "3"), "", "API token 3 is none")):
            with self.subTest(words=words):
                self.assertIn(said, self.refused(*words, typed=typed))
        missing = self.run_program(*create, "lan", "--role", "ministry", "--password-file", self.folder / "none")
        self.assertEqual(missing.returncode, UNAVAILABLE)
        self.assertIn("cannot be read", missing.stderr)
        self.assertEqual(self.rows("account", "list"), [])
        self.assertEqual([row["act"] for row in self.rows("audit")], ["init"])
        self.ask(*create, "lan", "--role", "unit", "--unit", "H44", typed=PASSWORD)
        self.assertIn('there is an account "lan" already', self.refused(*create, "lan", "--role", "ministry"))
        self.assertIn("is not disabled", self.refused("account", "enable", "lan"))
        self.assertIn("sees unit H44 alone", self.refused("api-token", "create", "--account", "lan", "--name", "x",
                                                          "--unit", "H57"))

    def test_an_account_that_moves_to_another_unit_is_asked_to_sign_in_there(self):
        self.ask("account", "create", "lan", "--role", "unit", "--unit", "H44", typed=PASSWORD)
        self.ask("api-token", "create", "--account", "lan", "--name", "monthly")
        change = ("account", "change", "lan", "--role", "unit", "--unit", "H57", "--reason", "works in Huế from May on")
        self.assertEqual(self.ask(*change), "lan: sees unit H57; its sessions have ended, its API tokens are revoked\n")
        self.assertEqual([(row["role"], row["unit"]) for row in self.rows("account", "list")], [("unit", "H57")])
        self.assertEqual([row["state"] for row in self.rows("api-token", "list")], ["revoked"])
        act = self.rows("audit")[0]
        self.assertEqual((act["act"], act["object"], act["detail"]),
                         ("account change", "lan", "was unit H44, is unit H57; 1 API tokens revoked; works in Huế from May on"))
        self.assertIn("has that role and unit already", self.refused(*change))
        self.ask("account", "change", "lan", "--role", "ministry", "--reason", "promoted")
        self.assertEqual([(row["role"], row["unit"]) for row in self.rows("account", "list")], [("ministry", None)])

    def test_every_act_is_in_the_trail_and_no_secret_is(self):
        self.ask("account", "create", "lan", "--role", "unit", "--unit", "H44", typed=PASSWORD)
        token = self.ask("api-token", "create", "--account", "lan", "--name", "monthly", "--life", "2h").strip()
        self.assertRegex(token, "^congto_[a-z2-7]{52}$")
        self.ask("account", "password", "lan", typed="another long one")
        self.ask("account", "disable", "lan")
        self.assertEqual([row["state"] for row in self.rows("account", "list")], ["disabled"])
        self.assertEqual([(row["state"], row["sees"]) for row in self.rows("api-token", "list")], [("disabled", "H44")])
        self.ask("account", "enable", "lan")
        self.ask("api-token", "revoke", "1")
        self.assertEqual([row["state"] for row in self.rows("api-token", "list")], ["revoked"])
        self.assertEqual([(row["act"], row["object"]) for row in reversed(self.rows("audit"))],
                         [("init", str(self.folder / "state")), ("account create", "lan"),
                          ("api-token create", "lan"), ("account password", "lan"),
                          ("account disable", "lan"), ("account enable", "lan"), ("api-token revoke", "API token 1")])
        for file in (self.folder / "state").rglob("*"):
            if file.is_file():
                held = file.read_bytes()
                for secret in (token, token[7:], PASSWORD, "another long one"):
                    self.assertNotIn(secret.encode(), held, file)

    def test_what_is_done_to_the_whole_state_is_in_the_trail_with_who_did_it(self):
        copy = self.folder / "copy"
        self.ask("rebuild")
        self.ask("backup", copy)
        self.refused("init")
        (self.folder / "state").rename(self.folder / "lost")
        said = self.ask("restore", copy)
        self.assertIn(f"copy the folder authority back to {self.folder / 'state' / 'authority'}", said)
        self.ask("init") # the authority, which is in no backup
        acts = self.rows("audit")
        self.assertEqual([row["act"] for row in reversed(acts)], ["init", "rebuild", "backup", "restore", "init"])
        self.assertEqual(acts[2]["object"], str(copy))
        for row in acts:
            self.assertRegex(row["actor"], "^operator [^ ]")

    def test_an_account_that_may_not_look_into_the_state_is_told_whose_it_is(self):
        state = self.folder / "state"
        self.folder.chmod(0o755)
        if os.geteuid() == 0:
            os.chown(state, 4711, -1)
            state.chmod(0o700)
        else:
            state.chmod(0o600)
        self.addCleanup(state.chmod, 0o700)
        who = {"user": 65534} if os.geteuid() == 0 else {}
        for words in (("check",), ("audit",), ("rates", "--month", "2026-08"), ("run",), ("agents",)):
            with self.subTest(words=words):
                done = subprocess.run(self.words(*words), capture_output=True, text=True, timeout=120, check=False,
                                      cwd="/", **who)
                self.assertEqual((done.returncode, done.stdout), (BAD_SETTINGS, ""), done)
                self.assertRegex(done.stderr, f"^{state}: is closed to .*; run this as .*runuser -u ")
                self.assertEqual(len(done.stderr.splitlines()), 2)
                if who:
                    self.assertIn("run this as user 4711", done.stderr)


if __name__ == "__main__":
    unittest.main()
