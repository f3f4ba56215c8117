import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { serve } from '../../src/commands/serve.ts';
import type { Listening, Serving } from '../../src/types.ts';
import { type MemoryWorldParts, memoryWorld } from '../helpers/memory-world.ts';
import { testTerminal } from './terminal.ts';

const full = Object.assign(new Error('watch'), { code: 'ENOSPC' });

let interrupt = (): void => {};
afterEach(() => interrupt());

/** `slop serve` in a world in which what changed is heard of when the test says so. */
function served(parts: MemoryWorldParts) {
  const memory = memoryWorld(parts);
  const terminal = testTerminal();
  const [tell, close] = [vi.fn<Listening['tell']>(), vi.fn(async () => {})];
  const watch = vi.fn<Serving['watch']>(() => () => {});
  const serving = { listen: async () => ({ port: 1, tell, close }), watch };
  const ended = serve({ ...memory, serving }, terminal, { port: 0 });
  interrupt = terminal.interrupt;
  return {
    ...{ memory, terminal, ended, tell, close, watch },
    /** The folders that are watched, deep or not. */
    folders: (deep: boolean) =>
      watch.mock.lastCall?.[0].filter((one) => one.deep === deep).map(({ path }) => path) ?? [],
    change: async (path: string, text: string) => {
      await memory.files.write(`/project/${path}`, text);
      watch.mock.lastCall?.[1](`/project/${path}`);
    },
    begun: () => expect.poll(() => terminal.written.out).toContain('Serving'),
  };
}

describe('slop serve', () => {
  test('refuses to begin where no more files can be watched', async () => {
    const { ended, watch, close } = served({ files: { 'slop.yaml': '', 'record/a.md': '# A\n' } });
    watch.mockImplementation(() => {
      throw full;
    });
    await expect(ended).rejects.toThrow('No more files can be watched on this machine (ENOSPC)');
    expect(close).toHaveBeenCalled();
  });

  test('says what to do where a folder that came later cannot be watched, and ends', async () => {
    const { ended, watch, close, begun } = served({ files: { 'slop.yaml': '', 'record/a.md': '# A\n' } });
    await begun();
    watch.mock.lastCall?.[2](full);
    await expect(ended).rejects.toThrow('No more files can be watched on this machine (ENOSPC)');
    expect(close).toHaveBeenCalled();
  });

  test('follows the record and other records to the folders that slop.yaml names now', async () => {
    const other = '{"schemaVersion":1,"address":"https://b.example/","notes":[]}';
    const { begun, change, folders } = served({
      files: { 'slop.yaml': '', 'record/a.md': '# A\n', 'notes/a.md': '# A\n', 'others/b.json': other },
    });
    await begun();
    expect(folders(true)).toContain('/project/record');
    await change('slop.yaml', 'record: notes\nxrefs: { b: others/b.json }\n');
    await expect.poll(() => folders(true)).toContain('/project/notes');
    expect(folders(false)).toContain('/project/others');
  });

  test('watches nothing more once it has ended, also where a build was under way', async () => {
    const { memory, ended, watch, begun, change } = served({
      files: { 'slop.yaml': '', 'record/a.md': '# A\n', 'notes/a.md': '# A\n' },
    });
    await begun();
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const original = memory.files.read;
    const read = vi.spyOn(memory.files, 'read').mockImplementation(async (place) => {
      await released;
      return original(place);
    });
    await change('slop.yaml', 'record: notes\n');
    await expect.poll(() => read.mock.calls.length).toBeGreaterThan(0);
    interrupt();
    await ended;
    const watched = watch.mock.calls.length;
    release();
    for (let reads = 0; reads !== read.mock.calls.length; await pause(300)) reads = read.mock.calls.length;
    expect(watch).toHaveBeenCalledTimes(watched);
  });

  test('watches where Git keeps the branches of a work tree that is not the first', async () => {
    const { begun, folders } = served({
      files: { 'slop.yaml': '', 'record/a.md': '# A\n', '/far/.git/HEAD': '' },
      links: { '.git': '/far/.git' },
      history: {},
    });
    await begun();
    expect(folders(false)).toContain('/far/.git');
    expect(folders(true)).toEqual(expect.arrayContaining(['/far/.git/refs/heads', '/far/.git/worktrees']));
  });

  test('looks again for what was saved before anything was watched', async () => {
    const { memory, watch, tell, begun } = served({ files: { 'slop.yaml': '', 'record/a.md': '# A\n' } });
    watch.mockImplementation(() => {
      memory.disk.set('/project/record/a.md', Buffer.from('# B\n'));
      return () => {};
    });
    await begun();
    await expect.poll(() => tell.mock.calls).toContainEqual(['changed', '']);
  });
});
