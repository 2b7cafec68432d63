#!/usr/bin/env python3
"""What a process of a unit can do, as JSON to the file `probe.json` of its state directory: the name of each attempt, and
whether it succeeded."""
import ctypes
import json
import mmap
import os
import resource
import socket
from pathlib import Path

libc = ctypes.CDLL(None, use_errno=True)
STATE = Path(os.environ["STATE_DIRECTORY"])
CLONE_NEWUSER, SCHED_FIFO, PR_CAPBSET_READ = 0x10000000, 1, 23


def succeeds(attempt):
    try:
        attempt()
    except (OSError, ValueError): # Python says the latter of a limit
        return False
    return True


def called(function, *arguments):
    if function(*arguments) < 0:
        raise OSError(ctypes.get_errno())


def written(path):
    return lambda: open(path, "w", encoding="utf-8").close()


def made_executable():
    with mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC):
        pass


def given_away():
    (STATE / "program").touch()
    os.chmod(STATE / "program", 0o4755)


def opened(family, kind=socket.SOCK_STREAM):
    return lambda: socket.socket(family, kind).close()


ATTEMPTS = {
    "write its state": written(STATE / "probe"),
    "write a temporary file": written("/tmp/probe"),
    "speak IPv4": opened(socket.AF_INET),
    "speak IPv6": opened(socket.AF_INET6),
    "speak to a socket of the machine": opened(socket.AF_UNIX),
    "write settings": written("/etc/congto/probe"),
    "write programs": written("/usr/probe"),
    "write where everybody may": written("/srv/open/probe"),
    "see other people's files": lambda: os.stat("/home/other/letter"),
    "see other processes": lambda: os.stat("/proc/1"),
    "see the kernel's settings": lambda: os.stat("/proc/sys/kernel"),
    "see control groups to write": written("/sys/fs/cgroup/probe"),
    "see other devices": lambda: os.stat("/dev/other"),
    "speak to the kernel": opened(socket.AF_NETLINK, socket.SOCK_RAW),
    "speak below IP": opened(socket.AF_PACKET, socket.SOCK_RAW),
    "make code": made_executable,
    "make a program of its account": given_away,
    "make namespaces": lambda: called(libc.unshare, CLONE_NEWUSER),
    "change its root": lambda: os.chroot("/"),
    "go before others": lambda: os.sched_setscheduler(0, SCHED_FIFO, os.sched_param(1)),
    "be looked into": lambda: called(libc.ptrace, 0, 0, 0, 0),
    "give files away": lambda: os.chown(STATE / "probe", os.getuid(), os.getgid()),
    "have a core": lambda: resource.setrlimit(resource.RLIMIT_CORE, (1, 1)),
    "keep a capability": lambda: called(lambda: -1 + max(libc.prctl(PR_CAPBSET_READ, one, 0, 0, 0) for one in range(41))),
}
os.umask(0o077)
found = {name: succeeds(attempt) for name, attempt in ATTEMPTS.items()}
(STATE / "probe.json").write_text(json.dumps(found), encoding="utf-8")
