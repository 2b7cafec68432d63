-- The store, edition 7. All but the ledger can be rebuilt from it and the registers, which are a
-- file of their own (register.db).
-- Days are days since 1970-01-01 (civil, Asia/Ho_Chi_Minh), months months since 1970-01, instants
-- microseconds since 1970 UTC. unit is register.db's unit.id.

CREATE TABLE store_fact (
    name  TEXT PRIMARY KEY, -- 'incarnation' (16 bytes), 'created_at', 'digest_edition', 'restored_at'
    value ANY
) STRICT, WITHOUT ROWID;

-- Codes as observed, made small.
CREATE TABLE body (
    id   INTEGER PRIMARY KEY,
    unit INTEGER NOT NULL,
    code TEXT NOT NULL,
    UNIQUE (unit, code)
) STRICT;

CREATE TABLE procedure_code (
    id        INTEGER PRIMARY KEY,
    raw       TEXT NOT NULL UNIQUE,
    canonical TEXT NOT NULL
) STRICT;
CREATE INDEX procedure_code_by_canonical ON procedure_code (canonical);

-- The pseudonyms' key each unit began with: another one would count every dossier twice.
CREATE TABLE unit_key (
    unit   INTEGER PRIMARY KEY,
    key_id BLOB NOT NULL,
    since  INTEGER NOT NULL -- instant
) STRICT;

-- A spool file of an agent, numbered in the order first greeted: of two spools of one source, what
-- the later one says is newer.
CREATE TABLE spool (
    id               INTEGER PRIMARY KEY,
    spool_id         BLOB NOT NULL UNIQUE,
    unit             INTEGER NOT NULL,
    durable_sequence INTEGER NOT NULL DEFAULT 0,
    chain            BLOB NOT NULL, -- after durable_sequence
    applied          INTEGER NOT NULL DEFAULT 0,
    unchanged        INTEGER NOT NULL DEFAULT 0,
    rejected         INTEGER NOT NULL DEFAULT 0,
    boot_nonce       BLOB NOT NULL,
    -- whether two machines use it (boot_nonces.h); two_since: they do, and it is refused
    nonce_before     BLOB,
    returns          INTEGER NOT NULL DEFAULT 0,
    returning_since  INTEGER NOT NULL DEFAULT 0, -- instant
    two_since        INTEGER,                    -- instant
    -- of copies that went on as spools of their own (copy_book.h). origin: the first of them, NULL:
    -- this one; came_back: greeted with though another reads its source; two_with: used beside it
    origin           INTEGER,
    came_back        INTEGER,                    -- instant
    two_with         INTEGER,
    agent_version    TEXT NOT NULL,
    greeted_at       INTEGER NOT NULL, -- instant
    receipted_at     INTEGER           -- instant
) STRICT;
CREATE INDEX spool_by_unit ON spool (unit);

-- A one-stop system. priority: which one counts when two show one dossier (lowest first).
CREATE TABLE source (
    id             INTEGER PRIMARY KEY,
    unit           INTEGER NOT NULL,
    name           TEXT NOT NULL,
    priority       INTEGER NOT NULL,
    mapping_digest BLOB NOT NULL,
    spool          INTEGER NOT NULL,           -- the newest that reads it
    dossiers       INTEGER NOT NULL DEFAULT 0, -- shown now
    -- the agent's last Progress; known_at NULL: none yet
    known_at       INTEGER,
    mapped         INTEGER NOT NULL DEFAULT 0,
    quarantined    INTEGER NOT NULL DEFAULT 0,
    unread         INTEGER,
    assigned       INTEGER NOT NULL DEFAULT 0,
    caught_up      INTEGER NOT NULL DEFAULT 0,
    UNIQUE (unit, name)
) STRICT;

-- The source numbers a spool uses in its batches.
CREATE TABLE spool_source (
    spool  INTEGER NOT NULL,
    number INTEGER NOT NULL,
    source INTEGER NOT NULL,
    PRIMARY KEY (spool, number)
) STRICT, WITHOUT ROWID;

-- Append-only: what was received, as it was received, and what operators decided (spool 0: numbered
-- as in the registers, decision.h), in the order in which it took effect.
CREATE TABLE ledger (
    entry          INTEGER PRIMARY KEY,
    spool          INTEGER NOT NULL,
    first_sequence INTEGER NOT NULL,
    last_sequence  INTEGER NOT NULL,
    received_at    INTEGER NOT NULL, -- instant
    chain          BLOB NOT NULL,    -- after last_sequence
    payload        BLOB NOT NULL     -- zstd of the BatchBody
) STRICT;
CREATE UNIQUE INDEX ledger_by_sequence ON ledger (spool, first_sequence);

