// person.js - somebody at a screen: their page, their log-in, and what they can tell of what they see.
import { strict as assert } from 'node:assert';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// WCAG 2.2 AA, and what GB/T 37668 asks besides falls under it.
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const QUIET = 350; // milliseconds
const PATIENCE = 20_000;
const PICTURES = join(process.env.FASTI_BUILD, 'screenshots');

export class Person {
  office;
  page;
  settings;
  complaints = [];
  #context;
  #running = 0; // requests under way
  #since = 0; // when the last one ended

  constructor(office, context, settings) {
    this.office = office;
    this.#context = context;
    this.settings = settings;
  }

  async begin() {
    this.page = await this.#context.newPage();
    const end = () => {
      this.#running--;
      this.#since = Date.now();
    };
    this.page.on('request', () => { this.#running++; });
    this.page.on('requestfinished', end);
    this.page.on('requestfailed', end);
    this.page.on('pageerror', (error) => this.complaints.push(`${this.page.url()}: ${error.message}`));
    this.page.on('console', (message) => {
      // What the server refuses is told there, too; a test that wants it to be refused asks for its status.
      if (message.type() === 'error' && !/^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text()))
        this.complaints.push(`${this.page.url()}: ${message.text()}`);
    });
  }

  /** Go to a path. @return the status of the answer */
  async go(path) {
    const answer = await this.page.goto(path);
    return answer?.status();
  }

  /** Wait until the page has asked the server for nothing for a while: a form is as the server makes it. */
  async settled() {
    const until = Date.now() + PATIENCE;
    this.#since = Date.now();
    while ((this.#running > 0 || Date.now() - this.#since < QUIET) && Date.now() < until) await this.page.waitForTimeout(40);
  }

  /** Log in with a one-time code. */
  async logIn(id) {
    await this.go('/login');
    await this.page.fill('#person', id);
    await this.page.fill('#secret', await this.office.code(id));
    await this.page.click('form[action="/login"] button');
    await this.page.waitForURL((url) => url.pathname !== '/login');
    await this.speak(this.settings.language ?? 'zh-CN');
  }

  /** Choose the language of the pages. */
  async speak(language) {
    if (await this.page.getAttribute('html', 'lang') === language) return;
    await this.page.click('.who summary');
    await Promise.all([this.page.waitForNavigation(), this.page.click(`button[name="language"][value="${language}"]`)]);
    assert.equal(await this.page.getAttribute('html', 'lang'), language);
  }

  async logOut() {
    await this.page.click('.who summary');
    await Promise.all([this.page.waitForNavigation(), this.page.click('form[action="/logout"] button')]);
  }

  /** What stands on the page, or in a part of it, without doubled white space. */
  async text(selector = 'body') {
    return (await this.page.innerText(selector)).replace(/\s+/g, ' ').trim();
  }

  /** Text is on the page. */
  async sees(text, selector = 'body') {
    const all = await this.text(selector);
    assert.ok(all.includes(text), `"${text}" is not at ${this.page.url()}, which says: ${all.slice(0, 2000)}`);
  }

  async doesNotSee(text, selector = 'body') {
    const all = await this.text(selector);
    assert.ok(!all.includes(text), `"${text}" is at ${this.page.url()}`);
  }

  /** Write a picture of the whole page. @return its path */
  async screenshot(name) {
    const path = join(PICTURES, `${name}.png`);
    await mkdir(PICTURES, { recursive: true });
    await this.page.screenshot({ path, fullPage: true });
    return path;
  }

  /** No barriers (axe finds nothing), and nothing that is wider than the screen. Scripts must be on. */
  async isAccessible() {
    await this.page.evaluate(AXE);
    const { violations } = await this.page.evaluate((rules) => globalThis.axe.run(document, { runOnly: { type: 'tag', values: rules } }), RULES);
    const told = violations.map(({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.slice(0, 5).map(({ html, failureSummary }) => `    ${html}\n    ${failureSummary.replace(/\s+/g, ' ')}`).join('\n')}`);
    assert.equal(told.length, 0, `barriers at ${this.page.url()}:\n${told.join('\n')}`);
    await this.fits();
  }

  /** Nothing makes the page wider than the screen: nobody must scroll two ways. */
  async fits() {
    const { wide, screen, widest } = await this.page.evaluate(() => {
      const limit = document.documentElement.clientWidth;
      const over = [...document.body.querySelectorAll('*')].filter((node) => node.getBoundingClientRect().right > limit + 1);
      return { wide: document.documentElement.scrollWidth, screen: limit, widest: over.slice(0, 3).map((node) => node.outerHTML.slice(0, 120)) };
    });
    assert.ok(wide <= screen + 1, `the page at ${this.page.url()} is ${wide} px wide on a screen of ${screen} px: ${widest.join(' | ')}`);
  }

  /** Bytes that came over the wire for the page as it is now, all files of it. */
  async weight() {
    return this.page.evaluate(() =>
      [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((sum, entry) => sum + (entry.transferSize || 0), 0));
  }

  async close() {
    await this.#context.close();
  }
}
