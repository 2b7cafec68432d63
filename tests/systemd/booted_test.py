#!/usr/bin/env python3
"""Both programs as services of a booted systemd, installed and set up as packaging/README.md says: they send and
receive, come back, stay within what the units leave them, and start by themselves.

usage: booted_test.py PROJECT BUILD
"""
import http.client
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from machine import Impossible, Machine, require_possible, wait_until

PROJECT, BUILD = Path(sys.argv[1]), Path(sys.argv[2])
SERVICES = ("congto-collector", "congto-agent")
MAY = {"write its state", "write a temporary file", "speak IPv4", "speak IPv6", "speak to a socket of the machine"}
DOSSIERS = 100

COLLECTOR = """[intake]
listen = "127.0.0.1:7400"
[tls]
hosts = ["127.0.0.1"]
[enrolment]
listen = "127.0.0.1:7401"
[http]
listen = "127.0.0.1:7443"
plaintext = true
"""
AGENT = """unit = "H56"
key_file = "credential:unit.key"
[collector]
address = "127.0.0.1:7400"
identity_file = "/var/lib/congto/identity.pem"
[spool]
file = "/var/lib/congto/spool.db"
disk_reserve = "1MiB"
[metrics]
file = "/var/lib/prometheus/node-exporter/congto-agent.prom"
[[source]]
name = "onestop"
kind = "sql"
engine = "sqlite3"
connection_file = "credential:onestop"
mapping = "wide-table.toml"
"""
# What the unit of the agent shows as comments, and no waiting before it comes back.
AGENT_DROP_IN = """[Service]
LoadCredential=unit.key:/etc/congto/unit.key
LoadCredential=onestop:/etc/congto/onestop.connection
ReadWritePaths=-/var/lib/prometheus/node-exporter
ProtectHome=tmpfs
BindReadOnlyPaths=/home/onestop
RestartSec=100ms
"""


def stage(folder):
    """What lies over the machine's files before it boots: the installed programs and a one-stop system."""
    subprocess.run(["cmake", "--install", BUILD, "--prefix", "/usr", "--strip"], check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, "DESTDIR": str(folder)})
    source = folder / "home/onestop/onestop.db"
    source.parent.mkdir(parents=True)
    province = [BUILD / "bin/congto-province"]
    truth = ["--state", folder / "truth.db", "--connection", source]
    subprocess.run([*province, "create", *truth, "--shape", "wide", "--engine", "sqlite3", "--unit", "H56"], check=True)
    subprocess.run([*province, "fill", *truth, "--dossiers", str(DOSSIERS), "--from", "2026-05", "--to", "2026-06"],
                   check=True, stdout=subprocess.DEVNULL)
    (folder / "home/other").mkdir()
    (folder / "home/other/letter").write_text("for all to read\n")
    (folder / "srv/open").mkdir(parents=True)
    (folder / "srv/open").chmod(0o777)
    with sqlite3.connect(source) as database:
        database.execute("PRAGMA journal_mode = DELETE")
    folder.chmod(0o755)


class Services:
    """Collector and agent on the machine."""

    def __init__(self, machine):
        self.machine = machine

    def collector(self, *words, **how):
        return self.machine.run("congto-collector", *words, account="congto-collector", **how)

    def agent(self, *words, **how):
        return self.machine.run("env", "CREDENTIALS_DIRECTORY=/run/credentials/congto-agent.service", "congto-agent", *words,
                                account="congto-agent", **how)

    def shown(self, service, name):
        return self.machine.run("systemctl", "show", "--value", "--property", name, service).strip()

    def drop_in(self, service, name, text):
        self.machine.write(f"/etc/systemd/system/{service}.service.d/{name}.conf", text)
        self.machine.run("systemctl", "daemon-reload")

    def journal(self, service):
        return self.machine.run("journalctl", "--no-pager", "--output", "cat", "--unit", service)

    def warnings(self, service):
        return self.machine.run("journalctl", "--no-pager", "--priority", "warning", "--unit", service)

    def received(self):
        return sum(row["dossiers"] or 0 for row in json.loads(self.collector("agents", "--json"))["rows"])

    def wait_for_return(self, service, result, left):
        """It comes back by itself after the signal or the wait that `left` is."""
        before = int(self.shown(service, "NRestarts"))
        process = self.shown(service, "MainPID")
        assert process != "0", self.journal(service) # to kill, 0 is everybody in the caller's group, outside too
        left(process)
        wait_until(lambda: int(self.shown(service, "NRestarts")) > before and self.shown(service, "ActiveState") == "active",
                   120, f"{service} comes back")
        assert f"Failed with result '{result}'" in self.journal(service), self.journal(service)

    def set_up(self):
        """As packaging/README.md says."""
        run, write = self.machine.run, self.machine.write
        run("systemd-sysusers")
        run("systemd-tmpfiles", "--create")
        write("/etc/congto/collector.toml", COLLECTOR)
        self.collector("init")
        self.drop_in("congto-collector", "test", "[Service]\nRestartSec=100ms\n")
        run("systemctl", "enable", "--now", "congto-collector")
        write("/etc/congto/agent.toml", AGENT)
        write("/etc/congto/wide-table.toml", (PROJECT / "config/mappings/wide-table.toml").read_text())
        write("/etc/congto/onestop.connection", "dbname=/home/onestop/onestop.db\n")
        run("chmod", "600", "/etc/congto/onestop.connection")
        run("congto-agent", "key", "create", "--file", "/etc/congto/unit.key")
        run("install", "-d", "-g", "congto-agent", "-m", "775", "/var/lib/prometheus/node-exporter")
        self.machine.run("congto-agent", "enroll", "-", "--unit", "H56", "--into", "/var/lib/congto/identity.pem",
                         account="congto-agent", typed=self.collector("token", "create", "--unit", "H56"))
        self.drop_in("congto-agent", "test", AGENT_DROP_IN)
        run("systemctl", "enable", "--now", "congto-agent")


