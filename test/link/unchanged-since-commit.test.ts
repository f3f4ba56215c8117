import { expect, test } from 'vitest';
import { compileAt } from '../helpers/compile-at.ts';
import { diskWorld } from '../helpers/git-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();

const note = (version: string, lights: string, head = '', more = ''): string =>
  `---\ntitle: Berths\nversion: "${version}"\ndate: 2026-05-12\n${head}---\n\n# Berths — v${version}\n\n## 1. Berths\n\nNine.\n\n## 2. Lights\n\n${lights}\n${more}`;

test.each(['', 'docs/'])(
  'what is unchanged since a commit is held against the text of then, slop.yaml in "%s"',
  async (folder) => {
    const { root, write, commit, move } = await keep(temporaryRepository());
    await write(`${folder}slop.yaml`, '');
    await write(`${folder}record/berths-v0_1.md`, note('0.1', 'None.'));
    const oid = await commit('File the berths');
    await move(`${folder}record/berths-v0_1.md`, `${folder}record/archive/berths-v0_1.md`);
    const claims = [
      `{type: unchanged, section: §1, since: ${oid.slice(0, 9)}}`,
      `{type: unchanged, section: §2, since: ${oid}}`,
      '{type: unchanged, since: "0123abc"}',
    ];
    const head = `claims:\n${claims.map((claim) => `  - ${claim}\n`).join('')}`;
    const prose = `\n## 3. Notes\n\n§1 has not changed since commit ${oid.slice(0, 9)}.\n`;
    await write(`${folder}record/berths-v0_2.md`, note('0.2', 'Red.', head, prose));
    await commit('Light the berths');
    const world = diskWorld(root);
    const { graph } = await compileAt(world, `${root}/${folder}`.replace(/\/$/, ''));
    const found = graph.claims.get('record/berths-v0_2.md') ?? [];
    expect(found.map(({ state, live, evidence }) => [state, live, evidence?.oid])).toEqual([
      ['verified', expect.stringMatching(/^as in/), oid],
      ['contradicted', 'changed: §2', oid],
      ['asserted', null, undefined],
      ['verified', expect.stringMatching(/^as in/), oid],
    ]);
  },
);

const unchangedSince = (since: string): string =>
  `claims:\n  - {type: unchanged, section: §1, since: "${since}"}\n  - {type: unchanged, section: §2, since: "${since}"}\n`;

test.each([
  ['is written over in place', 'berths.md', 'berths.md'],
  ['was renamed', 'berths-v0_1.md', 'berths-v0_2.md'],
  ['was taken away', 'old/berths-v0_1.md', 'berths-v0_2.md'],
])('a version that lies in Git alone is compared, where it %s', async (how, before, after) => {
  const { root, git, write, commit, move } = await keep(temporaryRepository());
  await write('slop.yaml', '');
  await write(`record/${before}`, note('0.1', 'None.', '', '\n## 3. Long\n\nThe same.\n'));
  const first = await commit('File the berths');
  if (how === 'was taken away') await git('rm', '--quiet', `record/${before}`);
  else if (before !== after) await move(`record/${before}`, `record/${after}`);
  const left = before === after ? first : await commit('Move or take away');
  const written = how === 'was taken away' ? left : first;
  const claims = unchangedSince('0.1') + unchangedSince('0.7').replace('claims:\n', '');
  await write(`record/${after}`, note('0.2', 'Red.', claims, '\n## 3. Long\n\nThe same.\n'));
  await commit('Light the berths');
  const world = diskWorld(root);
  const { graph } = await compileAt(world, root);
  const found = graph.claims.get(`record/${after}`) ?? [];
  expect(found.map(({ state, live, evidence }) => [state, live, evidence?.by, evidence?.oid])).toEqual([
    ['verified', 'as in 0.1', 'git', written],
    ['contradicted', 'changed: §2', 'git', written],
    ['asserted', null, undefined, undefined],
    ['asserted', null, undefined, undefined],
  ]);
});
