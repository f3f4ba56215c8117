import { chmod, chown, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RepositoryReading, RepositoryWants } from '../../src/types.ts';
import { readClone } from '../../src/world/clone.ts';
import { withGit, withoutGit } from '../helpers/git-world.ts';
import {
  folderKeeper,
  type TemporaryRepository,
  temporaryFolder,
  temporaryRepository,
} from '../helpers/repository.ts';

const keep = folderKeeper();

const nothing: RepositoryWants = { hashes: [], others: [], messages: false, files: [], heads: [] };
const wants = (...hashes: readonly string[]): RepositoryWants => ({ ...nothing, hashes });
const read = (folder: string, hashes: readonly string[] = [], env = withGit): Promise<RepositoryReading> =>
  readClone(folder, 'engine', wants(...hashes), env);

const readers = [
  ['git', withGit],
  ['isomorphic-git', withoutGit],
] as const;

async function small(
  initArguments: readonly string[] = [],
): Promise<TemporaryRepository & { oids: string[] }> {
  const repository = await keep(temporaryRepository({ 'a.txt': 'one\n' }, initArguments));
  const oids = [await repository.commit('First')];
  await repository.write('a.txt', 'two\n');
  oids.push(await repository.commit('Second\n\nwith a body'));
  await repository.git('tag', '--annotate', '--message', 'Tag', 'v1');
  await repository.git('tag', 'light', 'HEAD~1');
  await repository.git('branch', 'side/one', 'HEAD~1');
  return { ...repository, oids };
}

const object = (kind: string, oid: string) => expect.objectContaining({ type: 'object', kind, oid });

const file = (revision: string, path: string, text = false) => ({ revision, path, text });

