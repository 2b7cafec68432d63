"""A machine that systemd boots, in namespaces of its own; see machine.sh. Only root can have one."""
import os
import subprocess
import tempfile
import time
from pathlib import Path

SCRIPT = Path(__file__).parent / "machine.sh"
SYSTEMD = "/lib/systemd/systemd"


class Impossible(Exception):
    """What such a machine needs is not here."""


def wait_until(true, limit, what):
    end = time.monotonic() + limit
    while not true():
        if time.monotonic() > end:
            raise AssertionError(f"not within {limit} s: {what}")
        time.sleep(0.05)


def own_group():
    """The folder of this process in the unified hierarchy of control groups."""
    mounts = [line.split() for line in Path("/proc/self/mounts").read_text().splitlines()]
    roots = [fields[1] for fields in mounts if fields[2] == "cgroup2"]
    groups = Path("/proc/self/cgroup").read_text().splitlines()
    paths = [line[3:] for line in groups if line.startswith("0::")]
    if not roots or not paths:
        raise Impossible("there is no cgroup2")
    return Path(roots[0] + paths[0])


class Machine:
    """Boots with the value and is off when it ends. What is in `stage` lies over this machine's files."""

    def __init__(self, stage, program=SYSTEMD):
        self.mount_point = tempfile.mkdtemp(prefix="congto-machine-")
        self.group = own_group() / f"congto-{os.getpid()}"
        self.console = tempfile.TemporaryFile("w+")
        try:
            self.group.mkdir()
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "unshare", "--mount", "--propagation", "private", "sh", SCRIPT,
                 "hold", self.mount_point, stage, self.group, program],
                stdin=subprocess.DEVNULL, stdout=self.console, stderr=subprocess.STDOUT)
        except OSError as failure:
            self.clear()
            raise Impossible(str(failure)) from None

    def said(self):
        self.console.seek(0)
        return self.console.read()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            (self.group / "cgroup.kill").write_text("1")
            self.process.wait(timeout=60)
        self.clear()

    def clear(self):
        """Nothing stays behind on this machine."""
        def gone():
            for folder, _, _ in os.walk(self.group, topdown=False):
                try:
                    os.rmdir(folder)
                except OSError: # a process is still ending
                    return False
            return True
        wait_until(gone, 60, f"{self.group} is empty")
        os.rmdir(self.mount_point)

    def first(self):
        """The process id of systemd, seen from here; none: it does not run yet, or no more."""
        try:
            return (self.group / "init.scope" / "cgroup.procs").read_text().split()[0]
        except (OSError, IndexError):
            return None

    def wait_until_booted(self):
        def booted():
            assert self.process.poll() is None, self.said()
            return self.first() and self.run("systemctl", "is-system-running", check=False).strip() == "running"
        wait_until(booted, 120, "it has booted")

    def reboot(self):
        before = self.first()
        self.run("systemctl", "reboot")
        wait_until(lambda: self.first() not in (before, None), 120, "it boots again")
        self.wait_until_booted()

    def power_off(self):
        self.run("systemctl", "poweroff")
        self.process.wait(timeout=120)

    def run(self, *command, typed="", account=None, check=True):
        """Standard output of a command that runs there, as root or an account."""
        into = ["nsenter", "--target", self.first() or "0", "--mount", "--pid", "--uts", "--ipc", "--net", "--cgroup",
                "--root", "--wd=/", "--", "env", "-i", "PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"]
        whose = ["runuser", "-u", account, "--"] if account else []
        done = subprocess.run([*into, *whose, *map(str, command)], input=typed, capture_output=True, text=True, timeout=120,
                              check=False)
        if check and done.returncode != 0:
            raise AssertionError(f"{command}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def write(self, path, text):
        self.run("install", "-D", "-m", "644", "/dev/stdin", path, typed=text)


def require_possible():
    """Whether namespaces, overlay and control groups are permitted: a machine that does nothing is tried."""
    if os.geteuid() != 0:
        raise Impossible("only root may make namespaces with systemd in them")
    if not os.access(SYSTEMD, os.X_OK):
        raise Impossible("systemd is not on this machine")
    with tempfile.TemporaryDirectory() as nothing, Machine(nothing, "/bin/true") as tried:
        if tried.process.wait(timeout=120) != 0:
            raise Impossible("namespaces are not permitted: " + tried.said().strip())
