import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTree } from '../../src/read/tree.ts';
import { Refusal } from '../../src/refusal.ts';
import type { Files, Repository, Tree } from '../../src/types.ts';
import { diskFiles } from '../../src/world/files.ts';
import { findRepository } from '../../src/world/git.ts';
import { type MemoryWorldParts, memoryWorld } from '../helpers/memory-world.ts';
import {
  folderKeeper,
  frozenEnvironment,
  temporaryFolder,
  temporaryRepository,
} from '../helpers/repository.ts';

const keep = folderKeeper();

async function treeOf(parts: MemoryWorldParts, record = 'record'): Promise<Tree> {
  const world = memoryWorld(parts);
  return readTree(world.files, await world.git.find('/project'), '/project', { record });
}

const onDisk = async (root: string, record = 'record'): Promise<Tree> =>
  readTree(diskFiles, await findRepository(root, frozenEnvironment(0)), root, { record });

const pathsOf = (tree: Tree): string[] => tree.files.map((file) => file.path);
const skippedOf = (tree: Tree): unknown[] =>
  tree.skipped.map(({ path: place, fault }) => [place, fault.rule, ...Object.values(fault.data)]);

describe('readTree()', () => {
  it('lists the files of the record with their sizes, in order of path', async () => {
    const files = {
      'record/b.md': 'bb',
      'record/a/z.md': 'z',
      'record/a.md': 'a',
      'record/B.md': '',
      'src/x.md': 'x',
    };
    const expected = {
      files: [
        { path: 'record/B.md', size: 0 },
        { path: 'record/a.md', size: 1 },
        { path: 'record/a/z.md', size: 1 },
        { path: 'record/b.md', size: 2 },
      ],
      skipped: [],
    };
    expect(await treeOf({ files })).toEqual(expected);
    expect(await treeOf({ files, history: {} })).toEqual(expected);
  });

  it('takes the root for the record when slop.yaml says so', async () => {
    const files = { 'slop.yaml': '', 'a.md': 'a', 'deep/b.md': 'b' };
    expect(pathsOf(await treeOf({ files }, '.'))).toEqual(['a.md', 'deep/b.md', 'slop.yaml']);
  });

  it.each([
    [{ 'slop.yaml': '# Harbour\nrecord: docs\n' }, 'slop.yaml:2:9: There is no folder docs'],
    [{ 'slop.yaml': 'record: "docs"\n', docs: '' }, 'slop.yaml:1:9: docs is no folder'],
    [{ 'slop.yaml': '' }, /^There is no folder docs/],
  ])('says where slop.yaml names a folder that is none: %j', async (files, told) => {
    await expect(treeOf({ files }, 'docs')).rejects.toThrow(told);
  });

  it('tells of files whose content Git LFS did not bring', async () => {
    const lfs = `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d'.repeat(32)}\nsize 12345\n`;
    const files = { 'record/map.png': lfs, 'record/sea.png': lfs.replace('lfs', 'sea'), 'record/a.md': lfs };
    const tree = await treeOf({ files });
    expect(pathsOf(tree)).toEqual(['record/a.md', 'record/map.png', 'record/sea.png']);
    expect(skippedOf(tree)).toEqual([['record/map.png', 'source/pointer']]);
  });

  it('finds a record deep in a folder with spaces', async () => {
    const files = { 'docs/my record/a.md': 'a', 'docs/other/b.md': 'b' };
    expect(pathsOf(await treeOf({ files }, 'docs/my record'))).toEqual(['docs/my record/a.md']);
  });

  it('is empty for an empty record', async () => {
    expect(await treeOf({ files: {}, folders: ['record'] })).toEqual({ files: [], skipped: [] });
  });

  it('refuses a record that is not there, is a file, or is a link', async () => {
    await expect(treeOf({ files: {} })).rejects.toThrow(Refusal);
    await expect(treeOf({ files: { record: '' } })).rejects.toThrow(Refusal);
    await expect(treeOf({ files: { 'other/a.md': '' }, links: { record: 'other' } })).rejects.toThrow(
      Refusal,
    );
    await expect(treeOf({ files: { 'b/r/a.md': '' }, links: { a: 'b' } }, 'a/r')).rejects.toThrow(Refusal);
  });

  it('passes over .git, and without a repository over node_modules and repositories inside', async () => {
    const files = {
      'a.md': 'a',
      '.git/config': '',
      'node_modules/x/readme.md': 'x',
      'inner/.git/config': '',
      'inner/b.md': 'b',
    };
    expect(await treeOf({ files }, '.')).toEqual({ files: [{ path: 'a.md', size: 1 }], skipped: [] });
  });

  it('passes over a rendered site', async () => {
    const files = { 'a.md': 'a', 'site/.slop-site': '', 'site/raw/a.md': 'a', '.slop/cache/b.md': 'b' };
    expect(pathsOf(await treeOf({ files }, '.'))).toEqual(['a.md']);
    expect(pathsOf(await treeOf({ files, history: {} }, '.'))).toEqual(['.slop/cache/b.md', 'a.md']);
  });

  it('never follows a link, and says where each leads', async () => {
    const tree = await treeOf({
      files: { 'record/a.md': 'a', 'outside.md': 'o', 'record/sub/b.md': 'b' },
      links: {
        'record/in.md': 'a.md',
        'record/up': '..',
        'record/sub/again': '../sub',
        'record/loop.md': 'loop.md',
        'record/dangling.md': 'absent.md',
        'record/root.md': '../outside.md',
        'record/out': '/etc',
      },
    });
    expect(pathsOf(tree)).toEqual(['record/a.md', 'record/sub/b.md']);
    expect(skippedOf(tree)).toEqual([
      ['record/dangling.md', 'source/link', 'nothing'],
      ['record/in.md', 'source/link', 'record/a.md'],
      ['record/loop.md', 'source/link', 'itself'],
      ['record/out', 'source/link', expect.not.stringContaining('/etc')],
      ['record/root.md', 'source/link', 'outside.md'],
      ['record/sub/again', 'source/link', 'record/sub'],
      ['record/up', 'source/link', '.'],
    ]);
  });

  it('names a folder that is named like a note, and reads what lies in it', async () => {
    const parts = { files: { 'record/x.md/a.md': 'a' }, folders: ['record/empty.md'] };
    for (const tree of [await treeOf(parts), await treeOf({ ...parts, history: {} })]) {
      expect(pathsOf(tree)).toEqual(['record/x.md/a.md']);
      expect(skippedOf(tree)).toEqual([
        ['record/empty.md', 'source/unreadable', 'it is a folder'],
        ['record/x.md', 'source/unreadable', 'it is a folder'],
      ]);
    }
  });

  it('names a folder that cannot be read, and reads the others', async () => {
    const parts = {
      files: { 'record/a.md': 'a', 'record/shut/b.md': 'b', 'record/z/c.md': 'c' },
      broken: { 'record/shut': 'EACCES' },
    };
    for (const tree of [await treeOf(parts), await treeOf({ ...parts, history: {} })]) {
      expect(pathsOf(tree)).toEqual(['record/a.md', 'record/z/c.md']);
      expect(skippedOf(tree)).toEqual([['record/shut', 'source/unreadable', 'permission is denied']]);
    }
  });

  it('leaves out a file that goes while it looks, and names one that it may not look at', async () => {
    const world = memoryWorld({ files: { 'record/a.md': '', 'record/gone.md': '', 'record/shut.md': '' } });
    const files: Files = {
      ...world.files,
      stat: async (place) => {
        if (place.endsWith('gone.md')) return null;
        if (place.endsWith('shut.md')) throw Object.assign(new Error(), { code: 'EACCES' });
        return world.files.stat(place);
      },
    };
    const tree = await readTree(files, null, '/project', { record: 'record' });
    expect(pathsOf(tree)).toEqual(['record/a.md']);
    expect(skippedOf(tree)).toEqual([['record/shut.md', 'source/unreadable', 'permission is denied']]);
  });

  it('finds a file whose name Git and the disk write in another case or normal form', async () => {
    const world = memoryWorld({ files: { 'record/readme.md': '', 'record/e\u0301.md': '' } });
    const repository: Repository = {
      root: '/project',
      list: async () => ['README.md', '\u00e9.md'],
      ledger: async () => ({ ledger: null, why: null }),
      texts: async () => null,
      beside: async () => null,
      parents: async () => null,
      madeTwice: async () => new Map(),
      changedLines: async () => new Map(),
      heads: async () => ({ published: null, commits: new Map() }),
      committed: async () => new Map(),
      standing: async () => null,
      staged: async () => ({ files: new Map(), changed: new Set(), read: async () => new Uint8Array() }),
      shared: async () => '/project',
      author: async () => null,
      ignored: async () => [],
      standstill: async () => null,
      commit: async () => ({ oid: null, refused: 'no' }),
    };
    expect(pathsOf(await readTree(world.files, repository, '/project', { record: 'record' }))).toEqual([
      'record/e\u0301.md',
      'record/readme.md',
    ]);
  });

  it('does not depend on the order in which folders and Git list', async () => {
    const name = fc.stringMatching(/^[a-zA-Zä .-]{1,6}$/).filter((text) => !/^\.+$|^\.git$/.test(text));
    const place = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => `record/${names.join('/')}`);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(place, { maxLength: 12 }),
        fc.boolean(),
        fc.nat(),
        async (places, git, turn) => {
          const alone = places.filter((one) => !places.some((other) => other.startsWith(`${one}/`)));
          const parts = { files: Object.fromEntries(alone.map((one) => [one, one])), folders: ['record'] };
          const world = memoryWorld(git ? { ...parts, history: {} } : parts);
          const shuffle = <T>(list: readonly T[]): T[] =>
            list.map((_, index) => list[(index + turn) % list.length] as T).reverse();
          const files: Files = {
            ...world.files,
            list: async (folder) => shuffle(await world.files.list(folder)),
          };
          const repository = await world.git.find('/project');
          const shuffled = repository && {
            ...repository,
            list: async (f: string) => shuffle(await repository.list(f)),
          };
          const config = { record: 'record' };
          expect(await readTree(files, shuffled, '/project', config)).toEqual(
            await readTree(world.files, repository, '/project', config),
          );
        },
      ),
    );
  });
});

