import { describe, expect, test } from 'vitest';
import { assertReplaceable, MARKER, replaceSite } from '../../src/commands/site-folder.ts';
import { Refusal } from '../../src/refusal.ts';
import type { File } from '../../src/types.ts';
import { type MemoryWorld, memoryWorld } from '../helpers/memory-world.ts';

async function* site(...files: readonly File[]): AsyncGenerator<File> {
  yield* files;
}

const page = (bytes: string): File => ({ path: 'index.html', bytes });
const names = (world: MemoryWorld): readonly string[] => [...world.disk.keys()].sort();
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
    expect(counted).toEqual({ files: 2, bytes: 3 });
    expect(names(world)).toEqual([
      '/project/site/.slop-site',
      '/project/site/a/b',
      '/project/site/index.html',
    ]);
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
    const create = async (place: string, bytes: string | Uint8Array): Promise<boolean> => {
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
    const create = async (place: string, bytes: string | Uint8Array): Promise<boolean> => {
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

  test('puts the old site back when the new one cannot take its place', async () => {
    const world = memoryWorld({ files: { [`site/${MARKER}`]: 'm', 'site/old.html': 'old' } });
    let renames = 0;
    const rename = async (from: string, to: string): Promise<void> => {
      renames += 1;
      if (renames === 2) throw new Error('no room');
      await world.files.rename(from, to);
    };
    const broken = { ...world, files: { ...world.files, rename } };
    await expect(replaceSite(broken, '/project/site', site(page('new')), watch())).rejects.toThrow('no room');
    expect(names(world)).toEqual(['/project/site/.slop-site', '/project/site/old.html']);
  });

  test.each(['EXDEV', 'EBUSY'])(
    'refuses a folder that cannot be moved (%s), and leaves it as it was',
    async (code) => {
      const world = memoryWorld({ files: { [`out/${MARKER}`]: '', 'out/index.html': 'old' } });
      const rename = async (from: string, to: string): Promise<void> => {
        if (from === '/project/out') throw Object.assign(new Error(code), { code });
        await world.files.rename(from, to);
      };
      const site = (async function* () {
        yield { path: 'index.html', bytes: 'new' };
      })();
      const watch = { interrupted: new AbortController().signal, progress: () => {} };
      const attempt = replaceSite(
        { ...world, files: { ...world.files, rename } },
        '/project/out',
        site,
        watch,
      );
      await expect(attempt).rejects.toBeInstanceOf(Refusal);
      expect([...world.disk.keys()].sort()).toEqual([`/project/out/${MARKER}`, '/project/out/index.html']);
    },
  );

  test('brings the old site back when the run that took it away was killed before the new one was there', async () => {
    const files = { '.site.slop-7-old/index.html': 'older', '.site.slop-12-old/index.html': 'old' };
    const world = memoryWorld({ files, now: 20 });
    async function* failing(): AsyncGenerator<File> {
      yield page('new');
      throw new Error('no page');
    }
    await expect(replaceSite(world, '/project/site', failing(), watch())).rejects.toThrow('no page');
    expect(names(world)).toEqual(['/project/.site.slop-7-old/index.html', '/project/site/index.html']);
    expect(String(world.disk.get('/project/site/index.html'))).toBe('old');
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
    const left = (age: number, tail = '') => `.site.slop-${now - age}${tail}/index.html`;
    const day = 24 * 60 * 60 * 1000;
    const kept = [left(60_000), '.site.slop-notes/a.md', '.other.slop-1/a.md'];
    const files = Object.fromEntries(
      [left(day + 1), left(day + 2, '-old'), ...kept].map((place) => [place, '']),
    );
    const world = memoryWorld({ files, now });
    await replaceSite(world, '/project/site', site(page('new')), watch());
    const others = names(world).filter((name) => !name.startsWith('/project/site/'));
    expect(others).toEqual(kept.map((place) => `/project/${place}`).sort());
  });
});
