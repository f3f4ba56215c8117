import { access, chown, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/refusal.ts';
import type { Repository, RepositoryLedger } from '../../src/types.ts';
import { findRepository } from '../../src/world/git.ts';
import {
  frozenEnvironment,
  type TemporaryFolder,
  temporaryFolder,
  temporaryRepository,
} from '../helpers/repository.ts';

const made: TemporaryFolder[] = [];
const keep = async <T extends TemporaryFolder>(folder: Promise<T>): Promise<T> => {
  made.push(await folder);
  return folder;
};
afterEach(async () => {
  await Promise.all(made.splice(0).map((folder) => folder.remove()));
});

const withGit = frozenEnvironment(0);
const withoutGit = { ...withGit, PATH: '/nonexistent' };

async function open(folder: string, env: Record<string, string> = withGit): Promise<Repository> {
  const repository = await findRepository(folder, env);
  if (repository === null) throw new Error(`no repository at ${folder}`);
  return repository;
}

async function ledgerOf(folder: string): Promise<RepositoryLedger> {
  const { ledger } = await (await open(folder)).ledger(folder);
  if (ledger === null) throw new Error('no ledger');
  return ledger;
}

const oddNames = [
  'space and more.md',
  'quote"\'.md',
  'line\nbreak.md',
  'tab\there.md',
  'αβγ — ü.md',
  '-dash.md',
  ':(top)x.md',
];
const minute = (count: number): string => `2026-05-12T09:0${count}:00+00:00`;

describe('findRepository()', () => {
  it('hands back null outside a repository, for a missing folder, and inside .git', async () => {
    const folder = await keep(temporaryFolder());
    expect(await findRepository(folder.root, withGit)).toBeNull();
    expect(await findRepository(path.join(folder.root, 'absent'), withGit)).toBeNull();
    expect(await findRepository(folder.root, withoutGit)).toBeNull();
    const repository = await keep(temporaryRepository());
    expect(await findRepository(path.join(repository.root, '.git'), withGit)).toBeNull();
  });

  it('names the work tree from a folder below it', async () => {
    const repository = await keep(temporaryRepository({ 'record/deep/a.md': 'a' }));
    expect((await open(path.join(repository.root, 'record/deep'))).root).toBe(repository.root);
    expect((await open(path.join(repository.root, 'record/deep'), withoutGit)).root).toBe(repository.root);
  });

  it('is not led astray by variables that a hook sets', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a' }));
    const hooked = {
      ...withGit,
      GIT_DIR: '/nonexistent',
      GIT_INDEX_FILE: '/nonexistent',
      GIT_WORK_TREE: '/',
    };
    expect(await (await open(repository.root, hooked)).list(repository.root)).toEqual(['a.md']);
  });

  it.runIf(process.getuid?.() === 0)('says why when another user owns the repository', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a', 'b.log': '', '.gitignore': '*.log' }));
    await repository.commit('One note');
    await chown(repository.root, 12345, 12345);
    const opened = await open(repository.root);
    expect([...(await opened.list(repository.root))].sort()).toEqual(['.gitignore', 'a.md']);
    const { ledger, why } = await opened.ledger(repository.root);
    expect(ledger).toBeNull();
    expect(why).toContain('safe.directory');
    await expect(opened.changedLines(repository.root, 'HEAD')).rejects.toThrow(Refusal);
  });
});

