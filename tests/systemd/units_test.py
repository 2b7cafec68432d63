#!/usr/bin/env python3
"""What systemd itself says of the units: that they are lawful, and how much they leave open.

usage: units_test.py FOLDER     the folder holds units that name the programs just built
"""
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# Of 100. What is left is the network they are for, and the host's file tree, which is read-only.
MOST_EXPOSED = "15"


def said(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=50, check=False)
    return done.returncode, done.stdout


def exposure(unit):
    return said("systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=" + MOST_EXPOSED, str(unit))


def main():
    if shutil.which("systemd-analyze") is None:
        print("skipped: systemd-analyze is not on this machine (package systemd)")
        return 77
    units = sorted(Path(sys.argv[1]).glob("*.service"))
    assert [unit.name for unit in units] == ["congto-agent.service", "congto-collector.service"], units
    for unit in units:
        status, words = said("systemd-analyze", "verify", "--man=no", str(unit))
        # It speaks of other units of the machine too.
        about = [line for line in words.splitlines() if unit.name in line]
        assert status == 0 and not about, words
        status, words = exposure(unit)
        assert status == 0, words
        # One line less is too much.
        with tempfile.TemporaryDirectory() as folder:
            wider = Path(folder) / unit.name
            wider.write_text(unit.read_text().replace("CapabilityBoundingSet=\n", ""))
            assert exposure(wider)[0] != 0
    print(f"{len(units)} units verified")
    return 0


sys.exit(main())
