import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { assertReplaceable, MARKER, replaceSite } from '../../src/commands/render/site-folder.ts';
import { Refusal } from '../../src/refusal.ts';
import type { File, Files, LongFile } from '../../src/types.ts';
import { diskFiles } from '../../src/world/files.ts';
import { realProcesses } from '../../src/world/processes.ts';
import { type MemoryWorld, memoryWorld } from '../helpers/memory-world.ts';

async function* site(...files: readonly File[]): AsyncGenerator<File> {
  yield* files;
}

const page = (bytes: string): File => ({ path: 'index.html', bytes });
const names = (world: MemoryWorld): readonly string[] => [...world.disk.keys()].sort();
const textAt = (world: MemoryWorld, name: string): string =>
  Buffer.from(world.disk.get(`/project/site/${name}`) ?? '').toString();
const watch = () => ({ interrupted: new AbortController().signal, progress: () => {} });

describe('assertReplaceable()', () => {
  const files = { 'slop.yaml': '', 'record/a.md': '', [`site/${MARKER}`]: '', 'mine/a.txt': '', file: '' };
  const world = memoryWorld({ files, folders: ['empty'], links: { link: '/project/empty' } });
  const ask = (out: string) => assertReplaceable(world.files, out, '/project', '/project/record');

  test.each(['/project/site', '/project/empty', '/project/new', '/elsewhere/new'])(
    'accepts %s',
    async (out) => {
      await expect(ask(out)).resolves.toBeUndefined();
    },
  );

  test.each([
    '/project/mine',
    '/project/file',
    '/project/link',
    '/project',
    '/',
    '/project/record',
    '/project/record/site',
  ])('refuses %s', async (out) => {
    await expect(ask(out)).rejects.toBeInstanceOf(Refusal);
  });

  test('accepts a folder inside the root when the root is the record', async () => {
    await expect(
      assertReplaceable(world.files, '/project/site', '/project', '/project'),
    ).resolves.toBeUndefined();
  });
});

