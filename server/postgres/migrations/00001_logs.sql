-- The rows of a hub's logs. What belongs to a log begins with the first 16 bytes of the SHA-256 of its scope, everything else with a hash of its name,
-- so that rows spread evenly wherever they are divided by their keys.

-- +goose Up
CREATE TABLE heads (
    scope_hash BYTEA NOT NULL,
    scope BYTEA NOT NULL,
    size BIGINT NOT NULL,
    head BYTEA NOT NULL,
    PRIMARY KEY (scope_hash)
);

CREATE TABLE leaves (
    scope_hash BYTEA NOT NULL,
    leaf_index BIGINT NOT NULL,
    root BYTEA NOT NULL,
    leaf BYTEA NOT NULL,
    commitments BYTEA NOT NULL,
    change BYTEA NOT NULL,
    PRIMARY KEY (scope_hash, leaf_index)
);

CREATE TABLE places (
    identity_hash BYTEA NOT NULL,
    place BYTEA NOT NULL,
    PRIMARY KEY (identity_hash)
);

CREATE TABLE chains (
    scope_hash BYTEA NOT NULL,
    log BYTEA NOT NULL,
    epoch BIGINT NOT NULL,
    chain BYTEA NOT NULL,
    PRIMARY KEY (scope_hash, log, epoch)
);

CREATE TABLE records (
    scope_hash BYTEA NOT NULL,
    kind BYTEA NOT NULL,
    owner BYTEA NOT NULL,
    id BYTEA NOT NULL,
    record BYTEA NOT NULL,
    PRIMARY KEY (scope_hash, kind, owner, id)
);

-- A personal value that was dropped is NULL: its row says that it does not come back.
CREATE TABLE personal (
    commitment_hash BYTEA NOT NULL,
    value BYTEA,
    PRIMARY KEY (commitment_hash)
);

CREATE TABLE settings (
    name_hash BYTEA NOT NULL,
    name BYTEA NOT NULL,
    value BYTEA NOT NULL,
    PRIMARY KEY (name_hash)
);

-- One row: which process has the database, and until when it need not be heard of.
CREATE TABLE leases (
    name_hash BYTEA NOT NULL,
    holder BYTEA NOT NULL,
    told TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    ends TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (name_hash)
);
