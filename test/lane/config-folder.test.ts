import { expect, test } from 'vitest';
import { configFolder, hasAgent } from '../../src/lane/adapters/claude.ts';
import { lanesOf } from '../../src/validate/lanes-values.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

const env = { HOME: '/home/ada', CLAUDE_CONFIG_DIR: '/settings' };

test.each([
  [[], '/home/ada/.claude'],
  [['CLAUDE_CONFIG_DIR'], '/settings'],
])('a session that is passed %j keeps what it knows in %s, and is looked for there', async (pass, folder) => {
  const [lane] = lanesOf({ declared: { tides: { pass } } }).declared;
  if (lane === undefined) throw new Error('no lane');
  expect(configFolder(env, lane)).toBe(folder);
  const { files } = memoryWorld({ files: {} });
  for (const place of ['/home/ada/.claude', '/settings']) {
    await files.write(`${place}/agents/developer.md`, 'x');
    expect(await hasAgent({ files, env }, '/project', lane)).toBe(place === folder);
    await files.remove(place);
  }
});
