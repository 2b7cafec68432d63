-- The spool, edition 6. One page of a reading changes everything here in one transaction.

-- Whose it is, what was numbered, and what the collector gave receipts for.
CREATE TABLE spool (
    one                INTEGER PRIMARY KEY CHECK (one = 1),
    id                 BLOB NOT NULL CHECK (length(id) = 16), -- random, never used by two files
    unit               TEXT NOT NULL,
    key_id             BLOB NOT NULL,
    digest_edition     INTEGER NOT NULL,
    assigned_sequence  INTEGER NOT NULL DEFAULT 0,
    assigned_chain     BLOB NOT NULL DEFAULT (zeroblob(32)),
    receipted_sequence INTEGER NOT NULL DEFAULT 0,
    receipted_chain    BLOB NOT NULL DEFAULT (zeroblob(32)),
    incarnation        BLOB, -- of the store that gave the last receipt; null: none yet
    -- How the receipted ones were taken, as far as a receipt has said.
    split_through      INTEGER NOT NULL DEFAULT 0,
    applied            INTEGER NOT NULL DEFAULT 0,
    unchanged_there    INTEGER NOT NULL DEFAULT 0,
    rejected           INTEGER NOT NULL DEFAULT 0,
    -- Numbers given up because a restored collector asked for them again.
    taken_back         INTEGER NOT NULL DEFAULT 0,
    refusal            TEXT NOT NULL DEFAULT '', -- what a person must mend; empty: nothing
    CHECK (receipted_sequence <= assigned_sequence AND split_through <= receipted_sequence)
) STRICT;

-- A one-stop system: where reading stands, and the flows since the spool began.
CREATE TABLE source (
    number           INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 65535),
    name             TEXT NOT NULL UNIQUE,
    mapping_digest   BLOB NOT NULL,
    -- Every row up to here was read when no open transaction could reveal more below it.
    watermark_cursor TEXT NOT NULL DEFAULT '',
    watermark_key    TEXT NOT NULL DEFAULT '',
    read             INTEGER NOT NULL DEFAULT 0, -- = left_out + quarantined + unchanged + changed
    left_out         INTEGER NOT NULL DEFAULT 0,
    quarantined      INTEGER NOT NULL DEFAULT 0,
    unchanged        INTEGER NOT NULL DEFAULT 0,
    changed          INTEGER NOT NULL DEFAULT 0,
    -- Entries spooled, with changed.
    withdrawals      INTEGER NOT NULL DEFAULT 0,
    removals         INTEGER NOT NULL DEFAULT 0,
    lists            INTEGER NOT NULL DEFAULT 0,
    claims           INTEGER NOT NULL DEFAULT 0,
    -- Now: rows of shown, rows of quarantine.
    shown            INTEGER NOT NULL DEFAULT 0,
    in_quarantine    INTEGER NOT NULL DEFAULT 0,
    -- What reading last said of itself.
    head_cursor      TEXT NOT NULL DEFAULT '',
    unread           INTEGER, -- rows no pass has read
    caught_up        INTEGER NOT NULL DEFAULT 0,
    known_at         INTEGER NOT NULL DEFAULT 0, -- microseconds since 1970 UTC
    -- No pass has read a row above it; not lost when all is read again.
    furthest_cursor  TEXT NOT NULL DEFAULT '',
    furthest_key     TEXT NOT NULL DEFAULT '',
    pass_read        INTEGER NOT NULL DEFAULT 0, -- rows, of the pass under way
    pass_unread      INTEGER,
    -- How far back rows are read again: 0 not told yet, 1 to the oldest open transaction, of that age
    -- in milliseconds, 2 by the overlap.
    settles          INTEGER NOT NULL DEFAULT 0,
    transaction_age  INTEGER NOT NULL DEFAULT 0,
    -- What keeps it, or its days, from being read, for a person; empty: nothing.
    hindrance        TEXT NOT NULL DEFAULT '',
    days_hindrance   TEXT NOT NULL DEFAULT ''
) STRICT;

-- Batches without a receipt, each as the bytes that are sent.
CREATE TABLE batch (
    first_sequence INTEGER PRIMARY KEY,
    last_sequence  INTEGER NOT NULL CHECK (last_sequence >= first_sequence),
    body           BLOB NOT NULL,
    chain          BLOB NOT NULL,
    fingerprints   BLOB NOT NULL -- beside the body: beside.h
) STRICT;

-- Where batches ended that are no more, the newest: they have their receipt, or were split. A
-- collector that stands there, a restored one or one that took a batch before it was split, must
-- have the same history, or the rows it has are not those this spool sent. Of what was split there
-- are several chains with one number, each of the same entries.
CREATE TABLE chain_end (
    sequence INTEGER NOT NULL,
    chain    BLOB NOT NULL,
    PRIMARY KEY (sequence, chain)
) STRICT, WITHOUT ROWID;