describe.each(readers)('a clone read by %s', (name, env) => {
  test('tells files at commits and on branches, with their texts', async () => {
    const { root, write, commit, oids } = await small();
    await write('docs/a "b" é.md', 'text\n\nwith ☃ and more\n');
    await write('docs/bytes.bin', Buffer.from([0xff, 0xfe, 0x0a, 0x00, 0x41]));
    const third = await commit('Third');
    const [first = ''] = oids;
    const short = third.slice(0, 8);
    const files = [
      file(short, 'docs/a "b" é.md', true),
      file(short, 'docs/bytes.bin', true),
      file(short, 'docs'),
      file(short, 'docs/gone.md'),
      file(short, 'docs/../a.txt'),
      file(first, 'docs/bytes.bin'),
      file('main', 'docs/bytes.bin'),
      file('nowhere', 'docs/bytes.bin'),
    ];
    const reading = await readClone(root, 'engine', { ...nothing, hashes: [short, first], files }, env);
    expect(reading.files.get(`${short}:docs/a "b" é.md`)).toMatchObject({
      kind: 'blob',
      text: 'text\n\nwith ☃ and more\n',
    });
    expect(reading.files.get(`${short}:docs/bytes.bin`)?.text).toHaveLength(5);
    if (name === 'git')
      expect(reading.files.get(`${short}:docs`)).toMatchObject({ kind: 'tree', text: null });
    expect(reading.files.get(`${short}:docs/gone.md`)).toBeNull();
    expect(reading.files.get(`${short}:docs/../a.txt`)).toBeNull();
    expect(reading.files.get(`${first}:docs/bytes.bin`)).toBeNull();
    expect(reading.files.get('main:docs/bytes.bin')).toMatchObject({ kind: 'blob' });
    expect(reading.files.has('nowhere:docs/bytes.bin')).toBe(false);
  });

  test.each(['loose', 'packed'])(
    'tells commits, tags, trees and files by whole and short hash, %s',
    async (form) => {
      const { root, git, oids } = await small();
      if (form === 'packed') await git('gc', '--quiet', '--prune=now');
      const [first = '', second = ''] = oids;
      const tag = (await git('rev-parse', 'v1')).trim();
      const tree = (await git('rev-parse', 'HEAD^{tree}')).trim();
      const blob = (await git('rev-parse', 'HEAD:a.txt')).trim();
      const asked = [
        first,
        second.slice(0, 8),
        tag.slice(0, 8),
        tree,
        blob.slice(0, 9),
        'f'.repeat(40),
        'f'.repeat(8),
      ];
      const reading = await read(root, asked, env);
      expect(reading.unread).toBeNull();
      expect(asked.map((hash) => reading.hashes.get(hash))).toEqual([
        object('commit', first),
        object('commit', second),
        expect.objectContaining({ kind: 'tag', oid: tag, commit: second }),
        object('tree', tree),
        object('blob', blob),
        { type: 'missing' },
        { type: 'missing' },
      ]);
      expect(reading.commits.get(first)).toEqual({
        oid: first,
        date: '2026-05-12T09:00:00+00:00',
        author: 'Ada Example',
        subject: 'First',
      });
      expect(reading.commits.get(second)?.subject).toBe('Second');
    },
  );

  test('tells branches, light and annotated tags', async () => {
    const { root, git, oids } = await small();
    const [first = '', second = ''] = oids;
    const { branches, tags } = await read(root, [], env);
    expect([...branches].sort()).toEqual([
      ['main', second],
      ['side/one', first],
    ]);
    expect([...tags].sort()).toEqual([
      ['light', { oid: first, commit: first }],
      ['v1', { oid: (await git('rev-parse', 'v1')).trim(), commit: second }],
    ]);
  });

  test('reads a bare clone', async () => {
    const { root, git, oids } = await small();
    await git('clone', '--quiet', '--bare', '.', 'bare.git');
    const reading = await read(join(root, 'bare.git'), oids, env);
    expect(reading.hashes.get(oids[1] ?? '')).toEqual(object('commit', oids[1] ?? ''));
  });

  test('knows a shallow clone', async () => {
    const { root, git, oids } = await small();
    await git('clone', '--quiet', '--depth=1', `file://${root}`, 'shallow');
    const reading = await read(join(root, 'shallow'), oids, env);
    expect(reading).toMatchObject({
      shallow: true,
      partial: expect.stringContaining('shallow'),
      unread: null,
    });
    expect(reading.hashes.get(oids[0] ?? '')).toEqual({ type: 'missing' });
    expect(reading.hashes.get(oids[1] ?? '')).toEqual(object('commit', oids[1] ?? ''));
  });

  test('says in a sentence that there is no folder, or no repository in it', async () => {
    const { root } = await keep(temporaryFolder());
    expect((await read(join(root, 'nowhere'), [], env)).unread).toMatch(/^There is no folder .*\.$/);
    expect((await read(root, [], env)).unread).toMatch(/is no Git repository\.$/);
  });

  test('does not take the repository around a folder for one of that folder', async () => {
    const { root, write } = await small();
    await write('inner/x.txt', 'x');
    expect((await read(join(root, 'inner'), [], env)).unread).toMatch(/is no Git repository\.$/);
  });

  test(name === 'git' ? 'reads a worktree' : 'refuses a worktree in a sentence', async () => {
    const { root, git, oids } = await small();
    await git('worktree', 'add', '--quiet', 'tree', 'side/one');
    const reading = await read(join(root, 'tree'), oids, env);
    if (name === 'git') expect(reading.hashes.get(oids[1] ?? '')).toEqual(object('commit', oids[1] ?? ''));
    else expect(reading.unread).toMatch(/worktree.*install Git\.$/);
  });

  test(name === 'git' ? 'reads SHA-256 hashes' : 'refuses SHA-256 hashes in a sentence', async () => {
    const { root, oids } = await small(['--object-format=sha256']);
    const [first = ''] = oids;
    expect(first).toHaveLength(64);
    const reading = await read(root, [first, first.slice(0, 10)], env);
    if (name === 'git') {
      expect(reading.hashes.get(first)).toEqual(object('commit', first));
      expect(reading.hashes.get(first.slice(0, 10))).toEqual(object('commit', first));
    } else expect(reading.unread).toMatch(/SHA-256.*install Git\.$/);
  });

  test('says in a sentence that a pack is damaged', async () => {
    const { root, git, oids } = await small();
    await git('gc', '--quiet', '--prune=now');
    const packs = join(root, '.git/objects/pack');
    const pack = (await readdir(packs)).find((file) => file.endsWith('.pack')) ?? '';
    await chmod(join(packs, pack), 0o644);
    await writeFile(join(packs, pack), Buffer.alloc((await stat(join(packs, pack))).size, 7));
    const reading = await read(root, oids, env);
    expect(reading.unread).toMatch(/could not/);
    expect(reading.unread).not.toMatch(/report|issue/);
    expect(reading.unread).toMatch(/^[^\n]+$/);
  });
});

