#!/usr/bin/env python3
"""The HTTP address of a running collector, with the real program.

    http_test.py PROGRAMS
"""
import contextlib
import http.client
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "fault"))
import programs  # noqa: E402

PROGRAM = programs.found_programs(Path(sys.argv.pop(1)))["congto-collector"]
BAD_SETTINGS = 78
UNAVAILABLE = 69


class Ministry:
    """A collector of which only people want anything."""

    def __init__(self, folder, http, certified=True):
        self.folder = folder
        self.state = folder / "state"
        self.settings = folder / "collector.toml"
        self.certified = certified
        self.say(http)
        self.ask("init", status=0)
        self.running = programs.Running([PROGRAM, "run", "--settings", self.settings], folder / "log")

    def say(self, http):
        identity = '[tls]\nhosts = ["127.0.0.1"]\n[enrolment]\nlisten = "127.0.0.1:0"\n' if self.certified else ""
        plain = "" if self.certified else "plaintext = true\n"
        self.settings.write_text(f'state = "{self.state}"\n[intake]\nlisten = "127.0.0.1:0"\n{plain}{identity}'
                                 f'[metrics]\nfile = "metrics.prom"\n[http]\n{http}\n')

    def ask(self, *words, status=None):
        done = subprocess.run([PROGRAM, *words, "--settings", self.settings], capture_output=True, text=True,
                              timeout=120, check=False)
        if status is not None and done.returncode != status:
            raise AssertionError(f"{words}: exit {done.returncode}: {done.stderr}")
        return done

    def __enter__(self):
        self.running.start()
        listening = self.state / "http-listening"
        until = time.monotonic() + 60
        while not listening.exists():
            self.running.require_running()
            if time.monotonic() > until:
                raise AssertionError("nobody listens")
            time.sleep(0.05)
        self.host, _, port = listening.read_text().strip().rpartition(":")
        self.port = int(port)
        return self

    def __exit__(self, *_):
        if self.running.process:
            self.running.end()

    def log(self):
        return self.running.log.read_text()

    def metrics(self):
        file = self.folder / "metrics.prom"
        return file.read_text() if file.exists() else ""

    def trust(self):
        return ssl.create_default_context(cafile=self.state / "authority" / "authority.pem")

    def line(self, context=None):
        line = socket.create_connection((self.host, self.port), timeout=60)
        return (context or self.trust()).wrap_socket(line, server_hostname="127.0.0.1")

    def get(self, path, headers=None, method="GET"):
        connection = http.client.HTTPSConnection(self.host, self.port, timeout=60, context=self.trust())
        connection.request(method, path, headers=headers or {})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body


def said(line):
    """Everything until the other end closes."""
    text = b""
    try:
        while part := line.recv(65536):
            text += part
    except (ConnectionError, ssl.SSLError):
        pass
    return text


