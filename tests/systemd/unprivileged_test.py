#!/usr/bin/env python3
"""Both programs as their units run them, as far as that can be had without a booted systemd: without any
capability and any way to one, as nobody where root tests, with credentials, heard of as systemd hears.

usage: unprivileged_test.py PROJECT PROGRAMS
"""
import os
import pwd
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

PROJECT, PROGRAMS = Path(sys.argv[1]), Path(sys.argv[2])
ROOT = os.geteuid() == 0
NOBODY = pwd.getpwnam("nobody")
SETPRIV = ["setpriv", "--no-new-privs"]
if ROOT:
    SETPRIV += ["--reuid", str(NOBODY.pw_uid), "--regid", str(NOBODY.pw_gid), "--clear-groups",
                "--bounding-set", "-all", "--inh-caps", "-all"]


def give(path):
    if ROOT:
        os.chown(path, NOBODY.pw_uid, NOBODY.pw_gid)


def program(folder, name):
    """The one that was built, or a copy where nobody cannot reach it."""
    built = PROGRAMS / name
    if subprocess.run(SETPRIV + ["test", "-x", str(built)], check=False).returncode == 0:
        return str(built)
    copy = folder / name
    if not copy.exists():
        shutil.copy(built, copy)
        copy.chmod(0o755)
    return str(copy)


class Unit:
    """A program under restrictions, with a socket that hears what it tells systemd."""

    def __init__(self, folder, name, *arguments):
        notify = folder / (name + ".notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(notify))
        self.socket.settimeout(120)
        give(notify)
        self.error = open(folder / (name + ".err"), "w+", encoding="utf-8")
        environment = {"PATH": "/usr/bin:/bin", "NOTIFY_SOCKET": str(notify), "WATCHDOG_USEC": "2000000",
                       "CREDENTIALS_DIRECTORY": str(folder / "credentials")}
        self.process = subprocess.Popen(SETPRIV + [program(folder, name), *arguments], cwd=folder, env=environment,
                                        stdout=subprocess.DEVNULL, stderr=self.error)

    def words(self):
        self.error.seek(0)
        return self.error.read()

    def wait_for(self, word):
        """Until it tells systemd so; all it told until then."""
        heard = []
        while not any(line.startswith(word) for line in heard):
            try:
                heard += self.socket.recv(4096).decode().splitlines()
            except TimeoutError:
                raise AssertionError(f"{word} never came, only {heard}: {self.words()}") from None
        return heard

    def check_restrictions(self):
        process = Path(f"/proc/{self.process.pid}")
        status = dict(line.split(":\t", 1) for line in (process / "status").read_text().splitlines())
        assert status["NoNewPrivs"].strip() == "1", status
        if ROOT:
            assert int(status["CapBnd"], 16) == 0 and int(status["CapEff"], 16) == 0, status
            assert status["Uid"].split() == [str(NOBODY.pw_uid)] * 4, status
        cores = next(line for line in (process / "limits").read_text().splitlines() if "core file" in line)
        assert cores.split()[4:6] == ["0", "0"], cores
        # This belongs to the user of a process that may be looked into, and to root of any other.
        assert os.stat(process / "environ").st_uid == 0

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.wait_for("STOPPING=1")
        status = self.process.wait(timeout=60)
        assert status == 0, f"{status}: {self.words()}"

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def write(path, text, mode=0o600):
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    give(path)


def set_up_agent(folder, address):
    mapping = PROJECT / "config/mappings/wide-table.toml"
    write(folder / "wide.toml", mapping.read_text(encoding="utf-8"))
    source = sqlite3.connect(folder / "onestop.db")
    for table, columns in tomllib.loads(mapping.read_text(encoding="utf-8"))["reads"].items():
        source.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
    source.commit()
    source.close()
    (folder / "onestop.db").chmod(0o444)
    credentials = folder / "credentials"
    credentials.mkdir(mode=0o700)
    # The group's rights are what the mask of systemd's access list looks like.
    write(credentials / "unit.key", "ab" * 32 + "\n", 0o440)
    write(credentials / "onestop", f"dbname={folder / 'onestop.db'}\n", 0o440)
    give(credentials)
    write(folder / "agent.toml", f"""unit = "H56"
key_file = "credential:unit.key"
[collector]
address = "{address}"
plaintext = true
[spool]
file = "spool.db"
disk_reserve = "1MiB"
[[source]]
name = "onestop"
kind = "sql"
engine = "sqlite3"
connection_file = "credential:onestop"
mapping = "wide.toml"
""")


def run_both(folder, started):
    state = folder / "state"
    subprocess.run(SETPRIV + [program(folder, "congto-collector"), "init", "--state", str(state)], check=True,
                   cwd=folder, stdout=subprocess.DEVNULL)
    write(folder / "collector.toml", f'state = "{state}"\n[intake]\nlisten = "127.0.0.1:0"\nplaintext = true\n')
    collector = Unit(folder, "congto-collector", "run", "--settings", str(folder / "collector.toml"))
    started.append(collector)
    heard = collector.wait_for("READY=1")
    address = (state / "listening").read_text().strip()
    assert "STATUS=listens on " + address in heard, heard
    set_up_agent(folder, address)
    agent = Unit(folder, "congto-agent", "run", "--settings", str(folder / "agent.toml"))
    started.append(agent)
    agent.wait_for("READY=1")
    for unit in (collector, agent):
        unit.check_restrictions()
        unit.wait_for("WATCHDOG=1")
    agent.stop()
    collector.stop()
    assert " error " not in agent.words(), agent.words()


def main():
    if shutil.which("setpriv") is None:
        print("skipped: setpriv is not on this machine (package util-linux)")
        return 77
    started = []
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="congto-") as name:
        folder = Path(name)
        give(folder)
        try:
            run_both(folder, started)
        finally:
            for unit in started:
                unit.end()
    print("both ran without privileges" + ("" if ROOT else " (as this user: only root can test as nobody)"))
    return 0


sys.exit(main())
