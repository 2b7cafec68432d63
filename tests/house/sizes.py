#!/usr/bin/env python3
"""Holds the lengths: files of 250 lines, functions of 60, a main.cpp under 90. Tests are free.

usage: sizes.py FOLDER      prints file:line for everything longer; exit 1
"""
import re
import sys
from pathlib import Path

from sources import conclude, cpp_files

FILE_LINES = 250
MAIN_LINES = 89
FUNCTION_LINES = 60

CONTAINER = re.compile(r"\b(namespace|class|struct|union|enum|extern)\b")
# Comments, raw strings, strings and characters: their braces are not the program's.
OPAQUE = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"([^(\s]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'',
    re.DOTALL)


def blanked(text):
    """The text with comments, strings and preprocessor lines emptied, line by line as before."""
    text = OPAQUE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    lines = []
    continued = False
    for line in text.split("\n"):
        directive = continued or line.lstrip().startswith("#")
        continued = directive and line.rstrip().endswith("\\")
        lines.append("" if directive else line)
    return "\n".join(lines)


def matching_brace(text, opening):
    depth = 0
    for at in range(opening, len(text)):
        if text[at] == "{":
            depth += 1
        elif text[at] == "}":
            depth -= 1
            if depth == 0:
                return at
    return len(text) - 1


def functions(text):
    """(first line, lines) of every function body; a lambda belongs to the function around it."""
    code = blanked(text)
    found = []
    start = at = 0
    while at < len(code):
        character = code[at]
        if character in ";}":
            start = at + 1
        elif character == "{":
            head = code[start:at]
            if "(" not in head and CONTAINER.search(head):
                start = at + 1
            else:
                closing = matching_brace(code, at)
                following = code[closing + 1:].lstrip()[:1]
                # What follows an initializer belongs to the same statement.
                whole = following not in (",", ";", "{", ")", ":")
                if "(" in head and whole:
                    first = code.count("\n", 0, at) + 1
                    found.append((first, code.count("\n", at, closing) + 1))
                if whole:
                    start = closing + 1
                at = closing
        at += 1
    return found


def faults_in(path, text):
    found = []
    lines = len(text.splitlines())
    most = MAIN_LINES if path.name == "main.cpp" else FILE_LINES
    if lines > most:
        found.append(f"{path}:{lines}: the file has {lines} lines, at most {most} are allowed")
    for first, length in functions(text):
        if length > FUNCTION_LINES:
            found.append(f"{path}:{first}: the function has {length} lines, "
                         f"at most {FUNCTION_LINES} are allowed")
    return found


def main():
    root = sys.argv[1]
    files = [path for path in cpp_files(root) if path.parts[0] != "tests"]
    faults = []
    for path in files:
        faults += faults_in(path, (Path(root) / path).read_text(encoding="utf-8"))
    conclude("sizes", files, faults)


if __name__ == "__main__":
    main()
