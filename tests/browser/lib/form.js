// form.js - filling in a form of a task, an action or an opening as a person would: one field after the other; what appears only
// then, afterwards; lists item by item; files from the disk.
import { strict as assert } from 'node:assert';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROUNDS = 12;

const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
  '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');

/** A file with such a name, on the disk. @return its path */
export async function file(name) {
  const folder = join(tmpdir(), `fasti-browser-files-${process.pid}`);
  const path = join(folder, name);
  await mkdir(folder, { recursive: true });
  await writeFile(path, /\.(jpg|png)$/.test(name) ? PICTURE : PDF);
  return path;
}

/** Fields as scenarios write them, "a=1 b[1]/c=two words". @return [path, value] in their order */
export const fieldsOf = (text) =>
  (text ? text.split(/\s+(?=[A-Za-z][A-Za-z0-9-]*(?:\[\d+\])?(?:\/[A-Za-z0-9-]+(?:\[\d+\])?)*=)/) : [])
    .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1).trim()]);

const named = (path) => `#task-form [name="f.${path}"]`;

/** A field that is only shown, because the office knows its value, must show this one. */
async function isShown(page, path, value) {
  const shown = page.locator(`#task-form [id="f-${path}"].shown`);
  if (await shown.count() === 0) return false;
  const text = await shown.innerText();
  assert.ok(text.includes(value) || /^(true|false)$|^\d{4}-/.test(value), `${path} shows "${text}", not ${value}`);
  return true;
}

/** Put a value into a field that is there. @return whether it went in */
async function put(page, path, value) {
  const fields = page.locator(named(path));
  if (await fields.count() === 0) return isShown(page, path, value);
  if (value.startsWith('@')) {
    await page.locator(`${named(path)}[type="file"]`).first().setInputFiles(await file(value.slice(1)));
    return true;
  }
  const kind = await fields.last().evaluate((field) => field.type);
  if (kind === 'radio') await page.locator(`${named(path)}[value="${value}"]`).check();
  else if (kind === 'checkbox') for (const one of value.split(' ')) await page.locator(`${named(path)}[value="${one}"]`).check();
  else if (kind === 'select-one') await fields.first().selectOption(value);
  else if (kind === 'datetime-local') await fields.first().fill(value.slice(0, 16));
  else if (kind === 'hidden') return false;
  else await fields.first().fill(value);
  return true;
}

/** Press "add" for the list that this path needs another item of. @return whether there is such a button */
async function grow(person, path) {
  const { page } = person;
  for (const [whole, list] of [...path.matchAll(/(?<=^|\/)[^[\]]*?\[\d+\]/g)].map((found) => [found[0], path.slice(0, found.index + found[0].lastIndexOf('['))])) {
    const number = Number(whole.slice(whole.lastIndexOf('[') + 1, -1));
    const count = Number(await page.locator(`#task-form input[name="n.${list}"]`).getAttribute('value', { timeout: 1000 }).catch(() => '0'));
    const button = page.locator(`#task-form button[name="add"][value="${list}"]`);
    if (count < number && await button.count() > 0) {
      await button.click();
      await person.settled();
      return true;
    }
  }
  return false;
}

/** Fill in the form of the page. FIELDS as from fieldsOf. */
export async function fill(person, fields) {
  const { page, settings } = person;
  let left = fields;
  for (let round = 0; left.length > 0; round++) {
    const rest = [];
    let changed = false;
    assert.ok(round < ROUNDS, `these fields do not appear at ${page.url()}: ${left.map(([path]) => path).join(', ')}`);
    for (const [path, value] of left) {
      const done = await put(page, path, value);
      if (done && value.startsWith('@')) {
        if (settings.scripts === false) await page.locator(`.upload[data-path="${path}"] button.attach`).click();
        await person.settled();
      }
      changed ||= done;
      if (!done) rest.push([path, value]);
    }
    left = rest;
    if (left.length === 0) break;
    if (settings.scripts === false && changed) await page.click('#task-form button.update');
    await person.settled();
    for (const [path] of left) if (await page.locator(named(path)).count() === 0 && await grow(person, path)) break;
  }
  if (settings.scripts !== false) await person.settled();
}
