import { expect, it } from 'vitest';
import { nextFileNumber } from '../../src/plan/new/number.ts';
import type { Finding } from '../../src/types.ts';
import { realWorld } from '../../src/world/world.ts';
import { compileAt } from '../helpers/compile-at.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();
const { home } = memoryWorld({ files: {} });

const yaml = (number: string) =>
  `---\nkind: cr\nversion: "0.1"\nnumber: ${number}\ndate: 2026-01-01\nstatus: draft\n---\n# T — v0.1\n`;
const older = (number: string) =>
  `# T — v0.1\n\n**CR number.** ${number}\n**Version.** 0.1\n**Date.** 2026-01-01\n**Status.** First draft\n\n---\n`;
const place = (name: string) => `record/phase-57-cr-${name}-v0_1.md`;

async function findingsIn(root: string): Promise<readonly Finding[]> {
  const world = realWorld({ cwd: root, env: process.env, home });
  const { findings } = await compileAt(world, root);
  return findings.filter(({ rule }) => rule === 'number/taken');
}

/** Findings of the rule in a work tree, as `path: number on branch of other`. */
async function taken(root: string): Promise<readonly string[]> {
  return (await findingsIn(root)).map(
    ({ path: at, data }) => `${at}: ${data['number']} on ${data['branch']} of ${data['other']}`,
  );
}

it('sees a number that two branches took, from both, until they are merged and one is changed', async () => {
  const repository = await keep(
    temporaryRepository({ 'slop.yaml': '', [place('first')]: yaml('CR-2026-090') }),
  );
  const { root, git } = repository;
  await repository.commit('One');
  await git('checkout', '--quiet', '-b', 'doors');
  await repository.write(place('doors'), yaml('CR-2026-091'));
  await repository.write('record/page.md', 'number: CR-2026-092 in no head\n');
  await repository.commit('Doors');
  await git('checkout', '--quiet', '-b', 'windows', 'HEAD~1');
  await repository.write(place('windows'), older('CR-2026-091'));
  await repository.commit('Windows');

  expect(await taken(root)).toEqual([`${place('windows')}: CR-2026-091 on doors of ${place('doors')}`]);
  await git('checkout', '--quiet', 'doors');
  expect(await taken(root)).toEqual([`${place('doors')}: CR-2026-091 on windows of ${place('windows')}`]);

  await git('merge', '--quiet', '--no-edit', 'windows');
  expect(await taken(root)).toEqual([`${place('windows')}: CR-2026-091 on null of ${place('doors')}`]);
  await repository.write(place('windows'), older('CR-2026-092'));
  await repository.commit('Renumber');
  expect(await taken(root)).toEqual([]);
});

it.each(['grep.lineNumber', 'grep.column', 'grep.fullName', 'color.grep'])(
  'sees it where a person has set %s',
  async (setting) => {
    const repository = await keep(temporaryRepository({ 'slop.yaml': '' }));
    const { root, git } = repository;
    await repository.write('record/note.md', 'A note.\n');
    await repository.commit('One');
    await git('checkout', '--quiet', '-b', 'doors');
    await repository.write(place('doors'), yaml('CR-2026-091'));
    await repository.commit('Doors');
    await git('checkout', '--quiet', '-b', 'windows', 'HEAD~1');
    await repository.write(place('windows'), yaml('CR-2026-091'));
    await repository.commit('Windows');
    await git('config', setting, setting === 'color.grep' ? 'always' : 'true');
    expect(await taken(root)).toEqual([`${place('windows')}: CR-2026-091 on doors of ${place('doors')}`]);
  },
);

