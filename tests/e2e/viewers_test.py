#!/usr/bin/env python3
"""People who look at figures through the real collector, and what is tried on them.

    viewers_test.py PROGRAMS
"""
import http.client
import json
import re
import subprocess
import tempfile
import time
import unittest
import urllib.parse
from pathlib import Path

from http_test import Ministry, PROGRAM

PASSWORD = "correct horse battery"
COOKIE = re.compile(r"(__Host-congto=[a-z2-7]{52}); Path=/; HttpOnly; Secure; SameSite=Strict")


class Viewers(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="congto-test-")
        self.addCleanup(folder.cleanup)
        self.ministry = Ministry(Path(folder.name), 'listen = "127.0.0.1:0"\nsign_ins_per_minute_of_one = 100')
        self.told("account", "create", "lan", "--role", "unit", "--unit", "H44", typed=PASSWORD)
        self.told("account", "create", "minh", "--role", "ministry", typed=PASSWORD)
        self.ministry.__enter__()
        self.addCleanup(self.ministry.__exit__)
        self.origin = f"https://{self.ministry.host}:{self.ministry.port}"

    def told(self, *words, typed=""):
        command = [PROGRAM, *words, "--settings", self.ministry.settings]
        done = subprocess.run(command, input=typed, capture_output=True, text=True, timeout=120, check=False)
        self.assertEqual(done.returncode, 0, done)
        return done.stdout.strip()

    def ask(self, method, path, headers=None, form=None):
        connection = http.client.HTTPSConnection(self.ministry.host, self.ministry.port, timeout=60,
                                                 context=self.ministry.trust())
        sent = {"Content-Type": "application/x-www-form-urlencoded"} if form is not None else {}
        body = None if form is None else urllib.parse.urlencode(form)
        connection.request(method, path, body, {**sent, **(headers or {})})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer, text

    def get(self, path, **headers):
        answer, text = self.ask("GET", path, headers)
        return answer.status, text

    def send(self, path, form, origin=None, **headers):
        told = {"Origin": self.origin if origin is None else origin}
        return self.ask("POST", path, {**({} if origin == "" else told), **headers}, form)[0]

    def sign_in(self, account, **headers):
        answer = self.send("/login", {"account": account, "password": PASSWORD}, **headers)
        self.assertEqual((answer.status, answer.headers["Location"]), (303, "/"))
        return COOKIE.fullmatch(answer.headers["Set-Cookie"]).group(1)

    def refused_since(self):
        """By what was tried: from the metrics, which are written every 15 s."""
        found = re.findall(r'congto_people_refused_total{act="(.*)"} (\d+)', self.ministry.metrics())
        return {act: int(times) for act, times in found}

    def test_what_is_tried_is_refused_counted_and_noted(self):
        planted = "__Host-congto=" + "a" * 52
        cookie = self.sign_in("lan", Cookie=planted)
        self.assertNotEqual(cookie, planted)
        self.assertEqual(self.get("/", Cookie=planted)[0], 303)
        status, page = self.get("/", Cookie=cookie)
        mark = re.search(r'name="anti_forgery" value="([0-9a-f]{64})"', page).group(1)
        self.assertEqual(status, 200)

        forged = 0
        for path, form in (("/login", {"account": "minh", "password": PASSWORD}), ("/logout", {"anti_forgery": mark})):
            for origin in ("https://evil.example", "null", self.origin.replace("https", "http"), ""):
                self.assertEqual(self.send(path, form, origin=origin, Cookie=cookie).status, 403)
                forged += 1
        self.assertEqual(self.send("/logout", {"anti_forgery": "0" * 64}, Cookie=cookie).status, 403)
        others = ("rates?month=2026-01&unit=H26", "rates?month=2026-01&all-units", "rates?month=2026-01&by=nation",
                  "rates?all-time", "gap?month=2026-01&unit=H26", "ranking?month=2026-01",
                  "ranking?month=2026-01&bodies-of=H26", "flags?month=2026-01&unit=H26",
                  "rates?month=2026-01&units=new")
        for question in others:
            status, text = self.get("/api/v1/" + question, Cookie=cookie)
            self.assertEqual(status, 403, question)
            self.assertIn("sees its figures alone", json.loads(text)["faults"][0])
        for path in ("/../store.db", "/%2e%2e/store.db", "/api/v1/../../login", "//login", "/login%00"):
            self.assertEqual(self.get(path, Cookie=cookie)[0], 404, path)

        self.assertEqual(self.get("/api/v1/rates?month=2026-01", Cookie=cookie)[0], 200)
        self.assertEqual(self.send("/logout", {"anti_forgery": mark}, Cookie=cookie).status, 303)
        self.assertEqual(self.get("/api/v1/rates?month=2026-01", Cookie=cookie)[0], 401)
        acts = {(row["act"], row["object"]) for row in json.loads(self.told("audit", "--json"))["rows"]}
        for act in (("sign in", "lan"), ("sign out", "lan"), ("forged form refused", "/login")):
            self.assertIn(act, acts)
        until = time.monotonic() + 120
        wanted = {"forged form": forged + 1, "figures of others": len(others)}
        while self.refused_since() != wanted and time.monotonic() < until:
            time.sleep(0.5)
        self.assertEqual(self.refused_since(), wanted)
        for secret in (cookie.split("=")[1], mark, PASSWORD):
            self.assertNotIn(secret, self.ministry.log() + self.told("audit"))

    def test_figures_are_what_the_command_prints(self):
        token = self.told("api-token", "create", "--account", "minh", "--name", "monthly")
        for question in ("rates", "ranking", "flags"):
            for form, option in (("", "--json"), ("&format=csv", "--csv")):
                status, text = self.get(f"/api/v1/{question}?month=2026-01{form}", Authorization="Bearer " + token)
                printed = subprocess.check_output([PROGRAM, question, "--month", "2026-01", option, "--settings",
                                                   self.ministry.settings])
                self.assertEqual((status, text.encode()), (200, printed))

    def test_what_an_operator_takes_away_is_away_at_once(self):
        cookie, other = self.sign_in("lan"), self.sign_in("minh")
        token = self.told("api-token", "create", "--account", "minh", "--name", "monthly")
        figures = "/api/v1/rates?month=2026-01"
        self.assertEqual(self.get(figures, Cookie=cookie)[0], 200)
        self.assertEqual(self.get(figures, Authorization="Bearer " + token)[0], 200)
        self.told("account", "disable", "lan")
        self.told("api-token", "revoke", "1")
        self.assertEqual(self.get(figures, Cookie=cookie)[0], 401)
        self.assertEqual(self.get(figures, Authorization="Bearer " + token)[0], 401)
        self.assertEqual(self.send("/login", {"account": "lan", "password": PASSWORD}).status, 401)
        self.assertEqual(self.get(figures, Cookie=other)[0], 200)


if __name__ == "__main__":
    unittest.main()
