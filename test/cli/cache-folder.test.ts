import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { temporaryRepository } from '../helpers/repository.ts';
import { build, slop } from './built.ts';

beforeAll(build);

test('SLOP_CACHE may name a folder of others, in which slop keeps to a folder of its own', async () => {
  const { root, remove } = await temporaryRepository({
    'slop.yaml': '',
    'record/plan.md': '---\ntitle: Plan\n---\n# Plan\n',
  });
  onTestFinished(remove);
  const theirs = path.join(root, 'theirs');
  await mkdir(theirs);
  await writeFile(path.join(theirs, 'a'.repeat(64)), 'not of slop');
  expect((await slop(root, ['check'], { SLOP_CACHE: theirs })).code).toBe(0);
  expect((await readdir(theirs)).sort()).toEqual(['a'.repeat(64), 'slop-cache']);
  expect(await readdir(path.join(theirs, 'slop-cache'))).toContain('.gitignore');
});
