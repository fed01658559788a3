// day.js - a working day of those who do not handle the penalty case (penalty.js has the day of handlers and reviewers): an
// administrator, a process designer, a leader who watches, and somebody from outside.
import { strict as assert } from 'node:assert';

export const office = 'lived';

/** Press a button of a form and wait for the next page. */
async function press(person, selector) {
  await Promise.all([person.page.waitForNavigation(), person.page.click(selector)]);
}

export const tests = [
  {
    name: 'an administrator: a new person gets a role, a code and a stand-in; who is disabled is out at once',
    async run(office) {
      const admin = await office.person('admin-1');
      await admin.go('/admin');
      await admin.sees('2026 已公布');
      await admin.go('/admin/people-new');
      await admin.page.fill('#f-id', 'new-1');
      await admin.page.fill('#f-name', '新同志');
      await admin.page.check('input[name="bureau"][value="luquan"]');
      await admin.page.$$eval('details', (all) => all.forEach((one) => { one.open = true; }));
      await admin.page.check('input[name="role"][value="luquan/reviewer"]');
      await press(admin, 'form[action="/admin/people"] button.primary');
      await admin.sees('人员信息已保存');
      await press(admin, 'form[action="/admin/people/new-1/code"] button');
      const code = (await admin.text('.code .secret')).trim();

      const visitor = await office.visitor();
      await visitor.go('/login');
      await visitor.page.fill('#person', 'new-1');
      await visitor.page.fill('#secret', code);
      await press(visitor, 'form[action="/login"] button');
      await visitor.sees('新同志', '.who');

      await admin.go('/admin/people/reviewer-1');
      await admin.page.$$eval('details', (all) => all.forEach((one) => { one.open = true; }));
      await admin.page.selectOption('#d-role', 'reviewer');
      await admin.page.selectOption('#d-deputy', 'new-1');
      await admin.page.fill('#f-to', await admin.page.inputValue('#f-from'));
      await press(admin, 'form[action="/admin/people/reviewer-1/stand-ins"] button.primary');
      await admin.sees('新同志 代理 吴审理');

      await admin.go('/admin/people/new-1');
      await admin.page.check('input[name="active"][value="false"]');
      await press(admin, 'form[action="/admin/people/new-1"] button.primary');
      await visitor.go('/work');
      assert.match(visitor.page.url(), /\/login\?to=/);
      await admin.go('/admin/journal');
      await admin.sees('登记了 新同志 [new-1]');
      assert.equal(await admin.go('/cases'), 403, 'who administers the office sees no cases');
      assert.equal(await admin.go('/cases/L-2025-00001'), 403);
    },
  },
  {
    name: 'a process designer: sees the regulations, no case and no work',
    async run(office) {
      const designer = await office.person('designer-1');
      await designer.go('/');
      assert.match(designer.page.url(), /\/packages$/);
      await designer.sees('现行法规');
      await designer.sees('石家庄市鹿泉区国土资源局');
      await designer.sees('洪江区国土资源局');
      for (const path of ['/work', '/cases', '/start', '/deadlines', '/cases/L-2025-00001']) assert.equal(await designer.go(path), 403, path);
      assert.equal(await designer.go('/admin'), 403);
    },
  },
  {
    name: 'a leader: what is late, by what, a list of it as a table, and a case as it was on a day',
    async run(office) {
      const leader = await office.person('leader-1');
      await leader.go('/dashboard');
      await leader.sees('案件查处');
      await leader.go('/deadlines?scope=all');
      assert.ok(await leader.page.locator('.due').count() > 0, 'deadlines are listed');
      await leader.go(`/cases?q=${encodeURIComponent('物流')}`);
      await leader.sees('丙物流有限公司涉嫌国土资源违法案');
      const sheet = await leader.page.request.get(new URL(`/cases.csv?q=${encodeURIComponent('物流')}`, leader.page.url()).href);
      assert.equal(sheet.status(), 200);
      assert.match(await sheet.text(), /丙物流有限公司涉嫌国土资源违法案/);
      await leader.go('/cases/L-2025-00001?as-of=2025-09-24');
      await leader.sees('立案审批');
      assert.equal(await leader.page.locator('a[href*="/act/"]').count(), 0, 'nothing can be done in the past');
    },
  },
  {
    name: 'somebody from outside: reads the board, complains, and follows the complaint',
    async run(office) {
      const visitor = await office.visitor();
      await visitor.go('/board');
      await visitor.sees('行政处罚决定');
      await visitor.go('/board/complain/luquan/L-S1');
      await press(visitor, 'main form button.primary');
      await visitor.page.locator('#problems').waitFor();
      await visitor.page.fill('[name="f.discoveredOn"]', '2025-11-20');
      await visitor.page.fill('[name="f.place"]', '铜冶镇某村');
      await visitor.page.fill('[name="f.facts"]', '村东有人在耕地上挖沙，已经挖了三天，夜间也有车辆出入');
      await visitor.page.check('[name="f.ongoing"][value="true"]');
      await press(visitor, 'main form button.primary');
      const number = (await visitor.text('.secret')).trim();
      assert.match(number, /^[a-z0-9-]{20,}$/);
      await visitor.go(`/board/follow?number=${number}`);
      await visitor.sees('线索登记');
      await visitor.doesNotSee('铜冶镇');
      assert.equal(await visitor.go('/board/follow?number=aaaaa-bbbbb-ccccc-ddddd'), 404);

      const head = await office.person('head-1');
      await head.go(`/cases?q=${encodeURIComponent('铜冶镇')}`);
      await head.sees('铜冶镇某村');
    },
  },
];