it('looks at the published branch, and at no other of a remote repository', async () => {
  const there = await keep(temporaryRepository({ 'slop.yaml': '', [place('first')]: yaml('CR-2026-090') }));
  await there.commit('One');
  const here = await keep(temporaryRepository({}));
  const branch = 'published';
  await there.git('branch', '--quiet', '-m', branch);
  await here.git('remote', 'add', 'origin', there.root);
  await here.git('fetch', '--quiet', 'origin');
  await here.git('checkout', '--quiet', '-b', 'mine', `origin/${branch}`);
  await here.git('remote', 'set-head', 'origin', branch);
  await here.write(place('mine'), yaml('CR-2026-091'));
  await here.commit('Mine');
  await there.git('checkout', '--quiet', '-b', 'draft');
  await there.write(place('draft'), yaml('CR-2026-091'));
  await there.commit('Draft');
  await here.git('fetch', '--quiet', 'origin');
  expect(await taken(here.root)).toEqual([]);
  await there.git('checkout', '--quiet', branch);
  await there.git('merge', '--quiet', 'draft');
  await here.git('fetch', '--quiet', 'origin');
  expect(await taken(here.root)).toEqual([
    `${place('mine')}: CR-2026-091 on origin/published of ${place('draft')}`,
  ]);
});

const scoping = (...ids: readonly string[]) =>
  `---\nkind: scoping-note\nversion: "0.1"\ndate: 2026-01-01\nstatus: draft\nanswers: x\nitems:\n${ids
    .map((id) => `  - id: ${id}\n    title: About ${id}\n`)
    .join('')}---\n# T — v0.1\n`;
const note = (name: string) => `record/phase-57-${name}-scoping-note-v0_1.md`;

it('sees an item that two branches defined, and none that one of them restates', async () => {
  const repository = await keep(temporaryRepository({ 'slop.yaml': '', [note('one')]: scoping('P57-D1') }));
  const { root, git } = repository;
  await repository.commit('One');
  await git('checkout', '--quiet', '-b', 'doors');
  await repository.write(note('one'), scoping('P57-D1', 'P57-D2'));
  await repository.write(
    'record/current-status-manifest-v0_1.md',
    '---\nkind: manifest\nversion: "0.1"\ndate: 2026-01-01\nitems:\n  - { id: P57-D3, state: settled }\n---\n# M — v0.1\n',
  );
  await repository.commit('Doors');
  await git('checkout', '--quiet', '-b', 'windows', 'HEAD~1');
  await repository.write(note('windows'), scoping('P57-D2', 'P57-D3'));
  await repository.commit('Windows');
  expect(await taken(root)).toEqual([`${note('windows')}: P57-D2 on doors of ${note('one')}`]);
});

it('offers for each item an id that no branch has', async () => {
  const repository = await keep(temporaryRepository({ 'slop.yaml': '', [note('one')]: scoping('P57-D1') }));
  const { root, git } = repository;
  await repository.commit('One');
  await git('checkout', '--quiet', '-b', 'doors');
  await repository.write(note('one'), scoping('P57-D1', 'P57-D2', 'P57-D3', 'P57-D4'));
  await repository.commit('Doors');
  await git('checkout', '--quiet', '-b', 'windows', 'HEAD~1');
  await repository.write(note('windows'), scoping('P57-D2', 'P57-D3'));
  await repository.commit('Windows');
  expect((await findingsIn(root)).map(({ data }) => data['free'])).toEqual(['P57-D5', 'P57-D6']);
});

it('knows the numbers that open the file names of notes on other branches', async () => {
  const repository = await keep(
    temporaryRepository({ 'slop.yaml': '', 'record/adr/0001-oars.md': '# Oars\n' }),
  );
  const { root, git } = repository;
  await repository.commit('One');
  await git('checkout', '--quiet', '-b', 'doors');
  await repository.write('record/adr/0002-doors.md', '# Doors\n');
  await repository.commit('Doors');
  await git('checkout', '--quiet', 'main');
  const world = realWorld({ cwd: root, env: process.env, home });
  const { graph, config } = await compileAt(world, root);
  expect(nextFileNumber({ graph, config }, 'document', 'record/adr')).toBe('0003');
});