class Http(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_people_are_served_by_tls_that_their_authority_vouches_for(self):
        with Ministry(self.folder, 'listen = "127.0.0.1:0"') as ministry:
            answer, body = ministry.get("/api/v1/indicators")
            self.assertEqual(answer.status, 200)
            self.assertIn(b"online_submission", body)
            self.assertEqual(answer.headers["Server"], "congto")
            self.assertIn("max-age=", answer.headers["Strict-Transport-Security"])
            self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
            head, nothing = ministry.get("/api/v1/indicators", method="HEAD")
            self.assertEqual((head.headers["Content-Length"], nothing), (str(len(body)), b""))
            self.assertEqual(ministry.get("/api/v1/rates?month=2026-08")[0].status, 401)
            with ministry.line() as line:
                self.assertEqual(line.version(), "TLSv1.3")
            self.assertEqual(ministry.ask("check").returncode, 0)  # while it runs, too

    def test_older_tls_and_plain_text_get_no_line_and_are_counted(self):
        with Ministry(self.folder, 'listen = "127.0.0.1:0"') as ministry:
            older = ministry.trust()
            older.maximum_version = ssl.TLSVersion.TLSv1_2
            with self.assertRaises((ssl.SSLError, ConnectionError)):
                ministry.line(older)
            with socket.create_connection((ministry.host, ministry.port), timeout=60) as plain:
                plain.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
                self.assertNotIn(b"HTTP/1.1 200", said(plain))
            self.assertEqual(ministry.get("/healthz")[0].status, 200)
            self.assertIn("reason=handshake_failed", ministry.log())
            until = time.monotonic() + 120  # metrics are written every 15 s
            counted = 'congto_http_refused_total{reason="handshake_failed"} 2'
            while counted not in ministry.metrics() and time.monotonic() < until:
                time.sleep(0.5)
            self.assertIn(counted, ministry.metrics())

    def test_requests_with_two_meanings_are_refused_and_nobody_else_suffers(self):
        host = b"Host: 127.0.0.1\r\n"
        faults = {
            b"POST /login HTTP/1.1\r\n" + host + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n": 400,
            b"POST /login HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n": 411,
            b"GET / HTTP/1.1\r\n" + host + host + b"\r\n": 400,
            b"GET / HTTP/1.1\r\n\r\n": 400,
            b"GET / HTTP/1.1\r\n" + host + b"X: a\r\n b\r\n\r\n": 400,
            b"GET / HTTP/1.1\r\n" + host + b"X: a\x00b\r\n\r\n": 400,
            b"BREW / HTTP/1.1\r\n" + host + b"\r\n": 501,
            b"GET / HTTP/1.1\r\n" + host + b"X: " + b"x" * 20000 + b"\r\n\r\n": 431,
            b"POST /login HTTP/1.1\r\n" + host + b"Content-Length: 70000\r\n\r\n": 413,
        }
        with Ministry(self.folder, 'listen = "127.0.0.1:0"') as ministry:
            with ministry.line() as open_line:
                for text, status in faults.items():
                    with self.subTest(text=text[:80]), ministry.line() as line:
                        line.sendall(text + b"GET /healthz HTTP/1.1\r\n" + host + b"\r\n")
                        answer = said(line)
                        self.assertTrue(answer.startswith(b"HTTP/1.1 %d " % status), answer[:80])
                        self.assertEqual(answer.count(b"HTTP/1.1"), 1)
                open_line.sendall(b"GET /healthz HTTP/1.1\r\n" + host + b"Connection: close\r\n\r\n")
                self.assertTrue(said(open_line).startswith(b"HTTP/1.1 200 "))

    def answers_when_ended_after(self, pause):
        """What those who sign in are still told by a collector that is ended so many seconds later."""
        folder = self.folder / str(pause)
        folder.mkdir()
        with Ministry(folder, 'listen = "127.0.0.1:0"') as ministry, contextlib.ExitStack() as open_lines:
            lines = [open_lines.enter_context(ministry.line()) for _ in range(3)]
            form = b"account=nobody&password=wrong"
            for line in lines:
                line.sendall(b"POST /login HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: https://127.0.0.1:%d\r\n"
                             b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
                             % (ministry.port, ministry.port, len(form), form))
            time.sleep(pause)
            ending = threading.Thread(target=ministry.running.end)
            ending.start()
            answers = [said(line) for line in lines]
            ending.join()
            self.assertFalse((ministry.state / "http-listening").exists())
            return answers

    def test_an_answer_under_way_is_finished_when_the_collector_ends(self):
        # None, if no answer was begun yet: the machine may have much else to do.
        answered = (any(b"HTTP/1.1" in answer for answer in self.answers_when_ended_after(pause))
                    for pause in (0.05, 1, 10))
        self.assertTrue(any(answered))

    def test_plain_text_is_for_this_machine_and_warns(self):
        with Ministry(self.folder, 'listen = "127.0.0.1:0"\nplaintext = true', certified=False) as ministry:
            connection = http.client.HTTPConnection(ministry.host, ministry.port, timeout=60)
            connection.request("GET", "/healthz")
            answer = connection.getresponse()
            self.assertEqual(answer.status, 200)
            self.assertIsNone(answer.headers["Strict-Transport-Security"])
            answer.read()
            connection.close()
            self.assertIn("warning people are served in plain text", ministry.log())

    def test_settings_that_cannot_be_are_told_by_run_and_by_check(self):
        ministry = Ministry(self.folder, "", certified=False)
        for words in (("run",), ("check",)):
            with self.subTest(words=words):
                ministry.say('listen = "0.0.0.0:0"\nplaintext = true')
                done = ministry.ask(*words)
                self.assertEqual(done.returncode, BAD_SETTINGS)
                self.assertIn("http.plaintext: is for a loopback address only", done.stderr)
                ministry.say('listen = "127.0.0.1:0"\ncertificate_file = "none.pem"\nkey_file = "none.key"')
                done = ministry.ask(*words)
                self.assertEqual(done.returncode, BAD_SETTINGS)
                self.assertIn("none.pem: cannot be read", done.stderr)
                with socket.create_server(("127.0.0.1", 0)) as taken:
                    port = taken.getsockname()[1]
                    ministry.say(f'listen = "127.0.0.1:{port}"\nplaintext = true')
                    done = ministry.ask(*words)
                    self.assertEqual(done.returncode, UNAVAILABLE if words == ("run",) else BAD_SETTINGS)
                    self.assertIn(f"127.0.0.1:{port}: cannot be listened on for HTTP", done.stderr)


if __name__ == "__main__":
    unittest.main()
