-- schema-0006.sql - how people prove who they are, and where they are logged in. Instants are of the machine's clock.

CREATE TABLE accounts (
  person TEXT NOT NULL PRIMARY KEY REFERENCES persons (id),
  password TEXT NOT NULL,        -- argon2id with its parameters, '' for none
  once TEXT NOT NULL,            -- SHA-256 of a one-time code, '' for none
  once_until INTEGER NOT NULL,
  failures INTEGER NOT NULL,     -- log-ins that failed in a row
  wait_until INTEGER NOT NULL,   -- none is looked at before
  language TEXT NOT NULL,        -- '' if not chosen
  factor TEXT NOT NULL,          -- secret of the second factor in Base32, '' for none
  proposed TEXT NOT NULL,        -- one that was shown and is not confirmed, '' for none
  factor_step INTEGER NOT NULL,  -- of time, of the last code that was used
  sum INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  hash TEXT NOT NULL PRIMARY KEY, -- SHA-256 of the secret that its holder sends
  person TEXT NOT NULL REFERENCES persons (id),
  kind TEXT NOT NULL,             -- session, token
  scopes TEXT NOT NULL,
  title TEXT NOT NULL,
  began_at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  sum INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_person ON sessions (person);
