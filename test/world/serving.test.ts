import { mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { realServing } from '../../src/world/serving.ts';

let root: string;
let stop: () => void;
const seen = new Set<string>();

async function begin(
  ...folders: readonly { readonly path: string; readonly deep: boolean }[]
): Promise<void> {
  stop = realServing.watch(
    folders.map((one) => ({ ...one, path: path.posix.join(root, one.path) })),
    (place) => seen.add(path.relative(root, place)),
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
  await write('.git/objects/a');
  await write('node_modules/a/b');
  await isTold('.git/HEAD', () => write('.git/HEAD'));
  await isTold('far/a', () => write('far/a'));
  expect([...seen].filter((place) => /^(link|node_modules\/|\.git\/objects\/)/.test(place))).toEqual([]);
});
