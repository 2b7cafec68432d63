-- Registers, edition 5: facts that come from outside and are imported as files, each as a whole.
-- Days are days since 1970-01-01 (civil, Asia/Ho_Chi_Minh), instants microseconds since 1970 UTC.

-- One row of the unit register is one unit: a code with its validity. Ids are never reused; a
-- re-import finds a unit again by (kind, name_vi, valid_from).
CREATE TABLE unit (
    id                  INTEGER PRIMARY KEY,
    code                TEXT, -- NULL: not confirmed; see code_candidate
    kind                TEXT NOT NULL CHECK (kind IN ('province', 'ministry')),
    name_vi             TEXT NOT NULL,
    name_en             TEXT NOT NULL,
    valid_from          INTEGER NOT NULL, -- day
    valid_to            INTEGER,          -- day, included; NULL: still valid
    successor_code      TEXT,
    successor_name      TEXT,
    stat_code           TEXT,
    certainty           TEXT NOT NULL CHECK (certainty IN ('confirmed', 'likely', 'unconfirmed')),
    code_candidate      TEXT,
    stat_code_candidate TEXT,
    UNIQUE (kind, name_vi, valid_from)
) STRICT;
CREATE INDEX unit_by_code ON unit (code);

-- Procedures by canonical code and validity: of the national catalogue, or of a unit's own issued list.
CREATE TABLE procedure (
    unit         INTEGER NOT NULL, -- 0: the national catalogue
    code         TEXT NOT NULL,    -- canonical
    valid_from   INTEGER NOT NULL,
    valid_to     INTEGER,
    name_vi      TEXT NOT NULL,
    level        INTEGER NOT NULL, -- as proto/model: level offered
    eligible     INTEGER, -- 1 eligible for full, 0 not, NULL unknown
    gives_result INTEGER,
    fee          INTEGER,
    PRIMARY KEY (unit, code, valid_from)
) STRICT, WITHOUT ROWID;

-- Bodies of units: the codes their dossiers carry, with the unit they belonged to.
CREATE TABLE registered_body ( -- a store has a table "body", and both are read together
    unit           INTEGER NOT NULL REFERENCES unit (id),
    code           TEXT NOT NULL, -- as the source writes it
    valid_from     INTEGER NOT NULL,
    valid_to       INTEGER,
    name_vi        TEXT NOT NULL,
    kind           TEXT NOT NULL, -- 'commune', 'department', …
    successor_code TEXT,
    PRIMARY KEY (unit, code, valid_from)
) STRICT, WITHOUT ROWID;

-- Spans of days with a name and targets of their own.
CREATE TABLE campaign (
    name     TEXT NOT NULL PRIMARY KEY,
    from_day INTEGER NOT NULL,
    to_day   INTEGER NOT NULL,
    text     TEXT
) STRICT, WITHOUT ROWID;

-- Rates to be reached, at least. The days of a campaign's target are the campaign's.
CREATE TABLE target (
    indicator TEXT NOT NULL,
    whom      TEXT NOT NULL CHECK (whom IN ('nation', 'provinces', 'ministries', 'unit')),
    unit      INTEGER REFERENCES unit (id),
    campaign  TEXT REFERENCES campaign (name),
    from_day  INTEGER, -- NULL: the campaign's
    to_day    INTEGER, -- included; NULL: the campaign's, or until another is set
    rate      TEXT NOT NULL, -- decimal digits, per cent
    CHECK ((whom = 'unit') = (unit IS NOT NULL)),
    CHECK ((campaign IS NULL) = (from_day IS NOT NULL))
) STRICT;

-- What units reported of themselves, or others of them. Several per unit and month are kept, each
-- with its origin.
CREATE TABLE reported (
    id          INTEGER PRIMARY KEY,
    unit        INTEGER NOT NULL REFERENCES unit (id),
    body        TEXT NOT NULL, -- as reported; '': the unit itself
    from_day    INTEGER NOT NULL,
    to_day      INTEGER NOT NULL,
    indicator   TEXT NOT NULL,
    numerator   INTEGER,
    denominator INTEGER,
    rate        TEXT NOT NULL, -- decimal digits, per cent, as reported
    counted_as  TEXT NOT NULL, -- what the reporter divided by what; '': not said
    origin      TEXT NOT NULL, -- who reported it, where
    reported_on INTEGER NOT NULL, -- day
    UNIQUE (unit, body, from_day, to_day, indicator, origin, reported_on)
) STRICT;

-- Every answer about rates asks for these: few beside those of bodies.
CREATE INDEX reported_of_units ON reported (id) WHERE body = '';

-- Plain numbers reported beside such rates: what contradicts itself is found in them.
CREATE TABLE reported_count (
    unit        INTEGER NOT NULL REFERENCES unit (id),
    body        TEXT NOT NULL, -- '': the unit itself
    from_day    INTEGER NOT NULL,
    to_day      INTEGER NOT NULL,
    name        TEXT NOT NULL, -- reported_count.h
    value       INTEGER NOT NULL,
    origin      TEXT NOT NULL,
    reported_on INTEGER NOT NULL, -- day
    PRIMARY KEY (unit, body, from_day, to_day, name, origin, reported_on)
) STRICT, WITHOUT ROWID;

-- What operators decided of dossiers that a source no longer shows and that are held until then, and
-- of spools that two machines used (release: the spool in place of the source, and no days), and in
-- which order the sources of a unit count (order: their names, separated by spaces, in place of one,
-- and no days). A running collector takes them up by their numbers.
CREATE TABLE withdrawal_decision (
    number      INTEGER PRIMARY KEY, -- 1, 2, …
    at          INTEGER NOT NULL,    -- instant
    verdict     INTEGER NOT NULL CHECK (verdict IN (1, 2, 3, 4, 5)), -- accept, reject, release, order, erase
    unit        INTEGER REFERENCES unit (id), -- null: erase, of all units
    source      INTEGER NOT NULL,    -- source.id of the store, or spool.id, or 0
    source_name TEXT NOT NULL,
    from_day    INTEGER NOT NULL,    -- days opened, both included
    to_day      INTEGER NOT NULL,
    held_through INTEGER NOT NULL,   -- instant: the last that was held and is decided of
    reason      TEXT NOT NULL,
    decided_by  TEXT NOT NULL
) STRICT;

-- Every act that can change a figure: chained, append-only.
CREATE TABLE register_ledger (
    entry   INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL, -- instant
    act     TEXT NOT NULL,    -- 'units import', …
    payload BLOB NOT NULL,    -- the file imported, as it was, or the act's parameters
    chain   BLOB NOT NULL
) STRICT;