describe('replaceSite()', () => {
  test('writes a site and counts it', async () => {
    const world = memoryWorld({ files: {} });
    const counted = await replaceSite(
      world,
      '/project/site',
      site(page('é'), { path: 'a/b', bytes: 'x' }),
      watch(),
    );
    expect(counted).toEqual({ files: 2, bytes: 3, changed: 2 });
    expect(names(world)).toEqual([
      '/project/site/.slop-site',
      '/project/site/a/b',
      '/project/site/index.html',
    ]);
  });

  test('writes a long file in pieces, and only where it changed', async () => {
    const world = memoryWorld({ files: {} });
    const long = (...texts: readonly string[]): AsyncIterable<LongFile> =>
      (async function* () {
        yield { path: 'long.json', texts: () => texts };
      })();
    const write = (files: AsyncIterable<LongFile>) => replaceSite(world, '/project/site', files, watch());
    const piece = 'é'.repeat(1_000_000);
    expect(await write(long(piece, '\n'))).toEqual({ files: 1, bytes: 2_000_001, changed: 1 });
    expect(await write(long(piece, '\n'))).toEqual({ files: 1, bytes: 2_000_001, changed: 0 });
    expect(await write(long(piece, 'a\n'))).toEqual({ files: 1, bytes: 2_000_002, changed: 1 });
    expect(textAt(world, 'long.json')).toBe(`${piece}a\n`);
  });

  test('leaves nothing of the old site', async () => {
    const world = memoryWorld({ files: { [`site/${MARKER}`]: '', 'site/gone.html': '' } });
    await replaceSite(world, '/project/site', site(page('new')), watch());
    expect(names(world)).toEqual(['/project/site/.slop-site', '/project/site/index.html']);
  });

  test('keeps the old site whole until the new one is complete', async () => {
    const world = memoryWorld({ files: { [`site/${MARKER}`]: '', 'site/old.html': 'old' } });
    async function* slow(): AsyncGenerator<File> {
      yield page('new');
      expect(names(world)).toContain('/project/site/old.html');
      expect(names(world)).not.toContain('/project/site/index.html');
    }
    await replaceSite(world, '/project/site', slow(), watch());
    expect(names(world)).not.toContain('/project/site/old.html');
  });

  test.each([
    ['a page cannot be made', 'throws'],
    ['it is interrupted', 'interrupts'],
  ])('leaves everything as it was when %s', async (_name, how) => {
    const world = memoryWorld({ files: { [`site/${MARKER}`]: 'm', 'site/old.html': 'old' } });
    const before = names(world);
    const controller = new AbortController();
    async function* failing(): AsyncGenerator<File> {
      yield page('new');
      if (how === 'throws') throw new Error('no page');
      controller.abort();
      yield { path: 'more.html', bytes: '' };
    }
    const done = replaceSite(world, '/project/site', failing(), {
      ...watch(),
      interrupted: controller.signal,
    });
    await expect(done).rejects.toThrow();
    expect(names(world)).toEqual(before);
  });

  test('takes the half-made site away only when no write is on its way', async () => {
    const world = memoryWorld({ files: {} });
    const create: Files['create'] = async (place, bytes) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return world.files.create(place, bytes);
    };
    async function* failing(): AsyncGenerator<File> {
      yield page('new');
      throw new Error('no page');
    }
    const slow = { ...world, files: { ...world.files, create } };
    await expect(replaceSite(slow, '/project/site', failing(), watch())).rejects.toThrow('no page');
    expect(names(world)).toEqual([]);
  });

  test('fails when a file cannot be written while the next page is being made', async () => {
    const world = memoryWorld({ files: {} });
    const create: Files['create'] = async (place, bytes) => {
      if (place.endsWith('index.html')) throw new Error('disk full');
      return world.files.create(place, bytes);
    };
    async function* slow(): AsyncGenerator<File> {
      yield page('new');
      await new Promise((resolve) => setTimeout(resolve, 20));
      yield { path: 'more.html', bytes: '' };
    }
    const full = { ...world, files: { ...world.files, create } };
    await expect(replaceSite(full, '/project/site', slow(), watch())).rejects.toThrow('disk full');
    expect(names(world)).toEqual([]);
  });

  test('tells what failed, not that the remains could not be taken away', async () => {
    const world = memoryWorld({ files: {} });
    const files = { ...world.files, remove: () => Promise.reject(new Error('busy')) };
    async function* failing(): AsyncGenerator<File> {
      yield page('new');
      throw new Error('no page');
    }
    await expect(replaceSite({ ...world, files }, '/project/site', failing(), watch())).rejects.toThrow(
      'no page',
    );
  });

  test('touches only what is new or changed', async () => {
    const world = memoryWorld({ files: { 'site/b.html': 'old', 'site/a/b': 'x', [`site/${MARKER}`]: '' } });
    const [same, changed] = ['/project/site/a/b', '/project/site/b.html'].map((place) =>
      world.disk.get(place),
    );
    const files = site({ path: 'a/b', bytes: 'x' }, { path: 'b.html', bytes: 'new' }, page('new'));
    const counted = await replaceSite(world, '/project/site', files, watch());
    expect(counted).toEqual({ files: 3, bytes: 7, changed: 2 });
    expect(world.disk.get('/project/site/a/b')).toBe(same);
    expect(world.disk.get('/project/site/b.html')).not.toBe(changed);
  });

  test('makes a file of a folder and a folder of a file', async () => {
    const old = { [`site/${MARKER}`]: '', 'site/folder/a': 'x', 'site/file': 'x' };
    const world = memoryWorld({ files: old, folders: ['site/empty'] });
    const files = site({ path: 'folder', bytes: 'y' }, { path: 'file/a', bytes: 'y' });
    await replaceSite(world, '/project/site', files, watch());
    expect(names(world)).toEqual([
      '/project/site/.slop-site',
      '/project/site/file/a',
      '/project/site/folder',
    ]);
    expect(await world.files.stat('/project/site/empty')).toBeNull();
  });

  test('follows no link that lies in the old site', async () => {
    const files = { [`site/${MARKER}`]: '', 'mine/index.html': 'new', 'mine/gone.html': '' };
    const world = memoryWorld({ files, links: { 'site/pages': '/project/mine' } });
    await replaceSite(world, '/project/site', site({ path: 'pages/index.html', bytes: 'new' }), watch());
    expect(await world.files.stat('/project/site/pages')).toMatchObject({ type: 'folder' });
    expect(names(world)).toEqual([
      '/project/mine/gone.html',
      '/project/mine/index.html',
      '/project/site/.slop-site',
      '/project/site/pages/index.html',
    ]);
  });

  test('killed while files take their places, leaves each whole, and the next run does the rest', async () => {
    const old = { [`site/${MARKER}`]: '', 'site/a': 'old', 'site/b': 'old', 'site/gone/c': 'old' };
    const pages = () => site({ path: 'a', bytes: 'new' }, { path: 'b', bytes: 'new' }, page('new'));
    for (let kept = 1; kept <= 5; kept += 1) {
      const world = memoryWorld({ files: old });
      let left = kept;
      const step = <Args extends unknown[]>(work: (...args: Args) => Promise<void>) => {
        return async (...args: Args): Promise<void> => {
          left -= 1;
          if (left >= 0) await work(...args);
          else throw new Error('killed');
        };
      };
      const { rename, remove } = world.files;
      const dying = { ...world, files: { ...world.files, rename: step(rename), remove: step(remove) } };
      await expect(replaceSite(dying, '/project/site', pages(), watch())).rejects.toThrow('killed');
      for (const name of ['a', 'b']) expect(['old', 'new']).toContain(textAt(world, name));
      await replaceSite({ ...world, now: () => 2 }, '/project/site', pages(), watch());
      const own = names(world).filter((name) => name.startsWith('/project/site/'));
      expect(own).toEqual(['.slop-site', 'a', 'b', 'index.html'].map((name) => `/project/site/${name}`));
      for (const name of ['a', 'b', 'index.html']) expect(textAt(world, name)).toBe('new');
    }
  });

  test('refuses a folder on another disk, and leaves it as it was', async () => {
    const world = memoryWorld({ files: { [`out/${MARKER}`]: '', 'out/index.html': 'old' } });
    const rename = async (): Promise<void> => {
      throw Object.assign(new Error('EXDEV'), { code: 'EXDEV' });
    };
    const attempt = replaceSite(
      { ...world, files: { ...world.files, rename } },
      '/project/out',
      site(page('new')),
      watch(),
    );
    await expect(attempt).rejects.toBeInstanceOf(Refusal);
    expect(names(world)).toEqual([`/project/out/${MARKER}`, '/project/out/index.html']);
    expect(String(world.disk.get('/project/out/index.html'))).toBe('old');
  });

  test('tells a folder that cannot be written, and leaves the old site as it was', async () => {
    const world = memoryWorld({ files: { [`site/${MARKER}`]: 'm', 'site/old.html': 'old' } });
    const before = names(world);
    const denied = (): never => {
      throw Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS', syscall: 'mkdir' });
    };
    const files = { ...world.files, write: denied, create: denied, rename: denied };
    await expect(
      replaceSite({ ...world, files }, '/project/site', site(page('new')), watch()),
    ).rejects.toThrow('EROFS');
    expect(names(world)).toEqual(before);
  });

  test('takes away what a killed run left a day ago, and nothing else', async () => {
    const now = Date.UTC(2026, 4, 12);
    const left = (age: number) => `.site.slop-${now - age}/index.html`;
    const day = 24 * 60 * 60 * 1000;
    const kept = [left(60_000), '.site.slop-notes/a.md', '.other.slop-1/a.md'];
    const files = Object.fromEntries([left(day + 1), ...kept].map((place) => [place, '']));
    const world = memoryWorld({ files, now });
    await replaceSite(world, '/project/site', site(page('new')), watch());
    const others = names(world).filter((name) => !name.startsWith('/project/site/'));
    expect(others).toEqual(kept.map((place) => `/project/${place}`).sort());
  });
});

test('replaceSite() hears of an interrupt within a long file, and leaves nothing behind', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'slop-site-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const world = { files: diskFiles, processes: realProcesses, now: () => 0 };
  const write = async (pieces: number, wait: (stop: () => void) => void): Promise<number> => {
    const controller = new AbortController();
    let made = 0;
    const texts = function* () {
      wait(() => controller.abort());
      for (; made < pieces; made += 1) yield 'x'.repeat(1_000_000);
    };
    const files = (async function* () {
      yield { path: 'data/record.json', texts };
    })();
    await replaceSite(world, `${folder}/site`, files, { ...watch(), interrupted: controller.signal }).catch(
      (error) => expect(error).toBe(controller.signal.reason),
    );
    return made;
  };
  expect(await write(30, setImmediate)).toBeLessThan(30);
  expect(readdirSync(folder)).toEqual([]);
  await write(30, () => {});
  // The file that stands there is read first.
  expect(await write(30, setImmediate)).toBeLessThan(30);
  expect(readdirSync(folder)).toEqual(['site']);
});
