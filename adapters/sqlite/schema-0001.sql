-- schema-0001.sql - the tables of an office.
--
-- Days are counted from 1970-01-01, instants are milliseconds since 1970-01-01T00:00:00Z; NULL is no day and never.
-- sum is SipHash-2-4 over the other columns of the row (engine/row.h: canonical bytes), so that a byte that the disk
-- has changed is seen when the row is read. content_sum covers the large column as well, for lists do not read it.

-- What was done to the schema. Never changed.
CREATE TABLE patches (
  number INTEGER PRIMARY KEY,          -- 1, 2, ..: also the user_version of the file
  name TEXT NOT NULL,                  -- of the SQL file
  applied_at INTEGER NOT NULL,         -- instant
  hash TEXT NOT NULL,                  -- SHA-256 of the SQL
  definitions TEXT NOT NULL            -- SHA-256 of all definitions in the file after it
) STRICT;

-- Settings of the office.
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  sum INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Packages as they were deployed. Never changed.
CREATE TABLE packages (
  hash TEXT PRIMARY KEY,               -- of the files: what cases are pinned to
  bureau TEXT NOT NULL,
  version TEXT NOT NULL,
  in_force INTEGER,                    -- first day on which cases open under it
  deployed_at INTEGER,
  deployed_by TEXT NOT NULL,
  sum INTEGER NOT NULL
) STRICT;

CREATE TABLE package_files (
  hash TEXT NOT NULL REFERENCES packages (hash),
  path TEXT NOT NULL,                  -- within the package
  content BLOB NOT NULL,
  content_sum INTEGER NOT NULL,
  UNIQUE (hash, path)
) STRICT;