-- The index: what every row of a source was last spooled as. A dossier is shown by one row.
CREATE TABLE shown (
    source     INTEGER NOT NULL,
    row_key    ANY NOT NULL,     -- packed: row_key.h
    dossier    BLOB NOT NULL,
    digest     INTEGER NOT NULL, -- of its last observation
    spooled_by INTEGER NOT NULL, -- its observation's number is this or lower; 0: to be spooled again
    open       INTEGER NOT NULL, -- 1: still to be settled
    unknown    INTEGER NOT NULL, -- unknown_set, 0: every value had a word
    PRIMARY KEY (source, row_key)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX shown_dossier ON shown (source, dossier);

-- What shown holds of a day opened, kept with every change of it, and what is known of the day.
CREATE TABLE day (
    source      INTEGER NOT NULL,
    day         INTEGER NOT NULL,           -- since 1970-01-01
    dossiers    INTEGER NOT NULL DEFAULT 0,
    open        INTEGER NOT NULL DEFAULT 0,
    id_sum      INTEGER NOT NULL DEFAULT 0, -- wrapping, as a day claim has them
    digest_sum  INTEGER NOT NULL DEFAULT 0,
    changed_at  INTEGER NOT NULL DEFAULT 0, -- microseconds since 1970 UTC
    changed_by  INTEGER NOT NULL DEFAULT 0, -- the last number given then
    read_at     INTEGER,                    -- from end to end; null: never
    quarantined INTEGER NOT NULL DEFAULT 0, -- rows of that reading
    left_out    INTEGER NOT NULL DEFAULT 0,
    claimed     INTEGER NOT NULL DEFAULT 0, -- number of the last claim; 0: none
    verdict     INTEGER NOT NULL DEFAULT 0, -- of that claim, as congto.v1.DayStanding; 0: none yet
    removed     INTEGER NOT NULL DEFAULT 0, -- dossiers, since the spool began
    asked       INTEGER NOT NULL DEFAULT 0, -- times since its last reading; 0: not asked for
    PRIMARY KEY (source, day)
) STRICT, WITHOUT ROWID;

-- How codes were numbered on a day, as its last reading from end to end found, until the collector's
-- verdict on the claim; none: not told.
CREATE TABLE day_sequence (
    source    INTEGER NOT NULL,
    day       INTEGER NOT NULL,
    body      TEXT NOT NULL,
    numbered  INTEGER NOT NULL, -- as congto.v1.DaySequence
    seen      INTEGER NOT NULL,
    in_bursts INTEGER NOT NULL,
    PRIMARY KEY (source, day, body)
) STRICT, WITHOUT ROWID;

-- Dossiers withdrawn or removed, so that a restored collector can be told again. A dossier shown
-- again since is in shown, and then this says nothing.
CREATE TABLE withdrawn (
    source     INTEGER NOT NULL,
    dossier    BLOB NOT NULL,
    spooled_by INTEGER NOT NULL,
    cause      INTEGER NOT NULL, -- as congto.v1.RemovalCause; 0: its row shows another dossier
    PRIMARY KEY (source, dossier)
) STRICT, WITHOUT ROWID;

-- Rows that cannot be counted. One that was shown before stays in shown as it was last.
CREATE TABLE quarantine (
    source        INTEGER NOT NULL,
    row_key       TEXT NOT NULL,
    cursor        TEXT NOT NULL,
    field         TEXT NOT NULL,
    reason        TEXT NOT NULL,
    raw           TEXT NOT NULL, -- a status only; else empty
    -- Another row has its dossier: which, and after which position it is read again when it is free;
    -- null: with the dossier's day.
    wanted        BLOB,
    before_cursor TEXT,
    before_key    TEXT,
    PRIMARY KEY (source, row_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX quarantine_wanted ON quarantine (source, wanted) WHERE wanted IS NOT NULL;

-- Positions after which one page is to be read again: a dossier a row waited for became free.
CREATE TABLE revisit (
    source INTEGER NOT NULL,
    cursor TEXT NOT NULL,
    key    TEXT NOT NULL,
    PRIMARY KEY (source, cursor, key)
) STRICT, WITHOUT ROWID;

-- Which coded values of a row had no word, and how many rows have exactly these.
CREATE TABLE unknown_set (
    id     INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    listed TEXT NOT NULL, -- field TAB raw NEWLINE …
    rows   INTEGER NOT NULL,
    UNIQUE (source, listed)
) STRICT;

-- Batches a person set aside because the collector would never take them: their numbers were taken
-- back, and the sources are read again.
CREATE TABLE set_aside (
    at             INTEGER NOT NULL, -- microseconds since 1970 UTC
    first_sequence INTEGER NOT NULL,
    last_sequence  INTEGER NOT NULL,
    reason         TEXT NOT NULL,    -- what the collector said
    file           TEXT NOT NULL     -- where its bytes are kept
) STRICT;

-- The days of which something was taken back then: each is to be read and claimed again.
CREATE TABLE set_aside_day (
    at     INTEGER NOT NULL, -- as in set_aside
    source INTEGER NOT NULL,
    day    INTEGER NOT NULL,
    PRIMARY KEY (at, source, day)
) STRICT, WITHOUT ROWID;
