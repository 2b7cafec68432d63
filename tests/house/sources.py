"""The project's C++ files, and how a rule says what it found."""
import subprocess
import sys
from pathlib import Path


def cpp_files(root):
    """Paths of .cpp and .h files known to git, relative to root; all of them where there is no git."""
    listed = subprocess.run(
        ["git", "-C", root, "ls-files", "--", "*.cpp", "*.h"],
        capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        paths = [Path(line) for line in listed.stdout.splitlines()]
    else:
        paths = [path.relative_to(root) for path in Path(root).rglob("*")
                 if path.suffix in (".cpp", ".h")]
    return sorted(path for path in paths
                  if path.parts[0] != "build" and (Path(root) / path).is_file())


def conclude(rule, files, faults):
    """Prints every fault, one a line, and ends the program."""
    for fault in faults:
        print(fault)
    if not files:
        faults = ["no files"]
        print(f"{rule}: found no C++ files: name the project's folder")
    else:
        print(f"{rule}: {len(files)} files, {len(faults)} faults")
    sys.exit(1 if faults else 0)
