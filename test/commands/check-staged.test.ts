import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CheckOptions, check, PLAIN } from '../../src/commands/check/check.ts';
import { blobId } from '../../src/read/blob.ts';
import { realWorld } from '../../src/world/world.ts';
import { diskWorld, home, withGit } from '../helpers/git-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';
import { testTerminal } from './terminal.ts';

const kept = folderKeeper();
const note = (words: string) => `---\ntitle: Plan\ndate: 2026-05-12\n---\n# Plan\n\n${words}\n`;
const options: CheckOptions = { ...PLAIN, format: 'json', staged: true };

async function record() {
  const repository = await kept(temporaryRepository());
  await repository.write('slop.yaml', '');
  await repository.write('record/plan.md', note('All is well.'));
  await repository.write('record/old.md', note('See gone-v0_1.md.'));
  await repository.write('code/large.txt', 'not of the record');
  await repository.commit('Begin');
  const found = async (more: Partial<CheckOptions> = {}, env: Readonly<Record<string, string>> = {}) => {
    const terminal = testTerminal();
    const world = diskWorld(repository.root, { ...withGit, ...env });
    const code = await check(world, terminal, { ...options, ...more });
    const { findings } = JSON.parse(terminal.written.out);
    return [code, ...findings.map((one: { rule: string; path: string }) => `${one.rule} ${one.path}`)];
  };
  return { repository, found };
}

