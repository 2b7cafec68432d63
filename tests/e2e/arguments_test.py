#!/usr/bin/env python3
"""A secret typed where it does not belong is in no error, whatever the sub-command.

    arguments_test.py PROGRAMS
"""
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAMS = Path(sys.argv.pop(1))
USAGE, BAD_SETTINGS = 64, 78
SECRET = "congto_Hunter2hunter2"


class Arguments(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="congto-test-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def run_program(self, program, *words):
        return subprocess.run([PROGRAMS / program, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=60, check=False, cwd=self.folder)

    def refused(self, program, *words, status=USAGE):
        done = self.run_program(program, *words)
        self.assertEqual((done.returncode, done.stdout), (status, ""), done)
        self.assertNotIn("unter2", done.stderr, words)
        return done.stderr

    def sub_commands(self, program, *before):
        """Every sub-command that does something, as a list of words."""
        shown = self.run_program(program, *before, "--help").stdout
        _, _, listed = shown.partition("\nSubcommands:\n")
        names = re.findall(r"^  ([a-z-]+)\s", listed.partition("\n\n")[0], re.MULTILINE)
        return [words for name in names for words in self.sub_commands(program, *before, name)] or [before]

    def test_no_sub_command_says_what_was_typed_in_the_wrong_place(self):
        for program, fewest in (("congto-agent", 15), ("congto-collector", 50)):
            commands = self.sub_commands(program)
            self.assertGreater(len(commands), fewest)
            for words in commands:
                with self.subTest(program=program, words=words):
                    said = self.refused(program, *words, SECRET, "--wrong=" + SECRET, SECRET, "-" + SECRET, SECRET)
                    self.assertIn(f"--wrong, argument {len(words) + 2}, is no option here", said)
                    self.assertIn(f"see {' '.join((program, *words))} --help", said)
                    if len(words) > 1:
                        self.assertIn(f"argument {len(words)} is no sub-command",
                                      self.refused(program, *words[:-1], SECRET, SECRET))

    def test_what_people_mistype_is_told_by_its_place_or_the_name_of_the_option(self):
        for program, words, said in (
                ("congto-collector", ("account", "create", "lan", SECRET, "--role", "ministry"), "argument 4 is not"),
                ("congto-collector", ("account", "password", "lan", SECRET), "argument 4 is not expected"),
                ("congto-collector", ("account", "create", "lan", "--password", SECRET), "--password, argument 4"),
                ("congto-collector", ("account", "create", "lan", "--password=" + SECRET), "--password, argument 4"),
                ("congto-collector", ("token", SECRET), "argument 2 is no sub-command"),
                ("congto-collector", ("token", "cancel", SECRET), "token: what was given is no NUMBER"),
                ("congto-collector", ("api-token", "revoke", SECRET), "token: what was given is no NUMBER"),
                ("congto-collector", ("rates", "--mnth", "2026-08"), "--mnth, argument 2, is no option here"),
                ("congto-collector", (SECRET,), "argument 1 is no sub-command"),
                ("congto-agent", (SECRET,), "argument 1 is no sub-command"),
                ("congto-agent", ("enroll", "--token", SECRET), "--token, argument 2"),
                ("congto-agent", ("key", "create", SECRET), "argument 3 is not expected")):
            with self.subTest(words=words):
                self.assertIn(said, self.refused(program, *words))

    def test_what_is_no_line_and_no_name_is_not_said_again(self):
        self.assertIn("LINE: it is not ADDRESS/TOKEN/FINGERPRINT",
                      self.refused("congto-agent", "enroll", SECRET, status=BAD_SETTINGS))
        self.assertIn("LINE: ", self.refused("congto-agent", "enroll", "collector.example:7401/", SECRET,
                                             status=BAD_SETTINGS))
        self.run_program("congto-collector", "init", "--state", "state")
        for name in (SECRET, SECRET.lower()):
            for words in (("account", "create", name, "--role", "unit"), ("account", "password", name),
                          ("account", "unlock", name)):
                said = self.refused("congto-collector", *words, "--state", "state", status=BAD_SETTINGS)
                self.assertNotIn(name, said)


if __name__ == "__main__":
    unittest.main()
