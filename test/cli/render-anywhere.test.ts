import { cp, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryRepository } from '../helpers/repository.ts';
import { build, project, slop } from './built.ts';

let root: string;

async function filesOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  return new Map(
    await Promise.all(
      files
        .sort()
        .map(
          async (file) => [path.relative(folder, file), (await readFile(file)).toString('latin1')] as const,
        ),
    ),
  );
}

beforeAll(async () => {
  await build();
  const repository = await temporaryRepository();
  root = repository.root;
  await cp(path.join(project, 'test/samples/harbour/record'), path.join(root, 'record'), { recursive: true });
  await cp(path.join(project, 'test/samples/harbour/slop.yaml'), path.join(root, 'slop.yaml'));
  await repository.commit('Begin');
});

afterAll(async () => {
  if (root !== undefined) await rm(root, { recursive: true, force: true });
});

describe('slop render, as it is installed', () => {
  test('writes the same bytes in every time zone and locale', async () => {
    const places = [
      { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
      { TZ: 'America/St_Johns', LC_ALL: 'C', LANG: 'C' },
    ];
    const sites = [];
    for (const [at, env] of places.entries()) {
      const out = path.join(root, `site-${at}`);
      expect(await slop(root, ['render', '--out', out], env)).toMatchObject({ code: 0 });
      sites.push(await filesOf(out));
    }
    const [one, other] = sites;
    expect(one?.size).toBeGreaterThan(50);
    expect([...(other?.keys() ?? [])]).toEqual([...(one?.keys() ?? [])]);
    for (const [file, bytes] of one ?? []) expect([file, other?.get(file) === bytes]).toEqual([file, true]);
  });

  const shared = '/dev/shm';
  test('writes to a folder on another device', async (context) => {
    const there = await stat(shared).catch(() => null);
    context.skip(there === null || there.dev === (await stat(root)).dev, 'there is no other device');
    const folder = await mkdtemp(path.join(shared, 'slop-'));
    const out = path.join(folder, 'site');
    expect(await slop(root, ['render', '--out', out])).toMatchObject({ code: 0 });
    expect(await slop(root, ['render', '--out', out])).toMatchObject({ code: 0 });
    expect((await filesOf(out)).has('index.html')).toBe(true);
    expect(await readdir(folder)).toEqual(['site']);
    await rm(folder, { recursive: true });
  });
});
