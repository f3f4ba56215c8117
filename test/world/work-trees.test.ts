import { chmod, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { workTrees } from '../../src/world/work-trees.ts';
import {
  folderKeeper,
  frozenEnvironment,
  temporaryFolder,
  temporaryRepository,
} from '../helpers/repository.ts';

const keep = folderKeeper();
const trees = workTrees(frozenEnvironment(0));
const harbour = () =>
  keep(temporaryRepository({ 'fares.md': 'one\n', 'src/count.ts': '1\n', '.gitignore': 'built/\n' }));

describe('working()', () => {
  test('tells commit, branch, and what is not committed, by paths from the folder', async () => {
    const repository = await harbour();
    const oid = await repository.commit('Fares');
    await rm(path.join(repository.root, 'fares.md'));
    await repository.write('src/count.ts', '2\n');
    await repository.write('src/with space\nand line.ts', '3\n');
    await repository.write('built/count.js', '2\n');
    const found = await trees.working(path.join(repository.root, 'src'));
    expect(found).toMatchObject({ oid, branch: 'main' });
    expect([...(found?.uncommitted.keys() ?? [])]).toEqual([
      '../fares.md',
      'count.ts',
      'with space\nand line.ts',
    ]);
    expect([...(found?.uncommitted.values() ?? [])].map(({ change }) => change)).toEqual([
      'removed',
      'changed',
      'added',
    ]);
    expect(found?.uncommitted.get('../fares.md')?.digest).toBeNull();
  });

  test('tells one text, mode or target of a link from another', async () => {
    const repository = await harbour();
    await repository.commit('Fares');
    const digest = async () => (await trees.working(repository.root))?.uncommitted.get('new')?.digest;
    const digests = new Set<string | null | undefined>();
    await repository.write('new', 'one');
    digests.add(await digest());
    await repository.write('new', 'two');
    digests.add(await digest());
    await chmod(path.join(repository.root, 'new'), 0o755);
    digests.add(await digest());
    await rm(path.join(repository.root, 'new'));
    await symlink('fares.md', path.join(repository.root, 'new'));
    digests.add(await digest());
    expect(digests.size).toBe(4);
    expect(digests.has(undefined)).toBe(false);
  });

  test('knows a repository without a commit, and a folder that is in none', async () => {
    const repository = await harbour();
    expect((await trees.working(repository.root))?.oid).toBeNull();
    expect(await trees.working((await keep(temporaryFolder())).root)).toBeNull();
  });
});

describe('committed()', () => {
  test('tells commits, the net change, and what was put back on the way', async () => {
    const repository = await harbour();
    const base = await repository.commit('Fares');
    await repository.write('fares.md', 'two\n');
    await repository.write('src/new.ts', '1\n');
    await repository.commit('Count  twice');
    await repository.write('fares.md', 'one\n');
    await rm(path.join(repository.root, 'src/count.ts'));
    const head = await repository.commit('Put back');
    const found = await trees.committed(repository.root, base, head);
    expect(found?.commits.map(({ subject }) => subject)).toEqual(['Put back', 'Count  twice']);
    expect(Object.fromEntries(found?.paths ?? [])).toEqual({
      'fares.md': 'changed',
      'src/count.ts': 'removed',
      'src/new.ts': 'added',
    });
    const all = await trees.committed(path.join(repository.root, 'src'), null, head);
    expect(Object.fromEntries(all?.paths ?? [])).toEqual({
      '../.gitignore': 'added',
      '../fares.md': 'added',
      'count.ts': 'changed',
      'new.ts': 'added',
    });
  });

  test('tells what another branch and a reset did, and nothing of a commit that is not there', async () => {
    const repository = await harbour();
    const first = await repository.commit('Fares');
    await repository.write('src/count.ts', '2\n');
    const second = await repository.commit('Count');
    const back = await trees.committed(repository.root, second, first);
    expect(back).toEqual({ commits: [], paths: new Map([['src/count.ts', 'changed']]) });
    expect(await trees.committed(repository.root, first, 'f'.repeat(40))).toBeNull();
  });
});

describe('checkOut()', () => {
  test('makes a clean work tree at a commit without running a hook, and takes it away', async () => {
    const repository = await harbour();
    const oid = await repository.commit('Fares');
    await repository.write('fares.md', 'edited\n');
    const hook = path.join(repository.root, '.git/hooks/post-checkout');
    await writeFile(hook, `#!/bin/sh\ntouch ${repository.root}/ran\n`);
    await chmod(hook, 0o755);
    const to = path.join((await keep(temporaryFolder())).root, 'clean');
    expect(await trees.checkOut(repository.root, oid, to)).toBeNull();
    expect(await readFile(path.join(to, 'fares.md'), 'utf8')).toBe('one\n');
    expect((await trees.working(to))?.oid).toBe(oid);
    await trees.remove(repository.root, to);
    expect(await repository.git('worktree', 'list')).not.toContain(to);
    expect([...((await trees.working(repository.root))?.uncommitted.keys() ?? [])]).toEqual(['fares.md']);
    expect(await trees.checkOut(repository.root, 'f'.repeat(40), to)).toMatch(/[a-z]/);
  });
});
