import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTemplates } from '../../src/commands/render/site-templates.ts';
import { type Compiled, compile, compileWith } from '../../src/compile.ts';
import { remarkEngine } from '../../src/parse/markdown/remark.ts';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { openPool } from '../../src/pool/caching-pool.ts';
import { loadProject } from '../../src/project.ts';
import { render } from '../../src/render/render.ts';
import { inOnePiece } from '../../src/render/templates.ts';
import { rules } from '../../src/rules/rules.ts';
import type { File, MarkdownEngine, ThreadPool, World } from '../../src/types.ts';
import { diskWorld, home } from '../helpers/git-world.ts';
import { type MemoryWorld, memoryWorld } from '../helpers/memory-world.ts';

const cache = '.slop/cache';
const names = ['tides', 'boats', 'harbour-plan', 'ropes', 'lamps'];

/** A note that names another one, and an item of it. */
const note = (title: string, named: string, more: string): string =>
  `---\nid: ${title.toLowerCase()}\ntitle: ${title}\nversion: "0.1"\ndate: 2026-05-12\nitems:\n  - id: D-1\n---\n\n# ${title} — v0.1\n\n## 1. What\n\nSee ${named}-v0_1.md §1, D-1 and engine commit 5534068a. ${more}\n`;

const path = fc
  .tuple(fc.constantFrom(...names), fc.constantFrom('', 'archive/'))
  .map(([name, folder]) => `record/${folder}${name}-v0_1.md`);
const later = fc.constantFrom(...names).map((name) => `record/${name}-v0_2.md`);
const text = fc
  .tuple(
    fc.constantFrom('Tides', 'Boats', 'Ropes'),
    fc.constantFrom(...names),
    fc.constantFrom('', 'HEAD <later>', '<!-- x'),
  )
  .map((parts) => note(...parts));

/** Changes to a record: a note written or renamed, slop.yaml, a schema; and harm to what was kept. */
const change = fc.oneof(
  { weight: 4, arbitrary: fc.record({ write: path, text }) },
  { weight: 2, arbitrary: fc.record({ write: later, text }) },
  fc.record({ remove: path }),
  fc.record({ rename: path, to: path }),
  fc
    .constantFrom('title: Another\n', 'rules:\n  mark/open: off\n', 'kinds:\n  "record/*": brief\n', '')
    .map((yaml) => ({ write: 'slop.yaml', text: yaml })),
  fc.constantFrom('draft', 'done').map((word) => ({
    write: 'schemas/kinds/standing-note.json',
    text: JSON.stringify({ title: 'standing-note', 'x-ladder': [word], type: 'object' }),
  })),
  fc.record({ forget: fc.nat(3) }),
  fc.record({ spoil: fc.nat(3) }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function apply({ disk }: MemoryWorld, one: Change): void {
  const at = (place: string): string => `/project/${place}`;
  const kept = [...disk.keys()].filter((place) => place.startsWith(at(cache)));
  if ('write' in one) disk.set(at(one.write), Buffer.from(one.text));
  else if ('remove' in one) disk.delete(at(one.remove));
  else if ('rename' in one) {
    const bytes = disk.get(at(one.rename));
    if (bytes === undefined || one.rename === one.to) return;
    disk.set(at(one.to), bytes);
    disk.delete(at(one.rename));
  } else if ('forget' in one)
    kept.filter((_, index) => index % 4 === one.forget).map((place) => disk.delete(place));
  else
    kept.filter((_, index) => index % 4 === one.spoil).map((place) => disk.set(place, Buffer.from('spoilt')));
}

async function facts(world: World): Promise<unknown> {
  const compiled = await loadProject(world, world.cwd)
    .then((project) => compile({ world, project, engine: satteriEngine }))
    .catch((error: Error) => error.message);
  return typeof compiled === 'string' ? compiled : told(compiled);
}

function told({ graph, findings }: Compiled): unknown {
  const documents = graph.documents.map((one) => ({
    ...one,
    note: one.note && { ...one.note, kind: one.note.kind.name },
  }));
  return { documents, findings, edges: [...graph.out], items: graph.items };
}

test('compile() says the same with what was kept as without, whatever happened in between', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(change, { maxLength: 3 }), { minLength: 1, maxLength: 4 }),
      async (rounds) => {
        const world = memoryWorld({
          files: { 'slop.yaml': '', 'record/tides-v0_1.md': note('Tides', 'boats', '') },
        });
        for (const changes of rounds) {
          for (const one of changes) apply(world, one);
          expect(await facts({ ...world, cache })).toEqual(await facts(world));
        }
      },
    ),
    { numRuns: 25 },
  );
});

/** The site of a record, each page of it; or why there is none. `seen` is told what threads are asked for. */
async function siteOf(
  world: World,
  seen: (job: string, batch: unknown) => void = () => {},
): Promise<unknown> {
  const { templates } = await readTemplates(diskWorld(home, {}), home);
  try {
    const project = await loadProject(world, world.cwd);
    const means = { world, project, engine: satteriEngine };
    const pool = openPool(means);
    const compiled = await compileWith(pool, means);
    const threads = await pool.forNotes('bodies', []);
    const run: ThreadPool['run'] = async (job, batch) => {
      seen(job, batch);
      return threads?.run(job, batch) ?? [];
    };
    const files = new Map<string, File['bytes']>();
    for await (const file of render({
      ...compiled,
      templates,
      engine: satteriEngine,
      rules,
      threads: threads && { ...threads, run },
    }))
      files.set(file.path, inOnePiece(file).bytes);
    return files;
  } catch (error) {
    return (error as Error).message;
  }
}

