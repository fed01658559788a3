// run.js - runs the suites of tests/browser/suites one after the other and prints TAP.
//
//   --short          only the tests that say so: what make check runs
//   --only=WORDS     only tests whose suite and name contain the words
//   --list           print their names
//
// A suite is a module that exports
//   office   the office that it works in: "begin" or "lived" (office.sh); each suite gets a copy and a server of its own
//   tests    [{name, short?, run(office)}]: run throws when something is not as it should be
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Browser } from './lib/browser.js';
import { Offices } from './lib/office.js';

const execute = promisify(execFile);

const options = Object.fromEntries(process.argv.slice(2).map((argument) => {
  const [, name, value] = argument.match(/^--([a-z]+)(?:=(.*))?$/) ?? [];
  if (!['short', 'only', 'list'].includes(name)) {
    console.error(`run.js: ${argument} is not known; say --short, --only=WORDS or --list`);
    process.exit(2);
  }
  return [name, value ?? true];
}));

const wanted = (suite, test) =>
  (!options.short || test.short) && (!options.only || `${suite}/${test.name}`.includes(options.only));

async function suites() {
  const folder = new URL('./suites/', import.meta.url);
  const found = [];
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.js')).sort()) {
    const module = await import(new URL(file, folder));
    const name = file.slice(0, -3);
    found.push({ name, office: module.office, tests: module.tests.filter((test) => wanted(name, test)) });
  }
  return found.filter((suite) => suite.tests.length > 0);
}

const comment = (text) => String(text).trimEnd().split('\n').map((line) => `# ${line}`).join('\n');

let count = 0;
let failed = 0;

async function runTest(suite, test, office) {
  const title = `${suite.name}: ${test.name}`;
  const began = Date.now();
  count++;
  try {
    await test.run(office);
    const complaints = office.complaints();
    if (complaints.length > 0) throw new Error(`the browser complained:\n${complaints.join('\n')}`);
    console.log(`ok ${count} - ${title}`);
  } catch (error) {
    failed++;
    console.log(`not ok ${count} - ${title}`);
    console.log(comment(error.stack ?? error));
    for (const complaint of office.complaints()) console.log(comment(complaint));
    for (const path of await office.pictures(title)) console.log(comment(`screenshot: ${path}`));
  }
  console.log(`# ${((Date.now() - began) / 1000).toFixed(1)} s`);
  await office.leave();
}

/** Every script of the pages can be read: without it they would do without, unseen. */
async function runScripts() {
  const folder = new URL('../../adapters/web/static/', import.meta.url);
  const wrong = [];
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.js')))
    await execute(process.execPath, ['--check', fileURLToPath(new URL(file, folder))]).catch((error) => wrong.push(error.stderr));
  count++;
  failed += wrong.length > 0;
  console.log(`${wrong.length > 0 ? 'not ok' : 'ok'} ${count} - the scripts of the pages can be read`);
  for (const error of wrong) console.log(comment(error));
}

async function main() {
  const all = await suites();
  if (options.list) {
    for (const suite of all) for (const test of suite.tests) console.log(`${suite.name}: ${test.name}${test.short ? ' (short)' : ''}`);
    return;
  }
  console.log(`1..${1 + all.reduce((sum, suite) => sum + suite.tests.length, 0)}`);
  await runScripts();
  const browser = await Browser.start();
  const offices = new Offices(browser);
  try {
    for (const suite of all) {
      const office = await offices.open(suite.office);
      try {
        for (const test of suite.tests) await runTest(suite, test, office);
      } finally {
        await office.close();
      }
    }
  } finally {
    await browser.stop();
    await offices.forget();
  }
  process.exitCode = failed > 0 ? 1 : 0;
}

try {
  await main();
} catch (error) {
  console.log(comment(error.stack ?? error));
  console.log('Bail out! the tests could not be run');
  process.exitCode = 1;
}
