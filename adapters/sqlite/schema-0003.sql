-- schema-0003.sql - what cases know of each other: facts they are found by, their keys, links. All derived.

-- What other cases may find a case by.
CREATE TABLE facts (
  case_id TEXT NOT NULL REFERENCES cases (id),
  name TEXT NOT NULL,                  -- in the definition
  position INTEGER NOT NULL,           -- of several values, from 1
  value TEXT NOT NULL,
  sum INTEGER NOT NULL,
  PRIMARY KEY (case_id, name, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX facts_by_value ON facts (name, value, case_id);

-- The case's own name among those of its procedure.
CREATE TABLE keys (
  case_id TEXT PRIMARY KEY REFERENCES cases (id),
  bureau TEXT NOT NULL,
  procedure TEXT NOT NULL,
  key TEXT NOT NULL,
  sum INTEGER NOT NULL,
  UNIQUE (bureau, procedure, key)
) STRICT, WITHOUT ROWID;

-- Which cases opened or told each other; both sides have a row.
CREATE TABLE links (
  case_id TEXT NOT NULL REFERENCES cases (id),
  kind TEXT NOT NULL,                  -- what the other one is to it: parent, child, told, teller
  other TEXT NOT NULL,                 -- id of the other case
  event TEXT NOT NULL,                 -- the last one between them
  sequence INTEGER NOT NULL,           -- the entry that changed it last
  sum INTEGER NOT NULL,
  PRIMARY KEY (case_id, kind, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX cases_by_procedure ON cases (procedure, id);
