import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { absorb } from '../../src/commands/absorb.ts';
import { makeNew } from '../../src/commands/new.ts';
import { verify } from '../../src/commands/verify/verify.ts';
import { compileAt } from '../helpers/compile-at.ts';
import { diskWorld } from '../helpers/git-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';
import { testTerminal } from './terminal.ts';

const keep = folderKeeper();
const run = { dryRun: false, json: false, commit: false, answers: null } as const;

test('a commit without a repository is looked up in the repository of the record too', async () => {
  const { root, write, commit } = await keep(temporaryRepository({ 'slop.yaml': '' }));
  const first = await commit('Start the record');
  await write(
    'record/report-v0_1.md',
    `# Report\n\nFiled at commit ${first.slice(0, 8)}; not at commit 1234567a.\n`,
  );
  const world = diskWorld(root);
  const { graph, findings } = await compileAt(world, root);
  expect(graph.out.get('record/report-v0_1.md')?.map(({ state, to }) => [state, to])).toEqual([
    ['ok', { type: 'object', repository: 'record', oid: first, kind: 'commit', published: true }],
    ['unverified', null],
  ]);
  expect(findings.filter(({ rule }) => /commit/.test(rule))).toEqual([]);
});

test('a manifest lists contents by the ids that they have for all, whatever line ends a checkout has', async () => {
  const head = (kind: string, more: string) =>
    `---\nkind: ${kind}\nversion: "0.1"\ndate: 2026-05-01\nauthor: Ines\n${more}---\n`;
  const { root, git, commit } = await keep(
    temporaryRepository({
      '.gitignore': '.slop/\n',
      'slop.yaml': '',
      'record/status-v0_1.md': `${head('manifest', 'status: current\nabsorbs: []\ncurrent: []\n')}# Status — v0.1\n`,
      'record/tide-v0_1.md': `${head('standing-note', 'status: standing\n')}# Tide — v0.1\n\n## 1. What holds\n\nWords.\n`,
    }),
  );
  await commit('One');
  const checkedOut = async (ends: string) => {
    await git('config', 'core.autocrlf', ends);
    await git('rm', '--quiet', '--cached', '-r', '.');
    await git('reset', '--quiet', '--hard');
  };
  const world = diskWorld(root);
  await checkedOut('true');
  const note = 'status';
  await absorb(world, testTerminal(), { ...run, note, accept: null });
  const oid = (await git('rev-parse', 'HEAD:record/tide-v0_1.md')).slice(0, 12);
  expect(await readFile(`${root}/record/status-v0_2.md`, 'utf8')).toContain(`oid: ${oid}\r\n`);
  await commit('Two');
  for (const ends of ['true', 'false']) {
    await checkedOut(ends);
    const terminal = testTerminal();
    await verify(world, terminal, { ...run, note, keep: false, update: false, json: true });
    expect(JSON.parse(terminal.written.out).documents).toMatchObject([
      { found: { oid: expect.stringContaining(oid) }, problems: [] },
    ]);
  }
});

test('notes that are made at one time have each a number of their own', async () => {
  const { root } = await keep(temporaryRepository({ 'slop.yaml': '', 'record/README.md': '# Record\n' }));
  const world = diskWorld(root);
  const titles = ['Ebb', 'Flood', 'Slack'];
  const usual = { ...run, id: null, folder: 'record', answering: null, from: null, lane: null, edit: false };
  await Promise.all(
    titles.map((title) => makeNew(world, testTerminal(), { ...usual, kind: 'cr', values: { title } })),
  );
  const names = (await readdir(`${root}/record`)).filter((name) => name.startsWith('cr-'));
  const texts = await Promise.all(names.map((name) => readFile(`${root}/record/${name}`, 'utf8')));
  const numbers = texts.map((text) => /^number: "(.*)"$/m.exec(text)?.[1]).sort();
  expect(numbers.map((number) => number?.slice(-4))).toEqual(['-001', '-002', '-003']);
});
