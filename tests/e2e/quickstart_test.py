#!/usr/bin/env python3
"""The quick start as people run it: as an ordinary user, to its end, interrupted, with something broken.

    quickstart_test.py PROJECT PROGRAMS
"""
import fcntl
import os
import pty
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import time
import unittest
from pathlib import Path

PROJECT, PROGRAMS = Path(sys.argv[1]), Path(sys.argv[2])
# What Debian gives an ordinary user: without the folders of servers.
ORDINARY_PATH = "/usr/local/bin:/usr/bin:/bin"


def as_ordinary_user():
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"] if os.geteuid() == 0 else []


class Stage:
    """A copy of what the script needs, that the ordinary user may read, and a temporary folder of its own."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="congto-test-"))
        self.programs, self.tmp = self.folder / "programs", self.folder / "tmp"
        for part in ("packaging", "config"):
            shutil.copytree(PROJECT / part, self.folder / "project" / part)
        self.programs.mkdir()
        for name in ("congto-agent", "congto-collector", "congto-province"):
            shutil.copy(PROGRAMS / name, self.programs / name)
        self.tmp.mkdir()
        self.folder.chmod(0o755)
        self.tmp.chmod(0o777)

    def replace_agent(self, script):
        """An agent that does as `script` says; the real one beside it is $real."""
        (self.programs / "congto-agent").rename(self.programs / "real-agent")
        agent = self.programs / "congto-agent"
        agent.write_text(f'#!/bin/sh\nreal=$(dirname "$0")/real-agent\n{script}\n')
        agent.chmod(0o755)

    def command(self, *options):
        return as_ordinary_user() + [
            "env", "-i", f"PATH={ORDINARY_PATH}", f"TMPDIR={self.tmp}", "TERM=xterm",
            str(self.folder / "project/packaging/quickstart"), "--programs", str(self.programs),
            "--dossiers", "300", *options]

    def run_once(self):
        return subprocess.run(self.command("--once", "--seconds", "2"), capture_output=True, text=True,
                              timeout=600, check=False, start_new_session=True)

    def left_running(self):
        """Processes that name this stage's folder."""
        found = []
        for process in Path("/proc").iterdir():
            try:
                words = (process / "cmdline").read_bytes() if process.name.isdigit() else b""
            except OSError:
                continue
            if str(self.folder).encode() in words:
                found.append(words.replace(b"\0", b" ").decode())
        return found

    def left_over(self):
        return [str(path) for path in self.tmp.iterdir()]


def at_terminal():
    """In the child: its terminal, and Ctrl-C as people have it. Whoever runs tests in the background ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """The script on a terminal of its own, which can press Ctrl-C."""

    def __init__(self, command):
        self.master, slave = pty.openpty()
        self.before = termios.tcgetattr(slave)
        self.slave, self.text = slave, ""
        self.process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
                                        preexec_fn=at_terminal)
        os.set_blocking(self.master, False)

    def read(self):
        try:
            self.text += os.read(self.master, 65536).decode(errors="replace")
        except BlockingIOError:
            time.sleep(0.05)

    def shows(self, words, seconds=300):
        until = time.monotonic() + seconds
        while words not in self.text and time.monotonic() < until and self.process.poll() is None:
            self.read()
        return words in self.text

    def press_ctrl_c(self):
        os.write(self.master, b"\x03")

    def status(self, seconds=120):
        until = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < until:
            self.read()
        return self.process.poll()

    def is_as_before(self):
        return termios.tcgetattr(self.slave) == self.before


class QuickStart(unittest.TestCase):
    def setUp(self):
        self.stage = Stage()
        self.addCleanup(shutil.rmtree, self.stage.folder)

    def check_nothing_is_left(self):
        self.assertEqual(self.stage.left_running(), [])
        self.assertEqual(self.stage.left_over(), [])

    def test_an_ordinary_user_sees_measured_equal_truth_and_can_do_it_again(self):
        for _ in range(2):
            done = self.stage.run_once()
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertRegex(done.stdout, r"\n[0-9]{3,} numbers of 3 units and [0-9]+ months compared, 0 differ\n")
            self.check_nothing_is_left()

    def test_an_agent_that_dies_is_told_with_what_it_said_last(self):
        self.stage.replace_agent('[ "$1" = run ] || exec "$real" "$@"\necho "out of luck" >&2\nexit 70')
        done = self.stage.run_once()
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertRegex(done.stderr, "agent-H[0-9]+ ended by itself, with status 70")
        self.assertIn("out of luck", done.stderr)
        self.check_nothing_is_left()

    def test_an_agent_that_fails_to_catch_up_is_told_with_what_it_said_last(self):
        self.stage.replace_agent('case "$*" in *--once*) echo "no way through"; exit 69 ;; esac\nexec "$real" "$@"')
        done = self.stage.run_once()
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertRegex(done.stderr, "the agent of H[0-9]+ did not catch up")
        self.assertIn("no way through", done.stderr)
        self.check_nothing_is_left()

    def test_ctrl_c_ends_the_table_with_status_0_and_leaves_nothing(self):
        terminal = Terminal(self.stage.command())
        self.assertTrue(terminal.shows("Tỉnh Thanh Hóa  "), terminal.text)
        terminal.press_ctrl_c()
        self.assertEqual(terminal.status(), 0, terminal.text)
        self.assertTrue(terminal.is_as_before())
        self.check_nothing_is_left()

    def test_ctrl_c_during_the_set_up_ends_it_with_status_130_and_leaves_nothing(self):
        for moment in ("starting PostgreSQL", "starting the collector", "province H56"):
            with self.subTest(moment):
                terminal = Terminal(self.stage.command())
                self.assertTrue(terminal.shows(moment), terminal.text)
                terminal.press_ctrl_c()
                self.assertEqual(terminal.status(), 130, terminal.text)
                self.check_nothing_is_left()

    def test_sigterm_to_the_script_alone_ends_everything(self):
        terminal = Terminal(self.stage.command())
        self.assertTrue(terminal.shows("Tỉnh Thanh Hóa  "), terminal.text)
        # setpriv and env exec what follows: the process is the script itself.
        os.kill(terminal.process.pid, signal.SIGTERM)
        self.assertEqual(terminal.status(), 143, terminal.text)
        self.check_nothing_is_left()

    def test_a_wrong_option_is_one_line_and_status_64(self):
        for options in (["--twice"], ["--dossiers", "many"], ["--seconds"], ["--programs", "/nowhere"]):
            done = subprocess.run([PROJECT / "packaging/quickstart", *options], capture_output=True, text=True,
                                  timeout=60, check=False)
            self.assertEqual(done.returncode, 64, done.stderr)
            self.assertEqual(done.stderr.count("\n"), 1)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
