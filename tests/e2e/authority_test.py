#!/usr/bin/env python3
"""One authority after another under real agents, and one that an authority elsewhere vouches for.

    authority_test.py PROGRAMS
"""
import json
import os
import socket
import sqlite3
import ssl
import subprocess
import unittest
from contextlib import closing

import enrolment_test
from enrolment_test import BAD_SETTINGS, LIMIT, wait_until

UNAVAILABLE = 69
LIFE = 10


class Authorities(enrolment_test.Enrolment):
    def change(self, *words):
        return subprocess.run([self.ministry.program, "authority", *words, "--settings", self.ministry.settings],
                              capture_output=True, text=True, timeout=LIMIT, check=False)

    def changed(self, *words):
        done = self.change(*words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def taken(self):
        """Fingerprints of the authorities, that of the one that signs first."""
        return [row["fingerprint"] for row in self.ministry.rows("authority", "show")]

    def believes(self, authority):
        """Whether who knows that authority alone (a PEM file) believes the collector."""
        context = ssl.create_default_context(cafile=authority)
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
        try:
            with socket.create_connection(("127.0.0.1", self.ministry.ports[1]), timeout=LIMIT) as line:
                with context.wrap_socket(line, server_hostname="127.0.0.1"):
                    return True
        except ssl.SSLError:
            return False

    def first_alone(self):
        first = self.folder / "first.pem"
        first.write_text(self.ministry.ask("authority", "show", "--pem"))
        return first

    def signing(self):
        file = self.folder / "signing.pem"
        file.write_text(self.ministry.ask("authority", "show", "--pem").split("-----END CERTIFICATE-----")[0] +
                        "-----END CERTIFICATE-----\n")
        return file

    def flows(self):
        before = self.received()
        self.one_stop.fill(20)
        wait_until(lambda: self.received() > before, "dossiers arrive")
        self.unit.require_running()

    def run_agent(self):
        self.unit.start()
        self.addCleanup(lambda: self.unit.process and self.unit.kill())
        wait_until(lambda: self.received() > 0, "dossiers arrive")


class Rollover(Authorities):
    rules = f'certificate_life = "{LIFE}s"\n'

    @unittest.skipUnless(os.geteuid() == 0, "only root can be somebody else")
    def test_root_makes_no_authority_that_the_collectors_account_cannot_read(self):
        before = self.taken()
        os.chown(self.ministry.state / "authority", 65534, 65534)
        refused = self.change("renew")
        self.assertEqual(refused.returncode, BAD_SETTINGS)
        self.assertIn("is the folder of account", refused.stderr)
        self.assertEqual(self.taken(), before)

    def test_an_agent_goes_from_one_authority_to_the_next_and_the_one_before_is_dropped(self):
        self.enrolled()
        self.run_agent()
        (first,) = self.taken()
        self.changed("renew")
        self.assertEqual(self.taken()[1], first)
        early = self.change("drop")
        self.assertEqual(early.returncode, BAD_SETTINGS)
        self.assertIn("H44/main", early.stderr)
        self.flows()
        wait_until(lambda: self.change("drop").returncode == 0, "the agent renewed")
        self.assertEqual(len(self.taken()), 1)
        self.assertNotEqual(self.taken(), [first])
        given = len(self.ministry.rows("certificates", "--all"))
        wait_until(lambda: len(self.ministry.rows("certificates", "--all")) > given, "it renews once more")
        self.unit.require_running()
        self.one_stop.fill(20)
        self.assertEqual([act for act, _ in self.ministry.acts() if act.startswith("authority")],
                         ["authority renew", "authority drop"])
        self.unit.kill()
        done = self.unit.once()
        self.assertEqual(done.returncode, 0, done.stderr)
        told = json.loads(enrolment_test.programs.run([self.unit.program, "status", "--json", "--settings",
                                                       self.unit.settings]))
        self.assertEqual(self.received(), told["sources"]["rows"][0]["dossiers"])


class Away(Authorities):
    def test_who_knows_the_one_before_alone_is_served_until_it_is_dropped(self):
        self.enrolled()
        first = self.first_alone()
        self.changed("renew")
        line = self.ministry.line("H44", "--agent", "second") # of the new one
        wait_until(lambda: self.believes(self.signing()), "the new one signs the collector's certificate")
        self.assertTrue(self.believes(first))
        self.run_agent()
        self.flows()
        refused = self.change("drop")
        self.assertEqual(refused.returncode, BAD_SETTINGS)
        self.assertIn("--force", refused.stderr)
        self.changed("drop", "--force")
        wait_until(lambda: "H44/main was revoked" in self.ministry.log.read_text(), "its stream is cut")
        self.unit.kill()
        wait_until(lambda: not self.believes(first), "what the one before vouched for is not shown")
        done = self.unit.enroll(line, "--replace")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.unit.once().returncode, 0)


