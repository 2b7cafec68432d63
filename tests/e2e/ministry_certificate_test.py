#!/usr/bin/env python3
"""A program of the ministry that asks for figures with a certificate of its own, made with openssl.

    ministry_certificate_test.py PROGRAMS
"""
import subprocess
import unittest

import enrolment_test
from enrolment_test import LIMIT, wait_until

PERMISSION_DENIED, OK = "7", "0"


def message(field, content):
    """A field of a protocol buffer that holds bytes."""
    return bytes((field << 3 | 2, len(content))) + content


class MinistryCertificate(enrolment_test.Enrolment):
    def openssl(self, *words):
        subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True, timeout=LIMIT)

    def certified(self, name="statistics"):
        """Key and certificate of that program; as its keeper makes them, and an operator."""
        key, request, certificate = (self.folder / f"{name}.{kind}" for kind in ("key", "csr", "pem"))
        self.openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc",
                     "-keyout", key, "-subj", "/", "-out", request)
        certificate.write_text(self.ministry.ask("certificates", "sign", "--ministry", name, "--request", request))
        return key, certificate

    def asked(self, key, certificate):
        """gRPC's status of the question for all units' rates of a month."""
        authority = self.folder / "authority.pem"
        authority.write_text(self.ministry.ask("authority", "show", "--pem"))
        question = message(1, message(1, b"2026-05"))
        body, said = self.folder / "question", self.folder / "said"
        body.write_bytes(b"\0" + len(question).to_bytes(4, "big") + question)
        subprocess.run(["curl", "--silent", "--show-error", "--http2", "--max-time", "60", "--noproxy", "*",
                        "--cacert", authority, "--cert", certificate, "--key", key,
                        "--header", "content-type: application/grpc", "--header", "te: trailers",
                        "--data-binary", f"@{body}", "--dump-header", said, "--output", self.folder / "answer",
                        f"https://127.0.0.1:{self.ministry.ports[0]}/congto.v1.Reporting/Rates"],
                       check=True, capture_output=True, timeout=LIMIT)
        lines = dict(line.split(": ", 1) for line in said.read_text().splitlines() if ": " in line)
        return lines["grpc-status"]

    def test_it_sees_all_units_until_it_is_revoked(self):
        self.enrolled()
        self.assertEqual(self.unit.once().returncode, 0)
        statistics, portal = self.certified(), self.certified("portal")
        self.assertEqual(self.asked(*statistics), OK)
        self.assertIn(b"H44", (self.folder / "answer").read_bytes())
        self.assertEqual(self.asked(self.unit.identity, self.unit.identity), PERMISSION_DENIED) # of one unit
        self.assertEqual([row["state"] for row in self.ministry.rows("certificates") if row["unit"] == "ministry"],
                         ["good", "good"])
        self.ministry.ask("certificates", "revoke", "--ministry", "statistics", "--reason", "the laptop was lost")
        wait_until(lambda: self.asked(*statistics) == PERMISSION_DENIED, "it is refused")
        self.assertEqual(self.asked(*portal), OK)
        self.assertEqual(self.ministry.acts()[-3:], [("certificate sign", "ministry/statistics"),
                                                     ("certificate sign", "ministry/portal"),
                                                     ("certificate revoke", "ministry/statistics")])


if __name__ == "__main__":
    unittest.main()
