"""The real programs in a folder of their own: started, killed, and ended with this process."""
import contextlib
import ctypes
import json
import random
import signal
import socket
import subprocess
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
NAMES = ("congto-agent", "congto-collector", "congto-province")


class Stopped(Exception):
    """A program did what it should not, and the test cannot go on: what, and its last lines."""


def found_programs(folder):
    """The programs by name; of the newest build unless `folder` says otherwise."""
    folders = [folder] if folder else [PROJECT / "build" / preset / "bin" for preset in ("dev", "release")]
    whole = [one for one in folders if all((one / name).exists() for name in NAMES)]
    if not whole:
        raise Stopped(f"{', '.join(NAMES)} are not in {folders[0]}: build them, or name their folder")
    newest = max(whole, key=lambda one: (one / NAMES[0]).stat().st_mtime)
    return {name: newest / name for name in NAMES}


def end_with_us():
    """In the child: the kernel kills it when this process is gone."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def free_ports(count):
    """Ports nobody listens on, all different; none of those the kernel gives by itself, which whoever connects
    somewhere would take while their server is away."""
    ports = set()
    while len(ports) < count:
        with contextlib.suppress(OSError), socket.socket() as one:
            one.bind(("127.0.0.1", random.randrange(10000, 32768)))
            ports.add(one.getsockname()[1])
    return sorted(ports)


def run(command, limit=300):
    """Runs to the end; its output. Raises Stopped when it fails."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=limit,
                          check=False, preexec_fn=end_with_us)
    if done.returncode != 0:
        raise Stopped(f"{' '.join(map(str, command))}: exit {done.returncode}: {done.stderr.strip()[-2000:]}")
    return done.stdout


class Running:
    """A program that runs until it is killed or told to end."""

    def __init__(self, command, log):
        self.command = [str(part) for part in command]
        self.log = log
        self.process = None

    def start(self):
        with open(self.log, "ab") as output:
            self.process = subprocess.Popen(self.command, stdout=output, stderr=output,
                                            preexec_fn=end_with_us)

    def require_running(self):
        if self.process.poll() is not None:
            said = self.log.read_text(errors="replace")[-2000:]
            raise Stopped(f"{' '.join(self.command)} ended by itself, exit {self.process.returncode}:\n{said}")

    def kill(self):
        """SIGKILL. Raises Stopped when it had ended by itself."""
        if self.process is None:
            return
        process, self.process = self.process, None
        if process.poll() is None:
            process.kill()
        if process.wait() != -signal.SIGKILL:
            said = self.log.read_text(errors="replace")[-2000:]
            raise Stopped(f"{' '.join(self.command)} ended by itself, exit {process.returncode}:\n{said}")

    def end(self, limit=60):
        """SIGTERM, and it must go of itself."""
        self.require_running()
        process, self.process = self.process, None
        process.terminate()
        status = process.wait(timeout=limit)
        if status != 0:
            raise Stopped(f"{' '.join(self.command)}: exit {status} when told to end")


class OneStop:
    """A simulated one-stop system in a SQLite file, whose truth is known."""

    def __init__(self, programs, folder, seed):
        self.program = programs["congto-province"]
        self.folder = folder
        self.source = folder / "onestop.db"
        self.state = folder / "province.state"
        self.seed = seed
        run([self.program, "create", "--state", self.state, "--connection", self.source, "--shape", "wide",
             "--engine", "sqlite3", "--unit", "H44", "--seed", seed])

    def fill(self, dossiers):
        run([self.program, "fill", "--state", self.state, "--dossiers", dossiers, "--from", "2026-05",
             "--to", "2026-08"])

    def live(self, rate):
        life = Running([self.program, "live", "--state", self.state, "--rate", rate, "--seed", self.seed,
                        "--late-by", "3s"], self.folder / "province.log")
        life.start()
        return life

    def truth(self):
        return json.loads(run([self.program, "truth", "--state", self.state, "--json"]))


class Collector(Running):
    def __init__(self, programs, folder, logs=None):
        self.program = programs["congto-collector"]
        self.state = folder / "state"
        self.settings = folder / "collector.toml"
        self.listen_at(f"127.0.0.1:{free_ports(1)[0]}")
        run([self.program, "init", "--settings", self.settings])
        super().__init__([self.program, "run", "--settings", self.settings], (logs or folder) / "collector.log")

    def listen_at(self, address):
        self.settings.write_text(f'state = "{self.state}"\n[intake]\nlisten = "{address}"\nplaintext = true\n')

    def wait_until_listening(self):
        listening = self.state / "listening"
        for _ in range(1200):
            if listening.exists() and listening.read_text().endswith("\n"):
                return listening.read_text().strip()
            self.require_running()
            time.sleep(0.05)
        raise Stopped("the collector does not listen within 60 s")

    def address(self):
        """Where it listens, whenever it does."""
        return self.wait_until_listening()

    def accept_what_is_held(self, held):
        """Decides as an operator would whose unit says that its deletions are meant; how many were held."""
        number = held()
        if number:
            run([self.program, "withdrawals", "accept", "--settings", self.settings, "--unit", "H44", "--all",
                 "--reason", "the simulated one-stop system deletes"])
            for _ in range(600):
                if not held():
                    return number
                time.sleep(0.1)
            raise Stopped("the collector does not take up within 60 s that what is held is accepted")
        return number

    def rates(self, month, basis):
        return json.loads(run([self.program, "rates", "--settings", self.settings, "--month", month,
                               "--basis", basis, "--json"]))


class Agent(Running):
    def __init__(self, programs, folder, address, one_stop, logs=None, disk_reserve="256MiB"):
        self.program = programs["congto-agent"]
        self.key = folder / "unit.key"
        self.spool = folder / "spool.db"
        settings = folder / "agent.toml"
        connection = folder / "connection"
        connection.write_text(f"dbname={one_stop.source}\n")
        connection.chmod(0o600)
        mapping = PROJECT / "config" / "mappings" / "wide-table.toml"
        settings.write_text(f"""unit = "H44"
key_file = "unit.key"
[collector]
address = "{address}"
plaintext = true
[spool]
file = "spool.db"
batch_entries = 40
disk_reserve = "{disk_reserve}"
[[source]]
name = "onestop"
kind = "sql"
mode = "follow"
engine = "sqlite3"
connection_file = "connection"
mapping = "{mapping}"
poll = "100ms"
overlap = "10s"
page = 200
""")
        run([self.program, "key", "create", "--settings", settings])
        self.settings = settings
        super().__init__([self.program, "run", "--settings", settings], (logs or folder) / "agent.log")

    def finish(self):
        """Ends it, then reads to the end and waits for every receipt."""
        self.kill()
        run([self.program, "run", "--once", "--settings", self.settings])
