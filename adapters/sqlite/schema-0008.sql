-- schema-0008.sql - what goes out: read marks of messages, webhooks and where they stand, mail. No journal entry follows
-- from any of it.

CREATE INDEX outbox_by_to ON outbox ("to", id);

-- Single messages that a person has read.
CREATE TABLE notices_read (
  person TEXT NOT NULL REFERENCES persons (id),
  notice INTEGER NOT NULL REFERENCES outbox (id),
  at INTEGER NOT NULL,                 -- instant
  sum INTEGER NOT NULL,
  PRIMARY KEY (person, notice)
) STRICT, WITHOUT ROWID;

-- All messages to a role, or to themselves, that count as read by a person.
CREATE TABLE notices_seen (
  person TEXT NOT NULL REFERENCES persons (id),
  "to" TEXT NOT NULL,
  notice INTEGER NOT NULL,             -- up to this id
  sum INTEGER NOT NULL,
  PRIMARY KEY (person, "to")
) STRICT, WITHOUT ROWID;

-- Programs elsewhere that are told of events.
CREATE TABLE subscriptions (
  name TEXT NOT NULL PRIMARY KEY,
  url TEXT NOT NULL,
  secret TEXT NOT NULL,                -- both sides know it
  types TEXT NOT NULL,                 -- of events, separated by spaces; '' for all
  bureau TEXT NOT NULL,                -- '' for any
  procedure TEXT NOT NULL,             -- '' for any
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,            -- instant
  sum INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Where their deliveries stand.
CREATE TABLE progress (
  subscription TEXT NOT NULL PRIMARY KEY REFERENCES subscriptions (name),
  position INTEGER NOT NULL,           -- of the journal
  number INTEGER NOT NULL,             -- of the event in that entry: all up to it is done
  attempts INTEGER NOT NULL,           -- at the next one
  next_at INTEGER,                     -- instant
  failing_since INTEGER,               -- instant
  delivered INTEGER NOT NULL,          -- how many
  delivered_at INTEGER,                -- instant
  error TEXT NOT NULL,
  sum INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Events that could not be delivered.
CREATE TABLE letters (
  subscription TEXT NOT NULL REFERENCES subscriptions (name),
  position INTEGER NOT NULL,
  number INTEGER NOT NULL,
  event TEXT NOT NULL,                 -- its id
  type TEXT NOT NULL,
  case_id TEXT NOT NULL,
  since INTEGER,                       -- instant
  attempts INTEGER NOT NULL,
  next_at INTEGER,                     -- instant; NULL: not tried any more
  error TEXT NOT NULL,
  sum INTEGER NOT NULL,
  PRIMARY KEY (subscription, position, number)
) STRICT, WITHOUT ROWID;

-- How people want their messages by mail.
CREATE TABLE mail (
  person TEXT NOT NULL PRIMARY KEY REFERENCES persons (id),
  address TEXT NOT NULL,
  at_once TEXT NOT NULL,               -- kinds of messages, separated by spaces
  digest INTEGER NOT NULL CHECK (digest IN (0, 1)),
  seen INTEGER NOT NULL,               -- id of a message
  digested INTEGER NOT NULL,           -- id of a message
  digest_day INTEGER,                  -- day of the last digest
  attempts INTEGER NOT NULL,           -- that failed in a row
  next_at INTEGER,                     -- instant
  error TEXT NOT NULL,
  sum INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