-- The fingerprints that came beside a batch, by month opened; the payload holds their hashes, so
-- that a month can be erased and the chain stays checkable.
CREATE TABLE ledger_fingerprint (
    entry   INTEGER NOT NULL, -- ledger.entry
    month   INTEGER NOT NULL,
    content BLOB NOT NULL,    -- a serialized Fingerprints
    PRIMARY KEY (entry, month)
) STRICT, WITHOUT ROWID;

-- An observation the store could not take; it has used its number.
CREATE TABLE rejected_observation (
    spool    INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    reason   TEXT NOT NULL,
    PRIMARY KEY (spool, sequence)
) STRICT, WITHOUT ROWID;

-- The latest observation of each dossier by each source that shows it or showed it. Of several, the
-- one that counts is the first by (standing in class, source.priority).
CREATE TABLE dossier (
    unit         INTEGER NOT NULL,
    dossier      BLOB NOT NULL,    -- 16 bytes, begins with the day opened
    source       INTEGER NOT NULL,
    spool        INTEGER NOT NULL, -- with sequence: where in the ledger it is
    sequence     INTEGER NOT NULL,
    body         INTEGER NOT NULL, -- body.id
    procedure    INTEGER NOT NULL, -- procedure_code.id
    class        INTEGER NOT NULL, -- cell_class.h
    received_day INTEGER,
    settled_day  INTEGER,
    open_due_day INTEGER,          -- due day, while received and not settled
    digest       INTEGER NOT NULL,
    state        BLOB NOT NULL,    -- the rest: dossier_row.h
    PRIMARY KEY (unit, dossier, source)
) STRICT, WITHOUT ROWID;

-- Who submitted and who applied, of dossiers by month opened, as each source last told (6 bytes each,
-- six zero bytes: not known), until the month is erased.
CREATE TABLE fingerprint (
    unit      INTEGER NOT NULL,
    month     INTEGER NOT NULL,
    dossier   BLOB NOT NULL,
    source    INTEGER NOT NULL,
    submitter BLOB NOT NULL,
    applicant BLOB NOT NULL,
    PRIMARY KEY (unit, month, dossier, source)
) STRICT, WITHOUT ROWID;

-- Fingerprints of months opened up to these were erased, and none of them is kept any more.
CREATE TABLE fingerprint_erasure (
    decision INTEGER PRIMARY KEY, -- its number
    through  INTEGER NOT NULL     -- month
) STRICT;

-- What erased fingerprints came to (frozen.h): online dossiers by month opened, that are alike.
CREATE TABLE frozen_person (
    unit       INTEGER NOT NULL,
    opened     INTEGER NOT NULL, -- month
    received   INTEGER NOT NULL, -- month
    body       INTEGER NOT NULL, -- body.id
    procedure  INTEGER NOT NULL, -- procedure_code.id
    class      INTEGER NOT NULL, -- flag_class.h
    applicants INTEGER NOT NULL, -- of its submitter; -1: not known
    parts      INTEGER NOT NULL, -- of its matter; -1: not known
    count      INTEGER NOT NULL,
    PRIMARY KEY (unit, opened, received, body, procedure, class, applicants, parts)
) STRICT, WITHOUT ROWID;

-- Cells: how many dossiers of each class (cell_row.h), by the day or month they count on. basis:
-- 0 received, 1 settled. Undated dossiers have day and month -2147483648.
CREATE TABLE unit_month (
    basis  INTEGER NOT NULL,
    month  INTEGER NOT NULL,
    unit   INTEGER NOT NULL,
    counts BLOB NOT NULL,
    PRIMARY KEY (basis, month, unit)
) STRICT, WITHOUT ROWID;

CREATE TABLE body_procedure_month (
    unit   INTEGER NOT NULL,
    basis  INTEGER NOT NULL,
    month  INTEGER NOT NULL,
    body   INTEGER NOT NULL, -- body.id
    counts BLOB NOT NULL,    -- by procedure_code.id
    PRIMARY KEY (unit, basis, month, body)
) STRICT, WITHOUT ROWID;

CREATE TABLE body_day (
    unit       INTEGER NOT NULL,
    basis      INTEGER NOT NULL,
    day        INTEGER NOT NULL,
    body_group INTEGER NOT NULL, -- body.id / 16
    counts     BLOB NOT NULL,    -- by body.id
    PRIMARY KEY (unit, basis, day, body_group)
) STRICT, WITHOUT ROWID;

