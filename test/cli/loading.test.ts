import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { folderKeeper, temporaryFolder } from '../helpers/repository.ts';
import { build, slop } from './built.ts';

const keep = folderKeeper();

beforeAll(build);

test('slop check loads nothing that fills templates', async () => {
  const { root, write } = await keep(temporaryFolder());
  await write('slop.yaml', '');
  await write('record/fares-v0_1.md', '# Fares\n');
  const coverage = path.join(root, 'coverage');
  const { code } = await slop(root, ['check'], { NODE_V8_COVERAGE: coverage });
  expect(code).toBe(0);
  const [file = ''] = await readdir(coverage);
  const { result } = JSON.parse(await readFile(path.join(coverage, file), 'utf8'));
  const loaded = (result as readonly { readonly url: string }[]).map(({ url }) => url);
  expect(loaded).toContainEqual(expect.stringContaining('/dist/chunks/record.js'));
  expect(loaded).not.toContainEqual(expect.stringContaining('/liquidjs/'));
});
