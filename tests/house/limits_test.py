"""The limits of the man page are those of the code."""
import re
import unittest
from pathlib import Path

ROOT = Path(__file__).parents[2]
AGENTS, ENROLMENT, HTTP = "Streams of agents, and programs of the ministry", "Enrolment", "HTTP"
SERVER, GIVING, DOOR = "collector/intake/server.cpp", "collector/access/service.cpp", "collector/dashboard/door/http_limits.h"

# Where the page says it, the file and the name there, and how the page puts that number.
HELD = [
    (AGENTS, "Streams of one agent", "collector/intake/settings.h", "max_streams_of_one", "{}"),
    (AGENTS, "Streams and questions of one connection", SERVER, "kStreamsOfConnection", "{}"),
    (AGENTS, "Header", "collector/intake/service.h", "kLargestHeader", "{kib} KiB"),
    (AGENTS, "Message", SERVER, "kBatchesLetThrough", "{} times"),
    (AGENTS, "TLS handshake", SERVER, "kHandshake", "{s} s"),
    (AGENTS, "Until the greeting of a stream", "collector/intake/conversation_line.cpp", "kUntilGreeting", "{} s"),
    (AGENTS, "Connection without a stream", SERVER, "kIdle", "{s} s"),
    (AGENTS, "Line that answers no ping", SERVER, "kKeepaliveTime", "{s} s"),
    (AGENTS, "Line that answers no ping", SERVER, "kKeepaliveTimeout", "and {s} s more"),
    (AGENTS, "Questions of the ministry waiting", "collector/reporting/service.cpp", "kMostWaiting", "{}"),
    (ENROLMENT, "Questions in a minute", "collector/access/enrolment.h", "per_minute", "{} of all hosts"),
    (ENROLMENT, "Questions in a minute", "collector/access/enrolment.h", "per_minute_of_one", "{} of one"),
    (ENROLMENT, "Questions waiting", GIVING, "kMostWaiting", "{}"),
    (ENROLMENT, "Certificates of one agent", "collector/access/enrolment.h", "renewals", "{} in an hour"),
    (ENROLMENT, "Question", GIVING, "kLargestQuestion", "{kib} KiB"),
    (ENROLMENT, "Header", GIVING, "kLargestHeader", "{kib} KiB"),
    (ENROLMENT, "TLS handshake", GIVING, "kHandshake", "{s} s"),
    (ENROLMENT, "Connection", GIVING, "kLongestLine", "{s} s"),
    (ENROLMENT, "Connection", GIVING, "kGraceOfLine", "and {s} s more"),
    (HTTP, "Lines", DOOR, "lines", "{} in all"),
    (HTTP, "Lines", DOOR, "lines_of_one", "{} of one address"),
    (HTTP, "Header", DOOR, "header_bytes", "{kib} KiB"),
    (HTTP, "Body", DOOR, "body_bytes", "{kib} KiB"),
    (HTTP, "TLS handshake", DOOR, "handshake", "{} s"),
    (HTTP, "Sending a request", DOOR, "sending", "{} s"),
    (HTTP, "Taking an answer", DOOR, "taking", "{} s"),
    (HTTP, "Between two requests", DOOR, "idle", "{} s"),
]


def number_in(file, name):
    """Of `name = 16 << 10;`, `name{30};` or `name = std::chrono::seconds(10);`."""
    found = re.findall(rf"\b{name}\s*(?:=\s*(?:std::chrono::seconds\()?|\{{)([\d']+)(?: << (\d+))?[)}}]?;",
                       (ROOT / file).read_text())
    if len(found) != 1:
        raise AssertionError(f"{file}: {name} is there {len(found)} times")
    return int(found[0][0].replace("'", "")) << int(found[0][1] or 0)


def rows_of_page():
    page = (ROOT / "packaging/man/congto-collector.1").read_text()
    heading, row, rows = "", None, {}
    lines = iter(page[page.index(".Sh LIMITS\n"):page.index(".Sh SERVICE\n")].splitlines())
    for line in lines:
        if line == ".Bf Sy":
            heading = next(lines)
        elif line.startswith(".It "):
            row = (heading, line[4:])
            rows[row] = ""
        elif row and not line.startswith("."):
            rows[row] += line + " "
    return rows


class Limits(unittest.TestCase):
    def test_each_is_what_the_code_holds(self):
        rows = rows_of_page()
        for part, row, file, name, words in HELD:
            with self.subTest(part=part, row=row):
                number = number_in(file, name)
                said = words.format(number, kib=number / 1024 if number % 1024 else number >> 10, s=number // 1000)
                self.assertRegex(rows[part, row], rf"(^|\D){re.escape(said)}[\s,;]")

    def test_each_row_is_held(self):
        others = {(ENROLMENT, "Questions at a time of one connection")} # a bare number where it is set
        self.assertEqual(set(rows_of_page()) - {(part, row) for part, row, *_ in HELD}, others)


if __name__ == "__main__":
    unittest.main()
