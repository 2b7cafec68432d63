-- Who may do what, edition 4. Instants are microseconds since 1970 UTC.

-- Invitations of units. Of a token only its hash is kept.
CREATE TABLE token (
    id         INTEGER PRIMARY KEY,
    sha256     BLOB NOT NULL UNIQUE,
    unit       TEXT NOT NULL, -- code
    agent      TEXT NOT NULL,
    made_at    INTEGER NOT NULL,
    over_at    INTEGER NOT NULL,
    cancelled  INTEGER,       -- instant
    used_at    INTEGER,
    public_key BLOB           -- of who used it: may ask again
) STRICT;

-- Certificates of agents that this collector's authority signed.
CREATE TABLE certificate (
    serial     TEXT NOT NULL PRIMARY KEY, -- lower-case hexadecimal
    unit       TEXT NOT NULL,
    agent      TEXT NOT NULL,
    der        BLOB NOT NULL,
    public_key BLOB NOT NULL,    -- SubjectPublicKeyInfo, DER
    issued_at  INTEGER NOT NULL,
    over_at    INTEGER NOT NULL,
    token      INTEGER REFERENCES token (id), -- NULL: renewed
    revoked    INTEGER                        -- instant
) STRICT, WITHOUT ROWID;
CREATE INDEX certificate_of_agent ON certificate (unit, agent);

-- Which certificate followed which (renewals.h): of one that was renewed by two, both may be seen to
-- go on.
CREATE TABLE renewal (
    serial     TEXT NOT NULL PRIMARY KEY REFERENCES certificate (serial) ON DELETE CASCADE,
    of         TEXT NOT NULL, -- serial of the one before
    public_key BLOB NOT NULL, -- of the next
    taken_up   INTEGER        -- instant
) STRICT, WITHOUT ROWID;
CREATE INDEX renewal_of ON renewal (of);

-- Agents that were revoked, or enrolled: what they were given before is taken no more, also what is
-- not on record here because a backup came back, or another authority signs.
CREATE TABLE ended_agent (
    unit  TEXT NOT NULL,
    agent TEXT NOT NULL,
    at    INTEGER NOT NULL, -- the last time
    PRIMARY KEY (unit, agent)
) STRICT, WITHOUT ROWID;

-- Every administrative act, chained. Nothing of it can be changed or removed by SQL; by other means it
-- is noticed by the chain.
CREATE TABLE audit (
    entry   INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    actor   TEXT NOT NULL, -- 'operator root', 'agent H44/main', …
    act     TEXT NOT NULL, -- 'token create', …
    object  TEXT NOT NULL, -- what it was done to
    detail  TEXT NOT NULL,
    chain   BLOB NOT NULL
) STRICT;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT raise(ABORT, 'the audit trail is not changed'); END;
CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE entry = NEW.entry)
BEGIN SELECT raise(ABORT, 'the audit trail is not changed'); END;
CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'nothing is removed from the audit trail'); END;

-- People who look at figures.
CREATE TABLE account (
    id           INTEGER PRIMARY KEY,
    name         TEXT NOT NULL UNIQUE,
    role         TEXT NOT NULL, -- 'operator', 'ministry', 'unit'
    unit         TEXT NOT NULL, -- code; empty with other roles
    password     TEXT NOT NULL, -- argon2id with its salt and costs; empty: single sign-on alone
    made_at      INTEGER NOT NULL,
    disabled     INTEGER,                    -- instant
    tried        INTEGER NOT NULL DEFAULT 0, -- passwords by strangers, since the last right one
    locked_until INTEGER
) STRICT;

-- From where somebody signed in with an account, the last eight: wrong passwords from there are counted
-- apart (tries.h).
CREATE TABLE account_network (
    account      INTEGER NOT NULL REFERENCES account (id),
    network      TEXT NOT NULL,    -- '10.0.0.1', '2001:db8:1:2::/64'
    seen_at      INTEGER NOT NULL, -- signed in the last time
    tried        INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER,
    PRIMARY KEY (account, network)
) STRICT, WITHOUT ROWID;

-- Who is signed in. Of the cookie's value only its hash is kept.
CREATE TABLE session (
    sha256   BLOB NOT NULL PRIMARY KEY,
    account  INTEGER NOT NULL REFERENCES account (id),
    made_at  INTEGER NOT NULL,
    seen_at  INTEGER NOT NULL -- to the minute
) STRICT, WITHOUT ROWID;
CREATE INDEX session_of_account ON session (account);

-- What programs of people show. Of a token only its hash is kept.
CREATE TABLE api_token (
    id       INTEGER PRIMARY KEY,
    sha256   BLOB NOT NULL UNIQUE,
    account  INTEGER NOT NULL REFERENCES account (id),
    name     TEXT NOT NULL, -- what it is for
    unit     TEXT NOT NULL, -- sees this one alone; empty: what the account sees
    made_at  INTEGER NOT NULL,
    over_at  INTEGER NOT NULL,
    used_at  INTEGER, -- the last time, to the minute
    revoked  INTEGER  -- instant
) STRICT;
