"""What the worked examples have in common: the programs of a build, one-stop systems, agents and a collector that listen
on loopback and live in one temporary folder."""
import argparse
import contextlib
import csv
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PROGRAMS = ("congto-agent", "congto-collector", "congto-province")


class Failed(Exception):
    """What went wrong, for a person."""


def found_programs(folder):
    folders = [folder] if folder else [PROJECT / "build" / preset / "bin" for preset in ("release", "dev")]
    for one in folders:
        if all((one / name).exists() for name in PROGRAMS):
            return one
    raise Failed(f"{', '.join(PROGRAMS)} are not in {folders[0]}: build them "
                 "(cmake --preset release && cmake --build --preset release), or say --programs DIR")


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, timeout=600)
    if done.returncode != 0:
        raise Failed(f"{Path(command[0]).name} {command[1]}: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def rows_of(table):
    with open(table, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def row_of(number, code, month, facts):
    """One dossier of a unit, opened and received on a day of the month and settled ten days later: a row of the wide table."""
    day, settled = f"{month}-{1 + number % 20:02}", f"{month}-{11 + number % 20:02}"
    dossier = f"000.00.14.{code}-{day[2:4]}{day[5:7]}{day[8:]}-{number:05}"
    return {
        "id": f"{number:08x}-0000-4000-8000-000000000000", "code": dossier, "procedure_code": "1.000894",
        "body_code": f"{code}.14", "status": "10", "submitted_at": f"{day} 08:00:00", "received_at": f"{day} 09:00:00",
        "due_at": f"{month}-30 17:00:00", "resolved_at": f"{settled} 10:00:00", "returned_at": f"{settled} 11:00:00",
        "created_at": f"{day} 08:00:00", "last_modified": f"{settled} 11:00:00.{number:06}",
        "return_by": "0", "fee_amount": 0, "submitter_account": "citizen", "entered_by": "citizen", **facts,
    }


def insert(database, row):
    names = ", ".join(row)
    database.execute(f"INSERT INTO dossier ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))


def make_one_stop(programs, folder, unit):
    """An empty one-stop system of the unit; its database."""
    file = folder / f"{unit}.db"
    run(programs / "congto-province", "create", "--state", folder / f"{unit}-truth.db", "--connection", file,
        "--shape", "wide", "--engine", "sqlite3", "--unit", unit)
    return sqlite3.connect(file)


def write_agent_settings(folder, unit, address):
    connection = folder / f"{unit}.connection"
    connection.write_text(f"dbname={folder}/{unit}.db\n", encoding="utf-8")
    connection.chmod(0o600)
    settings = folder / f"{unit}.toml"
    settings.write_text(f"""unit = "{unit}"
key_file = "{unit}.key"
[collector]
address = "{address}"
plaintext = true
[spool]
file = "{unit}-spool.db"
disk_reserve = "16MiB"
[[source]]
name = "onestop"
kind = "sql"
engine = "sqlite3"
connection_file = "{unit}.connection"
mapping = "{PROJECT}/config/mappings/wide-table.toml"
""", encoding="utf-8")
    return settings


def read_by_agent(programs, folder, unit, month, address):
    """Once, with every day of the month compared."""
    agent, settings = programs / "congto-agent", write_agent_settings(folder, unit, address)
    run(agent, "key", "create", "--settings", settings)
    run(agent, "run", "--once", "--settings", settings)
    run(agent, "reconcile", "--month", month, "--settings", settings)


class Collector:
    """A collector of its own in the folder."""

    def __init__(self, programs, folder):
        self.program, self.folder, self.settings = programs / "congto-collector", folder, folder / "collector.toml"
        self.settings.write_text(f'state = "{folder}/state"\n[intake]\nlisten = "127.0.0.1:0"\nplaintext = true\n',
                                 encoding="utf-8")
        self("init")

    def __call__(self, *command):
        return run(self.program, *command, "--settings", self.settings)

    @contextlib.contextmanager
    def running(self):
        """The address where it listens, while it does."""
        with open(self.folder / "collector.log", "wb") as log:
            process = subprocess.Popen([str(self.program), "run", "--settings", str(self.settings)], stdout=log, stderr=log)
        try:
            yield self._listening(process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=120)

    def _listening(self, process):
        file = self.folder / "state" / "listening"
        for _ in range(600):
            if file.exists() and file.read_text(encoding="utf-8").endswith("\n"):
                return file.read_text(encoding="utf-8").strip()
            if process.poll() is not None:
                break
            time.sleep(0.05)
        log = (self.folder / "collector.log").read_text(encoding="utf-8")
        raise Failed("the collector does not listen: " + log[-1000:])


def main(name, about, show):
    """Shows the example in a folder of its own, which is removed; the exit status."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=Path, metavar="DIR", help="folder of the programs")
    options = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory(prefix=f"congto-{name}.") as folder:
            show(found_programs(options.programs), Path(folder))
    except Failed as failure:
        print(f"packaging/{name}: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return 0
