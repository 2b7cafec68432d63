#!/usr/bin/env python3
"""The quick start's comparison finds whatever differs, and whatever one side lacks."""
import contextlib
import copy
import io
import sys
import unittest
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging/quickstart-parts"))
import comparison  # noqa: E402

UNITS = ("H17", "H44")
MONTH = "2026-03"


def share(numerator, denominator):
    return {"numerator": numerator, "denominator": denominator}


def truth_of(unit):
    on_basis = {"dossiers": 300, "end_to_end": share(60, 300), "end_to_end_proven": share(40, 300),
                "online_submission": share(100, 300), "online_assisted": share(9, 300), "digitised": None,
                "reported": share(200, 300), "channels": {"unknown": 2, "online": 100}, "levels": {}, "fees": {}}
    received = dict(on_basis, end_to_end_proven=None)
    return {"unit": unit, "all_time": {"mapped": 299, "quarantined": 1, "undated_received": 3},
            "months": [{"month": MONTH, "received": received, "settled": on_basis}]}


def indicator(unit, name, pair, aside_name, aside):
    part, whole = pair or (None, None)
    return {"unit": unit, "indicator": name, "numerator": part, "denominator": whole,
            "rate": comparison.rate_of(pair), "aside_name": aside_name, "aside": aside,
            "no_figure": None if pair else "the source does not tell"}


def indicators_of(basis):
    rows = []
    for unit in UNITS:
        rows += [indicator(unit, "end_to_end", (60, 300), "channel_unknown", 2),
                 indicator(unit, "end_to_end_proven", None if basis == "received" else (40, 300), "channel_unknown", 2),
                 indicator(unit, "online_submission", (100, 300), "online_assisted", 9),
                 indicator(unit, "online_of_full", None, "level_unknown", 0),
                 indicator(unit, "paid_online", None, "fee_unknown", 0),
                 indicator(unit, "digitised", None, "digitised_unknown", 300)]
    return {"rows": rows}


def headline():
    row = {"dossiers": 300, "online_assisted": 9, "undated": 3, "collected": 299, "in_source": 300, "unsent": 0,
           "coverage": Decimal("99.66"), "online_submission_numerator": 100, "online_submission_denominator": 300,
           "online_submission_rate": Decimal("33.33"), "end_to_end_numerator": 60, "end_to_end_denominator": 300,
           "end_to_end_rate": Decimal("20.00"), "end_to_end_proven_numerator": 40,
           "end_to_end_proven_denominator": 300, "end_to_end_proven_rate": Decimal("13.33"),
           "reported_numerator": 200, "reported_denominator": 300, "reported_rate": Decimal("66.66"),
           "gap": Decimal("46.66")}
    return {"rows": [dict(row, unit=unit) for unit in UNITS]}


def agents():
    return [{"unit": unit, "dossiers": 299, "mapped": 299, "quarantined": 1} for unit in UNITS]


class Comparison(unittest.TestCase):
    def setUp(self):
        self.truths = {unit: truth_of(unit) for unit in UNITS}
        for truth in self.truths.values():  # indicators of the truth are those of the collector
            for basis in ("received", "settled"):
                truth["months"][0][basis].update(online_of_full=share(0, 0), paid_online=share(0, 0))
        self.asked = {(MONTH, basis): indicators_of(basis) for basis in ("received", "settled")}
        self.headline = headline()
        self.agents = agents()

    def differing(self):
        sheet = comparison.Sheet(UNITS)
        imported = {unit: {"numerator": "200", "denominator": "300", "rate": "66.66"} for unit in UNITS}
        with contextlib.redirect_stdout(io.StringIO()) as out:
            for basis in ("received", "settled"):
                comparison.compare_indicators(sheet, basis, [MONTH], self.asked, self.truths)
            comparison.compare_headline(sheet, "whole", self.headline, self.truths, imported)
            comparison.compare_agents(sheet, self.agents, self.truths)
        self.printed = out.getvalue()
        self.assertGreaterEqual(sheet.compared, 80)
        return sheet.differing

    def test_equal_numbers_are_equal_and_both_are_printed(self):
        self.assertEqual(self.differing(), 0)
        self.assertEqual(self.printed.count("60/300"), 2 * 2 * len(UNITS) + 2 * len(UNITS))
        self.assertNotIn("DIFFERS", self.printed)

    def test_any_number_of_an_indicator_that_differs_is_found(self):
        for index, row in enumerate(indicators_of("settled")["rows"]):
            for key in ("numerator", "denominator", "rate", "aside"):
                if row[key] is None or key == "aside" and row["aside_name"] not in comparison.ASIDES:
                    continue
                with self.subTest(unit=row["unit"], indicator=row["indicator"], key=key):
                    self.setUp()
                    self.asked[MONTH, "settled"]["rows"][index][key] += 1
                    self.assertEqual(self.differing(), 1)
                    self.assertEqual(self.printed.count(f"DIFFERS: {row['unit']}"), 1)

    def test_an_indicator_a_unit_or_a_month_that_one_side_lacks_is_found(self):
        for spoil in (lambda rows, truths: rows.pop(), lambda rows, truths: rows.clear(),
                      lambda rows, truths: rows.append(dict(rows[0])),
                      lambda rows, truths: rows.append(dict(rows[0], unit="H99")),
                      lambda rows, truths: truths.pop("H44"),
                      lambda rows, truths: truths["H17"]["months"].clear(),
                      lambda rows, truths: truths["H17"]["months"][0]["received"].pop("digitised")):
            self.setUp()
            spoil(self.asked[MONTH, "received"]["rows"], self.truths)
            sheet = comparison.Sheet(UNITS)
            with contextlib.redirect_stdout(io.StringIO()):
                comparison.compare_indicators(sheet, "received", [MONTH], self.asked, self.truths)
            self.assertGreater(sheet.differing, 0)

    def test_rates_of_procedures_are_passed_over_only_where_no_list_was_issued(self):
        row = dict(self.asked[MONTH, "received"]["rows"][0], indicator="procedures_full", numerator=None, denominator=None,
                   rate=None, no_figure="no list of procedures")
        self.asked[MONTH, "received"]["rows"].append(row)
        self.assertEqual(self.differing(), 0)
        row.update(no_figure=None, numerator=1, denominator=2, rate=Decimal("50.00"))
        self.assertGreater(self.differing(), 0)

    def test_no_figure_is_not_zero(self):
        self.asked[MONTH, "received"]["rows"][5].update(no_figure=None, numerator=0, rate=Decimal("0.00"), denominator=300)
        self.assertEqual(self.differing(), 1)

    def test_every_number_of_the_table_is_compared(self):
        for name in self.headline["rows"][0]:
            if name == "unit":
                continue
            with self.subTest(name):
                self.headline = headline()
                self.headline["rows"][1][name] += 1
                self.assertEqual(self.differing(), 1)
        self.headline = headline()
        del self.headline["rows"][0]
        self.assertGreater(self.differing(), 10)

    def test_there_is_one_agent_a_unit(self):
        for spoilt in (self.agents[:1], self.agents + [copy.deepcopy(self.agents[0])],
                       self.agents + [dict(self.agents[0], unit="H99")]):
            self.agents = spoilt
            self.assertGreater(self.differing(), 0)
            self.agents = agents()
        for name in ("dossiers", "mapped", "quarantined"):
            self.agents = agents()
            self.agents[1][name] += 1
            self.assertEqual(self.differing(), 1)


if __name__ == "__main__":
    unittest.main()