class Read(Authorities):
    def test_nothing_is_changed_while_the_trail_cannot_have_its_entry(self):
        before = self.taken()
        acts = self.ministry.acts()
        with closing(sqlite3.connect(self.ministry.state / "access.db", isolation_level=None)) as reader:
            reader.execute("begin")
            reader.execute("select count(*) from audit").fetchone()
            refused = self.change("renew")
        self.assertEqual(refused.returncode, UNAVAILABLE, refused)
        self.assertIn("nothing was changed", refused.stderr)
        self.assertEqual(refused.stderr.count("\n"), 1)
        self.assertEqual((self.taken(), self.ministry.acts()), (before, acts))
        self.changed("renew")
        self.assertEqual(len(self.taken()), 2)
        self.assertEqual(self.ministry.acts()[-1][0], "authority renew")


class Elsewhere(Authorities):
    def openssl(self, *words):
        subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True, timeout=LIMIT)

    def signed_elsewhere(self, extensions):
        """Root and chain as the ministry's own authority makes them of a request."""
        files = {kind: self.folder / kind for kind in ("root.key", "root.pem", "congto.csr", "congto.pem", "asked")}
        if not files["root.pem"].exists():
            self.openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-keyout",
                         files["root.key"], "-subj", "/CN=Ministry", "-days", "3650", "-out", files["root.pem"])
        self.changed("request", "--out", files["congto.csr"])
        files["asked"].write_text("\n".join(extensions))
        self.openssl("x509", "-req", "-in", files["congto.csr"], "-CA", files["root.pem"], "-CAkey",
                     files["root.key"], "-days", "1000", "-extfile", files["asked"], "-out", files["congto.pem"])
        files["congto.pem"].write_text(files["congto.pem"].read_text() + files["root.pem"].read_text())
        return files["congto.pem"], files["root.pem"]

    def test_agents_old_and_new_believe_an_authority_that_the_ministry_s_vouches_for(self):
        self.enrolled()
        useless, _ = self.signed_elsewhere(["basicConstraints=critical,CA:FALSE", "subjectKeyIdentifier=hash"])
        refused = self.change("take", useless)
        self.assertEqual(refused.returncode, BAD_SETTINGS)
        self.assertIn("CA:TRUE", refused.stderr)
        chain, root = self.signed_elsewhere(["basicConstraints=critical,CA:TRUE,pathlen:0",
                                             "keyUsage=critical,keyCertSign,cRLSign", "subjectKeyIdentifier=hash",
                                             "authorityKeyIdentifier=keyid:always"])
        self.changed("take", chain)
        wait_until(lambda: self.believes(self.signing()), "the new one signs the collector's certificate")
        done = self.unit.once() # knows the one before alone
        self.assertEqual(done.returncode, 0, done.stderr)
        before = self.received()
        self.assertGreater(before, 0)
        self.one_stop.fill(20)
        done = self.unit.enroll(self.ministry.line(), "--replace")
        self.assertEqual(done.returncode, 0, done.stderr)
        done = self.unit.once()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater(self.received(), before)
        self.changed("drop", "--force")
        wait_until(lambda: self.believes(root), "the way to the root is shown")


if __name__ == "__main__":
    unittest.main()