describe('slop check --staged', () => {
  test('reads the index and not the work tree, and tells of what is staged alone', async () => {
    const { repository, found } = await record();
    expect(await found()).toEqual([0]);
    await repository.write('record/plan.md', note('See lost-v0_1.md.'));
    expect(await found()).toEqual([0]);
    await repository.git('add', 'record/plan.md');
    await repository.write('record/plan.md', note('Mended, but not staged.'));
    await repository.write('record/other.md', 'no head, and not staged');
    expect(await found()).toEqual([1, 'ref/missing-document record/plan.md']);
    await repository.git('add', 'record/plan.md');
    expect(await found()).toEqual([0]);
  });

  test('reads slop.local.yaml also with a repository that is not staged', async () => {
    const { repository, found } = await record();
    await repository.write('slop.yaml', 'repos: { engine: {} }\n');
    await repository.write('slop.local.yaml', 'repos: { engine: . }\n');
    expect(await found()).toEqual([0]);
  });

  test('expects no content of pictures that Git LFS keeps', async () => {
    const { repository, found } = await record();
    const lfs = `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d'.repeat(32)}\nsize 12345\n`;
    await repository.write('record/map.png', lfs);
    await repository.git('add', 'record/map.png');
    expect(await found({ staged: false })).toContain('source/pointer record/map.png');
    expect(await found()).toEqual([0]);
  });

  test('asks nothing of links into a submodule, checked out or not, as a check of the work tree', async () => {
    const { repository, found } = await record();
    const inner = await kept(temporaryRepository({ 'docs/a.md': '# A\n' }));
    await inner.commit('Inner');
    const add = ['submodule', '--quiet', 'add', inner.root, 'record/lib'];
    await repository.git('-c', 'protocol.file.allow=always', ...add);
    const links =
      '[a](lib/docs/a.md#b), [lib](lib), [docs](./lib/docs/), ![m](lib/map.png), [no](libs/a.png)';
    await repository.write('record/plan.md', note(links));
    await repository.git('add', '--all');
    expect(await found()).toEqual([1, 'ref/missing-file record/plan.md']);
    await repository.git('submodule', '--quiet', 'deinit', '--all', '--force');
    expect(await found({ staged: false })).toContain('ref/missing-file record/plan.md');
    expect(await found({ staged: false })).toHaveLength(3);
  });

  test('tells what it breaks in notes that are not staged', async () => {
    const { repository, found } = await record();
    const plan = note('All is well.').concat('\n## 1. One\n\nText.\n');
    await repository.write('record/plan.md', plan);
    await repository.write('record/fares-v0_1.md', note('Fares.'));
    await repository.write('record/phases/desk.md', note('[one](../plan.md#1-one), fares-v0_1.md'));
    await repository.commit('Two that lean on one');
    await repository.write('record/plan.md', plan.replace('One', 'First'));
    await repository.git('add', 'record/plan.md');
    expect(await found()).toEqual([1, 'ref/missing-section record/phases/desk.md']);
    await repository.git('rm', '--quiet', 'record/fares-v0_1.md');
    expect(await found()).toEqual([
      1,
      'ref/missing-section record/phases/desk.md',
      'ref/missing-document record/phases/desk.md',
    ]);
    await repository.git('rm', '--quiet', '--force', 'record/plan.md');
    expect(await found()).toEqual([
      1,
      'ref/missing-document record/phases/desk.md',
      'ref/missing-document record/phases/desk.md',
    ]);
  });

  test('finds nothing where nothing of the record is staged yet', async () => {
    const repository = await kept(temporaryRepository());
    await repository.write('slop.yaml', '');
    await repository.write('record/plan.md', note('See gone-v0_1.md.'));
    await repository.git('add', 'slop.yaml');
    const terminal = testTerminal();
    const world = diskWorld(repository.root);
    expect(await check(world, terminal, options)).toBe(0);
  });

  test('passes over what is only meant to be added, since the next commit is without it', async () => {
    const { repository, found } = await record();
    await repository.write('record/new.md', note('All is well.'));
    await repository.write('record/empty.md', '');
    await repository.git('add', '--intent-to-add', 'record/new.md');
    await repository.write('record/plan.md', note('See [it](new.md).'));
    await repository.git('add', 'record/plan.md');
    expect(await found()).toEqual([1, 'ref/missing-document record/plan.md']);
    await repository.write('record/plan.md', note('See [it](empty.md).'));
    await repository.git('add', 'record/plan.md', 'record/empty.md');
    await repository.write('record/empty.md', 'Not staged.');
    expect(await found()).not.toContain('ref/missing-document record/plan.md');
  });

  test('takes slop.yaml as it is staged', async () => {
    const { repository, found } = await record();
    await repository.write('record/plan.md', note('See lost-v0_1.md.'));
    await repository.write('slop.yaml', 'rules:\n  ref/missing-document: warning\n');
    await repository.git('add', '.');
    await repository.write('slop.yaml', 'rules:\n  ref/missing-document: off\n');
    expect(await found()).toEqual([0, 'ref/missing-document record/plan.md']);
  });

  test('works before the first commit, from a folder below and in a record below', async () => {
    const repository = await kept(temporaryRepository());
    await repository.write('docs/slop.yaml', '');
    await repository.write('docs/record/plan.md', note('See lost-v0_1.md.'));
    await repository.git('add', '.');
    const terminal = testTerminal();
    const world = realWorld({ cwd: `${repository.root}/docs/record`, env: withGit, home });
    expect(await check(world, terminal, options)).toBe(1);
    expect(terminal.written.out).toContain('"record/plan.md"');
  });

  test.each([
    ['git commit --all', ['--all']],
    ['git commit <path>', ['record/plan.md']],
    ['git commit', []],
  ])('reads in a hook what %s is about to commit', async (_, argv) => {
    const { repository, found } = await record();
    const { root, git } = repository;
    const hook = path.join(root, '.git/hooks/pre-commit');
    await writeFile(hook, '#!/bin/sh\ncp "$GIT_INDEX_FILE" .git/held.index\n', { mode: 0o755 });
    await repository.write('record/plan.md', note('See lost-v0_1.md.'));
    if (argv.length === 0) await git('add', 'record/plan.md');
    await git('-c', 'core.hooksPath=.git/hooks', 'commit', '--quiet', '--message', 'Two', ...argv);
    await git('reset', '--quiet', '--hard', 'HEAD~1');
    expect(await found({}, { GIT_INDEX_FILE: '.git/held.index' })).toEqual([
      1,
      'ref/missing-document record/plan.md',
    ]);
    expect(await found({}, { GIT_INDEX_FILE: path.join(root, '.git/held.index') })).toHaveLength(2);
  });

  test('is refused while a plan is cut off, but not to the hook of one that commits', async () => {
    const { repository, found } = await record();
    const step = {
      path: 'record/plan.md',
      before: blobId(Buffer.from(note('All is well.'))),
      after: blobId(Buffer.from(note('All is new.'))),
    };
    const journal = { version: 1, title: 'change the plan', steps: [step], folders: [] };
    await repository.write('.slop/journal/forward.json', JSON.stringify(journal));
    await expect(found()).rejects.toThrow('change the plan');
    await repository.write('record/plan.md', note('All is new.'));
    await repository.git('add', 'record/plan.md');
    expect(await found()).toEqual([0]);
  });

  test('passes over the index of another repository, in whose hook it runs', async () => {
    const [{ repository, found }, other] = await Promise.all([record(), record()]);
    await repository.write('record/plan.md', note('See lost-v0_1.md.'));
    await repository.git('add', 'record/plan.md');
    const index = path.join(other.repository.root, '.git/index');
    expect(await found({}, { GIT_INDEX_FILE: index })).toEqual([1, 'ref/missing-document record/plan.md']);
  });

  test('is refused outside of Git', async () => {
    const { repository } = await record();
    const world = diskWorld(repository.root);
    const alone = { ...world, git: { find: async () => null } };
    await expect(check(alone, testTerminal(), options)).rejects.toThrow('--staged needs a Git repository');
  });
});
