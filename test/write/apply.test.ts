import { describe, expect, it } from 'vitest';
import { planOf } from '../../src/plan/plan.ts';
import { blobId } from '../../src/read/blob.ts';
import { Refusal } from '../../src/refusal.ts';
import type { Files, Plan } from '../../src/types.ts';
import { applyPlan } from '../../src/write/apply.ts';
import { recover, unfinished } from '../../src/write/recover.ts';
import { type MemoryWorld, memoryWorld } from '../helpers/memory-world.ts';

const oid = (text: string): string => blobId(Buffer.from(text));
const files = {
  'record/a.md': '\uFEFFone  \r\ntwo\r\n',
  'record/b.md': 'b\n',
  'record/c.md': 'c\n',
};
const base = {
  'record/a.md': oid(files['record/a.md']),
  'record/b.md': oid('b\n'),
  'record/c.md': oid('c\n'),
};

/** Everything at once: an edit, a new file, a copy that is edited, a move that is edited, a chain of moves. */
const everything: Plan = planOf({
  title: 'everything',
  base: {
    ...base,
    'record/new.md': null,
    'record/a-v0_2.md': null,
    'record/archive/a.md': null,
    'record/d.md': null,
  },
  edits: [
    { path: 'record/a-v0_2.md', span: { start: 1, end: 4 }, text: 'ONE' },
    { path: 'record/c.md', span: { start: 0, end: 0 }, text: '> ' },
  ],
  writes: [{ path: 'record/new.md', text: 'new\n' }],
  copies: [{ from: 'record/a.md', to: 'record/a-v0_2.md' }],
  moves: [
    { from: 'record/a.md', to: 'record/archive/a.md' },
    { from: 'record/b.md', to: 'record/c.md' },
    { from: 'record/c.md', to: 'record/d.md' },
  ],
});

function recordOf(world: MemoryWorld): Record<string, string> {
  const entries = [...world.disk].filter(([place]) => !place.includes('/.slop/'));
  return Object.fromEntries(
    entries
      .map(([place, bytes]) => [place.slice('/project/'.length), Buffer.from(bytes).toString('utf8')])
      .sort(),
  );
}

const refused = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Refusal);
  return (error as Refusal).message;
};