describe('a clone that git will not read', () => {
  test.runIf(process.getuid?.() === 0)('because another user owns it, says what to do', async () => {
    const { root } = await small();
    await chown(root, 12345, 12345);
    await chown(join(root, '.git'), 12345, 12345);
    expect((await read(root)).unread).toMatch(/another user owns it.*safe\.directory/);
  });

  test('because a ref begins with a hyphen or names a file that Git quotes, is none', async () => {
    const { root, git, oids, write, commit } = await small();
    await git('update-ref', 'refs/heads/-x', oids[0] ?? '');
    await write('quo"te\tä.md', 'x');
    const last = await commit('Odd name');
    const reading = await read(root, [last]);
    expect(reading.branches.get('-x')).toBe(oids[0]);
    expect(reading.hashes.get(last)).toEqual(object('commit', last));
  });
});

describe('what is published', () => {
  const published = async (root: string, hashes: readonly string[]) => {
    const reading = await read(root, hashes);
    return hashes.map((hash) => {
      const found = reading.hashes.get(hash);
      return found?.type === 'object' ? found.published : found?.type;
    });
  };

  test('is what local branches and tags lead to where there is no remote', async () => {
    const { root, git, oids, commit } = await small();
    await git('checkout', '--quiet', '--detach');
    const lone = await commit('On no branch');
    await git('checkout', '--quiet', 'main');
    expect(await published(root, [...oids, lone])).toEqual([true, true, false]);
  });

  test('is what the branches of remotes lead to where there are some', async () => {
    const { root, git, oids } = await small();
    await git('clone', '--quiet', `file://${root}`, 'mine');
    const mine = join(root, 'mine');
    await git('-C', 'mine', 'commit', '--quiet', '--allow-empty', '--message', 'Not pushed');
    const lone = (await git('-C', 'mine', 'rev-parse', 'HEAD')).trim();
    expect(await published(mine, [...oids, lone])).toEqual([true, true, false]);
    await git('-C', 'mine', 'push', '--quiet', 'origin', 'HEAD:refs/heads/new');
    expect(await published(mine, [lone])).toEqual([true]);
  });

  test('is what any of several remotes has, though they have branches of one name', async () => {
    const { root, git, oids } = await small();
    for (const name of ['fork', 'origin', 'upstream']) {
      await git('clone', '--quiet', '--bare', '.', `${name}.git`);
      await git('clone', '--quiet', `${name}.git`, name);
    }
    await git('-C', 'origin', 'commit', '--quiet', '--allow-empty', '--message', 'Pushed to origin alone');
    await git('-C', 'origin', 'push', '--quiet');
    const pushed = (await git('-C', 'origin', 'rev-parse', 'HEAD')).trim();
    for (const name of ['fork', 'upstream'])
      await git('-C', 'origin', 'remote', 'add', '-f', name, join(root, `${name}.git`));
    expect(await published(join(root, 'origin'), [...oids, pushed])).toEqual([true, true, true]);
  });

  test('is of branches of one name that of upstream, else of origin, else of any remote', async () => {
    const { root, git } = await small();
    for (const name of ['origin', 'upstream', 'zoe']) await git('clone', '--quiet', '.', name);
    const heads = new Map<string, string>();
    for (const name of ['origin', 'upstream', 'zoe']) {
      await git('-C', name, 'commit', '--quiet', '--allow-empty', '--message', `Of ${name}`);
      heads.set(name, (await git('-C', name, 'rev-parse', 'HEAD')).trim());
    }
    await git('clone', '--quiet', 'origin', 'mine');
    const mine = join(root, 'mine');
    for (const [name, counts] of [
      ['zoe', 'origin'],
      ['upstream', 'upstream'],
    ] as const) {
      await git('-C', 'mine', 'remote', 'add', '-f', name, join(root, name));
      expect((await read(mine)).branches.get('main')).toBe(heads.get(counts));
    }
  });

  test('is told rightly across criss-cross merges with skewed dates', async () => {
    const { root, git, commit } = await small();
    const oids: string[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      await git('checkout', '--quiet', turn % 2 === 0 ? 'side/one' : 'main');
      oids.push(await commit(`Turn ${turn}`, 60_000 - turn * 10_000));
      await git('merge', '--quiet', '--no-edit', '--strategy=ours', turn % 2 === 0 ? 'main' : 'side/one');
    }
    expect(await published(root, oids)).toEqual([true, true, true, true]);
  });

  test('stays untold in a shallow clone, and without the git program', async () => {
    const { root, git, oids } = await small();
    await git('clone', '--quiet', '--depth=1', `file://${root}`, 'shallow');
    await git('-C', 'shallow', 'fetch', '--quiet', '--depth=1', 'origin', oids[0] ?? '');
    expect(await published(join(root, 'shallow'), [oids[0] ?? ''])).toEqual([null]);
    const reading = await read(root, oids, withoutGit);
    expect(reading.hashes.get(oids[0] ?? '')).toMatchObject({ published: null });
    expect(reading.unwalked).toMatch(/install Git/);
  });

  test('finds the commit again that a squash or rebase has orphaned', async () => {
    const { root, git, write, commit } = await small();
    await git('checkout', '--quiet', '-b', 'topic');
    await write('b.txt', 'b\n');
    const lost = await commit('Add b');
    await git('checkout', '--quiet', 'main');
    await write('c.txt', 'c\n');
    await commit('Add c');
    await git('cherry-pick', lost);
    const kept = (await git('rev-parse', 'HEAD')).trim();
    await git('branch', '-D', 'topic');
    const reading = await read(root, [lost.slice(0, 9)]);
    expect(reading.hashes.get(lost.slice(0, 9))).toMatchObject({
      oid: lost,
      published: false,
      replacement: kept,
    });
    expect(reading.commits.get(kept)?.subject).toBe('Add b');
  });

  test('keeps a commit whose change nobody makes without a replacement', async () => {
    const { root, git, write, commit } = await small();
    await git('checkout', '--quiet', '-b', 'topic');
    await write('b.txt', 'b\n');
    const lost = await commit('Add b');
    await git('checkout', '--quiet', 'main');
    await git('branch', '-D', 'topic');
    expect((await read(root, [lost])).hashes.get(lost)).toMatchObject({
      published: false,
      replacement: null,
    });
  });
});

