// pages.js - every page in both languages, light and dark, at a desk and on a phone: axe finds nothing, nothing is wider than the
// screen, it weighs 60 kB at most, it says that the office is a demonstration, and there is a picture of it to look at.
import { strict as assert } from 'node:assert';

export const office = 'lived';

const MOST = 60 * 1024;

/** The first link of a page that leads to such a path. */
const first = async (person, from, pattern) => {
  await person.go(from);
  const paths = await person.page.$$eval('main a[href]', (links) => links.map((link) => link.getAttribute('href')));
  const found = paths.find((path) => pattern.test(path));
  assert.ok(found, `no link ${pattern} at ${from}`);
  return found;
};

/** Who looks at what. PATH may depend on what there is. */
const pages = [
  { name: 'login', path: '/login', short: true },
  { name: 'board', path: '/board' },
  { name: 'api', path: '/api' },
  { name: 'follow', path: '/board/follow' },
  { name: 'work', who: 'officer-1', path: '/work', short: true },
  { name: 'task', who: 'officer-1', path: (person) => first(person, '/work', /^\/cases\/[^/]+\/tasks\/\d+$/), short: true },
  { name: 'cases', who: 'officer-1', path: '/cases', short: true },
  { name: 'cases-found', who: 'officer-1', path: `/cases?q=${encodeURIComponent('物流')}` },
  { name: 'case', who: 'officer-1', path: '/cases/L-2025-00001', short: true },
  { name: 'case-timeline', who: 'officer-1', path: '/cases/L-2025-00001?tab=timeline' },
  { name: 'case-as-of', who: 'officer-1', path: '/cases/L-2025-00001?as-of=2025-09-24' },
  { name: 'start', who: 'registrar-1', path: '/start' },
  { name: 'start-case', who: 'registrar-1', path: '/start/case-handling' },
  { name: 'deadlines', who: 'officer-1', path: '/deadlines' },
  { name: 'dashboard', who: 'leader-1', path: '/dashboard' },
  { name: 'registers', who: 'officer-1', path: '/registers' },
  { name: 'packages', who: 'designer-1', path: '/packages' },
  { name: 'admin', who: 'admin-1', path: '/admin', short: true },
  { name: 'admin-people', who: 'admin-1', path: '/admin/people' },
  { name: 'admin-person', who: 'admin-1', path: '/admin/people/leader-1' },
  { name: 'admin-person-new', who: 'admin-1', path: '/admin/people-new' },
  { name: 'admin-journal', who: 'admin-1', path: '/admin/journal' },
  { name: 'refused', who: 'officer-1', path: '/cases/L-1900-00001', status: 404, short: true },
];

const ways = [
  { screen: 'desktop', language: 'zh-CN', dark: false },
  { screen: 'phone', language: 'en', dark: true },
  { screen: 'desktop', language: 'en', dark: true },
  { screen: 'phone', language: 'zh-CN', dark: false },
  { screen: 'zoomed', language: 'zh-CN', dark: false },
];

const titled = ({ screen, language, dark }) => `${screen}-${language}-${dark ? 'dark' : 'light'}`;

async function look(office, way, wanted) {
  const people = new Map();
  const wrong = [];
  for (const page of wanted) {
    if (!people.has(page.who)) people.set(page.who, page.who ? await office.person(page.who, way) : await office.visitor(way));
    const person = people.get(page.who);
    try {
      const path = typeof page.path === 'function' ? await page.path(person) : page.path;
      assert.equal(await person.go(path), page.status ?? 200, `status of ${path}`);
      await person.screenshot(`${page.name}-${titled(way)}`);
      assert.equal(await person.page.getAttribute('html', 'lang'), way.language);
      await person.page.locator('.demonstration').waitFor();
      await person.isAccessible();
      const weight = await person.weight();
      assert.ok(weight <= MOST, `${path} weighs ${weight} bytes`);
    } catch (error) {
      wrong.push(`${page.name}: ${error.message}`);
    }
  }
  assert.equal(wrong.length, 0, wrong.join('\n\n'));
}

export const tests = ways.flatMap((way, number) => [
  { name: titled(way), short: false, run: (office) => look(office, way, pages) },
  ...(number < 2 ? [{ name: `the most used, ${titled(way)}`, short: true, run: (office) => look(office, way, pages.filter((page) => page.short)) }] : []),
]);
