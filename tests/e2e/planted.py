#!/usr/bin/env python3
"""What the detectors find of figures that were made to look better, in known amounts.

    tests/e2e/planted.py                   needs the programs of a build (any preset)
    tests/e2e/planted.py --programs DIR    takes them from DIR

Three one-stop systems: one honest (H05), one with tricks planted dossier by dossier (H44), one that calls
everybody online at the end of a month and nobody by post (H17). Each is read by an agent, some rows are
changed afterwards and read again, and the collector's flags are compared with what was planted, body by
body and month by month: found is what was planted and flagged, precision is of the flagged, recall of the
planted. Everything listens on loopback and lives in one temporary folder.
"""
import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "fault"))
import programs  # noqa: E402

MONTHS = ("2026-03", "2026-04", "2026-05")
AT_ENTRY = {"D1": 240, "D2": 200, "D2b": 200, "D3": 300, "D4": 160, "D5": 150, "D6": 180, "D9": 240, "D10": 200,
            "D11": 210, "D15": 220, "D16": 200}
AFTERWARDS = {"D7": 150, "D8": 160, "D12": 140}
DOSSIERS = 4000
# What a trick shows besides what it is named after: received in the second it was submitted is
# received at once; a level called full afterwards is a change too.
SHOWN_BY = {
    "official_account": ("D1",), "instant_reception": ("D2", "D5"), "burst": ("D2b",), "one_submitter": ("D3",),
    "malformed_identity": ("D4",), "submitted_is_received": ("D5",), "paper_taken": ("D6",),
    "changed_later": ("D7", "D8"), "level_raised": ("D8",), "split": ("D9",), "closed_at_once": ("D10",),
    "no_gateway_transaction": ("D11",), "counter_gone": ("D12",), "no_processing_step": ("D15",),
    "hole_in_sequence": ("D16",),
}
# Of a unit as a whole: over its threshold, or not.
OF_UNITS = {"reported_dossiers": "H44", "reported_numerator": "H44", "step_at_month_end": "H17", "no_post": "H17"}


class Unit:
    """A one-stop system and the agent that reads it."""

    def __init__(self, found, folder, code, seed):
        self.province = found["congto-province"]
        self.code, self.folder = code, folder / code
        self.folder.mkdir()
        self.state, self.source = self.folder / "province.state", self.folder / "onestop.db"
        self.ask_province("create", "--connection", self.source, "--shape", "wide", "--unit", code, "--seed", seed,
                          "--honest")

    def ask_province(self, command, *words):
        return programs.run([self.province, command, "--state", self.state, *words])

    def fill(self, *words):
        self.ask_province("fill", "--dossiers", DOSSIERS, "--from", MONTHS[0], "--to", MONTHS[-1], *words)

    def read(self, found, address):
        if not (self.folder / "agent.toml").exists():
            self.agent = programs.Agent(found, self.folder, address, self)
            text = self.agent.settings.read_text()
            self.agent.settings.write_text(text.replace('unit = "H44"', f'unit = "{self.code}"'))
        programs.run([self.agent.program, "run", "--once", "--settings", self.agent.settings])

    def compare_days(self):
        """What the source holds of each day, told to the collector."""
        for month in MONTHS:
            programs.run([self.agent.program, "reconcile", "--month", month, "--settings", self.agent.settings])

    def planted(self):
        """Dossiers by trick, month received and body; what was received after the last month is in none."""
        counts = {}
        for row in json.loads(self.ask_province("planted"))["planted"]:
            if row["month"] in MONTHS:
                counts.setdefault(row["detector"], Counter())[row["month"], row["body"]] += row["dossiers"]
        return counts


def plants(amounts):
    return ["--plant", *(f"{trick}={amount}" for trick, amount in amounts.items())]


