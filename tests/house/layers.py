#!/usr/bin/env python3
"""Holds the table of who may include whom: includes point from the edges to the middle.

usage: layers.py FOLDER     prints file:line and the rule for every include that breaks it; exit 1
"""
import re
import sys
from pathlib import Path

from sources import conclude, cpp_files

# A room may include itself and what stands here; a folder stands for all below it.
PROTO = ["proto/identity", "proto/model", "proto/wire"]
MIDDLE = PROTO + ["config/runtime"]
MAY_INCLUDE = {
    "config/runtime": [],
    "proto/model": ["config/runtime/failure.h", "config/runtime/new_file.h", "config/runtime/secrets.h", "config/runtime/text.h"],
    "proto/identity": ["proto/model", "config/runtime"],
    "proto/wire": ["proto/model", "config/runtime"],
    "agent/source": MIDDLE,
    "agent/mapping": ["agent/source"] + MIDDLE,
    "agent/spool": ["agent/mapping", "agent/source"] + MIDDLE,
    "agent/reading": ["agent/spool", "agent/mapping", "agent/source"] + MIDDLE,
    "agent/uplink": ["agent/spool", "agent/mapping", "agent/source"] + MIDDLE,
    "agent/commands": ["agent"] + MIDDLE,
    "agent": ["agent/commands", "config/runtime"],
    "collector/access": MIDDLE,
    "collector/register": MIDDLE,
    "collector/store": ["collector/register"] + MIDDLE,
    "collector/upkeep": ["collector/access", "collector/store", "collector/register"] + MIDDLE,
    "collector/intake": ["collector/store", "collector/register"] + MIDDLE,
    "collector/rates": ["collector/store", "collector/register"] + MIDDLE,
    "collector/flags": ["collector/rates", "collector/store", "collector/register"] + MIDDLE,
    "collector/reporting": ["collector/flags", "collector/rates", "collector/store", "collector/register"] + MIDDLE,
    "collector/dashboard": ["collector/access", "collector/reporting/caller.h", "collector/flags", "collector/rates", "collector/store", "collector/register", "collector/web"]
                           + MIDDLE,
    "collector/commands": ["collector"] + MIDDLE,
    "collector": ["collector/commands", "config/runtime"],
    # The simulator's truth is worth something only while it shares nothing with what it judges.
    "tests/province": ["config/runtime", "proto/model", "tests/support"],
    "tests": ["agent", "collector", "config", "proto", "tests"],
}

# Libraries of one or few rooms, by the folder of their headers; so that each can be replaced.
LIBRARIES = {
    "soci": ["agent/source", "tests"],
    "toml++": ["config/runtime"],
    "spdlog": ["config/runtime"],
    "systemd": ["config/runtime"],
    "sodium.h": ["collector/access"],
    "utf8proc.h": ["collector/access"],
    "CLI": ["config/runtime", "agent/commands", "collector/commands", "tests"],
    "openssl": ["proto/identity", "proto/model", "agent/uplink", "agent/spool", "agent/commands", "collector/access", "collector/intake",
                "collector/store", "collector/register", "collector/commands", "collector/dashboard", "tests"],
    "grpcpp": ["agent/uplink", "collector/access", "collector/intake", "collector/reporting", "tests"],
    "google": ["proto/wire", "agent/uplink", "collector/intake", "tests"],
    "congto": ["proto/wire", "agent/uplink", "collector/access", "collector/intake", "collector/reporting", "tests"],
}

# Headers that must name a library's types: the driver manager is loaded at run time, and this header
# holds the types of its functions; OpenSSL's are not made to be declared by others.
MUST_NAME = {
    "agent/source/odbc_library.h": ["sql.h", "sqlext.h"],
    "proto/identity/certificate.h": ["openssl/types.h"],
    "proto/identity/handles.h": ["openssl/bio.h", "openssl/evp.h", "openssl/x509.h"],
    "proto/identity/private_key.h": ["openssl/types.h"],
    "proto/identity/public_key.h": ["openssl/types.h"],
}

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')


def room_of(path):
    """"agent/spool" for a file in it or below it; "agent" for a file directly in agent."""
    folders = path.parts[:-1]
    return "/".join(folders[:2])


def is_in(path, folder):
    return path == folder or path.startswith(folder + "/")


def fault_of_own(room, target):
    """Why `room` may not include our header `target`; none: it may."""
    rules = MAY_INCLUDE.get(room, MAY_INCLUDE.get(room.split("/")[0]))
    if rules is None:
        return f"{room} has no row in the table of layers; add one in tests/house/layers.py"
    allowed = rules + ([room] if "/" in room else [])
    if any(is_in(target, folder) for folder in allowed):
        return None
    return f"{room} may include only " + (", ".join(allowed) or "nothing of ours")


def fault_of_library(path, room, name):
    """Why a library's header may not be included here; none: it may."""
    if "/" not in name and "." not in name:
        return None  # the standard library
    if name in MUST_NAME.get(str(path), []):
        return None
    if path.suffix == ".h" and path.parts[0] != "tests":
        return "headers of libraries are included in .cpp files only"
    rooms = LIBRARIES.get(name.split("/")[0])
    if rooms is not None and not any(is_in(room, allowed) for allowed in rooms):
        return f"{name.split('/')[0]} is used in " + ", ".join(rooms) + " only"
    return None


def faults_in(path, text):
    """Faults of one file as "path:line: include: rule"."""
    found = []
    room = room_of(path)
    for number, line in enumerate(text.splitlines(), 1):
        include = INCLUDE.match(line)
        if not include:
            continue
        name = include.group(1) or include.group(2)
        ours = include.group(1) and name.split("/")[0] in ("agent", "collector", "config", "proto", "tests")
        if include.group(1) and "/" not in name:
            why = "our headers are included from the root of the project"
        else:
            why = fault_of_own(room, name) if ours else fault_of_library(path, room, name)
        if why:
            found.append(f"{path}:{number}: includes {name}: {why}")
    return found


def main():
    root = sys.argv[1]
    files = cpp_files(root)
    faults = []
    for path in files:
        faults += faults_in(path, (Path(root) / path).read_text(encoding="utf-8"))
    conclude("layers", files, faults)


if __name__ == "__main__":
    main()
