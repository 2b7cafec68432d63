-- The store, edition 1. Everything but the registers and the ledger can be rebuilt from the two.
-- Days are days since 1970-01-01 (civil, Asia/Ho_Chi_Minh), months months since 1970-01, instants
-- microseconds since 1970 UTC, moments seconds since 1970 UTC.

CREATE TABLE store_fact (
    name  TEXT PRIMARY KEY, -- 'incarnation' (16 bytes), 'created_at', 'digest_edition'
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

-- A spool file of an agent. epoch orders the spools of one source: a later one is newer.
CREATE TABLE spool (
    id               INTEGER PRIMARY KEY,
    spool_id         BLOB NOT NULL UNIQUE,
    unit             INTEGER NOT NULL,
    key_id           BLOB NOT NULL,
    durable_sequence INTEGER NOT NULL DEFAULT 0,
    chain            BLOB NOT NULL,
    applied          INTEGER NOT NULL DEFAULT 0,
    unchanged        INTEGER NOT NULL DEFAULT 0,
    rejected         INTEGER NOT NULL DEFAULT 0,
    boot_nonce       BLOB NOT NULL,
    greeted_at       INTEGER NOT NULL,
    receipted_at     INTEGER,
    agent_version    TEXT NOT NULL,
    abandoned        INTEGER NOT NULL DEFAULT 0
) STRICT;

-- A one-stop system. priority: which one counts when two show one dossier (lowest first).
CREATE TABLE source (
    id             INTEGER PRIMARY KEY,
    unit           INTEGER NOT NULL,
    name           TEXT NOT NULL,
    priority       INTEGER NOT NULL,
    mapping_digest BLOB NOT NULL,
    dossiers       INTEGER NOT NULL DEFAULT 0, -- shown now
    -- the agent's last Progress
    mapped         INTEGER NOT NULL DEFAULT 0,
    quarantined    INTEGER NOT NULL DEFAULT 0,
    unread         INTEGER,
    assigned       INTEGER NOT NULL DEFAULT 0,
    caught_up      INTEGER NOT NULL DEFAULT 0,
    known_at       INTEGER,
    spool          INTEGER,
    UNIQUE (unit, name)
) STRICT;

-- The source numbers a spool uses in its batches.
CREATE TABLE spool_source (
    spool  INTEGER NOT NULL,
    number INTEGER NOT NULL,
    source INTEGER NOT NULL,
    PRIMARY KEY (spool, number)
) STRICT, WITHOUT ROWID;

-- Append-only: what was received, as it was received.
CREATE TABLE ledger (
    entry          INTEGER PRIMARY KEY,
    spool          INTEGER NOT NULL,
    first_sequence INTEGER NOT NULL,
    last_sequence  INTEGER NOT NULL,
    received_at    INTEGER NOT NULL,
    payload        BLOB NOT NULL, -- zstd of the BatchBody
    chain          BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX ledger_by_sequence ON ledger (spool, first_sequence);

-- An observation the store could not take; it has used its number.
CREATE TABLE rejected_observation (
    spool    INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    reason   TEXT NOT NULL,
    PRIMARY KEY (spool, sequence)
) STRICT, WITHOUT ROWID;

-- The latest observation of each dossier by each source that shows it.
CREATE TABLE dossier (
    unit      INTEGER NOT NULL,
    dossier   BLOB NOT NULL, -- 16 bytes
    source    INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    spool     INTEGER NOT NULL,
    body      INTEGER NOT NULL,
    procedure INTEGER NOT NULL,
    class     INTEGER NOT NULL,
    digest    INTEGER NOT NULL,
    state     BLOB NOT NULL, -- the rest: collector/store/dossier_row.h
    PRIMARY KEY (unit, dossier, source)
) STRICT, WITHOUT ROWID;

-- Cells: dossiers by class, on the day or month they count on. basis 0 received, 1 settled.
-- Undated dossiers have month -2147483648.
CREATE TABLE unit_month (
    basis INTEGER NOT NULL,
    month INTEGER NOT NULL,
    unit  INTEGER NOT NULL,
    class INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (basis, month, unit, class)
) STRICT, WITHOUT ROWID;

CREATE TABLE body_procedure_month (
    unit      INTEGER NOT NULL,
    basis     INTEGER NOT NULL,
    month     INTEGER NOT NULL,
    body      INTEGER NOT NULL,
    procedure INTEGER NOT NULL, -- procedure_code.id
    class     INTEGER NOT NULL,
    count     INTEGER NOT NULL,
    PRIMARY KEY (unit, basis, month, body, procedure, class)
) STRICT, WITHOUT ROWID;

CREATE TABLE body_day (
    unit  INTEGER NOT NULL,
    basis INTEGER NOT NULL,
    day   INTEGER NOT NULL,
    body  INTEGER NOT NULL,
    class INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (unit, basis, day, body, class)
) STRICT, WITHOUT ROWID;

CREATE TABLE procedure_day (
    unit      INTEGER NOT NULL,
    basis     INTEGER NOT NULL,
    day       INTEGER NOT NULL,
    procedure INTEGER NOT NULL,
    class     INTEGER NOT NULL,
    count     INTEGER NOT NULL,
    PRIMARY KEY (unit, basis, day, procedure, class)
) STRICT, WITHOUT ROWID;

-- Open dossiers that have a due day, for on_time.
CREATE TABLE open_due (
    unit         INTEGER NOT NULL,
    received_day INTEGER NOT NULL,
    due_day      INTEGER NOT NULL,
    body         INTEGER NOT NULL,
    procedure    INTEGER NOT NULL,
    count        INTEGER NOT NULL,
    PRIMARY KEY (unit, received_day, due_day, body, procedure)
) STRICT, WITHOUT ROWID;

-- What reconciliation compares: wrapping sums by the day a dossier was opened.
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