describe('applyPlan()', () => {
  it('edits, makes, copies and moves at once, and leaves every other byte as it was', async () => {
    const world = memoryWorld({ files });
    const steps = await applyPlan(world, '/project', everything);
    expect(recordOf(world)).toEqual({
      'record/a-v0_2.md': '\uFEFFONE  \r\ntwo\r\n',
      'record/archive/a.md': files['record/a.md'],
      'record/c.md': 'b\n',
      'record/d.md': '> c\n',
      'record/new.md': 'new\n',
    });
    expect(steps.map(({ path }) => path)).toContain('record/b.md');
    expect([...world.disk.keys()].filter((place) => /journal|claims/.test(place))).toEqual([]);
  });

  it('refuses the second time, and changes nothing then', async () => {
    const world = memoryWorld({ files });
    await applyPlan(world, '/project', everything);
    const after = recordOf(world);
    await refused(applyPlan(world, '/project', everything));
    expect(recordOf(world)).toEqual(after);
  });

  it('does nothing for a plan that changes nothing', async () => {
    const world = memoryWorld({ files });
    const same = planOf({
      title: 'same',
      base,
      edits: [{ path: 'record/b.md', span: { start: 0, end: 1 }, text: 'b' }],
    });
    expect(await applyPlan(world, '/project', same)).toEqual([]);
    expect(world.written()).not.toHaveProperty('record/b.md');
  });

  it('names every file of a base that moved', async () => {
    const world = memoryWorld({
      files: { ...files, 'record/b.md': 'other\n', 'record/new.md': 'taken' },
      links: { 'record/d.md': 'b.md' },
    });
    world.disk.delete('/project/record/c.md');
    const before = recordOf(world);
    const message = await refused(applyPlan(world, '/project', everything));
    for (const path of [
      'record/b.md has',
      'record/c.md is gone',
      'record/new.md exists',
      'record/d.md is a sym',
    ]) {
      expect(message).toContain(path);
    }
    expect(message).not.toContain('record/a.md');
    expect(recordOf(world)).toEqual(before);
  });

  it('takes a link for no note, and goes through none', async () => {
    const world = memoryWorld({
      files: { 'elsewhere/a.md': 'a' },
      links: { 'record/a.md': '../elsewhere/a.md', 'record/sub': '../elsewhere' },
    });
    const edit = (path: string): Plan =>
      planOf({
        title: 't',
        base: { [path]: oid('a') },
        edits: [{ path, span: { start: 0, end: 1 }, text: 'b' }],
      });
    expect(await refused(applyPlan(world, '/project', edit('record/a.md')))).toContain('record/a.md');
    expect(await refused(applyPlan(world, '/project', edit('record/sub/a.md')))).toContain('record/sub');
    expect(recordOf(world)).toEqual({ 'elsewhere/a.md': 'a' });
  });

  it.each([
    '../out.md',
    '/etc/passwd',
    'record/../../x',
    '.git/hooks/post-checkout',
    'record/.GIT/config',
    '.slop/journal/forward.json',
    'a//b',
    '',
    'nul\0.md',
  ])('writes only where a plan has business: not %j', async (path) => {
    const world = memoryWorld({ files });
    const message = await refused(
      applyPlan(
        world,
        '/project',
        planOf({ title: 't', base: { [path]: null }, writes: [{ path, text: 'x' }] }),
      ),
    );
    expect(message).toContain(JSON.stringify(path));
    expect(recordOf(world)).toEqual(files);
  });

  it.each<[string, Partial<Plan>]>([
    [
      'two edits of one place',
      {
        edits: [
          { path: 'record/b.md', span: { start: 0, end: 1 }, text: '1' },
          { path: 'record/b.md', span: { start: 0, end: 2 }, text: '2' },
        ],
      },
    ],
    [
      'an edit outside of the text',
      { edits: [{ path: 'record/b.md', span: { start: 1, end: 9 }, text: '' }] },
    ],
    ['a path without a base', { edits: [{ path: 'record/z.md', span: { start: 0, end: 0 }, text: '' }] }],
    ['a new file over an old one', { writes: [{ path: 'record/b.md', text: '' }] }],
    [
      'a new file where another leaves',
      { writes: [{ path: 'record/b.md', text: '' }], moves: [{ from: 'record/b.md', to: 'record/free.md' }] },
    ],
    [
      'two files at one place',
      {
        writes: [{ path: 'record/free.md', text: '' }],
        moves: [{ from: 'record/b.md', to: 'record/free.md' }],
      },
    ],
    [
      'one file to two places',
      {
        moves: [
          { from: 'record/b.md', to: 'record/free.md' },
          { from: 'record/b.md', to: 'record/free2.md' },
        ],
      },
    ],
    ['a move of nothing', { moves: [{ from: 'record/free.md', to: 'record/free2.md' }] }],
    ['an edit of nothing', { edits: [{ path: 'record/free.md', span: { start: 0, end: 0 }, text: '' }] }],
  ])('refuses %s', async (_what, parts) => {
    const world = memoryWorld({ files });
    const free = { 'record/free.md': null, 'record/free2.md': null };
    await refused(applyPlan(world, '/project', planOf({ title: 't', base: { ...base, ...free }, ...parts })));
    expect(recordOf(world)).toEqual(files);
  });

  it('edits nothing that is not UTF-8, but moves it as it is', async () => {
    const bytes = new Uint8Array([0x41, 0xff, 0x0a]);
    const world = memoryWorld({ files: { 'a.md': bytes } });
    const parts = {
      title: 't',
      base: { 'a.md': blobId(bytes), 'b.md': null },
      moves: [{ from: 'a.md', to: 'b.md' }],
    };
    await refused(
      applyPlan(
        world,
        '/project',
        planOf({ ...parts, edits: [{ path: 'a.md', span: { start: 0, end: 1 }, text: 'B' }] }),
      ),
    );
    await applyPlan(world, '/project', planOf(parts));
    expect(world.disk.get('/project/b.md')).toEqual(bytes);
  });

  it('goes back when what runs last says no, even where that changed a file', async () => {
    const world = memoryWorld({ files });
    const hook = async (): Promise<void> => {
      await world.files.write('/project/record/new.md', 'formatted');
      throw new Refusal('the hook says no');
    };
    expect(await refused(applyPlan(world, '/project', everything, hook))).toBe('the hook says no');
    expect(recordOf(world)).toEqual(files);
    expect(await unfinished(world.files, '/project')).toBeNull();
  });
});

describe('a disk that says no', () => {
  /** The files of a world, of which one write, by its number, fails. */
  const failing = (
    world: MemoryWorld,
    nth: number,
    code: string,
  ): { readonly files: Files; readonly calls: () => number } => {
    let calls = 0;
    const tick = (place: string): void => {
      if (place.includes('/claims/')) return;
      calls += 1;
      if (calls === nth) throw Object.assign(new Error(`${code}: ${place}`), { code, path: place });
    };
    const { files: under } = world;
    return {
      calls: () => calls,
      files: {
        ...under,
        write: async (place, ...rest) => {
          tick(place);
          await under.write(place, ...rest);
        },
        create: async (place, text) => {
          tick(place);
          return under.create(place, text);
        },
        rename: async (from, to, options) => {
          tick(to);
          await under.rename(from, to, options);
        },
        remove: async (place, options) => {
          tick(place);
          await under.remove(place, options);
        },
      },
    };
  };

  it.each(['ENOSPC', 'EACCES', 'EROFS'])(
    '%s at any one write leaves the old files or the new ones, and says why',
    async (code) => {
      const whole = memoryWorld({ files });
      const counter = failing(whole, -1, code);
      await applyPlan({ ...whole, files: counter.files }, '/project', everything);
      const fresh = recordOf(whole);
      expect(counter.calls()).toBeGreaterThan(15);
      for (let nth = 1; nth <= counter.calls(); nth += 1) {
        const world = memoryWorld({ files });
        const work = applyPlan({ ...world, files: failing(world, nth, code).files }, '/project', everything);
        const error = await work.then(
          () => null,
          (thrown: unknown) => thrown,
        );
        if (error !== null) expect(error).toBeInstanceOf(Refusal);
        // The files are in place when only the journal could not be taken away.
        const done = error === null || /is applied/.test(String(error));
        expect(recordOf(world)).toEqual(done ? fresh : files);
        await recover(world, '/project');
        expect(await unfinished(world.files, '/project')).toBeNull();
        expect(recordOf(world)).toEqual(done ? fresh : files);
      }
    },
  );
});