describe('readTree() on a disk', () => {
  const odd = [
    'space and more.md',
    'quote"\'.md',
    'line\nbreak.md',
    'tab\t.md',
    'αβγ — ü.md',
    'u\u0308.md',
    'ü.md',
    '-a.md',
  ];

  it.each([true, false])('keeps names, follows no link and ends on loops (repository: %s)', async (git) => {
    const folder = git ? await keep(temporaryRepository()) : await keep(temporaryFolder());
    for (const name of odd) await folder.write(`record/${name}`, name);
    await folder.write('record/ignored.log', '');
    if (git) await folder.write('.gitignore', '*.log\n');
    await folder.write('outside.md', '');
    await symlink('loop', path.join(folder.root, 'record/loop'));
    await symlink('.', path.join(folder.root, 'record/self'));
    await symlink('../outside.md', path.join(folder.root, 'record/link.md'));
    await symlink('/etc/passwd', path.join(folder.root, 'record/passwd.md'));
    await mkdir(path.join(folder.root, 'record/x.md'));
    const tree = await onDisk(folder.root);
    const names = [...odd, ...(git ? [] : ['ignored.log'])].map((name) => `record/${name}`);
    expect(pathsOf(tree)).toEqual(names.sort());
    expect(skippedOf(tree)).toEqual([
      ['record/link.md', 'source/link', 'outside.md'],
      ['record/loop', 'source/link', 'itself'],
      ['record/passwd.md', 'source/link', 'a place outside this project'],
      ['record/self', 'source/link', 'record'],
      ['record/x.md', 'source/unreadable', 'it is a folder'],
    ]);
  });

  it('reads the work tree: what is deleted is gone, what is new is there, what became a link is not followed', async () => {
    const repository = await keep(
      temporaryRepository({ 'record/gone.md': '', 'record/kept.md': '', 'record/d/a.md': '' }),
    );
    await repository.commit('Three notes');
    await repository.move('record/gone.md', 'elsewhere.md');
    await repository.move('record/d', 'elsewhere');
    await symlink('../elsewhere', path.join(repository.root, 'record/d'));
    await repository.write('record/new.md', '');
    const tree = await onDisk(repository.root);
    expect(pathsOf(tree)).toEqual(['record/kept.md', 'record/new.md']);
    expect(skippedOf(tree)).toEqual([['record/d', 'source/link', 'elsewhere']]);
  });

  it('does not look into a submodule or another repository inside', async () => {
    const inner = await keep(temporaryRepository({ 'inner.md': 'i' }));
    await inner.commit('Inner');
    const repository = await keep(temporaryRepository({ 'record/a.md': 'a' }));
    await repository.git(
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      inner.root,
      'record/module',
    );
    await repository.git('clone', '--quiet', inner.root, 'record/clone');
    expect(await onDisk(repository.root)).toEqual({
      files: [{ path: 'record/a.md', size: 1 }],
      skipped: [],
      submodules: ['record/module'],
    });
  });

  it('names a file and a folder whose names are not UTF-8', async () => {
    const folder = await keep(temporaryFolder());
    await folder.write('record/a.md', 'a');
    const place = (name: string) => Buffer.from(`${folder.root}/record/${name}`, 'latin1');
    await writeFile(place('b\u00e9.md'), 'b');
    await mkdir(place('c\u00e9'));
    await writeFile(place('c\u00e9/d.md'), 'd');
    const tree = await onDisk(folder.root);
    expect(pathsOf(tree)).toEqual(['record/a.md']);
    expect(skippedOf(tree)).toEqual([
      ['record/b\uFFFD.md', 'source/unreadable', 'its name is not UTF-8'],
      ['record/c\uFFFD', 'source/unreadable', 'its name is not UTF-8'],
    ]);
  });
});
