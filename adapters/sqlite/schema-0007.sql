-- schema-0007.sql - who may read what, what people did, what they keep for themselves, what everybody may see.

ALTER TABLE tasks ADD COLUMN drafted TEXT NOT NULL DEFAULT '';     -- who wrote the draft that it has; '' for none
UPDATE tasks SET sum = fasti_sum(case_id, number, task, key, title, form, state, roles, persons, excluded, among,
  opened_at, due, units, not_units, drafted);

-- Who has a part in a case. Derived.
CREATE TABLE participants (
  case_id TEXT NOT NULL REFERENCES cases (id),
  person TEXT NOT NULL,
  sum INTEGER NOT NULL,
  PRIMARY KEY (case_id, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX participants_by_person ON participants (person, case_id);

-- What people did in cases, and what came to them. Derived.
CREATE TABLE works (
  case_id TEXT NOT NULL REFERENCES cases (id),
  sequence INTEGER NOT NULL,           -- of the entry
  person TEXT NOT NULL,
  kind TEXT NOT NULL,                  -- opened, done, stood, copied
  number INTEGER NOT NULL,             -- of the task, 0 for none
  work TEXT NOT NULL,                  -- id of the task, event of the action, name of the command
  title TEXT NOT NULL,
  at INTEGER NOT NULL,                 -- instant
  sum INTEGER NOT NULL,
  PRIMARY KEY (case_id, sequence, person, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX works_by_person ON works (person, at, case_id, sequence);

-- The public board, redacted. Derived.
CREATE TABLE board (
  case_id TEXT NOT NULL REFERENCES cases (id),
  number INTEGER NOT NULL,             -- within the case
  bureau TEXT NOT NULL,
  procedure TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,                   -- of several of a kind in the case
  title TEXT NOT NULL,
  text TEXT NOT NULL,                  -- '' when it was taken away
  day INTEGER,
  until INTEGER,                       -- last day on the board
  sum INTEGER NOT NULL,
  PRIMARY KEY (case_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX board_by_day ON board (bureau, day, case_id, number);

-- By which number somebody outside asks for a case.
CREATE TABLE follow_ups (
  hash TEXT NOT NULL PRIMARY KEY,      -- SHA-256 of the number
  case_id TEXT NOT NULL REFERENCES cases (id),
  at INTEGER NOT NULL,
  sum INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who holds a role in the place of whom, as the journal of the office says.
CREATE TABLE stand_ins (
  person TEXT NOT NULL REFERENCES persons (id),
  role TEXT NOT NULL,
  deputy TEXT NOT NULL REFERENCES persons (id),
  "from" INTEGER NOT NULL,             -- first day
  "to" INTEGER NOT NULL,               -- last day
  sum INTEGER NOT NULL,
  PRIMARY KEY (person, role, deputy, "from")
) STRICT, WITHOUT ROWID;
CREATE INDEX stand_ins_by_deputy ON stand_ins (deputy);

-- Lists that people saved.
CREATE TABLE saved (
  person TEXT NOT NULL REFERENCES persons (id),
  page TEXT NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  at INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  PRIMARY KEY (person, page, name)
) STRICT, WITHOUT ROWID;