CREATE TABLE procedure_day (
    unit            INTEGER NOT NULL,
    basis           INTEGER NOT NULL,
    day             INTEGER NOT NULL,
    procedure_group INTEGER NOT NULL, -- procedure_code.id / 32
    counts          BLOB NOT NULL,    -- by procedure_code.id
    PRIMARY KEY (unit, basis, day, procedure_group)
) STRICT, WITHOUT ROWID;

-- Open dossiers that have a due day, for on_time.
CREATE TABLE open_due (
    unit         INTEGER NOT NULL,
    due_day      INTEGER NOT NULL,
    received_day INTEGER NOT NULL,
    counts       BLOB NOT NULL, -- by body.id << 32 | procedure_code.id
    PRIMARY KEY (unit, due_day, received_day)
) STRICT, WITHOUT ROWID;

-- What detectors ask: how many dossiers of each flag class (flag_class.h), by the month received.
-- Undated dossiers have month -2147483648.
CREATE TABLE flag_cell (
    unit   INTEGER NOT NULL,
    month  INTEGER NOT NULL,
    body   INTEGER NOT NULL, -- body.id
    counts BLOB NOT NULL,    -- by procedure_code.id
    PRIMARY KEY (unit, month, body)
) STRICT, WITHOUT ROWID;

-- How the days of a source stand by what was claimed of them, by day opened.
CREATE TABLE source_day (
    unit           INTEGER NOT NULL,
    source         INTEGER NOT NULL,
    day            INTEGER NOT NULL,
    standing       INTEGER NOT NULL DEFAULT 0, -- DayStanding
    -- the last claim, and what it said; claimed_at NULL: none
    claimed_at     INTEGER,                    -- instant
    claim_spool    INTEGER,
    claim_sequence INTEGER,
    mapped         INTEGER NOT NULL DEFAULT 0,
    quarantined    INTEGER NOT NULL DEFAULT 0,
    left_out       INTEGER NOT NULL DEFAULT 0,
    -- dossiers the source no longer shows that count until an operator decides; since and cause of
    -- the last ones; kept: an operator decided that they stay
    held           INTEGER NOT NULL DEFAULT 0,
    held_since     INTEGER,                    -- instant
    held_cause     INTEGER,                    -- RemovalCause
    kept           INTEGER NOT NULL DEFAULT 0,
    -- dossiers removed without asking, each within 35 days of the one before, and when the last
    removed_lately INTEGER NOT NULL DEFAULT 0,
    removed_at     INTEGER NOT NULL DEFAULT 0, -- instant
    PRIMARY KEY (unit, source, day)
) STRICT, WITHOUT ROWID;
-- Days of which removals are held, or were at the last claim or since: few, and looked for at every
-- greeting and each time balances are looked at.
CREATE INDEX source_day_held ON source_day (unit, source) WHERE held_cause IS NOT NULL;

-- How the codes of bodies were numbered, where codes count a body's dossiers of a day from 1; by the
-- last claim of the day. None: not told, which is not zero.
CREATE TABLE day_sequence (
    unit      INTEGER NOT NULL,
    source    INTEGER NOT NULL,
    day       INTEGER NOT NULL, -- opened
    body      TEXT NOT NULL,    -- code, as observed
    numbered  INTEGER NOT NULL, -- the highest number seen
    seen      INTEGER NOT NULL, -- distinct ones
    in_bursts INTEGER NOT NULL, -- of these, online dossiers in bursts (proto/README.md)
    PRIMARY KEY (unit, source, day, body)
) STRICT, WITHOUT ROWID;

-- What reconciliation compares: wrapping sums over the dossiers a source shows, by day opened.
CREATE TABLE day_sum (
    unit           INTEGER NOT NULL,
    source         INTEGER NOT NULL,
    day            INTEGER NOT NULL,
    digest_edition INTEGER NOT NULL,
    count          INTEGER NOT NULL,
    id_sum         INTEGER NOT NULL,
    digest_sum     INTEGER NOT NULL,
    PRIMARY KEY (unit, source, day, digest_edition)
) STRICT, WITHOUT ROWID;

-- Of dossiers that several sources of a unit have, those that do not count for `source`, because
-- `counting` stands before it; by day opened, and by how they stand at `source`.
CREATE TABLE overlap (
    unit      INTEGER NOT NULL,
    day       INTEGER NOT NULL,
    source    INTEGER NOT NULL,
    counting  INTEGER NOT NULL, -- source.id too
    shown     INTEGER NOT NULL,
    held      INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL,
    PRIMARY KEY (unit, day, source, counting)
) STRICT, WITHOUT ROWID;
