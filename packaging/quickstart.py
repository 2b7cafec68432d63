#!/usr/bin/env python3
"""What the quick start asks of the simulator's truth: the figures provinces report of themselves, and
whether every measured number equals the truth.

    quickstart.py reported PROVINCE_PROGRAM HOME FROM TO UNIT...     CSV for `reported import`
    quickstart.py compare PROVINCE_PROGRAM COLLECTOR_PROGRAM HOME UNIT...
"""
import csv
import datetime
import json
import subprocess
import sys

BASES = ("received", "settled")
INDICATORS = (
    "online_submission",
    "end_to_end",
    "end_to_end_proven",
    "online_of_two_channels",
    "online_of_full",
    "paid_online",
)


def answer(*command):
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def truth_of(province, home, unit, *period):
    return answer(province, "truth", "--state", f"{home}/{unit}/truth.db", "--json", *period)


def reported(province, home, first, last, *units):
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow("unit from to indicator numerator denominator rate origin reported_on".split())
    today = datetime.date.today().isoformat()
    for unit in units:
        truth = truth_of(province, home, unit, "--from", first, "--to", last)
        said = truth["months"][0]["received"]["reported"]
        part, whole = said["numerator"], said["denominator"]
        rate = f"{part * 10000 // whole / 100:.2f}"
        out.writerow([unit, first, last, "end_to_end", part, whole, rate, "the province's own report", today])


def measured_of(collector, settings, month, basis):
    """(unit, indicator) -> (numerator, denominator) of a month."""
    rows = answer(collector, "rates", "--settings", settings, "--month", month, "--basis", basis,
                  "--indicator", "all", "--json")["rows"]
    return {(row["unit"], row["indicator"]): (row["numerator"], row["denominator"]) for row in rows}


def compare(province, collector, home, *units):
    settings = f"{home}/collector/collector.toml"
    truths = {unit: truth_of(province, home, unit) for unit in units}
    months = sorted({month["month"] for truth in truths.values() for month in truth["months"]})
    compared = differing = 0
    print("\nmeasured = truth?  (numerator/denominator; truth by the simulator's own arithmetic)\n")
    print(f"{'unit':<5}{'month':<9}{'basis':<10}{'indicator':<24}{'measured':>15}{'truth':>15}")
    for month in months:
        for basis in BASES:
            measured = measured_of(collector, settings, month, basis)
            for unit in units:
                known = next((m for m in truths[unit]["months"] if m["month"] == month), None)
                for indicator in INDICATORS:
                    expected = known and known[basis].get(indicator)
                    if not expected:
                        continue
                    true = (expected["numerator"], expected["denominator"])
                    found = measured.get((unit, indicator), (None, None))
                    same = found == true or (true[1] == 0 and found in ((None, None), (0, 0)))
                    compared += 1
                    differing += not same
                    if not same or indicator == "end_to_end":
                        print(f"{unit:<5}{month:<9}{basis:<10}{indicator:<24}"
                              f"{'/'.join(map(str, found)):>15}{'/'.join(map(str, true)):>15}"
                              f"{'' if same else '   DIFFERS'}")
    differing += compare_rows(collector, settings, truths)
    print(f"\n{compared} figures of {len(units)} units and {len(months)} months compared, {differing} differ")
    return 1 if differing or not compared else 0


def compare_rows(collector, settings, truths):
    """Dossiers held and rows in quarantine, beside what the sources really hold."""
    differing = 0
    print()
    for agent in answer(collector, "agents", "--settings", settings, "--json")["rows"]:
        unit = agent["unit"]
        true = truths[unit]["all_time"]
        for name, found, expected in (("dossiers held", agent["dossiers"], true["mapped"]),
                                      ("rows in quarantine", agent["quarantined"], true["quarantined"])):
            same = found == expected
            differing += not same
            print(f"{unit:<5}{name:<43}{found:>15}{expected:>15}{'' if same else '   DIFFERS'}")
    return differing


def main():
    commands = {"reported": reported, "compare": compare}
    if len(sys.argv) < 3 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    sys.exit(commands[sys.argv[1]](*sys.argv[2:]))


main()
