// scenario.js - the scenario of a case, done in the browser: each person at a screen of their own, by the pages that people use.
//
// Lines are those of fasti test (doc/language.md): on, open, do, act, try, expect. The clock is moved by the program, and what is
// expected of states and deadlines is asked of it; all that people do, they do on pages.
import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { fieldsOf, fill } from './form.js';

const TASK = /^(do|act|open)\s+([^\s[]+)(?:\[([^\]]+)\])?\s+as\s+(.+?)(?:\s+with\s+(.+))?$/;

/** Read a scenario. @return its steps */
export async function scenario(path) {
  const lines = (await readFile(path, 'utf8')).split('\n');
  return lines.map((line, number) => ({ line: line.trim(), number: number + 1 })).filter(({ line }) => line && !line.startsWith('#'));
}

/** A case at work. */
export class Work {
  office;
  case_ = '';
  #way;
  #people = new Map();
  #titles = new Map();
  done = 0;

  /** WAY: settings of everybody's screen, by person ("*": of the others). */
  constructor(office, way = {}) {
    this.office = office;
    this.#way = way;
  }

  async at(id) {
    if (!this.#people.has(id)) this.#people.set(id, await this.office.person(id, this.#way[id] ?? this.#way['*'] ?? {}));
    return this.#people.get(id);
  }

  /** Everybody who has logged in so far. */
  people() {
    return [...this.#people.keys()];
  }

  /** The open tasks of the case, as the program lists them. */
  async tasks() {
    return JSON.parse(await this.office.fasti('task', 'list', `--case=${this.case_}`, '--all', '--json'));
  }

  async #number(task, key) {
    const wanted = key ? `${task}[${key}]` : task;
    const found = (await this.tasks()).find((row) => row.task === wanted || (!key && row.task.startsWith(`${task}[`)));
    assert.ok(found, `no task ${wanted} is open in ${this.case_}`);
    return found.number;
  }

  /** Submit with this button; the page must not come back with problems. */
  async #submit(person, button) {
    await Promise.all([person.page.waitForNavigation(), person.page.click(button)]);
    const problems = person.page.locator('#problems');
    if (await problems.count() > 0) throw new Error(`refused at ${person.page.url()}: ${(await problems.innerText()).replace(/\s+/g, ' ')}`);
  }

  async open(procedure, persons, fields) {
    const person = await this.at(persons[0]);
    await person.go('/start');
    await Promise.all([person.page.waitForNavigation(), person.page.click(`a[href="/start/${procedure}"]`)]);
    await fill(person, fields);
    await this.#submit(person, '#task-form button.primary');
    [, this.case_] = new URL(person.page.url()).pathname.match(/^\/cases\/([^/]+)/) ?? [];
    assert.ok(this.case_, `after opening: ${person.page.url()}`);
  }

  /** Find the task on one's list of work, and open it there. */
  async find(person, number) {
    const path = `/cases/${this.case_}/tasks/${number}`;
    await person.go('/work');
    const link = person.page.locator(`#rows a[href="${path}"]`).first();
    assert.ok(await link.count() > 0, `${path} is not on the list of work: ${await person.text('main')}`);
    await Promise.all([person.page.waitForNavigation(), link.click()]);
  }

  async do(task, key, persons, fields) {
    const number = await this.#number(task, key);
    const first = await this.at(persons[0]);
    await this.find(first, number);
    await fill(first, fields);
    await this.#submit(first, '#task-form button[name="do"][value="complete"]');
    for (const id of persons.slice(1)) {
      const other = await this.at(id);
      await this.find(other, number);
      await this.#submit(other, 'form[action$="/agree"] button.primary');
    }
  }

  async act(event, key, persons, fields) {
    const person = await this.at(persons[0]);
    await person.go(`/cases/${this.case_}`);
    const links = person.page.locator(`a[href^="/cases/${this.case_}/act/${event}"]`);
    const link = key ? links.and(person.page.locator(`[href*="node=${key}"]`)) : links;
    assert.ok(await link.count() > 0, `${event} is not offered to ${persons[0]} at ${person.page.url()}: ${await person.text('main')}`);
    const href = await link.first().getAttribute('href');
    await person.go(href);
    await fill(person, fields);
    for (const id of persons.slice(1)) await person.page.locator(`input[name="person"][value="${id}"]`).check();
    await this.#submit(person, '#task-form button[name="do"][value="act"]');
  }

  async #expect(what) {
    const [kind, ...rest] = what.split(/\s+/);
    const shown = JSON.parse(await this.office.fasti('case', 'show', this.case_, '--json'));
    if (kind === 'state') {
      const states = new Set(JSON.stringify(shown.states ?? shown.steps).match(/[a-z][a-z0-9-]*/g));
      for (const state of rest) assert.ok(states.has(state), `the case is not in ${state}: ${[...states].join(' ')}`);
    } else if (kind === 'ended') {
      assert.ok(JSON.stringify(shown).includes(rest[0]), `the case has not ended in ${rest[0]}`);
    }
  }

  /** Do one line. */
  async step({ line, number }) {
    const tried = line.startsWith('try ');
    const [, word, name, key, as, with_] = (tried ? line.slice(4) : line).match(TASK) ?? [];
    if (line.startsWith('on ')) {
      await this.office.fasti('clock', 'advance', ...line.split(/\s+/).slice(1));
    } else if (line.startsWith('expect ')) {
      await this.#expect(line.slice(7));
    } else if (word) {
      const persons = as.split(/\s+/);
      const fields = fieldsOf(with_);
      const doing = word === 'open' ? this.open(name, persons, fields)
        : word === 'do' ? this.do(name, key, persons, fields) : this.act(name, key, persons, fields);
      if (tried) await assert.rejects(doing, /refused at/, `line ${number} should be refused: ${line}`);
      else await doing.catch((error) => { throw new Error(`line ${number}: ${line}\n${error.message}`, { cause: error }); });
      this.done++;
    }
  }

  async play(steps) {
    for (const step of steps) await this.step(step);
  }
}