describe('hashes that are hard to tell', () => {
  test('are ambiguous when two commits begin alike', async () => {
    const repository = await keep(temporaryRepository());
    const seen = new Map<string, string>();
    let pair: readonly [string, string] | null = null;
    const tree = (await repository.git('write-tree')).trim();
    for (let turn = 0; pair === null && turn < 600; turn += 1) {
      const oid = (await repository.git('commit-tree', '-m', `Commit ${turn}`, tree)).trim();
      const other = seen.get(oid.slice(0, 4));
      if (other !== undefined) pair = [other, oid];
      seen.set(oid.slice(0, 4), oid);
    }
    const [one, two] = pair ?? ['', ''];
    await repository.git('update-ref', 'refs/heads/one', one);
    await repository.git('update-ref', 'refs/heads/two', two);
    const short = one.slice(0, 4);
    const reading = await read(repository.root, [short, one]);
    expect(reading.hashes.get(short)).toEqual({ type: 'ambiguous', oids: [one, two].sort() });
    expect(reading.hashes.get(one)).toEqual(object('commit', one));
    await repository.git('update-ref', '-d', 'refs/heads/one');
    await repository.git('update-ref', '-d', 'refs/heads/two');
    expect((await read(repository.root, [short])).hashes.get(short)).toMatchObject({ type: 'ambiguous' });
  });

  test('are not taken for a branch or tag of that name', async () => {
    const { root, git } = await small();
    await git('branch', 'deadbeef1');
    expect((await read(root, ['deadbeef1'])).hashes.get('deadbeef1')).toEqual({ type: 'missing' });
  });
});

describe('a mirror', () => {
  test('is a whole clone', async () => {
    const { root, git } = await small();
    await git('clone', '--quiet', '--mirror', `file://${root}`, 'mirror.git');
    expect(await read(join(root, 'mirror.git'), ['f'.repeat(40)])).toMatchObject({ partial: null });
  });
});

