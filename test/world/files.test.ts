import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../src/world/files.ts';
import { realWorld } from '../../src/world/world.ts';
import { type TemporaryFolder, temporaryFolder } from '../helpers/repository.ts';

let folder: TemporaryFolder;
const at = (place: string): string => path.join(folder.root, place);
const textOf = async (place: string): Promise<string> =>
  Buffer.from(await diskFiles.read(at(place))).toString();

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

describe('diskFiles.write()', () => {
  it.each([true, false])(
    'makes the folders it needs and leaves nothing beside the file (durable: %s)',
    async (durable) => {
      await diskFiles.write(at('a/b/c.md'), 'text — ü', { durable });
      await diskFiles.write(at('a/b/c.md'), new Uint8Array([0x41, 0xff]), { durable });
      expect(Buffer.from(await diskFiles.read(at('a/b/c.md')))).toEqual(Buffer.from([0x41, 0xff]));
      expect(await readdir(at('a/b'))).toEqual(['c.md']);
    },
  );

  it('keeps the permissions of a file that it replaces', async () => {
    await folder.write('run.sh', 'old');
    await chmod(at('run.sh'), 0o775);
    await diskFiles.write(at('run.sh'), 'new');
    expect((await stat(at('run.sh'))).mode & 0o777).toBe(0o775);
    expect(await textOf('run.sh')).toBe('new');
  });

  it('leaves the old file and nothing else when it cannot finish', async () => {
    await mkdir(at('taken/by'), { recursive: true });
    await expect(diskFiles.write(at('taken'), 'x')).rejects.toMatchObject({ code: 'EISDIR' });
    await folder.write('file', 'x');
    await expect(diskFiles.write(at('file/below'), 'x')).rejects.toMatchObject({ code: 'ENOTDIR' });
    expect((await readdir(folder.root)).sort()).toEqual(['file', 'taken']);
  });

  it('writes the link’s place, never through a link', async () => {
    await folder.write('target.md', 'target');
    await symlink('target.md', at('link.md'));
    await diskFiles.write(at('link.md'), 'new');
    expect(await textOf('target.md')).toBe('target');
    expect(await diskFiles.stat(at('link.md'))).toMatchObject({ type: 'file', size: 3 });
  });
});

describe('diskFiles.holds()', () => {
  it.each([
    { text: 'one two', pieces: ['one', ' two'], is: true },
    { text: 'one two', pieces: ['one', ' ten'], is: false },
    { text: 'one two', pieces: ['one'], is: false },
    { text: 'one', pieces: ['one', ' two'], is: false },
    { text: 'one', pieces: ['', 'one', ''], is: true },
    { text: '', pieces: [], is: true },
  ])('tells of "$text" whether it is $pieces: $is', async ({ text, pieces, is }) => {
    await folder.write('file', text);
    const bytes = pieces.map((piece) => Buffer.from(piece));
    expect(await diskFiles.holds(at('file'), bytes)).toBe(is);
  });

  it('keeps the code of what went wrong', async () => {
    await expect(diskFiles.holds(at('absent'), [])).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('diskFiles.create()', () => {
  it('writes one piece behind the other, and nothing where something stands', async () => {
    const pieces = ['one', ' two'].map((piece) => Buffer.from(piece));
    expect(await diskFiles.create(at('a/file'), pieces)).toBe(true);
    expect(await diskFiles.create(at('a/file'), 'other')).toBe(false);
    expect(await textOf('a/file')).toBe('one two');
  });
});

describe('diskFiles', () => {
  it('keeps the code of what went wrong', async () => {
    await expect(diskFiles.read(at('absent'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(diskFiles.read(folder.root)).rejects.toMatchObject({
      code: 'EISDIR',
      message: expect.stringContaining(folder.root),
    });
    await expect(diskFiles.list(at('absent'))).rejects.toMatchObject({ code: 'ENOENT' });
    await symlink('loop', at('loop'));
    await expect(diskFiles.realPath(at('loop'))).rejects.toMatchObject({ code: 'ELOOP' });
  });

  it('tells files, folders and links apart without following', async () => {
    await folder.write('f.md', 'four');
    await mkdir(at('d'));
    await symlink('absent', at('l'));
    expect(await diskFiles.stat(at('f.md'))).toMatchObject({ type: 'file', size: 4 });
    expect((await diskFiles.stat(at('d')))?.type).toBe('folder');
    expect((await diskFiles.stat(at('l')))?.type).toBe('link');
    expect(await diskFiles.stat(at('absent'))).toBeNull();
    expect(await diskFiles.stat(at('f.md/below'))).toBeNull();
    const types = Object.fromEntries(
      (await diskFiles.list(folder.root)).map(({ name, type }) => [name, type]),
    );
    expect(types).toEqual({ 'f.md': 'file', d: 'folder', l: 'link' });
  });

  it.skipIf(!existsSync('/proc/self'))('fails at once where a system has no room for a folder', async () => {
    const refused = { code: expect.stringMatching(/^(?:ENOENT|EACCES|EPERM)$/) };
    await expect(diskFiles.create('/proc/site/index.html', 'x')).rejects.toMatchObject(refused);
    await expect(diskFiles.write('/proc/site/a/b', 'x')).rejects.toMatchObject(refused);
  });

  it('moves into a folder that is not there yet, and removes what is or is not there', async () => {
    await folder.write('a.md', 'a');
    await diskFiles.rename(at('a.md'), at('archive/old/a.md'));
    expect(await textOf('archive/old/a.md')).toBe('a');
    await diskFiles.remove(at('archive'));
    await diskFiles.remove(at('archive'));
    expect(await readdir(folder.root)).toEqual([]);
  });
});

describe('realWorld()', () => {
  it('passes on what it was told and finds no repository where there is none', async () => {
    const world = realWorld({
      cwd: folder.root,
      env: { PATH: process.env['PATH'], CI: '1' },
      home: '/home/of/slop',
    });
    expect(world).toMatchObject({ cwd: folder.root, home: '/home/of/slop', env: { CI: '1' } });
    expect(await world.git.find(folder.root)).toBeNull();
    expect(Math.abs(world.now() - Date.now())).toBeLessThan(60_000);
  });
});