class Ministry:
    def __init__(self, found, folder):
        self.collector = programs.Collector(found, folder)
        # The months are long past: nothing of persons would be kept of them.
        with open(self.collector.settings, "a", encoding="utf-8") as settings:
            settings.write('[fingerprints]\nkeep = "0d"\n')
        self.collector.start()
        self.address = self.collector.address()

    def ask(self, *words):
        return programs.run([self.collector.program, *words, "--settings", self.collector.settings])

    def flags(self, month, *words):
        return json.loads(self.ask("flags", "--month", month, "--json", *words))["rows"]

    def agree_to_withdrawals(self):
        def held():
            return sum(row["held"] for row in json.loads(self.ask("withdrawals", "list", "--json"))["rows"])
        return self.collector.accept_what_is_held(held)

    def report(self, folder, unit, month):
        """What a unit reports that counts what it likes to: a tenth of the dossiers less, half as many again online."""
        row = next(row for row in json.loads(self.ask("rates", "--month", month, "--json"))["rows"]
                   if row["unit"] == unit)
        whole = row["dossiers"] - row["dossiers"] // 10
        part = min(row["end_to_end_numerator"] * 3 // 2, whole)
        file = folder / f"reported-{month}.csv"
        rate = f"{part * 10000 // whole / 100:.2f}"
        file.write_text("unit,month,indicator,numerator,denominator,rate,origin,reported_on\n"
                        f"{unit},{month},end_to_end,{part},{whole},{rate},report,{month}-28\n")
        self.ask("reported", "import", file)


def flagged(ministry, unit):
    """Dossiers by signal, month and body; None of a signal that cannot be told of any."""
    found = {}
    for month in MONTHS:
        for row in ministry.flags(month, "--unit", unit, "--by", "body"):
            if row["flagged"] is not None:
                found.setdefault(row["signal"], Counter())[month, row["body"]] += row["flagged"]
    return found


def compare(planted, found):
    """A row for each signal of dossiers: planted, flagged, found."""
    for signal, tricks in SHOWN_BY.items():
        wanted = Counter()
        for trick in tricks:
            wanted += planted.get(trick, Counter())
        seen = found.get(signal, Counter())
        yield signal, sum(wanted.values()), sum(seen.values()), sum((wanted & seen).values())


def over(ministry, unit):
    return {(month, row["signal"]) for month in MONTHS for row in ministry.flags(month, "--unit", unit)
            if row["over"] == "yes"}


def share(part, whole):
    return "–" if whole == 0 else f"{100 * part / whole:.2f} %"


def measure(found, folder):
    """Everything that is to be told: rows of dossiers, signals over of each unit, the honest unit's flags."""
    units = {"H05": Unit(found, folder, "H05", 501), "H17": Unit(found, folder, "H17", 1701),
             "H44": Unit(found, folder, "H44", 4401)}
    units["H05"].fill()
    units["H17"].fill("--spurts", "--no-post")
    units["H44"].fill(*plants(AT_ENTRY))
    ministry = Ministry(found, folder)
    try:
        for unit in units.values():
            unit.read(found, ministry.address)
            unit.compare_days()
        units["H44"].ask_province("tamper", *plants(AFTERWARDS))
        units["H44"].read(found, ministry.address)
        ministry.agree_to_withdrawals()
        for month in MONTHS:
            ministry.report(folder, "H44", month)
        rows = list(compare(units["H44"].planted(), flagged(ministry, "H44")))
        signals_over = {unit: over(ministry, unit) for unit in units}
        without = ministry.flags(MONTHS[1], "--unit", "H44")[0]
        return rows, signals_over, without
    finally:
        ministry.collector.end()


def show(rows, signals_over, without):
    print(f"{'signal':24} {'planted':>8} {'flagged':>8} {'found':>8} {'precision':>10} {'recall':>10}")
    for signal, planted, flags, both in rows:
        print(f"{signal:24} {planted:8} {flags:8} {both:8} {share(both, flags):>10} {share(both, planted):>10}")
    print("\nof a unit as a whole: over its threshold in months of", len(MONTHS))
    for signal, guilty in OF_UNITS.items():
        counts = {unit: sum(one == signal for _, one in signals_over[unit]) for unit in signals_over}
        print(f"  {signal:22} done by {guilty}:", ", ".join(f"{unit} {count}" for unit, count in counts.items()))
    print("\nthe honest unit, H05: signals over a threshold:", len(signals_over["H05"]))
    print(f"\nH44 {MONTHS[1]}: end_to_end {without['end_to_end']} of {without['dossiers']}, "
          f"{without['end_to_end_without_flagged']} if none that is flagged were online; "
          f"as first read {without['first_end_to_end']} of {without['first_dossiers']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=Path, metavar="DIR", help="folder of the programs")
    options = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory(prefix="congto-planted.") as folder:
            show(*measure(programs.found_programs(options.programs), Path(folder)))
    except programs.Stopped as failure:
        print(f"planted: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
