// office.js - an office file for a suite, the server on it, and the people at work in it.
import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Person } from './person.js';

const execute = promisify(execFile);
const { FASTI_SOURCE, FASTI_BUILD } = process.env;
const program = join(FASTI_BUILD, 'fasti');
const environment = { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: '', FASTI_OFFICE: '', FASTI_USER: '' };
const STARTING = 60_000;
const ENDING = 15_000;

/** The offices of a run: each kind is made once, and copied for each suite. */
export class Offices {
  #browser;
  #folder;
  #made = new Map();
  #count = 0;

  constructor(browser) {
    this.#browser = browser;
  }

  async open(kind) {
    this.#folder ??= await mkdtemp(join(tmpdir(), 'fasti-browser-'));
    if (!this.#made.has(kind)) {
      const file = join(this.#folder, `${kind}.fasti`);
      await execute(join(FASTI_SOURCE, 'tests/browser/office.sh'), [kind, file], { env: environment });
      this.#made.set(kind, file);
    }
    const made = this.#made.get(kind);
    const copy = join(this.#folder, `${++this.#count}-${kind}.fasti`);
    await cp(made, copy);
    await cp(`${made}.files`, `${copy}.files`, { recursive: true }).catch((error) => {
      if (error.code !== 'ENOENT') throw error;
    });
    const office = new Office(this.#browser, copy);
    await office.serve();
    return office;
  }

  async forget() {
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
  }
}

/** One office, served at this.address. */
export class Office {
  #browser;
  #file;
  #server;
  #log = '';
  #people = [];
  #ended = ''; // how the server ended when nobody asked it to
  address = '';

  constructor(browser, file) {
    this.#browser = browser;
    this.#file = file;
  }

  /** Start the server; its address is what it says. */
  async serve() {
    const server = spawn(program, ['serve', `--office=${this.#file}`, '--listen=127.0.0.1:0'], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#server = server;
    server.stderr.on('data', (data) => { this.#log = (this.#log + data).slice(-20_000); });
    this.address = await new Promise((resolve, reject) => {
      let said = '';
      const late = setTimeout(() => reject(new Error(`the server does not start:\n${this.#log}`)), STARTING);
      server.stdout.on('data', (data) => {
        said += data;
        const found = said.match(/http:\/\/[\d.]+:\d+/);
        if (!found) return;
        clearTimeout(late);
        resolve(found[0]);
      });
      server.on('exit', (code, signal) => {
        if (this.#server === server) this.#ended = `the server ended with ${code ?? signal}:\n${this.#log.slice(-2000)}`;
        clearTimeout(late);
        reject(new Error(this.#ended));
      });
    });
  }

  /** End it as a service manager would. */
  async stop() {
    const server = this.#server;
    this.#server = undefined;
    if (!server || this.#ended) return;
    await new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        server.kill('SIGKILL');
        reject(new Error(`the server did not end within ${ENDING / 1000} s`));
      }, ENDING);
      server.on('exit', () => {
        clearTimeout(late);
        resolve();
      });
      server.kill('SIGTERM');
    });
  }

  async close() {
    await this.leave();
    await this.stop();
  }

  /** What the server wrote into its log, for a test that looks into it. */
  log() {
    return this.#log;
  }

  /** Run the program on this office. @return what it printed */
  async fasti(...parts) {
    const { stdout } = await execute(program, [...parts, `--office=${this.#file}`], { env: environment, maxBuffer: 1 << 26 });
    return stdout;
  }

  /** A one-time code, as the administrator gives it. */
  async code(person) {
    return (await this.fasti('user', 'login', person, '--as=admin-1')).trim();
  }

  /** Somebody at a screen of their own, nobody yet for the office. See Person.settings. */
  async visitor(settings = {}) {
    const person = new Person(this, await this.#browser.context(this.address, settings), settings);
    await person.begin();
    this.#people.push(person);
    return person;
  }

  /** Somebody who has logged in. */
  async person(id, settings = {}) {
    const person = await this.visitor(settings);
    await person.logIn(id);
    return person;
  }

  /** What went wrong beside what a test looks at, since everybody left: errors of scripts, what the policy for contents refused, a
   *  server that ended. */
  complaints() {
    return [...this.#people.flatMap((person) => person.complaints), ...(this.#ended ? [this.#ended] : [])];
  }

  /** Pictures of what everybody sees, when a test has failed. @return their paths */
  async pictures(title) {
    const paths = [];
    for (const [number, person] of this.#people.entries())
      paths.push(await person.screenshot(`failed-${title.replace(/[^\p{L}\p{N}]+/gu, '-')}-${number + 1}`).catch((error) => `none (${error.message})`));
    return paths;
  }

  /** Everybody goes. */
  async leave() {
    for (const person of this.#people.splice(0)) await person.close();
  }
}
