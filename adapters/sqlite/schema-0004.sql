-- schema-0004.sql - the journal of the office itself; what is known of a person's certificate and interests.

-- What changed the office and is no case: packages, people, calendars, refused attempts at them. Never changed. As the
-- journal of cases, but that its entries belong to no case.
CREATE TABLE office_journal (
  position INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL CHECK (case_id = 'office'),
  sequence INTEGER NOT NULL UNIQUE,    -- from 1, without gaps
  at INTEGER NOT NULL,                 -- instant
  actor TEXT NOT NULL,                 -- '' for who owns the office file
  kind TEXT NOT NULL,
  body TEXT NOT NULL,                  -- canonical XML
  hash_name TEXT NOT NULL,
  previous TEXT NOT NULL,              -- hash of the entry before
  hash TEXT NOT NULL,                  -- over all columns from case_id on
  sum INTEGER NOT NULL
) STRICT;
CREATE TRIGGER office_journal_stays BEFORE DELETE ON office_journal BEGIN SELECT raise(ABORT, 'the journal is never deleted'); END;
CREATE TRIGGER office_journal_same BEFORE UPDATE ON office_journal BEGIN SELECT raise(ABORT, 'the journal is never changed'); END;

ALTER TABLE persons ADD COLUMN valid_to TEXT NOT NULL DEFAULT '';  -- last day of the certificate, YYYY-MM-DD; '' if it has no end
ALTER TABLE persons ADD COLUMN interests TEXT NOT NULL DEFAULT ''; -- as declared: ids separated by spaces
UPDATE persons SET sum = fasti_sum(id, name, bureau, certificate, roles, active, valid_to, interests);
