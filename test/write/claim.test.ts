import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { planOf } from '../../src/plan/plan.ts';
import { blobId } from '../../src/read/blob.ts';
import { Refusal } from '../../src/refusal.ts';
import type { ProcessIdentity, World } from '../../src/types.ts';
import { realProcesses } from '../../src/world/processes.ts';
import { applyPlan } from '../../src/write/apply.ts';
import { exclusively, type Writing } from '../../src/write/claim.ts';
import { build, slop } from '../cli/built.ts';
import { type MemoryWorld, memoryWorld } from '../helpers/memory-world.ts';
import { folderKeeper, temporaryFolder } from '../helpers/repository.ts';

const keep = folderKeeper();

/** One of several processes that share the files of a world; all of them run unless `ended` names them. */
function processOf(
  world: MemoryWorld,
  pid: number,
  others: { readonly ended?: readonly number[]; readonly elsewhere?: readonly number[] } = {},
): Writing {
  const identity = (number: number): ProcessIdentity => ({
    host: 'here',
    boot: 'b',
    namespace: 'n',
    pid: number,
    start: 's~/1',
  });
  return {
    files: world.files,
    processes: {
      self: async () => identity(pid),
      runs: async ({ pid: other }) =>
        others.elsewhere?.includes(other) ? null : !others.ended?.includes(other),
      withNumber: async (number) => identity(number),
      unique: () => `u${pid}`,
      uuid: () => '',
      pause: () => new Promise((resolve) => setImmediate(resolve)),
    },
  };
}

const claimsIn = (world: MemoryWorld): readonly string[] =>
  [...world.disk.keys()].filter((place) => place.includes('/.slop/claims/'));

describe('exclusively()', () => {
  it('lets one of many in at a time, in whatever order they come', async () => {
    for (let round = 0; round < 30; round += 1) {
      const world = memoryWorld({ files: {} });
      let inside = 0;
      let most = 0;
      const work = async (): Promise<void> => {
        inside += 1;
        most = Math.max(most, inside);
        for (let wait = 0; wait < 5; wait += 1) await new Promise((resolve) => setImmediate(resolve));
        inside -= 1;
      };
      const pids = [3, 1, 2, 5, 4].slice(0, 2 + (round % 4));
      const ends = await Promise.allSettled(
        pids.map((pid) => exclusively(processOf(world, pid), '/project', `p${pid}`, work)),
      );
      expect(most).toBe(1);
      const told = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
      for (const reason of told) expect(reason).toBeInstanceOf(Refusal);
      expect(told.length).toBeLessThan(pids.length);
      expect(claimsIn(world)).toEqual([]);
    }
  });

  it('tells who is at work', async () => {
    const world = memoryWorld({ files: {} });
    await exclusively(processOf(world, 1), '/project', 'bump a', async () => {
      await expect(exclusively(processOf(world, 2), '/project', 'b', async () => {})).rejects.toThrow(
        /1 on here \(bump a\)/,
      );
    });
  });

  it('passes over the claim of a process that has ended, and over none that may still run', async () => {
    const world = memoryWorld({ files: {} });
    const stuck = new Promise<void>(() => {});
    void exclusively(processOf(world, 1), '/project', 'killed', () => stuck);
    await new Promise((resolve) => setImmediate(resolve));
    await expect(
      exclusively(processOf(world, 2, { elsewhere: [1] }), '/project', 'b', async () => {}),
    ).rejects.toThrow(claimsIn(world)[0]);
    expect(await exclusively(processOf(world, 2, { ended: [1] }), '/project', 'b', async () => 'done')).toBe(
      'done',
    );
    expect(claimsIn(world)).toEqual([]);
  });

  it.each(['readme.txt', '%zz~b~n~1~s~u', 'here~b~n~0~s~u', 'here~b~n~-1~s~u'])(
    'takes %s for no claim',
    async (name) => {
      const world = memoryWorld({ files: { [`.slop/claims/${name}`]: '' } });
      expect(await exclusively(processOf(world, 1), '/project', 't', async () => 'done')).toBe('done');
    },
  );

  it('keeps its folder out of Git, and takes nothing else for it', async () => {
    const world = memoryWorld({ files: {} });
    await exclusively(processOf(world, 1), '/project', 't', async () => {});
    expect(world.written()).toEqual({ '.slop/.gitignore': '*\n' });
    const linked = memoryWorld({ files: { 'other/x': '' }, links: { '.slop': 'other' } });
    await expect(exclusively(processOf(linked, 1), '/project', 't', async () => {})).rejects.toBeInstanceOf(
      Refusal,
    );
  });
});

describe('two plans at once', () => {
  const text = 'a\n';
  const plan = (fresh: string) =>
    planOf({
      title: `to ${fresh}`,
      base: { 'a.md': blobId(Buffer.from(text)) },
      edits: [{ path: 'a.md', span: { start: 0, end: 1 }, text: fresh }],
    });

  it('one wins, the other is told', async () => {
    const world = memoryWorld({ files: { 'a.md': text } });
    const ends = await Promise.allSettled(
      [1, 2].map((pid) => applyPlan(processOf(world, pid) as World, '/project', plan(`p${pid}`))),
    );
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const winner = ends.findIndex(({ status }) => status === 'fulfilled') + 1;
    expect(Buffer.from(world.disk.get('/project/a.md') ?? []).toString()).toBe(`p${winner}\n`);
  });

  describe('in processes of their own', () => {
    beforeAll(build);

    it('one wins, the others are told with exit code 2', async () => {
      const folder = await keep(temporaryFolder());
      await folder.write('slop.yaml', '');
      await folder.write('a.md', text);
      const names = ['one', 'two', 'three', 'four'];
      for (const name of names) await folder.write(`${name}.json`, JSON.stringify(plan(name)));
      const ends = await Promise.all(names.map((name) => slop(folder.root, ['apply', `${name}.json`])));
      expect(ends.map(({ code }) => code).sort()).toEqual([0, 2, 2, 2]);
      const winner = names[ends.findIndex(({ code }) => code === 0)];
      expect(await readFile(path.join(folder.root, 'a.md'), 'utf8')).toBe(`${winner}\n`);
      expect((await readdir(path.join(folder.root, '.slop'), { recursive: true })).sort()).toEqual([
        '.gitignore',
        'claims',
      ]);
    });
  });
});

describe('realProcesses', () => {
  it('knows itself, and an ended process or one of another time from a running one', async () => {
    const self = await realProcesses.self();
    expect(await realProcesses.runs(self)).toBe(true);
    expect(await realProcesses.runs({ ...self, host: 'elsewhere' })).toBeNull();
    expect(await realProcesses.runs({ ...self, boot: 'earlier' })).toBe(false);
    if (self.start !== '') expect(await realProcesses.runs({ ...self, start: '1' })).toBe(false);
    const ended = await new Promise<number>((resolve) => {
      const child = execFile(process.execPath, ['-e', ''], () => resolve(child.pid ?? 0));
    });
    expect(await realProcesses.runs({ ...self, pid: ended })).toBe(false);
    expect(realProcesses.unique()).not.toBe(realProcesses.unique());
  });
});