describe.each([
  ['the git program', withGit],
  ['no git program', withoutGit],
])('list() with %s', (_name, env) => {
  const listed = async (folder: string): Promise<string[]> =>
    [...(await (await open(folder, env)).list(folder))].sort();

  it('lists tracked and untracked files, and none that Git ignores', async () => {
    const repository = await keep(
      temporaryRepository({
        '.gitignore': '*.log\nbuild/\n!keep.log\n',
        'a.md': 'a',
        'deep/.gitignore': 'secret.md\n',
        'deep/b.md': 'b',
      }),
    );
    await repository.commit('Two notes');
    await repository.write('new.md', 'new');
    await repository.write('noise.log', '');
    await repository.write('keep.log', '');
    await repository.write('build/out.md', '');
    await repository.write('deep/build/out.md', '');
    await repository.write('deep/secret.md', '');
    const inDeep = ['.gitignore', 'b.md'];
    expect(await listed(repository.root)).toEqual(
      ['.gitignore', 'a.md', 'keep.log', 'new.md', ...inDeep.map((name) => `deep/${name}`)].sort(),
    );
    expect(await listed(path.join(repository.root, 'deep'))).toEqual(inDeep);
  });

  it('keeps every name as it is', async () => {
    const repository = await keep(
      temporaryRepository(Object.fromEntries(oddNames.map((name) => [name, name]))),
    );
    expect(await listed(repository.root)).toEqual([...oddNames].sort());
    await repository.commit('Odd names');
    expect(await listed(repository.root)).toEqual([...oddNames].sort());
  });

  it('stays out of a repository inside the repository', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a' }));
    await repository.git('init', '--quiet', 'inner');
    await repository.write('inner/b.md', 'b');
    expect(await listed(repository.root)).toEqual(['a.md']);
  });

  it('works in a linked worktree', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a', '.gitignore': '*.log' }));
    await repository.commit('One note');
    const worktree = await keep(temporaryFolder());
    await repository.git('worktree', 'add', '--quiet', path.join(worktree.root, 'w'), '-b', 'side');
    await worktree.write('w/new.md', 'new');
    await worktree.write('w/new.log', 'new');
    expect(await listed(path.join(worktree.root, 'w'))).toEqual(['.gitignore', 'a.md', 'new.md']);
  });

  it('works in a repository of SHA-256', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a' }, ['--object-format=sha256']));
    await repository.commit('One note');
    expect(await listed(repository.root)).toEqual(['a.md']);
  });
});

