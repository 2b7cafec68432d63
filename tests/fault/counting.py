"""Compares a source with what a collector made of it, sharing nothing with the programs."""
import datetime
import hashlib
import hmac
import re
import sqlite3

# The rows of the wide table that are dossiers and can be counted, in this file's own words.
MAPPED = """SELECT code, created_at FROM dossier
 WHERE deleted_on IS NULL AND coalesce(parent_id, '') = '' AND code <> '' AND (
   status IN ('1', '3')
   OR (status IN ('2', '4', '5', '6', '8', '9', '10') AND received_at IS NOT NULL)
   OR (status = '7' AND coalesce(received_at, withdrawn_at) IS NOT NULL))"""
FIGURES = ("online_submission", "end_to_end")


def canonical(code):
    code = re.sub(r"[\s\u200b\u2060\ufeff]", "", code)
    code = re.sub(r"[a-z]", lambda letter: letter.group().upper(), code)
    return re.sub(r"[\u2010-\u2015\u2212]", "-", code)


def day_opened(code, created_at):
    for group in code.split("-")[1:-1]:
        if re.fullmatch(r"[0-9]{6}", group):
            try:
                return datetime.date(2000 + int(group[:2]), int(group[2:4]), int(group[4:]))
            except ValueError:
                continue
    return datetime.date.fromisoformat(created_at[:10])


def pseudonym(key, code, created_at):
    """As proto/README.md defines it."""
    written = canonical(code)
    day = (day_opened(written, created_at) - datetime.date(1970, 1, 1)).days
    return day.to_bytes(4, "big", signed=True) + hmac.new(key, written.encode(), hashlib.sha256).digest()[:12]


def rows_of(file, sql):
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return database.execute(sql).fetchall()
    finally:
        database.close()


def differences(one_stop, agent, collector, unit_of=None):
    """Dossiers of the source that the collector lacks, has twice, or has though the source has not; of the unit
    of that agent alone, if one is given."""
    key = bytes.fromhex(agent.key.read_text().strip())
    there = [pseudonym(key, *row) for row in rows_of(one_stop.source, MAPPED)]
    of_unit = "" if unit_of is None else " AND unit = (SELECT unit FROM spool WHERE hex(spool_id) = '{}')".format(
        *rows_of(unit_of.spool, "SELECT hex(id) FROM spool")[0])
    counted = [row[0] for row in rows_of(collector.state / "store.db",
                                         "SELECT dossier FROM dossier WHERE class >> 26 & 1 = 0" + of_unit)]
    lost = len(set(there) - set(counted))
    foreign = len(set(counted) - set(there))
    twice = len(counted) - len(set(counted))
    print(f"dossiers: {len(set(there))} in the source, {lost} lost, {twice} duplicated, "
          f"{foreign} that the source does not have")
    if not there:
        return ["the source is empty: nothing was tested"]
    return ["the sets of dossiers differ"] if lost or foreign or twice else []


def false_figures(one_stop, collector):
    """A line for each figure that is not the simulator's truth."""
    faults, compared = [], 0
    for month in one_stop.truth()["months"]:
        for basis in ("received", "settled"):
            true = month[basis]
            if not true["dossiers"]:
                continue
            rows = collector.rates(month["month"], basis)["rows"]
            found = rows[0] if len(rows) == 1 else {}
            pairs = [("dossiers", true["dossiers"], found.get("dossiers"))]
            pairs += [(name, true[name]["numerator"], found.get(name + "_numerator")) for name in FIGURES]
            for name, should, is_ in pairs:
                compared += 1
                if should != is_:
                    faults.append(f"{month['month']} {basis} {name}: {is_}, the truth is {should}")
    print(f"figures: {compared} compared with the truth, {len(faults)} differ")
    return faults or ([] if compared else ["no figure was compared"])


def unbalanced(agent, collector):
    """A line for each account of agent and collector that does not add up."""
    (assigned, receipted, taken_back, split, applied, unchanged, rejected, identity), = rows_of(
        agent.spool, "SELECT assigned_sequence, receipted_sequence, taken_back, split_through, applied, "
                     "unchanged_there, rejected, hex(id) FROM spool")
    sources = rows_of(agent.spool, "SELECT read, left_out, quarantined, unchanged, changed, withdrawals, "
                                   "claims FROM source")
    numbered = sum(changed + withdrawals + claims for *_, changed, withdrawals, claims in sources)
    columns = {row[1] for row in rows_of(agent.spool, "PRAGMA table_info(source)")}
    for more in columns & {"removals", "lists"}:
        numbered += rows_of(agent.spool, f"SELECT sum({more}) FROM source")[0][0]
    (durable, *taken), = rows_of(collector.state / "store.db",
                                 "SELECT durable_sequence, applied, unchanged, rejected FROM spool "
                                 f"WHERE hex(spool_id) = '{identity}'")
    accounts = [
        ("rows read", sum(row[0] for row in sources), sum(sum(row[1:5]) for row in sources)),
        ("numbers given", assigned + taken_back, numbered),
        ("receipts", receipted, assigned),
        ("receipts, split", split, receipted),
        ("taken there, as the agent knows", applied + unchanged + rejected, split),
        ("taken there", sum(taken), durable),
        ("durable there", durable, receipted),
    ]
    print("accounts: " + ", ".join(f"{name} {one}" for name, one, _ in accounts))
    return [f"{name}: {one} on one side, {other} on the other" for name, one, other in accounts if one != other]


def held_in(collector):
    """Dossiers the source no longer shows, which count until somebody decides (cell_class.h)."""
    return rows_of(collector.state / "store.db", "SELECT count(*) FROM dossier WHERE class >> 33 & 1")[0][0]


def faults_of(one_stop, agent, collector):
    print(f"held, and accepted as deleted: {collector.accept_what_is_held(lambda: held_in(collector))}")
    return differences(one_stop, agent, collector) + false_figures(one_stop, collector) + unbalanced(agent, collector)
