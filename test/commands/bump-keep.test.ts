import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { bump } from '../../src/commands/bump/bump.ts';
import type { Side } from '../../src/commands/bump/keep.ts';
import { mv } from '../../src/commands/mv.ts';
import { makeNew } from '../../src/commands/new.ts';
import { Refusal } from '../../src/refusal.ts';
import { compileAt } from '../helpers/compile-at.ts';
import { diskWorld } from '../helpers/git-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';
import { testTerminal } from './terminal.ts';

const keep = folderKeeper();

const note = (name: string) =>
  `---\nkind: standing-note\nversion: "0.1"\ndate: 2026-05-01\nstatus: standing\nauthor: Ines\n---\n# ${name} — v0.1\n\n## 1. What holds\n\nWords — é.\n`;

const run = { dryRun: false, json: false, commit: false, answers: null } as const;
const usual = { ...run, step: 'minor', to: null, accept: null, halt: null, by: null, keep: null } as const;

/** Two branches that both bumped two notes, in the middle of their merge. */
async function merging() {
  const repository = await keep(
    temporaryRepository({
      'slop.yaml': '',
      'record/tide-v0_1.md': note('Tide'),
      'record/other-v0_1.md': note('Other').replace('Words', 'See tide-v0_1.md, tide-v0_2.md to be written'),
    }),
  );
  const { root, git } = repository;
  const world = diskWorld(root);
  const raise = (name: string, changes: string, side: Side | null = null) =>
    bump(world, testTerminal(), { ...usual, note: name, changes, keep: side });
  await repository.commit('One');
  for (const [branch, words] of [
    ['theirs', 'Theirs.'],
    ['ours', 'Ours.'],
  ] as const) {
    await git('checkout', '--quiet', '-b', branch, 'main');
    for (const name of ['tide', 'other']) await raise(name, words);
    await repository.commit(branch);
  }
  await git('merge', 'theirs').catch(() => {});
  const findings = async () => (await compileAt(world, root)).findings;
  const errors = async () =>
    (await findings()).flatMap(({ rule, severity, path }) =>
      severity === 'error' ? [`${path} ${rule}`] : [],
    );
  const read = (path: string) => readFile(`${root}/${path}`, 'utf8');
  return { repository, raise, errors, read };
}

describe('bump() in a merge of two branches that both made the version', () => {
  test.each([
    ['ours', 'Ours.', 'Theirs.'],
    ['theirs', 'Theirs.', 'Ours.'],
  ] as const)('lets %s keep it, and makes the other text the next version', async (side, kept, next) => {
    const { repository, raise, errors, read } = await merging();
    expect(await errors()).toEqual([
      'record/other-v0_2.md source/conflict',
      'record/tide-v0_2.md source/conflict',
    ]);
    await raise('tide', 'Both.', side);
    expect(await read('record/archive/tide-v0_2.md')).toBe(
      await repository.git('show', `${side}:record/tide-v0_2.md`),
    );
    expect(await read('record/archive/tide-v0_2.md')).toContain(kept);
    const made = await read('record/tide-v0_3.md');
    expect(made).toContain('supersedes: tide-v0_2.md\n');
    expect(made).toMatch(/## What changed from v0\.2\n[^#]*Both\.\n\n## What changed from v0\.1\n/);
    expect(made).toContain(next);
    expect(await errors()).toEqual(['record/other-v0_2.md source/conflict']);
    await raise('other', 'Both.', side);
    await repository.commit('Merge');
    expect(await errors()).toEqual([]);
  });

  test('refuses without saying which, for another note, and where no merge is under way', async () => {
    const { repository, raise } = await merging();
    await expect(raise('tide', '')).rejects.toThrow(Refusal);
    await raise('tide', '', 'ours');
    await expect(raise('tide', '', 'ours')).rejects.toThrow(Refusal);
    await raise('other', '', 'ours');
    await repository.commit('Merge');
    await expect(raise('tide', '', 'ours')).rejects.toThrow(Refusal);
  });
});

test('edits that are not committed are told of: those in both versions, and those that a commit takes along', async () => {
  const tree = { 'slop.yaml': '', 'record/tide-v0_1.md': note('Tide'), 'record/ebb-v0_1.md': note('Ebb') };
  const repository = await keep(temporaryRepository(tree));
  const world = diskWorld(repository.root);
  const told = async (work: typeof bump | typeof mv, options: object) => {
    const terminal = testTerminal();
    const all = { ...usual, archive: false, number: null, note: 'tide', changes: null, ...options };
    await work(world, terminal, all as Parameters<typeof bump>[2] & Parameters<typeof mv>[2]);
    return terminal.written.out;
  };
  const rehearsed = () => told(bump, { dryRun: true });
  expect(await rehearsed()).not.toContain('not committed');
  await repository.commit('One');
  expect(await rehearsed()).not.toContain('not committed');
  await repository.write('record/new-v0_1.md', note('New'));
  expect(await told(bump, { note: 'new', dryRun: true })).not.toContain('not committed');
  await repository.write('record/tide-v0_1.md', note('Tide').replace('Words', 'More words'));
  await repository.write('record/ebb-v0_1.md', note('Ebb').replace('Words', 'More words'));
  expect(await rehearsed()).toContain(
    'note  record/tide-v0_1.md has edits that are not committed: both versions have them. Take them out of record/archive/tide-v0_1.md where they are meant for the new one alone.',
  );
  expect(await told(mv, { to: 'high-v0_1.md' })).not.toContain('not committed');
  expect(await told(mv, { note: 'ebb', to: 'low-v0_1.md', commit: true })).toContain(
    'note  record/ebb-v0_1.md has edits that are not committed: the commit has them, too.',
  );
  await repository.git('mv', 'record/low-v0_1.md', 'record/lee-v0_1.md');
  expect(await told(bump, { note: 'lee', dryRun: true })).not.toContain('not committed');
  await repository.write('record/lee-v0_1.md', note('Ebb').replace('Words', 'Most words'));
  expect(await told(bump, { note: 'lee', dryRun: true })).toContain(
    'record/lee-v0_1.md has edits that are not committed: both',
  );
});

test('what Git would ignore is not written, since no command would find it', async () => {
  const repository = await keep(
    temporaryRepository({
      'slop.yaml': '',
      '.gitignore': 'archive/\nbuild/\n',
      'record/tide-v0_1.md': note('Tide'),
    }),
  );
  const world = diskWorld(repository.root);
  const before = await repository.git('status', '--porcelain');
  const refused = (work: Promise<number>) =>
    expect(work).rejects.toThrow(/because Git ignores record\/\S+, and/);
  await refused(bump(world, testTerminal(), { ...usual, note: 'tide', changes: null }));
  await refused(
    mv(world, testTerminal(), { ...run, note: 'tide', to: 'record/build/', archive: false, number: null }),
  );
  const made = { kind: 'standing-note', values: { title: 'Ebb' }, folder: 'record/build', id: null };
  const rest = { answering: null, lane: null, from: null, edit: false };
  await refused(makeNew(world, testTerminal(), { ...run, ...made, ...rest }));
  expect(await repository.git('status', '--porcelain')).toBe(before);
});
