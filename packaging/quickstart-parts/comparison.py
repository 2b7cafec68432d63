"""Measured numbers beside true ones, nothing left out.

A number is a value: 17, Decimal("18.54"), a pair (numerator, denominator), or None for "no figure". What
one side does not mention at all is missing, and differs.
"""
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

MISSING = "missing"

# Counted beside a rate by the collector, and what the truth calls them.
ASIDES = {
    "online_assisted": lambda truth: truth["online_assisted"]["numerator"],
    "channel_unknown": lambda truth: truth["channels"].get("unknown", 0),
    "level_unknown": lambda truth: truth["levels"].get("unknown", 0),
    "fee_unknown": lambda truth: truth["fees"].get("unknown", 0),
}
# Shares in the truth that are no indicators.
NO_INDICATORS = ("reported", "online_assisted")


def pair_of(share):
    """A share of the truth; nothing can be said of an empty one."""
    if share is None or share["denominator"] == 0:
        return None
    return share["numerator"], share["denominator"]


def rounded(value):
    """Two decimals, half away from zero."""
    hundredths = (Decimal(abs(value).numerator * 100) / Decimal(abs(value).denominator)).quantize(
        Decimal(1), ROUND_HALF_UP)
    return (hundredths if value >= 0 else -hundredths) / 100


def rate_of(pair):
    return None if pair is None else rounded(Fraction(100 * pair[0], pair[1]))


def text_of(value):
    if isinstance(value, tuple):
        return "/".join(map(str, value))
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return "–" if value is None else str(value)


class Sheet:
    """Prints blocks of numbers, a pair of columns a unit, and counts."""

    def __init__(self, units):
        self.units = list(units)
        self.compared = self.differing = 0

    def block(self, title, rows):
        """rows: (name, {unit: measured}, {unit: true})."""
        if all(side == dict.fromkeys(self.units) for _, *sides in rows for side in sides):
            for _, measured, true in rows:
                self._count(measured, true)
            print(f"\n{title}: no figure of any month, measured and true")
            return
        columns = "".join(f"{unit + ' measured':>14} {'truth':>12} " for unit in self.units)
        print(f"\n{title}\n{'':<27}{columns}".rstrip())
        for name, measured, true in rows:
            self._row(name, measured, true)

    def _count(self, measured, true):
        """Units that differ, and every unit that either side names."""
        units = self.units + sorted((set(measured) | set(true)) - set(self.units))
        differing = [unit for unit in units if unit not in measured or unit not in true or measured[unit] != true[unit]]
        self.compared += len(units)
        self.differing += len(differing)
        return differing, units

    def _row(self, name, measured, true):
        differing, units = self._count(measured, true)
        cells = [f"{text_of(side.get(unit, MISSING)):>{width}} " for unit in units
                 for side, width in ((measured, 14), (true, 12))]
        mark = f"  DIFFERS: {', '.join(differing)}" if differing else ""
        print(f"{name:<27}{''.join(cells).rstrip()}{mark}")


def number_in(row):
    """What a row of `rates --indicator all` says; text when it contradicts itself."""
    if row["no_figure"]:
        return None if row["rate"] is None else f"{row['rate']}?"
    pair = row["numerator"], row["denominator"]
    return pair if row["rate"] == rate_of(pair) else f"{text_of(pair)}={row['rate']}?"


def figures_in(answer):
    """{indicator: {unit: number}} of `rates --indicator all`, but what asks a list of procedures: none was issued."""
    figures = {}
    for row in answer["rows"]:
        if row["no_figure"] == "no list of procedures":
            continue
        of_units = figures.setdefault(row["indicator"], {})
        of_units[row["unit"]] = "twice" if row["unit"] in of_units else number_in(row)
    return figures


def true_figures(truth):
    """{indicator: number} of one month and basis of the truth."""
    return {name: pair_of(value) for name, value in truth.items()
            if name not in NO_INDICATORS and (value is None or isinstance(value, dict) and "denominator" in value)}


def on(truths, month, basis):
    """{unit: truth of one month and basis}."""
    return {unit: at[basis] for unit, truth in truths.items()
            for at in truth["months"] if at["month"] == month}