test('render() makes the same site with what was kept as without, whatever happened in between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
      const world = memoryWorld({
        files: { 'slop.yaml': '', 'record/tides-v0_1.md': note('Tides', 'boats', '') },
      });
      expect(await siteOf({ ...world, cache })).toBeInstanceOf(Map);
      for (const half of [changes.slice(0, changes.length >> 1), changes.slice(changes.length >> 1)]) {
        for (const one of half) apply(world, one);
        expect(await siteOf({ ...world, cache })).toEqual(await siteOf(world));
      }
    }),
    { numRuns: 8 },
  );
});

test('render() compares anew only the versions that changed', async () => {
  const version = (number: string, more: string): string =>
    note('Tides', 'boats', more).replace('"0.1"', `"${number}"`).replace('v0.1', `v${number}`);
  const files = {
    'slop.yaml': '',
    'record/archive/tides-v0_1.md': version('0.1', ''),
    'record/archive/tides-v0_2.md': version('0.2', 'More.'),
    'record/tides-v0_3.md': version('0.3', 'Much more.'),
  };
  const world = { ...memoryWorld({ files }), cache };
  const compared = async (): Promise<readonly string[]> => {
    const batches: string[] = [];
    await siteOf(world, (job, batch) => job === 'comparisons' && batches.push(JSON.stringify(batch)));
    return batches;
  };
  const first = await compared();
  apply(world, { write: 'record/tides-v0_3.md', text: version('0.3', 'Most of all.') });
  const again = (await compared()).filter((batch) => !first.includes(batch));
  expect([first.length, again.length]).toEqual([3, 2]);
  expect(again.every((batch) => batch.includes('Most of all.'))).toBe(true);
});

test('compile() parses nothing twice', async () => {
  const world = {
    ...memoryWorld({ files: { 'slop.yaml': '', 'record/tides-v0_1.md': note('Tides', 'boats', '') } }),
    cache,
  };
  const { engine, loads, parses } = counted(satteriEngine);
  const project = await loadProject(world, world.cwd);
  await compile({ world, project, engine });
  expect(parses()).toBeGreaterThan(0);
  const first = [loads(), parses()];
  await compile({ world, project, engine });
  expect([loads(), parses()]).toEqual(first);
});

test('compile() parses only the note that is new, changed or moved', async () => {
  const files = Object.fromEntries(
    ['boats', 'lamps', 'ropes', 'tides'].map((name) => [`record/${name}-v0_1.md`, note(name, 'tides', '')]),
  );
  const world = { ...memoryWorld({ files: { 'slop.yaml': '', ...files } }), cache };
  const { engine, parses } = counted(satteriEngine);
  const project = await loadProject(world, world.cwd);
  const parsed = async (...changes: Change[]): Promise<number> => {
    for (const one of changes) apply(world, one);
    const before = parses();
    await compile({ world, project, engine });
    return parses() - before;
  };
  const [changed, added] = [note('tides', 'boats', 'More.'), note('sails', 'boats', '')];
  expect(await parsed()).toBe(4);
  expect(await parsed({ write: 'record/tides-v0_1.md', text: changed })).toBe(1);
  expect(await parsed({ write: 'record/sails-v0_1.md', text: added })).toBe(1);
  expect(await parsed({ remove: 'record/boats-v0_1.md' })).toBe(0);
  expect(await parsed({ rename: 'record/ropes-v0_1.md', to: 'record/archive/ropes-v0_1.md' })).toBe(1);
});

test('compile() keeps nothing of an engine that stands in for the one that does not load', async () => {
  const world = {
    ...memoryWorld({ files: { 'slop.yaml': '', 'record/tides-v0_1.md': note('Tides', 'boats', '') } }),
    cache,
  };
  const { engine, parses } = counted(remarkEngine());
  const project = await loadProject(world, world.cwd);
  await compile({ world, project, engine });
  const first = parses();
  await compile({ world, project, engine });
  expect(parses()).toBe(2 * first);
});

/** What is meant to be the fast engine, and counts. */
function counted(real: MarkdownEngine) {
  let [loads, parses] = [0, 0];
  const parse: MarkdownEngine['parse'] = (body) => {
    parses += 1;
    return real.parse(body);
  };
  const load = async () => {
    loads += 1;
    return { ...real, parse };
  };
  return { engine: { name: 'satteri', load }, loads: () => loads, parses: () => parses };
}

test('compile() names the note where judging fails', async () => {
  const world = memoryWorld({
    files: { 'slop.yaml': '', 'record/tides-v0_1.md': note('Tides', 'boats', '') },
  });
  const project = await loadProject(world, world.cwd);
  const kinds = new Map(project.kinds);
  kinds.get = () => {
    throw new TypeError('a slip');
  };
  await expect(compile({ world, project: { ...project, kinds }, engine: satteriEngine })).rejects.toThrow(
    'record/tides-v0_1.md',
  );
});
