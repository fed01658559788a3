// habits.js - what people do besides filling in a form rightly: mistakes, two at one task, double clicks, the back button, keys, no
// scripts. All with the task of assigning officers who verify a lead, of which the office has several.
import { strict as assert } from 'node:assert';
import { fill } from '../lib/form.js';

export const office = 'lived';

const TITLE = '指派核查人员';
const OFFICERS = [['officer[1]/id', 'officer-1'], ['officer[2]/id', 'officer-2']];
const COMPLETE = '#task-form button[name="do"][value="complete"]';

/** Open the first such task on the list of work. @return its path */
async function open(person) {
  await person.go('/work');
  const link = person.page.locator('#rows a.title', { hasText: TITLE }).first();
  const path = await link.getAttribute('href');
  await Promise.all([person.page.waitForNavigation(), link.click()]);
  return path;
}

async function submit(person) {
  await Promise.all([person.page.waitForNavigation(), person.page.click(COMPLETE)]);
}

/** How often the task of such a path has been completed, as the journal of its case says. */
async function completions(office, path) {
  const [, case_] = path.match(/^\/cases\/([^/]+)/);
  return (await office.fasti('case', 'history', case_)).split('\n').filter((line) => line.includes('completed') && line.includes(TITLE)).length;
}

export const tests = [
  {
    name: 'wrong input: told at the field and in a summary, what was typed stays, nothing has changed',
    short: true,
    async run(office) {
      const person = await office.person('head-1');
      const path = await open(person);
      await fill(person, [['officer[1]/id', 'officer-1']]);
      await submit(person);
      await person.page.locator('#problems').waitFor();
      assert.ok(await person.page.evaluate(() => document.activeElement.id === 'problems'), 'the summary has the focus');
      assert.equal(await person.page.inputValue('[name="f.officer[1]/id"]'), 'officer-1');
      await person.isAccessible();
      assert.equal(await completions(office, path), 0);
    },
  },
  {
    name: 'two people at one task: the first is done, the second is told',
    short: true,
    async run(office) {
      const first = await office.person('head-1');
      const second = await office.person('luquan-squad-head-1');
      const path = await open(first);
      await second.go(path);
      await fill(first, OFFICERS);
      await fill(second, OFFICERS);
      await submit(first);
      await submit(second);
      assert.match(await second.text('main'), /孙队长|已由|已经办理|已办/);
      assert.equal(await completions(office, path), 1);
    },
  },
  {
    name: 'a double click does it once, and the back button cannot do it again',
    short: true,
    async run(office) {
      const person = await office.person('head-1');
      const path = await open(person);
      await fill(person, OFFICERS);
      await Promise.all([person.page.waitForNavigation(), person.page.dblclick(COMPLETE)]);
      await person.settled();
      assert.equal(await completions(office, path), 1);
      // The page before was an answer to what was sent: the browser asks before it sends that again, and here it says no.
      await person.page.goBack().catch((error) => assert.match(error.message, /ERR_CACHE_MISS/));
      await person.page.waitForTimeout(1000); // its own page about that comes after the error
      await person.page.goto('about:blank').catch(() => {});
      await person.go(path);
      assert.equal(await person.page.locator(COMPLETE).count(), 0, 'the form is not there any more');
      assert.equal(await completions(office, path), 1);
    },
  },
  {
    name: 'without scripts',
    short: true,
    async run(office) {
      const person = await office.person('head-1', { scripts: false, screen: 'phone' });
      const path = await open(person);
      await fill(person, OFFICERS);
      await submit(person);
      assert.equal(await completions(office, path), 1);
    },
  },
  {
    name: 'by keys: along the list, into a task, to the search',
    async run(office) {
      const person = await office.person('leader-1');
      const { keyboard } = person.page;
      await person.go('/work');
      await keyboard.press('j');
      const href = await person.page.evaluate(() => document.activeElement.getAttribute('href'));
      assert.match(href ?? '', /^\/cases\/[^/]+\/tasks\/\d+$/);
      await keyboard.press('/');
      assert.equal(await person.page.evaluate(() => document.activeElement.getAttribute('name')), 'q');
      await person.go('/work');
      await keyboard.press('j');
      await Promise.all([person.page.waitForNavigation(), keyboard.press('Enter')]);
      assert.equal(new URL(person.page.url()).pathname, href);
    },
  },
  {
    name: 'a session that ends while one types loses nothing',
    async run(office) {
      const person = await office.person('head-1');
      const path = await open(person);
      await fill(person, [['officer[1]/id', 'officer-2']]);
      await office.fasti('user', 'end-sessions', 'head-1', '--as=admin-1');
      await submit(person);
      assert.equal(new URL(person.page.url()).pathname, '/login');
      await person.page.fill('#person', 'head-1');
      await person.page.fill('#secret', await office.code('head-1'));
      await Promise.all([person.page.waitForNavigation(), person.page.click('form[action="/login"] button')]);
      await person.go(path);
      await person.settled();
      assert.equal(await person.page.inputValue('[name="f.officer[1]/id"]'), 'officer-2');
    },
  },
];