def check_work(services):
    wait_until(lambda: services.received() >= DOSSIERS, 120, "all dossiers arrive")
    assert "collector is connected" in services.journal("congto-agent")
    assert services.shown("congto-collector", "StatusText") == "listens on 127.0.0.1:7400"
    assert "all is well" in services.agent("check")
    mode = services.machine.run("stat", "-c", "%a", "/var/lib/prometheus/node-exporter/congto-agent.prom").strip()
    assert mode == "644", mode


def check_sign_in(services):
    """By argon2id, whose memory and threads are made under the filter of system calls."""
    services.collector("account", "create", "an", "--role", "ministry", typed="correct horse battery staple\n")
    ask = ("import http.client\nline = http.client.HTTPConnection('127.0.0.1', 7443)\n"
           "line.request('POST', '/login', 'account=an&password=correct+horse+battery+staple', {'Content-Type': "
           "'application/x-www-form-urlencoded', 'Origin': 'http://127.0.0.1:7443'})\nprint(line.getresponse().status)")
    status = services.machine.run("python3", "-c", ask).strip()
    assert status == str(int(http.client.SEE_OTHER)), status


def check_restrictions(services):
    for service, state in zip(SERVICES, ("congto-collector", "congto")):
        services.drop_in(service, "probe", "[Service]\nExecStartPre=/usr/bin/python3 -B /usr/lib/sandbox_probe.py\n")
        services.machine.run("systemctl", "restart", service)
        found = json.loads(services.machine.run("cat", f"/var/lib/{state}/probe.json"))
        may = {name for name, succeeded in found.items() if succeeded}
        assert may == MAY, f"{service}: may also {may - MAY}, may not {MAY - may}"
        process = services.shown(service, "MainPID")
        lines = services.machine.run("cat", f"/proc/{process}/status", f"/proc/{process}/limits").splitlines()
        for held in ("NoNewPrivs:\t1", "Seccomp:\t2", "CapBnd:\t0000000000000000", "CapEff:\t0000000000000000"):
            assert held in lines, (service, lines)
        assert any(line.split()[:6] == ["Max", "core", "file", "size", "0", "0"] for line in lines), lines
        services.machine.run("rm", f"/etc/systemd/system/{service}.service.d/probe.conf")


def check_returns(services):
    kill = services.machine.run
    for service in SERVICES:
        services.wait_for_return(service, "signal", lambda process: kill("kill", "-KILL", process))
    assert "collector refused for now" in services.warnings("congto-agent"), services.journal("congto-agent")
    assert "collector is connected" not in services.warnings("congto-agent")
    services.drop_in("congto-agent", "watchdog", "[Service]\nWatchdogSec=5\n")
    services.machine.run("systemctl", "restart", "congto-agent")
    services.wait_for_return("congto-agent", "watchdog", lambda process: kill("kill", "-STOP", process))
    services.machine.run("rm", "/etc/systemd/system/congto-agent.service.d/watchdog.conf")


def check_bad_settings(services):
    """Only a person can mend them: it is not tried again."""
    services.machine.write("/etc/congto/agent.toml", "nonsense = 1\n" + AGENT)
    services.machine.run("systemctl", "restart", "congto-agent", check=False)
    states = [services.shown("congto-agent", name) for name in ("ActiveState", "ExecMainStatus", "NRestarts")]
    assert states == ["failed", "78", "0"], states
    assert "/etc/congto/agent.toml:1: nonsense: unknown key" in services.journal("congto-agent")
    services.machine.write("/etc/congto/agent.toml", AGENT)
    services.machine.run("systemctl", "start", "congto-agent")


def check_boot_and_end(services):
    held = services.received()
    services.machine.reboot()
    for service in SERVICES:
        assert services.shown(service, "ActiveState") == "active", services.journal(service)
    wait_until(lambda: "collector is connected" in services.journal("congto-agent"), 120, "the agent is back")
    assert services.received() == held
    for service in reversed(SERVICES):
        services.machine.run("systemctl", "stop", service)
        assert services.shown(service, "Result") == "success", services.journal(service)
    services.machine.power_off()


def check_all(services):
    services.set_up()
    for check in (check_work, check_sign_in, check_restrictions, check_returns, check_bad_settings, check_boot_and_end):
        check(services)


def main():
    try:
        require_possible()
    except Impossible as reason:
        print(f"skipped: {reason}")
        return 77
    os.umask(0o022)
    with tempfile.TemporaryDirectory(prefix="congto-") as name:
        stage(Path(name))
        shutil.copy(Path(__file__).parent / "sandbox_probe.py", Path(name) / "usr/lib")
        with Machine(name) as machine:
            machine.wait_until_booted()
            services = Services(machine)
            try:
                check_all(services)
            except BaseException:
                print(machine.run("journalctl", "--no-pager", "--lines", "60", check=False))
                raise
    print("both served under a booted systemd")
    return 0


sys.exit(main())
