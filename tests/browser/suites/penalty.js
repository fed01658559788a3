// penalty.js - a penalty case from its lead to the archive by eight roles, each in a session of its own, on pages only.
import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { Work, scenario } from '../lib/scenario.js';

export const office = 'begin';

const file = join(process.env.FASTI_SOURCE, 'processes/case-handling/cases/demonstration.case');

export const tests = [
  {
    name: 'from lead to archive by eight roles',
    async run(office) {
      const work = new Work(office, { 'leader-1': { language: 'en' }, 'server-1': { screen: 'phone' }, 'head-1': { dark: true }, 'archivist-1': { scripts: false } });
      await work.play((await scenario(file)).filter(({ line }) => !/^(include|package|person)\b/.test(line)));
      assert.deepEqual(work.people().sort(), ['archivist-1', 'committee-1', 'head-1', 'leader-1', 'officer-1', 'officer-2', 'registrar-1', 'reviewer-1', 'server-1']);
      const leader = await work.at('leader-1');
      await leader.go(`/cases/${work.case_}`);
      await leader.sees('归档');
      assert.match(await office.fasti('audit'), /cases verified/);
    },
  },
];
