#!/usr/bin/env python3
"""Holds the format: every C++ file is as clang-format 14 sets it by .clang-format.

usage: format.py FOLDER     prints every file that is set otherwise; exit 1
"""
import re
import shutil
import subprocess
import sys

from sources import conclude, cpp_files

WRONG = re.compile(r"^(.+?):(\d+):\d+: (?:error|warning): ")


def main():
    root = sys.argv[1]
    formatter = shutil.which("clang-format-14") or shutil.which("clang-format")
    if formatter is None:
        print("format: clang-format is missing; packaging/dependencies installs it")
        sys.exit(1)
    files = cpp_files(root)
    checked = subprocess.run(
        [formatter, "--dry-run", "-Werror", "--style=file"] + [str(path) for path in files],
        cwd=root, capture_output=True, text=True, check=False)
    places = {}
    for match in filter(None, map(WRONG.match, checked.stderr.splitlines())):
        places.setdefault(match.group(1), []).append(match.group(2))
    faults = [f"{path}:{lines[0]}: {len(lines)} places are not set as .clang-format says; "
              f"run clang-format -i {path}" for path, lines in places.items()]
    if checked.returncode != 0 and not faults:
        faults = [checked.stderr.strip()]
    conclude("format", files, faults)


if __name__ == "__main__":
    main()