describe('a clone of one branch', () => {
  test('says that what is not found may yet exist', async () => {
    const { root, git, oids } = await small();
    await git('clone', '--quiet', '--single-branch', '--branch=side/one', `file://${root}`, 'one');
    const reading = await read(join(root, 'one'), [oids[1] ?? '']);
    expect(reading.partial).toMatch(/one branch/);
  });
});

describe('messages', () => {
  const messagesOf = async (root: string) =>
    (await readClone(root, 'engine', { ...nothing, messages: true }, withGit)).messages;

  test('come whole, newest first', async () => {
    const { root } = await small();
    expect((await messagesOf(root)).map(({ subject, body }) => [subject, body])).toEqual([
      ['Second', 'with a body'],
      ['First', ''],
    ]);
  });

  test('of a commit with a broken date and encoding do not keep the others back', async () => {
    const { root, git, oids, write } = await small();
    const tree = (await git('rev-parse', 'HEAD^{tree}')).trim();
    const lines = [`tree ${tree}`, `parent ${oids[1]}`, 'author A <a@b.c> 99999999999999999999 +9999'];
    const text = [...lines, 'committer A <a@b.c> never +0000', '', 'Caf\u00e9\n'].join('\n');
    await write('broken', Buffer.from(text, 'latin1'));
    const broken = (await git('hash-object', '-t', 'commit', '-w', '--literally', 'broken')).trim();
    await git('update-ref', 'refs/heads/broken', broken);
    expect((await messagesOf(root)).map(({ oid }) => oid).sort()).toEqual([...oids, broken].sort());
    const reading = await read(root, [broken, oids[0] ?? '']);
    expect(reading.hashes.get(broken)).toEqual(object('commit', broken));
    expect(reading.commits.size).toBe(2);
  });
});

describe('a clone read by git', () => {
  test('finds a file by its name alone, also where the clone has no file contents', async () => {
    const { root, write, commit, git } = await small();
    await write('deep/er/note-v0_1.md', 'text');
    const oid = await commit('Third');
    const { root: elsewhere } = await keep(temporaryFolder());
    await git('config', 'uploadpack.allowFilter', 'true');
    await git('clone', '--quiet', '--bare', '--filter=blob:none', `file://${root}`, `${elsewhere}/bare`);
    const files = [file(oid, 'note-v0_1.md', true), file(oid, 'deep/er/note-v0_1.md')];
    const whole = await readClone(root, 'engine', { ...nothing, hashes: [oid], files }, withGit);
    expect(whole.files.get(`${oid}:note-v0_1.md`)).toMatchObject({
      path: 'deep/er/note-v0_1.md',
      text: 'text',
    });
    const bare = await readClone(
      `${elsewhere}/bare`,
      'engine',
      { ...nothing, hashes: [oid], files },
      withGit,
    );
    expect(bare.files.get(`${oid}:deep/er/note-v0_1.md`)).toMatchObject({ kind: 'blob' });
    expect(bare.files.get(`${oid}:note-v0_1.md`)?.text).toBeNull();
  });

  test('tells where commits stand on branches, by first parents alone', async () => {
    const { root, git, commit, oids } = await small();
    const [first = '', second = ''] = oids;
    await git('switch', '--quiet', '--create', 'topic', first);
    const topic = await commit('Topic');
    await git('switch', '--quiet', 'main');
    await git('merge', '--quiet', '--no-ff', '--message', 'Merge', 'topic');
    const merge = (await git('rev-parse', 'HEAD')).trim();
    const asked = [
      { branch: 'main', hash: merge },
      { branch: 'main', hash: second },
      { branch: 'main', hash: topic },
      { branch: null, hash: topic },
      { branch: 'gone', hash: topic },
    ];
    const hashes = [merge, second, topic];
    const { heads, commits } = await readClone(root, 'engine', { ...nothing, hashes, heads: asked }, withGit);
    expect([...heads]).toEqual([
      [`main@${merge}`, { branch: 'main', tip: merge, next: null }],
      [`main@${second}`, { branch: 'main', tip: merge, next: merge }],
      [`main@${topic}`, null],
      [`@${topic}`, { branch: 'topic', tip: topic, next: null }],
    ]);
    expect(commits.has(merge)).toBe(true);
  });
});
