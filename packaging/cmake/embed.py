#!/usr/bin/env python3
"""Writes a C++ header that holds the given text files as string_view constants."""
import pathlib
import re
import sys


def constant(path: pathlib.Path) -> str:
    name = re.sub(r"[^0-9A-Za-z]", "_", path.name)
    # A literal may be limited in length by a compiler: pieces of 8 KiB are joined by it.
    text = path.read_text(encoding="utf-8")
    pieces = [text[i:i + 8192] for i in range(0, len(text), 8192)] or [""]
    literal = "\n".join(f'R"EMBED({piece})EMBED"' for piece in pieces)
    return f"inline constexpr std::string_view {name} = {literal};\n"


def main() -> None:
    header, namespace, *files = sys.argv[1:]
    body = "".join(constant(pathlib.Path(f)) for f in files)
    out = pathlib.Path(header)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(
        f"#pragma once\n#include <string_view>\nnamespace {namespace} {{\n{body}}} // namespace {namespace}\n",
        encoding="utf-8",
    )


main()
