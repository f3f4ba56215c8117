import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { realWorld } from '../../src/world/world.ts';
import { brokenLinks, build, dangers } from './built.ts';
import { compiled } from './compiled.ts';

test('the site of the record of slop itself has no link that leads nowhere, and nothing that runs', async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
  const built = await build(await compiled(realWorld({ cwd: root, env: {}, home: root })));
  expect(brokenLinks(built)).toEqual([]);
  expect(dangers(built)).toEqual([]);
  expect([...built.keys()].filter((path) => path.startsWith('view/')).length).toBeGreaterThan(14);
});