def compare_indicators(sheet, basis, months, asked, truths):
    """Every indicator either side knows, month by month, and what is counted beside it."""
    blocks, asides = {}, {}
    for month in months:
        measured, true = figures_in(asked[month, basis]), {}
        for unit, truth in on(truths, month, basis).items():
            for name, number in true_figures(truth).items():
                true.setdefault(name, {})[unit] = number
        for name in list(measured) + [name for name in true if name not in measured]:
            blocks.setdefault(name, []).append((month, measured.get(name, {}), true.get(name, {})))
        for name, row in asides_in(asked[month, basis], on(truths, month, basis)).items():
            asides.setdefault(name, []).append((month, *row))
    for name, rows in blocks.items():
        sheet.block(f"{name}, {basis}", rows)
    for name, rows in asides.items():
        sheet.block(f"{name}, {basis}", rows)


def asides_in(answer, truths):
    """{name of what is counted beside: ({unit: measured}, {unit: true})}, of every indicator that has it."""
    found = {name: ({}, {unit: count(truth) for unit, truth in truths.items()}) for name, count in ASIDES.items()}
    for row in answer["rows"]:
        if row["aside_name"] in found and row["aside"] is not None:
            measured = found[row["aside_name"]][0]
            if measured.setdefault(row["unit"], row["aside"]) != row["aside"]:
                measured[row["unit"]] = f"{measured[row['unit']]}, {row['aside']}"
    return found


def headline_of(truth, imported):
    """The numbers of a unit's row in the table, by the simulator's arithmetic."""
    received, settled = truth["months"][0]["received"], truth["months"][0]["settled"]
    held, aside = truth["all_time"]["mapped"], truth["all_time"]["quarantined"]
    row = {"dossiers": received["dossiers"], "online_assisted": received["online_assisted"]["numerator"],
           "undated": truth["all_time"]["undated_received"],
           "collected": held, "in_source": held + aside, "unsent": 0,
           "coverage": Decimal(held * 10000 // (held + aside)) / 100 if held + aside else None}
    for name, share in (("online_submission", received["online_submission"]), ("end_to_end", received["end_to_end"]),
                        ("end_to_end_proven", settled["end_to_end_proven"])):
        row[name] = pair_of(share)
        row[f"{name}_rate"] = rate_of(row[name])
    row["reported"] = (int(imported["numerator"]), int(imported["denominator"])) if imported else None
    row["reported_rate"] = Decimal(imported["rate"]) if imported else None
    row["gap"] = None
    if imported and row["end_to_end"]:
        row["gap"] = rounded(Fraction(imported["rate"]) - Fraction(100 * row["end_to_end"][0], row["end_to_end"][1]))
    return row


def compare_headline(sheet, title, answer, truths, imported):
    true = {unit: headline_of(truth, imported.get(unit)) for unit, truth in truths.items()}
    names = list(next(iter(true.values())))
    measured = {}
    for row in answer["rows"]:
        numbers = measured.setdefault(row["unit"], {})
        for name in names:
            if f"{name}_numerator" in row:
                pair = row[f"{name}_numerator"], row[f"{name}_denominator"]
                numbers[name] = None if pair == (None, None) else pair
            elif name in row:
                numbers[name] = row[name]
    sheet.block(title, [(name, {unit: row[name] for unit, row in measured.items() if name in row},
                         {unit: row[name] for unit, row in true.items()}) for name in names])


def compare_agents(sheet, rows, truths):
    """One agent a unit, which holds what the source holds."""
    measured = {}
    for row in rows:
        measured.setdefault(row["unit"], []).append(row)
    expected = {"dossiers": "mapped", "mapped": "mapped", "quarantined": "quarantined"}
    sheet.block("agents", [("agents", {unit: len(found) for unit, found in measured.items()},
                            {unit: 1 for unit in truths})])
    sheet.block("at the agents", [
        (name, {unit: found[0][name] for unit, found in measured.items()},
         {unit: truth["all_time"][true] for unit, truth in truths.items()})
        for name, true in expected.items()])