describe('ledger()', () => {
  it('knows head, branch, and first and last commit of each path', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a', 'b.md': 'b' }));
    const one = await repository.commit('Two notes');
    await repository.write('a.md', 'A');
    const two = await repository.commit('A — better: “quoted”');
    const ledger = await ledgerOf(repository.root);
    expect(ledger).toMatchObject({
      branch: 'main',
      shallow: false,
      head: { oid: two, date: minute(1), author: 'Ada Example', subject: 'A — better: “quoted”' },
    });
    const spans = [...ledger.paths].map(([place, { first, last }]) => [place, first.oid, last.oid]);
    expect(spans.sort()).toEqual([
      ['a.md', one, two],
      ['b.md', one, one],
    ]);
  });

  it('follows a rename and keeps the new file under the old name apart', async () => {
    const text = 'a long enough text\n'.repeat(20);
    const repository = await keep(temporaryRepository({ 'n-v0_1.md': text }));
    const one = await repository.commit('One');
    await repository.move('n-v0_1.md', 'archive/n-v0_1.md');
    await repository.write('n-v0_2.md', `${text}more\n`);
    const two = await repository.commit('Two');
    await repository.write('n-v0_1.md', 'another note under an old name\n');
    const three = await repository.commit('Three');
    const { paths } = await ledgerOf(repository.root);
    const spans = Object.fromEntries(
      [...paths].map(([place, { first, last }]) => [place, [first.oid, last.oid]]),
    );
    expect(spans).toEqual({
      'archive/n-v0_1.md': [one, two],
      'n-v0_2.md': [two, two],
      'n-v0_1.md': [three, three],
    });
  });

  it('starts anew when a deleted name comes back', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'first life\n', 'b.md': 'b' }));
    await repository.commit('One');
    await repository.git('rm', '--quiet', 'a.md');
    await repository.commit('Gone');
    await repository.write('a.md', 'quite another text, second life\n');
    const three = await repository.commit('Back');
    expect((await ledgerOf(repository.root)).paths.get('a.md')).toMatchObject({
      first: { oid: three },
      last: { oid: three },
    });
  });

  it('counts a merge only for what it changed itself', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': '1\n', 'b.md': 'b\n' }));
    const one = await repository.commit('One');
    await repository.git('checkout', '--quiet', '-b', 'side');
    await repository.write('a.md', 'side\n');
    await repository.write('s.md', 'side\n');
    const side = await repository.commit('Side');
    await repository.git('checkout', '--quiet', 'main');
    await repository.write('a.md', 'main\n');
    await repository.commit('Main');
    await repository.git('merge', '--quiet', '--no-commit', 'side').catch(() => '');
    await repository.write('a.md', 'both\n');
    const merge = await repository.commit('Merge');
    const { paths } = await ledgerOf(repository.root);
    const spans = Object.fromEntries(
      [...paths].map(([place, { first, last }]) => [place, [first.oid, last.oid]]),
    );
    expect(spans).toEqual({ 'a.md': [one, merge], 'b.md': [one, one], 's.md': [side, side] });
  });

  it('trusts the shape of history, not its clocks', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': '1' }));
    const one = await repository.commit('One', 7200);
    await repository.write('a.md', '2');
    const two = await repository.commit('Two, on a machine whose clock is behind', 0);
    expect((await ledgerOf(repository.root)).paths.get('a.md')).toMatchObject({
      first: { oid: one },
      last: { oid: two },
    });
  });

  it('gives paths from the folder, and keeps odd names and odd subjects', async () => {
    const files = Object.fromEntries(oddNames.map((name) => [`docs/my record/${name}`, name]));
    const repository = await keep(temporaryRepository({ ...files, 'outside.md': 'o' }));
    await repository.commit('A\x01B\tC');
    const ledger = await ledgerOf(path.join(repository.root, 'docs/my record'));
    expect([...ledger.paths.keys()].sort()).toEqual([...oddNames].sort());
    expect(ledger.head?.subject).toBe('A\x01B\tC');
  });

  it('is empty without commits', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a' }));
    expect(await ledgerOf(repository.root)).toEqual({
      head: null,
      branch: 'main',
      shallow: false,
      paths: new Map(),
    });
  });

  it('has no branch on a detached head', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a' }));
    await repository.git('checkout', '--quiet', await repository.commit('One'));
    expect((await ledgerOf(repository.root)).branch).toBeNull();
  });

  it('knows that a clone is shallow', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a' }));
    await repository.commit('One');
    await repository.write('a.md', 'b');
    await repository.commit('Two');
    const clone = await keep(temporaryFolder());
    await repository.git(
      'clone',
      '--quiet',
      '--depth=1',
      `file://${repository.root}`,
      path.join(clone.root, 'c'),
    );
    expect((await ledgerOf(path.join(clone.root, 'c'))).shallow).toBe(true);
  });

  it('works in a linked worktree and in a repository of SHA-256', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a' }, ['--object-format=sha256']));
    const one = await repository.commit('One');
    const worktree = await keep(temporaryFolder());
    await repository.git('worktree', 'add', '--quiet', path.join(worktree.root, 'w'), '-b', 'side');
    const ledger = await ledgerOf(path.join(worktree.root, 'w'));
    expect(ledger.branch).toBe('side');
    expect(ledger.paths.get('a.md')?.first.oid).toBe(one);
    expect(one).toHaveLength(64);
  });

  it('prints the same whatever the person has set', async () => {
    const repository = await keep(temporaryRepository({ 'ä.md': 'a' }));
    await repository.commit('One');
    const plain = await ledgerOf(repository.root);
    for (const [key, value] of [
      ['color.ui', 'always'],
      ['log.showRoot', 'false'],
      ['log.showSignature', 'true'],
      ['diff.renames', 'copies'],
      ['diff.noprefix', 'true'],
      ['diff.external', 'false'],
      ['log.follow', 'true'],
      ['format.pretty', 'oneline'],
      ['core.hooksPath', '/nonexistent'],
    ] as const) {
      await repository.git('config', key, value);
    }
    expect(await ledgerOf(repository.root)).toEqual(plain);
  });

  it('says why when there is no git program, and when the history is damaged', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a' }));
    await repository.commit('One');
    expect(await (await open(repository.root, withoutGit)).ledger(repository.root)).toEqual({
      ledger: null,
      why: expect.stringContaining('no git program'),
    });
    const tree = (await repository.git('rev-parse', 'HEAD^{tree}')).trim();
    await rm(path.join(repository.root, '.git/objects', tree.slice(0, 2), tree.slice(2)));
    expect(await (await open(repository.root)).ledger(repository.root)).toEqual({
      ledger: null,
      why: expect.stringContaining('could not read the history'),
    });
  });
});

