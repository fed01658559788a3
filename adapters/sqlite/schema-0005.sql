-- schema-0005.sql - the units to which people belong, and for whose persons a task is.

ALTER TABLE persons ADD COLUMN unit TEXT NOT NULL DEFAULT '';      -- one word; '' if they belong to none
UPDATE persons SET sum = fasti_sum(id, name, bureau, certificate, roles, active, valid_to, interests, unit);

ALTER TABLE tasks ADD COLUMN units TEXT NOT NULL DEFAULT '';       -- only for persons of these; '' for all, '-' for nobody
ALTER TABLE tasks ADD COLUMN not_units TEXT NOT NULL DEFAULT '';   -- not for persons of these
UPDATE tasks SET sum = fasti_sum(case_id, number, task, key, title, form, state, roles, persons, excluded, among,
  opened_at, due, units, not_units);
