import { mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { realServing } from '../../src/world/serving.ts';

const { watched } = vi.hoisted(() => ({ watched: vi.fn() }));
vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  watched.mockImplementation(real.watch);
  return { ...real, watch: watched };
});

let root: string;
let stop = (): void => {};
const seen = new Set<string>();
const failed = vi.fn();

async function begin(
  ...folders: readonly { readonly path: string; readonly deep: boolean }[]
): Promise<void> {
  stop = realServing.watch(
    folders.map((one) => ({ ...one, path: path.posix.join(root, one.path) })),
    (place) => seen.add(path.relative(root, place)),
    failed,
  );
}

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'slop-watch-')));
  seen.clear();
});

afterEach(async () => {
  stop();
  await rm(root, { recursive: true, force: true });
});

/** Does something until it is told of. */
async function isTold(place: string, act: () => Promise<unknown>): Promise<void> {
  seen.clear();
  await act();
  await expect.poll(() => seen.has(place)).toBe(true);
}

const write = (place: string) => writeFile(path.join(root, place), `${Math.random()}`);

/** As editors do: beside the file, and then in its place. */
async function save(place: string): Promise<void> {
  await write('beside.tmp');
  await rename(path.join(root, 'beside.tmp'), path.join(root, place));
}

test('tells of a file that is saved in its place again and again, then edited, then deleted', async () => {
  await mkdir(`${root}/record/deep`, { recursive: true });
  await write('record/deep/a.md');
  await begin({ path: 'record', deep: true });
  for (let times = 0; times < 3; times += 1) await isTold('record/deep/a.md', () => save('record/deep/a.md'));
  await isTold('record/deep/a.md', () => write('record/deep/a.md'));
  await isTold('record/deep/a.md', () => rm(`${root}/record/deep/a.md`));
});

test('watches a folder that comes later, and one that comes again in the place of another', async () => {
  await begin(
    { path: '', deep: false },
    { path: 'docs/record', deep: true },
    { path: 'templates', deep: true },
  );
  await isTold('templates', () => mkdir(`${root}/templates/site`, { recursive: true }));
  await isTold('templates/site/home.liquid', () => write('templates/site/home.liquid'));
  await isTold('docs', () => mkdir(`${root}/docs/record/deep`, { recursive: true }));
  await isTold('docs/record/deep/a.md', () => write('docs/record/deep/a.md'));
  await isTold('docs', () => rename(`${root}/docs`, `${root}/elsewhere`));
  await isTold('docs', () => mkdir(`${root}/docs/record/deep`, { recursive: true }));
  await isTold('docs/record/deep/a.md', () => write('docs/record/deep/a.md'));
  await isTold('docs/record/new', () => mkdir(`${root}/docs/record/new/er`, { recursive: true }));
  await isTold('docs/record/new/er/a.md', () => write('docs/record/new/er/a.md'));
  await isTold('docs/record/new', () => rename(`${root}/docs/record/new`, `${root}/docs/record/old`));
  await isTold('docs/record/old/er/a.md', () => write('docs/record/old/er/a.md'));
});

test('looks into no link, and into no folder of Git or packages', async () => {
  await mkdir(`${root}/.git/objects`, { recursive: true });
  await mkdir(`${root}/node_modules/a`, { recursive: true });
  await mkdir(`${root}/far`);
  await begin({ path: '', deep: true }, { path: '.git', deep: false });
  await isTold('link', () => symlink(`${root}/far`, `${root}/link`));
  await isTold('.git/rebase', () => mkdir(`${root}/.git/rebase`));
  seen.clear();
  const silent = ['.git/objects/a', '.git/rebase/a', 'node_modules/a/b'];
  for (const place of [...silent, '.git/HEAD', 'far/a']) await write(place);
  // The last: what was to be told before has been.
  await expect.poll(() => seen.has('far/a')).toBe(true);
  expect([...seen].filter((place) => place.startsWith('link'))).toEqual([]);
  expect([...silent, '.git/HEAD'].filter((place) => seen.has(place))).toEqual(['.git/HEAD']);
});

test('hears of a folder that comes again in another that stayed', async () => {
  await mkdir(`${root}/docs/record`, { recursive: true });
  await begin({ path: '', deep: false }, { path: 'docs/record', deep: true });
  await isTold('docs/record', () => rm(`${root}/docs/record`, { recursive: true }));
  await isTold('docs/record', () => mkdir(`${root}/docs/record`));
  await isTold('docs/record/a.md', () => write('docs/record/a.md'));
});

test('watches nothing where it cannot watch all', async () => {
  await mkdir(`${root}/record`);
  const close = vi.fn();
  watched.mockReturnValueOnce({ on: () => {}, close }).mockImplementationOnce(() => {
    throw Object.assign(new Error('watch'), { code: 'ENOSPC' });
  });
  await expect(begin({ path: 'record', deep: true }, { path: '', deep: false })).rejects.toThrow('watch');
  expect(close).toHaveBeenCalledOnce();
});

test('hands on that a folder which comes later cannot be watched', async () => {
  await mkdir(`${root}/record`);
  await begin({ path: 'record', deep: true });
  const full = Object.assign(new Error('watch'), { code: 'ENOSPC' });
  watched.mockImplementationOnce(() => {
    throw full;
  });
  await mkdir(`${root}/record/new`);
  await expect.poll(() => failed.mock.calls).toEqual([[full]]);
});
