#!/usr/bin/env python3
"""What the quick start asks of the simulator's truth: the figures provinces report of themselves, and
whether every measured number equals the truth.

    figures.py reported PROVINCE_PROGRAM HOME FROM TO UNIT...     CSV for `reported import`
    figures.py compare PROVINCE_PROGRAM COLLECTOR_PROGRAM HOME FROM TO UNIT...
"""
import csv
import datetime
import json
import signal
import subprocess
import sys
from decimal import Decimal

import comparison

BASES = ("received", "settled")
VIET_NAM = datetime.timezone(datetime.timedelta(hours=7))


def answer(*command):
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return json.loads(said, parse_float=Decimal)


def truth_of(province, home, unit, *which):
    return answer(province, "truth", "--state", f"{home}/{unit}/truth.db", "--json", *which)


def reported(province, home, first, last, *units):
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow("unit from to indicator numerator denominator rate origin reported_on".split())
    today = datetime.datetime.now(VIET_NAM).date().isoformat()
    for unit in units:
        truth = truth_of(province, home, unit, "--from", first, "--to", last)
        said = truth["months"][0]["received"]["reported"]
        part, whole = said["numerator"], said["denominator"]
        if whole:
            rate = f"{part * 10000 // whole / 100:.2f}"
            out.writerow([unit, first, last, "end_to_end", part, whole, rate, "the province's own report", today])


def months_from(first, last):
    """Names of the months of two days, both included."""
    year, month = map(int, first.split("-")[:2])
    names = []
    while f"{year:04}-{month:02}" <= last[:7]:
        names.append(f"{year:04}-{month:02}")
        year, month = year + month // 12, month % 12 + 1
    return names


class Collector:
    """The collector's answers."""

    def __init__(self, program, home):
        self.program, self.settings = program, f"{home}/collector/collector.toml"

    def ask(self, command, *which):
        return answer(self.program, command, "--settings", self.settings, "--json", *which)

    def rates(self, basis, *which):
        return self.ask("rates", "--basis", basis, *which)

    def months(self):
        """Every month of which it has a dossier, and those between."""
        told = self.rates("received", "--all-time")
        return months_from(told["period_from"], told["period_to"])


def months_of(collector, truths):
    """Whoever knows of a month: nothing is passed over because one side lacks it."""
    known = {month["month"] for truth in truths.values() for month in truth["months"]}
    return sorted(known | set(collector.months()))


def compare(province, collector_program, home, first, last, *units):
    collector = Collector(collector_program, home)
    months = months_of(collector, {unit: truth_of(province, home, unit) for unit in units})
    sheet = comparison.Sheet(units)
    headline = collector.rates("received", "--from", first, "--to", last)
    asked = {(month, basis): collector.rates(basis, "--month", month, "--indicator", "all")
             for month in months for basis in BASES}
    # Whether an open dossier is due yet is judged as of the collector's day.
    as_of = ("--today", headline["as_of"])
    every_month = [part for month in months for part in ("--month", month)]
    truths = {unit: truth_of(province, home, unit, *every_month, *as_of) for unit in units}
    whole = {unit: truth_of(province, home, unit, "--from", first, "--to", last, *as_of) for unit in units}
    with open(f"{home}/reported.csv", encoding="utf-8", newline="") as file:
        imported = {row["unit"]: row for row in csv.DictReader(file)}
    print("\nmeasured = truth?  (measured by the collector | by the simulator's own arithmetic)")
    for basis in BASES:
        comparison.compare_indicators(sheet, basis, months, asked, truths)
    comparison.compare_headline(sheet, f"{first} to {last}, as the table shows it", headline, whole, imported)
    comparison.compare_agents(sheet, collector.ask("agents")["rows"], whole)
    print(f"\n{sheet.compared} numbers of {len(units)} units and {len(months)} months compared, "
          f"{sheet.differing} differ")
    return 1 if sheet.differing or not sheet.compared else 0


def main():
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a word
    commands = {"reported": reported, "compare": compare}
    if len(sys.argv) < 3 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    sys.exit(commands[sys.argv[1]](*sys.argv[2:]))


if __name__ == "__main__":
    main()