CREATE TABLE persons (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  bureau TEXT NOT NULL,
  certificate TEXT NOT NULL,           -- of enforcement; '' if none
  roles TEXT NOT NULL,                 -- ids separated by spaces
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  sum INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Cases as lists show them. Derived from the journal, but for id, bureau and package.
CREATE TABLE cases (
  number INTEGER PRIMARY KEY,          -- of the snapshot and the search index; nowhere else
  id TEXT NOT NULL UNIQUE,             -- L-2025-00001
  bureau TEXT NOT NULL,
  procedure TEXT NOT NULL,
  package TEXT NOT NULL,               -- hash of the package it is pinned to
  title TEXT NOT NULL,
  status TEXT NOT NULL,                -- open, suspended, ended, terminated
  states TEXT NOT NULL,                -- active states that have a title, separated by spaces
  search TEXT NOT NULL,                -- text by which people look it up
  opened_at INTEGER,
  ended_at INTEGER,
  entries INTEGER NOT NULL,            -- in its journal
  due INTEGER,                         -- instant at which the clock has something to do in it
  sum INTEGER NOT NULL
) STRICT;
CREATE INDEX cases_by_status ON cases (status, id);
CREATE INDEX cases_by_due ON cases (due, id) WHERE due IS NOT NULL;

-- The state of a case after its last entry. Derived; apart from cases, so that lists read little.
CREATE TABLE snapshots (
  number INTEGER PRIMARY KEY REFERENCES cases (number),
  content BLOB NOT NULL,
  content_sum INTEGER NOT NULL         -- over the row of cases and the content
) STRICT;

-- What was put into each case: the truth. Never changed.
CREATE TABLE journal (
  position INTEGER PRIMARY KEY,        -- among the entries of all cases
  case_id TEXT NOT NULL REFERENCES cases (id),
  sequence INTEGER NOT NULL,           -- within the case, from 1, without gaps
  at INTEGER NOT NULL,                 -- instant
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,                  -- canonical XML
  hash_name TEXT NOT NULL,
  previous TEXT NOT NULL,              -- hash of the entry before
  hash TEXT NOT NULL,                  -- over all columns from case_id on
  sum INTEGER NOT NULL,
  UNIQUE (case_id, sequence)
) STRICT;

-- Open tasks. Derived.
CREATE TABLE tasks (
  case_id TEXT NOT NULL REFERENCES cases (id),
  number INTEGER NOT NULL,             -- within the case
  task TEXT NOT NULL,                  -- id in the definition
  key TEXT NOT NULL,                   -- of the node it was opened for
  title TEXT NOT NULL,
  form TEXT NOT NULL,
  state TEXT NOT NULL,                 -- open, claimed, delegated, signing, suspended
  roles TEXT NOT NULL,                 -- these four: ids separated by spaces
  persons TEXT NOT NULL,
  excluded TEXT NOT NULL,
  among TEXT NOT NULL,
  opened_at INTEGER,
  due INTEGER,                         -- last day
  sum INTEGER NOT NULL,
  PRIMARY KEY (case_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX tasks_by_people ON tasks (persons, roles);

-- Deadlines. Derived.
CREATE TABLE deadlines (
  case_id TEXT NOT NULL REFERENCES cases (id),
  session TEXT NOT NULL,               -- path of the sub-procedure; '' for the case itself
  deadline TEXT NOT NULL,              -- id in the definition
  title TEXT NOT NULL,
  law TEXT NOT NULL,
  role TEXT NOT NULL,                  -- who must act
  state TEXT NOT NULL,                 -- running, suspended, expired, met
  "from" INTEGER,                      -- day
  due INTEGER,                         -- last day
  provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
  sum INTEGER NOT NULL,
  PRIMARY KEY (case_id, session, deadline)
) STRICT, WITHOUT ROWID;
CREATE INDEX deadlines_by_due ON deadlines (due, case_id) WHERE state = 'running';

-- Issued instruments. Never changed.
CREATE TABLE instruments (
  case_id TEXT NOT NULL REFERENCES cases (id),
  number INTEGER NOT NULL,             -- within the case
  instrument TEXT NOT NULL,            -- id in the definition
  key TEXT NOT NULL,                   -- of the node it is addressed to
  document_number TEXT NOT NULL,
  year INTEGER NOT NULL,
  sequence INTEGER NOT NULL,           -- within bureau, kind and year, without gaps
  title TEXT NOT NULL,
  issued_at INTEGER,
  hash_name TEXT NOT NULL,
  hash TEXT NOT NULL,                  -- of the content
  sum INTEGER NOT NULL,
  content TEXT NOT NULL,               -- XHTML
  content_sum INTEGER NOT NULL,
  UNIQUE (case_id, number)
) STRICT;

-- Files that somebody attached. Never changed.
CREATE TABLE evidence (
  case_id TEXT NOT NULL REFERENCES cases (id),
  number INTEGER NOT NULL,             -- within the case
  name TEXT NOT NULL,
  media TEXT NOT NULL,
  hash_name TEXT NOT NULL,
  hash TEXT NOT NULL,                  -- of the content
  size INTEGER NOT NULL,               -- bytes
  attached_at INTEGER,
  attached_by TEXT NOT NULL,
  sum INTEGER NOT NULL,
  content BLOB NOT NULL,
  content_sum INTEGER NOT NULL,
  UNIQUE (case_id, number)
) STRICT;

-- Messages for the world.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- receivers deduplicate by it
  case_id TEXT NOT NULL REFERENCES cases (id),
  sequence INTEGER NOT NULL,           -- of the entry that caused it
  kind TEXT NOT NULL,                  -- notify, urge, copy, send
  "to" TEXT NOT NULL,                  -- a role or a person
  text TEXT NOT NULL,
  created_at INTEGER,
  delivered_at INTEGER,                -- NULL until delivered
  sum INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_waiting ON outbox (id) WHERE delivered_at IS NULL;

-- The last number given out in each series of documents.
CREATE TABLE series (
  bureau TEXT NOT NULL,
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,
  last INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  PRIMARY KEY (bureau, kind, year)
) STRICT, WITHOUT ROWID;

-- Answers already given, by Idempotency-Key.
CREATE TABLE replies (
  key TEXT PRIMARY KEY,
  request TEXT NOT NULL,               -- what was asked
  answer TEXT NOT NULL,
  at INTEGER NOT NULL,                 -- instant
  sum INTEGER NOT NULL
) STRICT;
CREATE INDEX replies_by_age ON replies (at);

CREATE TRIGGER patches_stay BEFORE DELETE ON patches BEGIN SELECT raise(ABORT, 'schema patches are never deleted'); END;
CREATE TRIGGER patches_same BEFORE UPDATE ON patches BEGIN SELECT raise(ABORT, 'schema patches are never changed'); END;
CREATE TRIGGER packages_stay BEFORE DELETE ON packages BEGIN SELECT raise(ABORT, 'packages are never deleted'); END;
CREATE TRIGGER packages_same BEFORE UPDATE ON packages BEGIN SELECT raise(ABORT, 'packages are never changed'); END;
CREATE TRIGGER files_stay BEFORE DELETE ON package_files BEGIN SELECT raise(ABORT, 'packages are never deleted'); END;
CREATE TRIGGER files_same BEFORE UPDATE ON package_files BEGIN SELECT raise(ABORT, 'packages are never changed'); END;
CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN SELECT raise(ABORT, 'the journal is never deleted'); END;
CREATE TRIGGER journal_same BEFORE UPDATE ON journal BEGIN SELECT raise(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER instruments_stay BEFORE DELETE ON instruments BEGIN SELECT raise(ABORT, 'instruments are never deleted'); END;
CREATE TRIGGER instruments_same BEFORE UPDATE ON instruments BEGIN SELECT raise(ABORT, 'instruments are never changed'); END;
CREATE TRIGGER evidence_stays BEFORE DELETE ON evidence BEGIN SELECT raise(ABORT, 'evidence is never deleted'); END;
CREATE TRIGGER evidence_same BEFORE UPDATE ON evidence BEGIN SELECT raise(ABORT, 'evidence is never changed'); END;
CREATE TRIGGER cases_stay BEFORE DELETE ON cases BEGIN SELECT raise(ABORT, 'cases are never deleted'); END;
