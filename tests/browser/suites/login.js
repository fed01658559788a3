// login.js - who are you: one-time codes, sessions that end, and the same without scripts.
import { strict as assert } from 'node:assert';

export const office = 'begin';

const enter = async (visitor, person, secret) => {
  await visitor.page.fill('#person', person);
  await visitor.page.fill('#secret', secret);
  await Promise.all([visitor.page.waitForNavigation(), visitor.page.click('form[action="/login"] button')]);
};

const path = (visitor) => new URL(visitor.page.url()).pathname;

export const tests = [
  {
    name: 'a code lets somebody in once, and to where they wanted to go',
    short: true,
    async run(office) {
      const visitor = await office.visitor();
      const code = await office.code('leader-1');
      await visitor.go('/cases?q=x');
      assert.equal(path(visitor), '/login');
      await enter(visitor, 'leader-1', code);
      assert.equal(path(visitor), '/cases');
      await visitor.sees('钱局长');
      const other = await office.visitor();
      await other.go('/login');
      await enter(other, 'leader-1', code);
      assert.equal(path(other), '/login');
      await other.sees('用户名、密码或动态口令不对', '#problems');
    },
  },
  {
    name: 'a wrong code is refused in one and the same way, whoever it is; what was typed stays',
    short: true,
    async run(office) {
      const visitor = await office.visitor();
      await visitor.go('/login');
      await enter(visitor, 'leader-2', 'aaaaa-bbbbb-ccccc-ddddd');
      const known = await visitor.text('#problems');
      assert.equal(await visitor.page.inputValue('#person'), 'leader-2');
      assert.equal(await visitor.page.inputValue('#secret'), '');
      await enter(visitor, 'nobody-at-all', 'aaaaa-bbbbb-ccccc-ddddd');
      assert.equal(await visitor.text('#problems'), known);
      assert.ok(await visitor.page.evaluate(() => document.activeElement.id === 'problems'), 'problems have the focus');
    },
  },
  {
    name: 'after logging out the back button shows nothing, and nothing can be sent',
    short: true,
    async run(office) {
      const person = await office.person('officer-1');
      await person.go('/cases');
      await person.logOut();
      assert.equal(path(person), '/login');
      await person.page.goBack();
      await person.page.reload();
      assert.equal(path(person), '/login');
    },
  },
  {
    name: 'a session that an administrator ends leads to the log-in, and from there back',
    async run(office) {
      const person = await office.person('officer-2');
      await person.go('/work');
      await office.fasti('user', 'end-sessions', 'officer-2', '--as=admin-1');
      await person.go('/cases');
      assert.equal(path(person), '/login');
      await enter(person, 'officer-2', await office.code('officer-2'));
      assert.equal(path(person), '/cases');
    },
  },
  {
    name: 'without scripts: in, another language, out',
    short: true,
    async run(office) {
      const person = await office.person('reviewer-1', { scripts: false });
      await person.sees('待办');
      await person.speak('en');
      await person.sees('My work');
      await person.logOut();
      assert.equal(path(person), '/login');
    },
  },
  {
    name: 'by the keyboard alone',
    async run(office) {
      const visitor = await office.visitor();
      await visitor.go('/login');
      const { keyboard } = visitor.page;
      await keyboard.press('Tab');
      assert.equal(await visitor.page.evaluate(() => document.activeElement.className), 'skip');
      await keyboard.press('Enter');
      await keyboard.press('Tab');
      assert.equal(await visitor.page.evaluate(() => document.activeElement.id), 'person');
      await keyboard.type('leader-1');
      await keyboard.press('Tab');
      await keyboard.type(await office.code('leader-1'));
      await Promise.all([visitor.page.waitForNavigation(), keyboard.press('Enter')]);
      assert.equal(path(visitor), '/work');
    },
  },
];