describe('changedLines()', () => {
  it('gives the lines that differ from a revision, by path from the folder', async () => {
    const repository = await keep(
      temporaryRepository({
        'record/a.md': '1\n2\n3\n4\n5\n',
        'record/same.md': 's\n',
        'record/odd\n"name".md': 'x\n',
        'record/gone.md': 'g\n',
        'record/moved.md': 'one\ntwo\nthree\nfour\nfive\nsix\n',
        'record/bytes.png': new Uint8Array([0, 1, 2, 255]),
        'record/tricky.md': 'x\n',
        'outside.md': 'o\n',
      }),
    );
    await repository.commit('One');
    await repository.git('tag', 'start');
    await repository.write('record/a.md', '1\ntwo\n3\n4\n5\n6\n7\n');
    await repository.commit('Two');
    await repository.write('record/odd\n"name".md', 'y\n');
    await repository.move('record/moved.md', 'record/there/moved.md');
    await repository.git('rm', '--quiet', 'record/gone.md');
    await repository.write('record/bytes.png', new Uint8Array([0, 9]));
    await repository.write('record/tricky.md', 'x\n++ b/foo\ndiff --git a/x b/x\n@@ -1 +1 @@\n');
    await repository.write('record/new.md', 'n\n');
    await repository.write('outside.md', 'other\n');
    const folder = path.join(repository.root, 'record');
    const changes = await (await open(folder)).changedLines(folder, 'start');
    expect(Object.fromEntries(changes)).toMatchObject({
      'a.md': [
        { first: 2, last: 2 },
        { first: 6, last: 7 },
      ],
      'odd\n"name".md': [{ first: 1, last: 1 }],
      'tricky.md': [{ first: 2, last: 4 }],
      'new.md': [{ first: 1, last: Number.MAX_SAFE_INTEGER }],
    });
    expect(changes.has('same.md')).toBe(false);
    expect(changes.has('gone.md')).toBe(false);
    expect([...changes.keys()].some((place) => place.includes('outside'))).toBe(false);
  });

  it('refuses what is not a commit, and what looks like an option', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a' }));
    await repository.commit('One');
    const opened = await open(repository.root);
    for (const revision of [
      'nope',
      '--output=/tmp/x',
      '-p',
      '',
      'a\0b',
      'HEAD\n',
      'HEAD:a.md',
      'HEAD..HEAD',
    ]) {
      await expect(opened.changedLines(repository.root, revision)).rejects.toThrow(Refusal);
    }
  });

  it('runs no program that the repository names', async () => {
    const repository = await keep(
      temporaryRepository({ 'a.md': 'a\n', '.gitattributes': '*.md diff=evil\n' }),
    );
    await repository.commit('One');
    const marker = path.join(repository.root, '.git/ran');
    for (const key of [
      'diff.external',
      'diff.evil.textconv',
      'diff.evil.command',
      'core.fsmonitor',
      'core.pager',
    ]) {
      await repository.git('config', key, `touch ${marker}; cat`);
    }
    await repository.write('a.md', 'b\n');
    const opened = await open(repository.root);
    await opened.list(repository.root);
    await opened.ledger(repository.root);
    expect((await opened.changedLines(repository.root, 'HEAD')).get('a.md')).toEqual([{ first: 1, last: 1 }]);
    await expect(access(marker)).rejects.toThrow('ENOENT');
  });
});
