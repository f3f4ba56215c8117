import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { shimOf, shimText } from '../../src/lane/adapters/tmux-sending.ts';
import { folderKeeper, temporaryFolder } from '../helpers/repository.ts';

const keep = folderKeeper();

test.each([
  ['keep', 'Half a thought', 'Count the fares.'],
  ['keep', '', 'Count the fares.'],
  ['wait', 'Half a thought', 'Half a thought'],
  ['wait', 'The message before', 'Count the fares.'],
  ['wait', '', 'Count the fares.'],
  ['wait', ' \n', 'Count the fares.'],
] as const)('with drafts: %s the editor makes of %j %j', async (drafts, stands, becomes) => {
  const { root } = await keep(temporaryFolder());
  const shim = shimOf(root, 1);
  const input = `${root}/claude-prompt-1.md`;
  await mkdir(`${root}/run/1`, { recursive: true });
  await writeFile(shim.before, 'The message before');
  await writeFile(shim.text, 'Count the fares.');
  await writeFile(input, stands);
  await promisify(execFile)('sh', ['-c', shimText(shim, drafts), 'sh', input]);
  expect(await readFile(input, 'utf8')).toBe(becomes);
  expect(await readFile(shim.draft, 'utf8')).toBe(stands);
});

test.each(['keep', 'wait'] as const)(
  'with drafts: %s the editor changes nothing when it is opened again',
  async (drafts) => {
    const { root } = await keep(temporaryFolder());
    const shim = shimOf(root, 1);
    const input = `${root}/claude-prompt-1.md`;
    await mkdir(`${root}/run/1`, { recursive: true });
    await writeFile(shim.text, 'Count the fares.');
    await writeFile(input, '');
    const open = () => promisify(execFile)('sh', ['-c', shimText(shim, drafts), 'sh', input]);
    await open();
    await writeFile(input, 'A thought of a person, later');
    await open();
    expect(await readFile(input, 'utf8')).toBe('A thought of a person, later');
    expect(await readFile(shim.draft, 'utf8')).toBe('');
  },
);
