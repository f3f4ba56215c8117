import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { mayAsk, tellLimit } from '../../src/lane/account.ts';
import { shimOf, shimText } from '../../src/lane/adapters/tmux-sending.ts';
import type { Lane } from '../../src/lane/lane.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { temporaryFolder } from '../helpers/repository.ts';

const START = Date.UTC(2026, 4, 12, 9);

/** Lanes of one account on a machine whose clock stands where it is put. */
function machine() {
  let now = START;
  const world = { ...memoryWorld({ files: {} }), now: () => now };
  const lane = (name: string): Lane =>
    ({ world, name, folder: `/state/slop/p/${name}`, accounts: '/state/slop/accounts' }) as unknown as Lane;
  return {
    world,
    lane,
    wait: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

describe('lanes of one account', () => {
  test('all wait for the reset that one of them was told', async () => {
    const { lane, wait } = machine();
    await tellLimit(lane('a'), 'default', START + 60_000);
    await tellLimit(lane('b'), 'default', START + 30_000);
    for (const name of ['a', 'b', 'c']) expect(await mayAsk(lane(name), 'default')).toBe(START + 60_000);
    expect(await mayAsk(lane('a'), 'other')).toBeNull();
    wait(61);
    expect(await mayAsk(lane('c'), 'default')).toBeNull();
  });

  test('let one of them ask at a time whether the limit is over', async () => {
    const { lane, wait } = machine();
    expect(await mayAsk(lane('a'), 'default')).toBeNull();
    const others = await Promise.all(['b', 'c', 'd'].map((name) => mayAsk(lane(name), 'default')));
    expect(others).toEqual([START + 20_000, START + 20_000, START + 20_000]);
    expect(await mayAsk(lane('a'), 'default')).toBeNull();
    wait(20);
    const next = await Promise.all(['b', 'c', 'd'].map((name) => mayAsk(lane(name), 'default')));
    expect(next.filter((one) => one === null)).toHaveLength(1);
  });

  test('ask each for itself where what they know together cannot be read', async () => {
    const { lane, world } = machine();
    world.disk.set('/state/slop/accounts/default.json', Buffer.from('{"until":'));
    expect(await mayAsk(lane('a'), 'default')).toBeNull();
  });
});

describe('the editor that puts a message in', () => {
  async function edited(drafts: 'keep' | 'wait', draft: string, name = 'claude-prompt-1.md') {
    const folder = await temporaryFolder();
    const shim = shimOf(folder.root, 1);
    await folder.write('run/1/message.txt', 'Count the fares.\n!not a command');
    await folder.write(name, draft);
    await writeFile(shim.editor, shimText(shim, drafts));
    const { status } = spawnSync('sh', [shim.editor, path.join(folder.root, name)]);
    const text = await readFile(path.join(folder.root, name), 'utf8');
    const kept = await readFile(shim.draft, 'utf8').catch(() => null);
    await folder.remove();
    return { status, text, kept };
  }

  test('keeps what a person had written, and puts the message in its place', async () => {
    const message = 'Count the fares.\n!not a command';
    expect(await edited('keep', 'half a tho')).toEqual({ status: 0, text: message, kept: 'half a tho' });
    expect(await edited('keep', '')).toEqual({ status: 0, text: message, kept: '' });
  });

  test('leaves a draft as it is where slop.yaml says to wait for it', async () => {
    expect(await edited('wait', 'half a tho')).toEqual({ status: 0, text: 'half a tho', kept: 'half a tho' });
    expect((await edited('wait', '')).text).toBe('Count the fares.\n!not a command');
  });

  test('touches no other file', async () => {
    expect(await edited('keep', 'mine', 'notes.md')).toEqual({ status: 1, text: 'mine', kept: null });
  });
});
